public import Core
import Foundation
public import Storage

extension PlatformTransaction {
    func insert(_ note: CreditNote) throws {
        try execute(
            """
            INSERT INTO credit_note (number, sequence, business_id, invoice, issued_at, amount, currency, reason)
            VALUES (\(note.number), \(note.sequence), \(note.business), \(note.invoice), \(note.issuedAt), \(note.amount.minorUnits),
                \(note.amount.currency), \(note.reason))
            """)
    }

    /// What was given back of an invoice, in order.
    public func creditNotes(of invoice: Invoice.ID) throws -> [CreditNote] {
        try rows("SELECT * FROM credit_note WHERE invoice = \(invoice) ORDER BY sequence").map { try CreditNote($0) }
    }

    /// - Parameter business: whose it must be.
    func creditNote(_ number: CreditNote.ID, of business: Business.ID) throws -> CreditNote? {
        try row("SELECT * FROM credit_note WHERE number = \(number) AND business_id = \(business)").map { try CreditNote($0) }
    }

    /// - Returns: false when a payment of that name was recorded before.
    func insert(_ payment: Payment) throws -> Bool {
        try execute(
            """
            INSERT INTO payment (id, business_id, invoice, amount, currency, method, note, received_at)
            VALUES (\(payment.id), \(payment.business), \(payment.invoice), \(payment.amount.minorUnits), \(payment.amount.currency),
                \(payment.method), \(payment.note), \(payment.receivedAt)) ON CONFLICT (id) DO NOTHING
            """) == 1
    }

    /// What was received for an invoice, in order.
    public func payments(of invoice: Invoice.ID) throws -> [Payment] {
        try rows("SELECT * FROM payment WHERE invoice = \(invoice) ORDER BY received_at, id").map { row in
            Payment(
                id: try row.get("id"), business: try row.get("business_id"), invoice: invoice,
                amount: Money(minorUnits: try row.get("amount"), currency: try row.get("currency")), method: try row.get("method"),
                note: try row.get("note"), receivedAt: try row.get("received_at"))
        }
    }
}

extension CreditNote {
    fileprivate init(_ row: Row) throws {
        self.init(
            number: try row.get("number"), sequence: try row.get("sequence"), business: try row.get("business_id"),
            invoice: try row.get("invoice"), issuedAt: try row.get("issued_at"),
            amount: Money(minorUnits: try row.get("amount"), currency: try row.get("currency")), reason: try row.get("reason"))
    }
}
