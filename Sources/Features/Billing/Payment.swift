public import Core
public import Foundation

/// Money received for an invoice.
public struct Payment: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<Payment>

    /// The payment company's own where it has one: a payment that is told of twice counts once.
    public var id: ID
    public var business: Business.ID
    public var invoice: Invoice.ID
    public var amount: Money
    public var method: Method
    /// What the operator noted, such as a bank's reference.
    public var note: String
    public var receivedAt: Date

    public enum Method: String, Sendable, Hashable, Codable {
        /// Told by a person: a bank transfer, a cheque.
        case operatorNoted = "operator"
        case stripe
    }

    public init(
        id: ID, business: Business.ID, invoice: Invoice.ID, amount: Money, method: Method, note: String, receivedAt: Date
    ) {
        self.id = id
        self.business = business
        self.invoice = invoice
        self.amount = amount
        self.method = method
        self.note = note
        self.receivedAt = receivedAt
    }
}
