/// Why a message was not taken. Holds nothing secret: it may be logged and shown.
public enum MailFailure: Error, Sendable, Hashable {
    /// Nothing was taken; it may be later: no connection, a 4xx, a limit.
    case notNow(reason: String)
    /// Nobody knows whether it was taken: the connection broke, or time ran out, after all of it had been sent. Sent again under the same
    /// Message-ID, a receiver may know it for a repeat.
    case unknown(reason: String)
    /// The recipient's address takes no mail, for good.
    case recipientRefused(reason: String)
    /// This message will never be taken, whoever it is for.
    case messageRefused(reason: String)
    /// We are not let in, or may not write in this sender's name: an operator has to change a setting.
    case notLetIn(reason: String)

    public var reason: String {
        switch self {
        case .notNow(let reason), .unknown(let reason), .recipientRefused(let reason), .messageRefused(let reason), .notLetIn(let reason):
            reason
        }
    }
}
