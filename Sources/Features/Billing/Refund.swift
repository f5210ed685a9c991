public import Core
import Foundation

/// Money on its way back to the card that paid an invoice, for what a credit note gives back.
public struct Refund: Sendable, Hashable, Codable {
    public enum State: String, Sendable, Hashable, Codable {
        case pending
        /// Stripe has it; the bank takes some days.
        case sent
        /// Given up; an operator pays it back otherwise.
        case failed
    }

    /// There is one refund for a credit note.
    public var creditNote: CreditNote.ID
    public var business: Business.ID
    public var invoice: Invoice.ID
    public var amount: Money
    public var state: State
    public var attempts: Int
    /// Stripe's payment intent, once it is known.
    var payment: String?
    /// Stripe's name of the refund, once there is one.
    public var reference: String?
    public var lastError: String?
}
