public import Core
public import Foundation

/// One conversation between a caller and a business's agent. Its identifier is `{business_id}_{random}`.
public struct Call: Sendable, Hashable, Identifiable {
    public typealias ID = Identifier<Call>

    public var id: ID
    public var startedAt: Date
    public var endedAt: Date?
    /// The number the caller is at, where it is known.
    public var phone: PhoneNumber?
    public var channel: Channel
    public var outcome: Outcome
    /// The sequence number of the last event in its log; 0 before the first.
    public var lastSequence: Int

    public var isEnded: Bool { endedAt != nil }

    /// How the caller reaches us.
    public enum Channel: String, Sendable, Hashable, Codable {
        case browser, commandLine, phone

        /// Whether the caller's number is known to be the caller's.
        var provesNumber: Bool { self != .browser }
    }

    /// What came of it. The last thing done counts.
    public enum Outcome: String, Sendable, Hashable, Codable {
        case none, order, appointment, ticket, submission, transferred
    }
}
