public import Foundation

extension Stripe {
    /// Another price for one item of a subscription, or for both.
    public struct SubscriptionChange: Sendable, Hashable {
        public enum Proration: String, Sendable, Hashable {
            /// What is left of the period is paid or credited at once.
            case now = "always_invoice"
            /// The present period stays as it was paid.
            case none
        }

        public enum Item: Sendable, Hashable {
            /// - Parameter item: its name; without it Stripe would add an item and charge for both.
            case replace(item: String, price: String)
            case add(price: String)
            case remove(item: String)
        }

        public var items: [Item]
        public var proration: Proration
        /// The instant to the second at which the change is reckoned; nil for when it arrives.
        public var prorationDate: Date?
        /// Entries that are written; nil removes one.
        public var metadata: [String: String?]

        public init(items: [Item], proration: Proration, prorationDate: Date? = nil, metadata: [String: String?] = [:]) {
            self.items = items
            self.proration = proration
            self.prorationDate = prorationDate
            self.metadata = metadata
        }

        fileprivate var itemValues: StripeValue {
            .list(
                items.map { item in
                    switch item {
                    case .replace(let item, let price): ["id": .text(item), "price": .text(price)]
                    case .add(let price): ["price": .text(price)]
                    case .remove(let item): ["id": .text(item), "deleted": true]
                    }
                })
        }

        fileprivate var dateValue: StripeValue { StripeValue(prorationDate.map { Int($0.timeIntervalSince1970) }) }
    }

    public func subscription(_ id: String) async throws(StripeFailure) -> StripeSubscription {
        try await get("/subscriptions/\(id)")
    }

    /// Every subscription a customer has or had, the newest first. A hundred are more than anybody has.
    public func subscriptions(of customer: String) async throws(StripeFailure) -> [StripeSubscription] {
        let page: StripeList<StripeSubscription> = try await get(
            "/subscriptions", ["customer": .text(customer), "status": "all", "limit": 100])
        return page.data
    }

    /// What a change would cost, without making it.
    public func preview(_ change: SubscriptionChange, of subscription: String) async throws(StripeFailure) -> StripeInvoice {
        // Nothing is made, so a repeat harms nobody; the key only says which question it is.
        try await post(
            "/invoices/create_preview",
            [
                "subscription": .text(subscription),
                "subscription_details": [
                    "items": change.itemValues, "proration_behavior": .text(change.proration.rawValue), "proration_date": change.dateValue,
                ],
            ], once: "preview:\(subscription):\(UUID().uuidString)")
    }

    /// Makes a change. One that has to be paid at once and cannot be is not made.
    ///
    /// - Throws: `refused` with `.card` when the payment failed.
    public func apply(
        _ change: SubscriptionChange, to subscription: String, once key: String
    ) async throws(StripeFailure) -> StripeSubscription {
        let metadata = change.metadata.sorted { $0.key < $1.key }.map { StripeValue.Field(name: $0.key, value: .text($0.value ?? "")) }
        return try await post(
            "/subscriptions/\(subscription)",
            [
                "items": change.itemValues, "proration_behavior": .text(change.proration.rawValue), "proration_date": change.dateValue,
                "payment_behavior": change.proration == .now ? "error_if_incomplete" : .absent, "metadata": .fields(metadata),
            ], once: key)
    }

    /// Lets a subscription end with its period, or go on after all.
    public func setCancelAtPeriodEnd(
        _ ends: Bool, of subscription: String, once key: String
    ) async throws(StripeFailure) -> StripeSubscription {
        try await post("/subscriptions/\(subscription)", ["cancel_at_period_end": ends ? true : false], once: key)
    }

    /// Ends a subscription at once; nothing more is charged.
    public func cancel(_ subscription: String) async throws(StripeFailure) -> StripeSubscription {
        try await delete("/subscriptions/\(subscription)")
    }
}
