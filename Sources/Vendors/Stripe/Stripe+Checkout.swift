/// A page at Stripe's where a business begins to pay.
public struct StripeCheckoutSession: Sendable, Hashable, Decodable {
    public enum Status: String, Sendable, Hashable, Decodable {
        case open, complete, expired
    }

    public enum PaymentStatus: String, Sendable, Hashable, Decodable {
        case paid, unpaid
        case noPaymentRequired = "no_payment_required"
    }

    public let id: String
    /// Nil once it is over.
    public let url: String?
    public let status: Status
    public let paymentStatus: PaymentStatus
    public let customer: StripeReference?
    public let subscription: StripeReference?
    public let clientReferenceId: String?
}

extension Stripe {
    /// A subscription to be begun on a page of Stripe's.
    public struct NewCheckout: Sendable, Hashable {
        public var customer: String
        public var tenant: String
        /// What is paid for each month in advance.
        public var price: String
        /// What is counted and paid afterwards.
        public var meteredPrice: String?
        /// Whole days that cost nothing, 1 or more; nil for none.
        public var trialDays: Int?
        /// Whether Stripe asks for an address and a tax number, and adds tax by them.
        public var addsTax: Bool
        public var successURL: String
        public var cancelURL: String

        public init(
            customer: String, tenant: String, price: String, meteredPrice: String?, trialDays: Int? = nil, addsTax: Bool = false,
            successURL: String, cancelURL: String
        ) {
            self.addsTax = addsTax
            self.customer = customer
            self.tenant = tenant
            self.price = price
            self.meteredPrice = meteredPrice
            self.trialDays = trialDays
            self.successURL = successURL
            self.cancelURL = cancelURL
        }
    }

    /// The checkouts of a customer that can still be paid on, the newest 100. They are good for a day.
    public func openCheckouts(of customer: String) async throws(StripeFailure) -> [StripeCheckoutSession] {
        let page: StripeList<StripeCheckoutSession> = try await get(
            "/checkout/sessions", ["customer": .text(customer), "status": "open", "limit": 100])
        return page.data
    }

    /// Closes a checkout: nobody can pay on it any more.
    ///
    /// - Throws: `refused` for one that is over.
    public func expireCheckout(_ id: String, once key: String) async throws(StripeFailure) {
        let _: StripeCheckoutSession = try await post("/checkout/sessions/\(id)/expire", once: key)
    }

    public func createCheckout(_ checkout: NewCheckout, once key: String) async throws(StripeFailure) -> StripeCheckoutSession {
        var lines: [StripeValue] = [["price": .text(checkout.price), "quantity": 1]]
        // A metered price has no quantity.
        if let metered = checkout.meteredPrice { lines.append(["price": .text(metered)]) }
        let tax: StripeValue = checkout.addsTax ? ["enabled": true] : .absent
        return try await post(
            "/checkout/sessions",
            [
                "automatic_tax": tax, "tax_id_collection": tax,
                "billing_address_collection": checkout.addsTax ? "required" : .absent,
                "customer_update": checkout.addsTax ? ["address": "auto", "name": "auto"] : .absent, "mode": "subscription",
                "customer": .text(checkout.customer), "client_reference_id": .text(checkout.tenant),
                "line_items": .list(lines), "success_url": .text(checkout.successURL), "cancel_url": .text(checkout.cancelURL),
                "subscription_data": [
                    "trial_period_days": StripeValue(checkout.trialDays), "metadata": [Self.tenantKey: .text(checkout.tenant)],
                ],
            ], once: key)
    }

    public func checkout(_ id: String) async throws(StripeFailure) -> StripeCheckoutSession {
        try await get("/checkout/sessions/\(id)")
    }
}
