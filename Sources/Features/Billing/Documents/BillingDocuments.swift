public import Core
public import Foundation
public import Storage

/// Finds invoices and credit notes of a business and writes them out, under the platform's own name and address.
public struct BillingDocuments: Sendable {
    private let platform: Platform
    private let issuer: BillingDocument.Party
    private let clock: @Sendable () -> Date

    /// - Parameter issuer: as the platform wants to be named.
    public init(platform: Platform, issuer: BillingDocument.Party, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.issuer = issuer
        self.clock = clock
    }

    /// - Throws: `Problem` when the business has none of that number.
    public func invoice(_ number: Invoice.ID, in tenant: Tenant) async throws -> BillingDocument {
        try await invoice(number, of: tenant.id)
    }

    func invoice(_ number: Invoice.ID, of business: Business.ID) async throws -> BillingDocument {
        guard let invoice = try await platform.read({ try $0.invoice(number, of: business) }) else { throw Problem.notFound("invoice") }
        return BillingDocument(invoice, issuer: issuer)
    }

    /// - Throws: `Problem` when the business has none of that number.
    public func creditNote(_ number: CreditNote.ID, in tenant: Tenant) async throws -> BillingDocument {
        try await creditNote(number, of: tenant.id)
    }

    func creditNote(_ number: CreditNote.ID, of business: Business.ID) async throws -> BillingDocument {
        let found = try await platform.read { transaction -> (CreditNote, Invoice)? in
            guard let note = try transaction.creditNote(number, of: business),
                let invoice = try transaction.invoice(note.invoice, of: business)
            else { return nil }
            return (note, invoice)
        }
        guard let (note, invoice) = found else { throw Problem.notFound("credit note") }
        return BillingDocument(note, of: invoice, issuer: issuer)
    }

    public func details(of tenant: Tenant) async throws -> BillingDetails {
        try await platform.read { try $0.billingDetails(of: tenant.id) }
    }

    /// - Returns: what was stored.
    /// - Throws: `Problem` naming what fits on no invoice.
    public func save(_ details: BillingDetails, of tenant: Tenant, by actor: Principal) async throws -> BillingDetails {
        let (valid, now) = (try details.validated(), clock())
        try await platform.write { transaction in
            try transaction.save(valid, of: tenant.id, at: now)
            try transaction.audit(AuditEntry("billing-details.changed", by: actor), of: tenant.id, at: now)
        }
        return valid
    }
}
