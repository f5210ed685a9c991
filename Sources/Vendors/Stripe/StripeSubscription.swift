public import Foundation

/// What a business pays for, month after month.
public struct StripeSubscription: Sendable, Hashable, Decodable {
    public enum Status: String, Sendable, Hashable, Decodable, CaseIterable {
        case incomplete
        case incompleteExpired = "incomplete_expired"
        case trialing, active
        case pastDue = "past_due"
        case canceled, unpaid, paused
    }

    /// One of the things that are paid for. The period stands here, not on the subscription (since 2025-03-31.basil).
    public struct Item: Sendable, Hashable, Decodable {
        public let id: String
        public let price: StripePrice
        public let currentPeriodStart: Date
        public let currentPeriodEnd: Date
    }

    public let id: String
    public let customer: StripeReference
    public let status: Status
    public let created: Date
    public let cancelAtPeriodEnd: Bool
    public let canceledAt: Date?
    public let trialEnd: Date?
    public let items: StripeList<Item>
    public let metadata: [String: String]
    public let latestInvoice: StripeReference?

    /// What is paid in advance: the plan.
    public var plan: Item? { items.data.first { !$0.price.isMetered } }
    /// What is counted.
    public var overage: Item? { items.data.first { $0.price.isMetered } }
}
