public import Core

extension Problem {
    /// A record does not go from its state to that one.
    ///
    /// - Parameter next: the states it may go to.
    static func notAllowed(from state: String, to next: [String]) -> Problem {
        let choices = next.isEmpty ? "It is final." : "It may become \(next.sorted().joined(separator: " or "))."
        return Problem(code: "not-allowed-now", status: 409, title: "Not in this state", detail: "This is \(state). \(choices)")
    }

    /// Whoever changes a record has to say which version of it they have seen.
    public static let preconditionRequired = Problem(
        code: "precondition-required", status: 428, title: "The version is missing",
        detail: "Send If-Match with the ETag that came with the record, so that nobody's change is lost.")

    /// Somebody else has changed the record since it was read.
    public static let stale = Problem(
        code: "stale", status: 412, title: "It has changed meanwhile",
        detail: "Somebody else changed this since you read it. It is sent along as it is now: look, and try again with its version.")
}
