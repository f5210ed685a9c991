import Core
import Foundation
import Storage

/// A session that Stripe is to charge for, or was told of.
struct StripeMeterEvent: Sendable, Hashable {
    enum State: String, Sendable, Hashable {
        case pending, sent
        /// Given up; the log says why.
        case failed
    }

    var session: Call.ID
    var business: Business.ID
    var customer: String
    /// What the meter calls it.
    var name: String
    /// When the session ended.
    var at: Date
    var state: State
    var attempts: Int
}

extension PlatformTransaction {
    /// The sessions of a period that are told, or are to be: under which name each.
    func meteredSessions(of business: Business.ID, in period: BillingPeriod) throws -> [Call.ID: String] {
        let rows = try rows(
            """
            SELECT session_id, event_name FROM stripe_meter_event
            WHERE business_id = \(business) AND at >= \(period.start) AND at < \(period.end)
            """)
        return Dictionary(try rows.map { (try $0.get("session_id"), try $0.get("event_name")) }, uniquingKeysWith: { first, _ in first })
    }

    func insert(_ event: StripeMeterEvent, now: Date) throws {
        try execute(
            """
            INSERT INTO stripe_meter_event (session_id, business_id, customer, event_name, at, state, attempts, due_at, created_at,
                updated_at)
            VALUES (\(event.session), \(event.business), \(event.customer), \(event.name), \(event.at), \(event.state), 0, \(now), \(now),
                \(now)) ON CONFLICT (session_id) DO NOTHING
            """)
    }

    /// Takes what is due, for as long as telling it may take.
    func claimMeterEvents(at now: Date, until lease: Date, limit: Int) throws -> [StripeMeterEvent] {
        let due = try rows(
            """
            SELECT * FROM stripe_meter_event WHERE state = 'pending' AND due_at <= \(now) ORDER BY due_at, session_id LIMIT \(limit)
            """
        ).map { try StripeMeterEvent($0) }
        for event in due { try execute("UPDATE stripe_meter_event SET due_at = \(lease) WHERE session_id = \(event.session)") }
        return due
    }

    func record(_ event: StripeMeterEvent, dueAt: Date, error: String?, at now: Date) throws {
        try execute(
            """
            UPDATE stripe_meter_event SET state = \(event.state), attempts = \(event.attempts), due_at = \(dueAt), last_error = \(error),
                updated_at = \(now) WHERE session_id = \(event.session)
            """)
    }

    /// When something is to be told next; nil when nothing is.
    func nextMeterEventDue() throws -> Date? {
        try row("SELECT min(due_at) AS due_at FROM stripe_meter_event WHERE state = 'pending'")?.get("due_at")
    }

    /// Businesses that Stripe charges, and whose usage has changed since it was looked at.
    func businessesToMeter(limit: Int) throws -> [Business.ID] {
        try rows(
            """
            SELECT business_id FROM stripe_customer WHERE subscription IS NOT NULL AND EXISTS (
                SELECT 1 FROM usage_month WHERE usage_month.business_id = stripe_customer.business_id
                    AND (stripe_customer.metered_at IS NULL OR usage_month.updated_at >= stripe_customer.metered_at))
            ORDER BY business_id LIMIT \(limit)
            """
        ).map { try $0.get("business_id") }
    }

    /// - Parameter instant: from before it was looked at.
    func noteMetered(_ business: Business.ID, at instant: Date) throws {
        try execute("UPDATE stripe_customer SET metered_at = \(instant) WHERE business_id = \(business)")
    }
}

extension StripeMeterEvent {
    fileprivate init(_ row: Row) throws {
        self.init(
            session: try row.get("session_id"), business: try row.get("business_id"), customer: try row.get("customer"),
            name: try row.get("event_name"), at: try row.get("at"), state: try row.get("state"), attempts: try row.get("attempts"))
    }
}

extension TenantTransaction {
    /// The last charged sessions of a period, the latest first, and when each ended.
    func lastSessions(in period: BillingPeriod, limit: Int) throws -> [(session: Call.ID, endedAt: Date)] {
        try rows(
            """
            SELECT session_id, ended_at FROM usage_record WHERE ended_at >= \(period.start) AND ended_at < \(period.end)
                AND channel <> \(Call.Channel.commandLine) ORDER BY ended_at DESC, session_id DESC LIMIT \(limit)
            """
        ).map { (try $0.get("session_id"), try $0.get("ended_at")) }
    }
}
