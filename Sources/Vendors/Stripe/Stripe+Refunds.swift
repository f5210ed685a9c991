/// Money on its way back to a card.
public struct StripeRefund: Sendable, Hashable, Decodable {
    public enum Status: String, Sendable, Hashable, Decodable {
        case pending, succeeded, failed, canceled
        /// The customer has to do something for it.
        case requiresAction = "requires_action"
    }

    public let id: String
    public let status: Status?
}

/// What was paid of an invoice, and how.
public struct StripeInvoicePayment: Sendable, Hashable, Decodable {
    public struct Payment: Sendable, Hashable, Decodable {
        /// Such as `payment_intent`.
        public let type: String
        public let paymentIntent: StripePaymentIntent?
    }

    public let id: String
    /// `open`, `paid` or `canceled`.
    public let status: String
    public let payment: Payment
}

/// An attempt at a payment, which Stripe names or, where it was asked to, gives whole.
public struct StripePaymentIntent: Sendable, Hashable, Decodable {
    public let id: String
    /// Such as `succeeded` or `requires_action`; nil where it is only named.
    public let status: String?

    private enum CodingKeys: String, CodingKey {
        case id, status
    }

    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            (id, status) = (name, nil)
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            (id, status) = (try container.decode(String.self, forKey: .id), try container.decodeIfPresent(String.self, forKey: .status))
        }
    }
}

extension Stripe {
    /// The payments of an invoice, the newest first; where a payment intent stands what was charged.
    public func payments(of invoice: String) async throws(StripeFailure) -> [StripeInvoicePayment] {
        let page: StripeList<StripeInvoicePayment> = try await get(
            "/invoice_payments", ["invoice": .text(invoice), "status": "paid", "limit": 100])
        return page.data
    }

    /// Pays back a part of what was paid, or all of it.
    ///
    /// - Parameters:
    ///   - payment: the payment intent.
    ///   - note: our credit note, by which whoever looks at the refund there finds why.
    public func refund(
        _ amount: Int, of payment: String, because note: String, once key: String
    ) async throws(StripeFailure) -> StripeRefund {
        try await post(
            "/refunds",
            [
                "payment_intent": .text(payment), "amount": StripeValue(amount), "reason": "requested_by_customer",
                "metadata": ["credit_note": .text(note)],
            ], once: key)
    }
}
