/// What a person may do in a business. Each may do all that the one before may.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Sees the calls, and works on orders, appointments and tickets.
    case staff
    /// Also says what the business offers, when, and how its agent behaves.
    case manager
    /// Also decides about plan, keys and people.
    case owner

    public static func < (one: Role, other: Role) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .staff: 0
        case .manager: 1
        case .owner: 2
        }
    }
}
