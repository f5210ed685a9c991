import Conversation
import Core
import Storage

extension TenantTransaction {
    /// What a caller is told in place of a conversation, and nothing else. Nil when the agent answers.
    ///
    /// - Parameter caller: the number of the line; nil where it is not known.
    func announcement(to caller: PhoneNumber?) throws -> String? {
        if let announcement = try unavailability() { return announcement }
        guard let caller, try customer(calling: caller)?.blockedAt != nil else { return nil }
        return "Thank you for calling \(try profile().name). I'm sorry, we cannot take calls from this number. Goodbye."
    }

    /// What a caller is told when the business's subscription does not have its agent answer: the business's telephone number and
    /// nothing else. Nil when the agent answers.
    func unavailability() throws -> String? {
        try serviceTerms().answersCalls ? nil : absence()
    }

    /// That the agent does not answer, and the business's telephone number where there is one.
    func absence() throws -> String {
        let profile = try profile()
        guard let phone = profile.phone else {
            return "Thank you for calling \(profile.name). Our assistant is not available at the moment. Goodbye."
        }
        return "Thank you for calling \(profile.name). Our assistant is not available at the moment. "
            + "Please call us on \(Spoken.phone(phone, in: profile.region)). Goodbye."
    }
}

extension Problem {
    /// The agent makes no calls while it takes none.
    static let agentUnavailable = Problem(
        code: "agent-unavailable", status: 409, title: "The agent is not available",
        detail: "The business's subscription does not have its agent make calls now; see the subscription.")
}
