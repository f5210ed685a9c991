import Core
import Foundation
import Storage

/// What a call has to know of its business's subscription, kept in the business's own data so that no call has to ask the platform.
/// Written again whenever the subscription changes.
struct ServiceTerms: Sendable, Hashable, Codable {
    /// Whether the agent may hold conversations.
    var answersCalls: Bool
    /// Whether the business was switched off: conversations that are running end, too. Nil in terms from before this was kept.
    var isShutOut: Bool?
    /// Sessions are counted from here.
    var periodStart: Date
    /// Sessions from then on that cost nothing further; nil for as many as come.
    var freeSessions: Int?
    /// For each session beyond those, in minor units of `currency`.
    var overagePrice: Int
    var currency: String

    /// Before a business was told otherwise.
    static let initial = ServiceTerms(
        answersCalls: true, periodStart: Date(timeIntervalSince1970: 0), freeSessions: nil, overagePrice: 0, currency: "USD")
}

extension ServiceTerms {
    init(_ subscription: Subscription) {
        let plan = subscription.plan
        let isCharged = subscription.status == .active
        self.init(
            answersCalls: subscription.standing.answersCalls, isShutOut: subscription.standing.isShutOut,
            periodStart: subscription.period.start,
            freeSessions: isCharged ? plan.includedSessions.map { $0 + subscription.settledOverage } : nil,
            overagePrice: isCharged ? plan.overagePrice?.minorUnits ?? 0 : 0, currency: plan.price.currency)
    }
}

extension TenantTransaction {
    func serviceTerms() throws -> ServiceTerms {
        try setting(.serviceTerms) ?? .initial
    }

    func save(_ terms: ServiceTerms) throws {
        try save(terms, as: .serviceTerms)
    }
}
