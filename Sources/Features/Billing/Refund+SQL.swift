public import Core
import Foundation
public import Storage

extension PlatformTransaction {
    func insert(_ refund: Refund, at now: Date) throws {
        try execute(
            """
            INSERT INTO refund (credit_note, business_id, invoice, amount, currency, state, attempts, due_at, created_at, updated_at)
            VALUES (\(refund.creditNote), \(refund.business), \(refund.invoice), \(refund.amount.minorUnits),
                \(refund.amount.currency), \(refund.state), 0, \(now), \(now), \(now))
            """)
    }

    /// Takes what is due, for as long as asking for it may take.
    func claimRefunds(at now: Date, until lease: Date, limit: Int) throws -> [Refund] {
        let due = try rows("SELECT * FROM refund WHERE state = 'pending' AND due_at <= \(now) ORDER BY due_at, credit_note LIMIT \(limit)")
            .map { try Refund($0) }
        for refund in due { try execute("UPDATE refund SET due_at = \(lease) WHERE credit_note = \(refund.creditNote)") }
        return due
    }

    func record(_ refund: Refund, dueAt: Date, at now: Date) throws {
        try execute(
            """
            UPDATE refund SET state = \(refund.state), attempts = \(refund.attempts), due_at = \(dueAt), payment = \(refund.payment),
                reference = \(refund.reference), last_error = \(refund.lastError), updated_at = \(now)
            WHERE credit_note = \(refund.creditNote)
            """)
    }

    /// In the order of their credit notes.
    public func refunds(of invoice: Invoice.ID) throws -> [Refund] {
        try rows("SELECT * FROM refund WHERE invoice = \(invoice) ORDER BY credit_note").map { try Refund($0) }
    }

    /// What was asked of Stripe to be paid back of a payment, in minor units.
    func refunded(of payment: String) throws -> Int {
        try row("SELECT CAST(coalesce(sum(amount), 0) AS bigint) AS amount FROM refund WHERE payment = \(payment)")?.get("amount") ?? 0
    }

    public func countRefunds(_ state: Refund.State) throws -> Int {
        try row("SELECT count(*) AS number FROM refund WHERE state = \(state)")?.get("number") ?? 0
    }
}

extension Refund {
    fileprivate init(_ row: Row) throws {
        self.init(
            creditNote: try row.get("credit_note"), business: try row.get("business_id"), invoice: try row.get("invoice"),
            amount: Money(minorUnits: try row.get("amount"), currency: try row.get("currency")), state: try row.get("state"),
            attempts: try row.get("attempts"), payment: try row.get("payment"), reference: try row.get("reference"),
            lastError: try row.get("last_error"))
    }
}
