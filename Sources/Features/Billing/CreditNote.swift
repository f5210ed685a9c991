public import Core
public import Foundation

/// Gives back a part of an invoice, or all of it.
public struct CreditNote: Sendable, Hashable, Codable, Identifiable {
    /// `CN-000123`; the numbers of a platform's credit notes have no gaps.
    public typealias ID = Identifier<CreditNote>

    public var number: ID
    /// 1, 2, 3… over the whole platform.
    public var sequence: Int
    public var business: Business.ID
    public var invoice: Invoice.ID
    public var issuedAt: Date
    /// More than nothing, and no more than what was not credited before.
    public var amount: Money
    /// For whoever receives it.
    public var reason: String

    public var id: ID { number }

    public init(
        number: ID, sequence: Int, business: Business.ID, invoice: Invoice.ID, issuedAt: Date, amount: Money, reason: String
    ) {
        self.number = number
        self.sequence = sequence
        self.business = business
        self.invoice = invoice
        self.issuedAt = issuedAt
        self.amount = amount
        self.reason = reason
    }
}
