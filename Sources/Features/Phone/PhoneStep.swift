public import Core

/// What a caller on the telephone meets next.
public enum PhoneStep: Sendable, Hashable {
    /// The agent, on a line that the token joins once.
    case talk(token: Secret)
    /// The agent of another company, whose address joins the conversation that it holds ready.
    case join(address: Secret)
    /// A person is rung.
    ///
    /// - number: in E.164.
    case ring(number: String)
    /// A sentence, a tone, and what the caller says then is kept.
    case takeMessage(String)
    /// A key leads to the agent; without one a message is taken.
    case choose(String, otherwise: String)
    /// A sentence, and the end.
    case refuse(String)
    case hangUp
}

/// What is said on the telephone by somebody else than the agent.
enum PhoneSentences {
    static let notInService = "This number is not in service. Goodbye."
    static let switchedOff = "This business cannot be reached by telephone at the moment. Please try again later. Goodbye."
    static let trouble = "I'm sorry, we are having trouble with this call. Please call again in a moment. Goodbye."

    static func closed(_ name: String) -> String {
        "Thank you for calling \(name). We are closed at the moment. \(leaveMessage)"
    }

    static func nobodyThere(_ name: String) -> String {
        "Thank you for calling \(name). Nobody can talk to you at the moment. \(leaveMessage)"
    }

    static func choice(_ name: String) -> String {
        "Thank you for calling \(name). We are closed at the moment. Press 1 to talk to our assistant, or stay on the line to leave a message."
    }

    static let leaveMessage = "Please leave a message after the tone, and press the pound key when you are done."

    /// For the person who is about to take a call.
    ///
    /// - Parameter reason: what the caller wants, as the agent knows it.
    static func whisper(_ reason: String, business: String) -> String {
        let shortened = reason.count > longestReason ? reason.prefix(longestReason) + "…" : reason[...]
        return "A caller for \(business). \(shortened) Press 1 to take the call."
    }

    /// In characters: the caller is waiting meanwhile.
    private static let longestReason = 300
}
