/// What Twilio tells of a text that we sent. Source: Twilio, "Message status callback".
public struct TwilioTextReport: Sendable, Hashable {
    public let account: String
    /// One of our numbers, in E.164.
    public let from: String
    /// Such as `sent`, `delivered`, `undelivered` or `failed`.
    public let status: String
    /// Why it did not arrive, such as `30006`: the number is of a line that takes no texts.
    public let errorCode: String?

    /// - Returns: nil when the form is about no text.
    public init?(_ form: FormFields) {
        guard form["MessageSid"] != nil, let account = form["AccountSid"], let from = form["From"], let status = form["MessageStatus"]
        else { return nil }
        self.account = account
        self.from = from
        self.status = status
        // It becomes part of a sentence.
        errorCode = form["ErrorCode"].flatMap { (1...6).contains($0.utf8.count) && $0.allSatisfy(\.isNumber) && $0 != "0" ? $0 : nil }
    }

    /// Whether it will never arrive.
    public var isLost: Bool { status == "undelivered" || status == "failed" }
}
