import Core
import Foundation
import Storage

/// An event that Stripe has told us of, as it is kept.
struct StoredStripeEvent: Sendable, Hashable {
    enum State: String, Sendable, Hashable {
        case pending
        /// Somebody looks after its customer, until it is due again.
        case working
        case done
        /// Not for us: of a kind we do nothing about, or of the other mode.
        case ignored
        /// Given up; the log says why.
        case failed
    }

    var id: String
    var type: String
    /// Whose account; nil when nobody's.
    var customer: String?
    /// The business that the event names.
    var business: Business.ID?
    /// The invoice that it is about.
    var invoice: String?
    var state: State
    var attempts: Int
}

extension PlatformTransaction {
    /// - Returns: false when the event is known.
    func insert(_ event: StoredStripeEvent, createdAt: Date, at now: Date) throws -> Bool {
        try execute(
            """
            INSERT INTO stripe_event (id, type, customer, business_id, invoice, state, attempts, due_at, created_at, received_at)
            VALUES (\(event.id), \(event.type), \(event.customer), \(event.business), \(event.invoice), \(event.state), 0, \(now),
                \(createdAt), \(now)) ON CONFLICT (id) DO NOTHING
            """) == 1
    }

    /// Customers of whom something has to be looked at, those that wait longest first, and whom nobody looks after now.
    func customersWithStripeEvents(at now: Date, limit: Int) throws -> [String] {
        try rows(
            """
            SELECT customer, min(due_at) AS due_at FROM stripe_event WHERE state IN ('pending', 'working') AND due_at <= \(now)
                AND customer NOT IN (SELECT customer FROM stripe_event WHERE state = 'working' AND due_at > \(now))
            GROUP BY customer ORDER BY min(due_at), customer LIMIT \(limit)
            """
        ).map { try $0.get("customer") }
    }

    /// Takes everything that was said of a customer, for as long as looking after it may take: nobody else does meanwhile, and should
    /// this process die it is due again.
    func claimStripeEvents(of customer: String, at now: Date, until lease: Date) throws -> [StoredStripeEvent] {
        let busy = try row("SELECT id FROM stripe_event WHERE customer = \(customer) AND state = 'working' AND due_at > \(now) LIMIT 1")
        guard busy == nil else { return [] }
        try execute(
            """
            UPDATE stripe_event SET state = 'working', due_at = \(lease), attempts = attempts + 1
            WHERE customer = \(customer) AND state IN ('pending', 'working')
            """)
        return try rows("SELECT * FROM stripe_event WHERE customer = \(customer) AND state = 'working' ORDER BY created_at, id").map {
            try StoredStripeEvent($0)
        }
    }

    func record(_ event: StoredStripeEvent, dueAt: Date, error: String?, at now: Date) throws {
        try execute(
            """
            UPDATE stripe_event SET state = \(event.state), due_at = \(dueAt), last_error = \(error), processed_at = \(now)
            WHERE id = \(event.id)
            """)
    }

    /// It is too early to look after it: nothing was tried.
    func postpone(_ event: StoredStripeEvent, until dueAt: Date) throws {
        try execute(
            "UPDATE stripe_event SET state = 'pending', attempts = attempts - 1, due_at = \(dueAt) WHERE id = \(event.id)")
    }

    /// When an event is due next; nil when none is.
    func nextStripeEventDue() throws -> Date? {
        try row("SELECT min(due_at) AS due_at FROM stripe_event WHERE state IN ('pending', 'working')")?.get("due_at")
    }

    /// - Returns: how many were forgotten.
    @discardableResult
    func removeStripeEvents(receivedBefore instant: Date) throws -> Int {
        try execute("DELETE FROM stripe_event WHERE received_at < \(instant) AND state IN ('done', 'ignored')")
    }
}

extension StoredStripeEvent {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), type: try row.get("type"), customer: try row.get("customer"), business: try row.get("business_id"),
            invoice: try row.get("invoice"), state: try row.get("state"), attempts: try row.get("attempts"))
    }
}
