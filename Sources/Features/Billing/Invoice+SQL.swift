public import Core
import Foundation
public import Storage

extension PlatformTransaction {
    /// Gives an invoice its number and stores it.
    func issue(
        _ draft: InvoiceDraft, of business: Business.ID, to party: BilledParty, currency: String, reference: String? = nil
    ) throws -> Invoice {
        let sequence = try nextNumber(of: "invoice")
        // Nobody is asked to pay nothing.
        let isOpen = draft.total > 0
        var invoice = Invoice(
            number: .init("INV-" + Self.figure(sequence)), sequence: sequence, business: business, billedTo: party,
            issuedAt: draft.issuedAt, dueAt: draft.dueAt, lines: draft.lines, currency: currency, status: isOpen ? .open : .paid,
            reference: reference)
        invoice.settledAt = isOpen ? nil : draft.issuedAt
        try execute(
            """
            INSERT INTO invoice (number, sequence, business_id, billed_to, currency, issued_at, due_at, status, total, credited, paid,
                settled_at, reference, updated_at)
            VALUES (\(invoice.number), \(sequence), \(business), \(json: party), \(currency), \(draft.issuedAt), \(draft.dueAt),
                \(invoice.status), \(invoice.total.minorUnits), 0, 0, \(invoice.settledAt), \(reference), \(draft.issuedAt))
            """)
        for (position, line) in draft.lines.enumerated() {
            try execute(
                """
                INSERT INTO invoice_line (invoice, position, kind, description, quantity, unit_price, amount, period_start, period_end)
                VALUES (\(invoice.number), \(position + 1), \(line.kind), \(line.description), \(line.quantity),
                    \(line.unitPrice.minorUnits), \(line.amount.minorUnits), \(line.period?.start), \(line.period?.end))
                """)
        }
        return invoice
    }

    /// - Parameter business: whose it must be; nil for anybody's.
    public func invoice(_ number: Invoice.ID, of business: Business.ID?) throws -> Invoice? {
        guard let row = try row("SELECT * FROM invoice WHERE number = \(number)") else { return nil }
        let owner: Business.ID = try row.get("business_id")
        return owner == business ?? owner ? try invoice(row) : nil
    }

    /// By what the payment company calls it.
    public func invoice(reference: String) throws -> Invoice? {
        try row("SELECT * FROM invoice WHERE reference = \(reference)").map { try invoice($0) }
    }

    /// One page of a business's invoices, newest first, before a sequence number; nil begins with the newest.
    public func invoices(of business: Business.ID, before sequence: Int?, limit: Int) throws -> [Invoice] {
        try rows(
            """
            SELECT * FROM invoice WHERE business_id = \(business) AND sequence < \(sequence ?? .max)
            ORDER BY sequence DESC LIMIT \(limit)
            """
        ).map { try invoice($0) }
    }

    /// One page of what all businesses still have to pay, the longest due first.
    public func openInvoices(limit: Int) throws -> [Invoice] {
        try rows("SELECT * FROM invoice WHERE status = 'open' ORDER BY due_at, sequence LIMIT \(limit)").map { try invoice($0) }
    }

    /// The earliest day on which something unpaid was, or is, to be paid.
    func paymentDueAt(of business: Business.ID) throws -> Date? {
        try row("SELECT min(due_at) AS due_at FROM invoice WHERE business_id = \(business) AND status = 'open'")?.get("due_at")
    }

    /// Notes what an attempt at a payment came to.
    func note(_ number: Invoice.ID, awaitsCustomer: Bool, paymentURL: String?) throws {
        try execute(
            "UPDATE invoice SET awaits_customer = \(awaitsCustomer), payment_url = \(paymentURL) WHERE number = \(number)")
    }

    /// Where a payment of a business's waits to be confirmed; nil where none does.
    func awaitedPayment(of business: Business.ID) throws -> String? {
        try row(
            """
            SELECT payment_url FROM invoice WHERE business_id = \(business) AND status = 'open' AND awaits_customer = 1
            ORDER BY sequence LIMIT 1
            """)?.get("payment_url")
    }

    /// Stores what was received for, or given back of, an invoice.
    func update(_ invoice: Invoice, at now: Date) throws {
        try execute(
            """
            UPDATE invoice SET status = \(invoice.status), credited = \(invoice.credited.minorUnits), paid = \(invoice.paid.minorUnits),
                settled_at = \(invoice.settledAt), updated_at = \(now) WHERE number = \(invoice.number)
            """)
    }

    /// The next number of a series without gaps: a transaction that fails gives its number back.
    func nextNumber(of series: String) throws -> Int {
        let row = try row(
            """
            INSERT INTO number_series (name, value) VALUES (\(series), 1)
            ON CONFLICT (name) DO UPDATE SET value = number_series.value + 1 RETURNING value
            """)
        guard let row else { throw StorageError.rejected("a number was not given out") }
        return try row.get("value")
    }

    /// Six digits, more when they no longer suffice.
    static func figure(_ sequence: Int) -> String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    private func invoice(_ row: Row) throws -> Invoice {
        let currency: String = try row.get("currency")
        let number: Invoice.ID = try row.get("number")
        let lines = try rows("SELECT * FROM invoice_line WHERE invoice = \(number) ORDER BY position").map {
            try InvoiceLine($0, currency: currency)
        }
        var invoice = Invoice(
            number: number, sequence: try row.get("sequence"), business: try row.get("business_id"),
            billedTo: try row.json("billed_to", as: BilledParty.self), issuedAt: try row.get("issued_at"), dueAt: try row.get("due_at"),
            lines: lines, currency: currency, status: try row.get("status"), reference: try row.get("reference"))
        invoice.credited.minorUnits = try row.get("credited")
        invoice.paid.minorUnits = try row.get("paid")
        invoice.settledAt = try row.get("settled_at")
        invoice.paymentURL = try row.get("payment_url")
        invoice.awaitsCustomer = try row.get("awaits_customer")
        return invoice
    }
}

extension InvoiceLine {
    fileprivate init(_ row: Row, currency: String) throws {
        let (start, end): (Date?, Date?) = (try row.get("period_start"), try row.get("period_end"))
        let period: BillingPeriod? = if let start, let end { BillingPeriod(start: start, end: end) } else { nil }
        self.init(
            kind: try row.get("kind"), description: try row.get("description"), quantity: try row.get("quantity"),
            unitPrice: Money(minorUnits: try row.get("unit_price"), currency: currency), period: period)
    }
}
