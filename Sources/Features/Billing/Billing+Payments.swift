public import Core
import Foundation
public import Storage

/// What changes an invoice after it was issued: money received, credit given. Each is recorded once, however often it is told.
extension Billing {
    /// Records money received for an invoice. A payment whose identifier is known changes nothing.
    ///
    /// - Returns: the invoice as it is then.
    /// - Throws: `Problem` when there is no such invoice, or it does not have that currency.
    @discardableResult
    public func record(_ payment: Payment, by actor: Principal) async throws -> Invoice {
        guard payment.amount.minorUnits > 0 else { throw Problem.invalid("#/amount", "An amount paid is more than nothing.") }
        return try await change(payment.invoice, noting: "invoice.payment-recorded", by: actor) { invoice, books in
            guard payment.amount.currency == invoice.currency else {
                throw Problem.invalid("#/currency", "The invoice is in \(invoice.currency).")
            }
            guard try books.transaction.insert(payment) else { return }
            invoice.paid = invoice.paid + payment.amount
            guard invoice.status == .open, invoice.amountDue.minorUnits == 0 else { return }
            invoice.status = .paid
            invoice.settledAt = payment.receivedAt
            try books.send(
                .invoicePaid(business: invoice.billedTo.name, number: invoice.number.rawValue, total: invoice.total),
                occasion: "invoice-paid \(invoice.number)", to: invoice.billedTo)
        }
    }

    /// Notes that all that is due of an invoice was received. An invoice that is settled stays as it is.
    public func markPaid(_ number: Invoice.ID, note: String, by person: Principal) async throws -> Invoice {
        let invoice = try await invoice(number)
        guard invoice.status == .open else { return invoice }
        let now = clock()
        let payment = Payment(
            id: .init("operator \(number) \(invoice.paid.minorUnits)"), business: invoice.business, invoice: number,
            amount: invoice.amountDue, method: .operatorNoted, note: note, receivedAt: now)
        return try await record(payment, by: person)
    }

    /// Gives back a part of an invoice, or all that has not been given back yet.
    ///
    /// - Parameter amount: in minor units; nil for all of it.
    /// - Throws: `Problem` when it is more than that.
    @discardableResult
    public func credit(_ number: Invoice.ID, amount: Int? = nil, reason: String, by actor: Principal) async throws -> Invoice {
        try await change(number, noting: "invoice.credited", reason, by: actor) { invoice, books in
            try Self.credit(&invoice, amount: amount, reason: reason, books)
        }
    }

    /// Gives back a part of an invoice that was paid by card, or all of it, to that card.
    ///
    /// - Parameter amount: in minor units; nil for all that was paid and not credited.
    /// - Throws: `Problem` when Stripe did not collect for it, or less was paid.
    @discardableResult
    public func refund(_ number: Invoice.ID, amount: Int? = nil, reason: String, by actor: Principal) async throws -> Invoice {
        try await change(number, noting: "invoice.refunded", reason, by: actor) { invoice, books in
            guard invoice.reference != nil, invoice.paid.minorUnits > 0 else {
                throw Problem.conflict("Nothing was paid for this invoice by card; credit it instead.")
            }
            let most = invoice.paid.minorUnits - invoice.credited.minorUnits
            let note = try Self.credit(&invoice, amount: amount ?? most, upTo: most, reason: reason, books)
            let refund = Refund(
                creditNote: note.number, business: note.business, invoice: note.invoice, amount: note.amount, state: .pending, attempts: 0)
            try books.transaction.insert(refund, at: books.now)
        }
    }

    /// Withdraws an invoice of which nothing was paid: a credit note over all of it, and nothing is due.
    @discardableResult
    public func void(_ number: Invoice.ID, reason: String, by actor: Principal) async throws -> Invoice {
        try await change(number, noting: "invoice.voided", reason, by: actor) { invoice, books in
            if invoice.status == .void { return }
            guard invoice.status == .open, invoice.paid.minorUnits == 0 else {
                throw Problem.conflict("Something was paid for this invoice; credit it instead.")
            }
            try Self.credit(&invoice, amount: nil, reason: reason, books)
        }
    }

    /// - Throws: `Problem` when there is none of that number.
    public func invoice(_ number: Invoice.ID) async throws -> Invoice {
        guard let invoice = try await store.platform.read({ try $0.invoice(number, of: nil) }) else { throw Problem.notFound("invoice") }
        return invoice
    }

    @discardableResult
    private static func credit(
        _ invoice: inout Invoice, amount: Int?, upTo limit: Int? = nil, reason: String, _ books: BillingBooks
    ) throws -> CreditNote {
        let most = min(limit ?? .max, invoice.total.minorUnits - invoice.credited.minorUnits)
        let amount = amount ?? most
        guard (1...max(1, most)).contains(amount), most > 0 else {
            throw Problem.invalid("#/amount", "What can be given back of this invoice is at most \(most) in minor units.")
        }
        let sequence = try books.transaction.nextNumber(of: "credit_note")
        let note = CreditNote(
            number: .init("CN-" + PlatformTransaction.figure(sequence)), sequence: sequence, business: invoice.business,
            invoice: invoice.number, issuedAt: books.now, amount: Money(minorUnits: amount, currency: invoice.currency), reason: reason)
        try books.transaction.insert(note)
        invoice.credited = invoice.credited + note.amount
        if invoice.status == .open, invoice.amountDue.minorUnits == 0 {
            invoice.status = invoice.paid.minorUnits == 0 ? .void : .paid
            invoice.settledAt = books.now
        }
        try books.send(
            .creditNoteIssued(business: invoice.billedTo.name, number: note.number.rawValue, total: note.amount),
            occasion: "credit-note-issued \(note.number)", to: invoice.billedTo)
        return note
    }

    /// Changes an invoice and what its business owes with it.
    private func change(
        _ number: Invoice.ID, noting action: String, _ reason: String? = nil, by actor: Principal,
        _ body: @escaping @Sendable (inout Invoice, BillingBooks) throws -> Void
    ) async throws -> Invoice {
        let business = try await invoice(number).business
        let (now, terms, identifiers) = (clock(), terms, identifiers)
        let apply = { @Sendable (transaction: PlatformTransaction) throws -> Bool in
            guard var invoice = try transaction.invoice(number, of: business) else { throw Problem.notFound("invoice") }
            let before = invoice
            try body(&invoice, BillingBooks(transaction: transaction, business: business, identifiers: identifiers, now: now))
            guard invoice != before else { return false }
            try transaction.update(invoice, at: now)
            try transaction.audit(
                AuditEntry(action, by: actor, to: "invoice \(number)", reason: reason), of: business, at: now, identifiers: identifiers)
            return true
        }
        if try await store.platform.read({ try $0.subscription(of: business) }) == nil {
            // The business is gone, and its invoices are still the platform's books.
            try await store.platform.write(.confirmed) { _ = try apply($0) }
        } else {
            // What time has brought comes first, as if this were told in time.
            try await advance(business)
            try await decide(for: business, by: actor) { subscription, transaction in
                // Where Stripe collects, what is overdue is what Stripe says.
                guard try apply(transaction), subscription.collection != .stripe else { return [] }
                return subscription.owes(since: try transaction.paymentDueAt(of: business), at: now, terms: terms)
            }
        }
        return try await invoice(number)
    }
}
