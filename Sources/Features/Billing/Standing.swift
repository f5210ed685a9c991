/// How a business stands with the platform: what calls, doors and the operator look at. Kept in `business.standing`.
public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
    case trialing, active
    /// An invoice is overdue. Everything works.
    case pastDue = "past_due"
    /// The agent gives callers the business's phone number and nothing else; staff may read.
    case readOnly = "read_only"
    /// Calls are not answered, and nobody is let in.
    case suspended
    /// The business's data is gone, or going.
    case deleted

    /// Whether the agent may hold conversations.
    public var answersCalls: Bool {
        switch self {
        case .trialing, .active, .pastDue: true
        case .readOnly, .suspended, .deleted: false
        }
    }

    /// Whether conversations that are running end.
    var isShutOut: Bool { self == .suspended || self == .deleted }
}
