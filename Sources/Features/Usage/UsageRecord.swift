public import Core
public import Foundation
import Storage

/// One line of a business's usage ledger: a session that has ended. Written in the transaction that ends it, so there is one for each,
/// whatever is repeated and whatever breaks off.
public struct UsageRecord: Sendable, Hashable, Codable {
    public var session: Call.ID
    public var startedAt: Date
    /// Decides which period it belongs to.
    public var endedAt: Date
    /// Whole seconds, the last one begun counted in full.
    public var durationSeconds: Int
    public var channel: Call.Channel
    public var outcome: Call.Outcome
    /// What this session added to the bill, as the plan stood when it ended. What is charged is counted when the period ends.
    public var cost: Money
}

extension TenantTransaction {
    /// Enters a session that ends in this transaction. A session that is in the ledger stays as it is there.
    ///
    /// - Parameter talkedUntil: what its duration is counted to: the end, or when a caller who was lost was last heard of.
    func enterInLedger(_ session: Call.ID, talkedUntil: Date?, endedAt: Date) throws {
        guard let call = try call(session) else { return }
        let terms = try serviceTerms()
        let isCharged = call.channel.isCharged
        // With those that ended in the same millisecond, a time's finest part.
        let used = terms.freeSessions == nil || !isCharged ? 0 : try sessions(from: terms.periodStart, to: endedAt + 0.001)
        let isBeyond = isCharged && terms.freeSessions.map { used >= $0 } ?? false
        let seconds = Int(max(0, (talkedUntil ?? endedAt).timeIntervalSince(call.startedAt)).rounded(.up))
        try execute(
            """
            INSERT INTO usage_record (session_id, started_at, ended_at, duration_seconds, channel, outcome, cost, currency)
            VALUES (\(call.id), \(call.startedAt), \(endedAt), \(seconds), \(call.channel), \(call.outcome),
                \(isBeyond ? terms.overagePrice : 0), \(terms.currency)) ON CONFLICT (business_id, session_id) DO NOTHING
            """)
    }

    /// How many charged sessions ended from an instant up to, not including, another.
    func sessions(from start: Date, to end: Date) throws -> Int {
        try row(
            """
            SELECT count(*) AS sessions FROM usage_record
            WHERE ended_at >= \(start) AND ended_at < \(end) AND channel <> \(Call.Channel.commandLine)
            """)?.get("sessions") ?? 0
    }

    func sessions(in period: BillingPeriod) throws -> Int { try sessions(from: period.start, to: period.end) }

    /// One page of the ledger, newest first, after a session; nil begins with the newest.
    func usageRecords(after session: Call.ID?, limit: Int) throws -> [UsageRecord] {
        let page =
            if let session {
                try rows(
                    """
                    SELECT * FROM usage_record
                    WHERE (ended_at, session_id) < (SELECT ended_at, session_id FROM usage_record WHERE session_id = \(session))
                    ORDER BY ended_at DESC, session_id DESC LIMIT \(limit)
                    """)
            } else {
                try rows("SELECT * FROM usage_record ORDER BY ended_at DESC, session_id DESC LIMIT \(limit)")
            }
        return try page.map { try UsageRecord($0) }
    }
}

extension UsageRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            session: try row.get("session_id"), startedAt: try row.get("started_at"), endedAt: try row.get("ended_at"),
            durationSeconds: try row.get("duration_seconds"), channel: try row.get("channel"), outcome: try row.get("outcome"),
            cost: Money(minorUnits: try row.get("cost"), currency: try row.get("currency")))
    }
}

extension Call.Channel {
    /// Whoever tries an agent from the server's command line is its operator.
    var isCharged: Bool { self != .commandLine }
}
