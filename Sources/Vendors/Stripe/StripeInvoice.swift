public import Foundation

/// What a business was charged. A preview is one without a name.
public struct StripeInvoice: Sendable, Hashable, Decodable {
    public enum Status: String, Sendable, Hashable, Decodable {
        case draft, open, paid, uncollectible, void
    }

    public struct Line: Sendable, Hashable, Decodable {
        public let id: String
        public let description: String?
        /// In the currency's smallest unit; negative for a credit.
        public let amount: Int
        public let quantity: Int?
        public let period: Period
        private let parent: Parent?
        private let pricing: Pricing?

        /// Whether it is for a part of a period in which something changed.
        public var isProration: Bool { parent?.subscriptionItemDetails?.proration ?? false }
        /// The price that was reckoned with.
        public var price: String? { pricing?.priceDetails?.price?.id }

        private struct Parent: Sendable, Hashable, Decodable {
            let subscriptionItemDetails: Details?

            struct Details: Sendable, Hashable, Decodable {
                let proration: Bool?
            }
        }

        private struct Pricing: Sendable, Hashable, Decodable {
            let priceDetails: Details?

            struct Details: Sendable, Hashable, Decodable {
                let price: StripeReference?
            }
        }
    }

    /// Tax that Stripe has added, or found within the lines.
    public struct Tax: Sendable, Hashable, Decodable {
        public let amount: Int
        /// `exclusive`: added to the lines; `inclusive`: within them.
        public let taxBehavior: String
        /// Such as `standard_rated` or `reverse_charge`.
        public let taxabilityReason: String
        public let taxableAmount: Int?
    }

    public struct Period: Sendable, Hashable, Decodable {
        public let start: Date
        public let end: Date
    }

    public struct Transitions: Sendable, Hashable, Decodable {
        public let finalizedAt: Date?
        public let paidAt: Date?
        public let voidedAt: Date?
    }

    private struct Parent: Sendable, Hashable, Decodable {
        let subscriptionDetails: SubscriptionDetails?

        struct SubscriptionDetails: Sendable, Hashable, Decodable {
            let subscription: StripeReference?
        }
    }

    /// Nil of a preview.
    public let id: String?
    /// Nil of a draft.
    public let number: String?
    public let status: Status?
    /// Such as `subscription_cycle`.
    public let billingReason: String?
    public let customer: StripeReference
    /// Lower case.
    public let currency: String
    public let created: Date
    public let total: Int
    public let amountDue: Int
    public let amountPaid: Int
    public let amountRemaining: Int
    public let attemptCount: Int
    /// Nil when Stripe will not try again.
    public let nextPaymentAttempt: Date?
    public let dueDate: Date?
    /// Where it can be paid; nil of a draft.
    public let hostedInvoiceUrl: String?
    public var lines: StripeList<Line>
    public let statusTransitions: Transitions?
    /// Nil where they were not asked for.
    public let payments: StripeList<StripeInvoicePayment>?
    /// Nil where tax was not asked for.
    public let totalTaxes: [Tax]?
    private let parent: Parent?

    /// Whether a payment waits for the holder of the card to confirm it to the bank (3-D Secure). Known where payments were asked for.
    public var awaitsCustomer: Bool {
        status == .open && payments?.data.contains { $0.payment.paymentIntent?.status == "requires_action" } == true
    }

    /// The subscription it belongs to (where it stands since 2025-03-31.basil).
    public var subscription: String? { parent?.subscriptionDetails?.subscription?.id }
}

extension Stripe {
    public func invoice(_ id: String) async throws(StripeFailure) -> StripeInvoice {
        try await get("/invoices/\(id)")
    }

    /// An invoice with the attempts at its payment.
    public func invoiceWithPayments(_ id: String) async throws(StripeFailure) -> StripeInvoice {
        try await get("/invoices/\(id)", ["expand": ["payments.data.payment.payment_intent"]])
    }

    /// A customer's newest invoices, the newest first.
    ///
    /// - Parameter limit: 1...100.
    public func invoices(of customer: String, limit: Int) async throws(StripeFailure) -> [StripeInvoice] {
        let page: StripeList<StripeInvoice> = try await get("/invoices", ["customer": .text(customer), "limit": StripeValue(limit)])
        return page.data
    }

    /// The lines of an invoice beyond those that came with it.
    ///
    /// - Parameter line: after which they begin.
    public func lines(of invoice: String, after line: String) async throws(StripeFailure) -> StripeList<StripeInvoice.Line> {
        try await get("/invoices/\(invoice)/lines", ["starting_after": .text(line), "limit": 100])
    }
}
