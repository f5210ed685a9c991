import Core
import Foundation
import Storage

/// How far a business's agent at Ultravox is, for its owner.
public struct UltravoxAgentState: Sendable, Hashable, Codable {
    /// What Ultravox calls it; nil before there is one.
    public var id: String?
    public var name: Name
    /// Why it is not what it should be; nil when it is, or nothing was tried yet.
    public var reason: String?

    public init(id: String? = nil, name: Name, reason: String? = nil) {
        self.id = id
        self.name = name
        self.reason = reason
    }

    public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is yet to be sent, for the first time or again.
        case waiting
        /// Ultravox has it as the business's data say.
        case synchronised
        /// Ultravox does not take it.
        case refused
    }

    private enum CodingKeys: String, CodingKey {
        case id, reason
        case name = "state"
    }
}

/// A business's agent at Ultravox, as the platform keeps it.
struct KeptUltravoxAgent: Sendable, Hashable {
    var business: Business.ID
    var state: UltravoxAgentState
    /// Of what was sent last.
    var fingerprint: String?
    /// Failures in a row.
    var attempts: Int
    /// When it is to be sent again; nil when that is not needed.
    var dueAt: Date?
    /// Somebody is at it until then.
    var claimedUntil: Date?
    var updatedAt: Date
}

extension PlatformTransaction {
    func ultravoxAgent(of business: Business.ID) throws -> KeptUltravoxAgent? {
        try row("SELECT * FROM ultravox_agent WHERE business_id = \(business)").map { try KeptUltravoxAgent($0) }
    }

    func businessesWithUltravoxAgents() throws -> [Business.ID] {
        try rows("SELECT business_id FROM ultravox_agent ORDER BY business_id").map { try $0.get("business_id") }
    }

    func ultravoxAgents(dueBefore moment: Date, limit: Int) throws -> [Business.ID] {
        try rows("SELECT business_id FROM ultravox_agent WHERE due_at <= \(moment) ORDER BY due_at LIMIT \(limit)")
            .map { try $0.get("business_id") }
    }

    /// Those of businesses that are deleted.
    func departedUltravoxAgents(limit: Int) throws -> [KeptUltravoxAgent] {
        try rows(
            """
            SELECT ultravox_agent.* FROM ultravox_agent JOIN business ON business.business_id = ultravox_agent.business_id
            WHERE business.standing = \(Standing.deleted) ORDER BY ultravox_agent.business_id LIMIT \(limit)
            """
        ).map { try KeptUltravoxAgent($0) }
    }

    /// Begins with a business's agent, as the only one for so long.
    ///
    /// - Returns: nil when somebody else is at it.
    func claimUltravoxAgent(of business: Business.ID, at now: Date, until end: Date) throws -> KeptUltravoxAgent? {
        // Due when the claim has run out: whoever dies at it is followed by the next.
        try row(
            """
            INSERT INTO ultravox_agent (business_id, state, attempts, due_at, claimed_until, updated_at)
            VALUES (\(business), \(UltravoxAgentState.Name.waiting), 0, \(end), \(end), \(now))
            ON CONFLICT (business_id) DO UPDATE SET due_at = excluded.due_at, claimed_until = excluded.claimed_until
            WHERE ultravox_agent.claimed_until IS NULL OR ultravox_agent.claimed_until <= \(now)
            RETURNING *
            """
        ).map { try KeptUltravoxAgent($0) }
    }

    func save(_ agent: KeptUltravoxAgent) throws {
        try execute(
            """
            UPDATE ultravox_agent SET agent = \(agent.state.id), state = \(agent.state.name), reason = \(agent.state.reason),
                fingerprint = \(agent.fingerprint), attempts = \(agent.attempts), due_at = \(agent.dueAt),
                claimed_until = \(agent.claimedUntil), updated_at = \(agent.updatedAt)
            WHERE business_id = \(agent.business)
            """)
    }

    /// Has an agent sent again, unless another has taken its place.
    func doubtUltravoxAgent(_ agent: String, of business: Business.ID, at now: Date) throws {
        try execute(
            """
            UPDATE ultravox_agent SET state = \(UltravoxAgentState.Name.waiting), due_at = \(now), updated_at = \(now)
            WHERE business_id = \(business) AND agent = \(agent)
            """)
    }

    func removeUltravoxAgent(of business: Business.ID) throws {
        try execute("DELETE FROM ultravox_agent WHERE business_id = \(business)")
    }
}

extension KeptUltravoxAgent {
    fileprivate init(_ row: Row) throws {
        self.init(
            business: try row.get("business_id"),
            state: UltravoxAgentState(id: try row.get("agent"), name: try row.get("state"), reason: try row.get("reason")),
            fingerprint: try row.get("fingerprint"), attempts: try row.get("attempts"), dueAt: try row.get("due_at"),
            claimedUntil: try row.get("claimed_until"), updatedAt: try row.get("updated_at"))
    }
}
