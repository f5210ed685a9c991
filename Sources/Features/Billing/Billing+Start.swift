import Core
import Foundation
import Storage

/// How subscriptions come to be.
extension Billing {
    /// How many businesses are adopted in one transaction.
    private static let adoptedAtOnce = 200

    /// Offers the plans a platform begins with, and gives a subscription to each business from before there were any. To be called
    /// when the platform starts; safe to repeat.
    public func prepare() async throws {
        let (now, terms) = (clock(), terms)
        try await store.platform.write { try $0.offerInitialPlans(terms) }
        var adopted = 0
        repeat {
            adopted = try await store.platform.write(.confirmed) { transaction in
                let businesses = try transaction.businessesWithoutSubscription(limit: Self.adoptedAtOnce)
                for business in businesses { try transaction.beginSubscription(of: business, terms: terms, at: now) }
                return businesses.count
            }
        } while adopted == Self.adoptedAtOnce
    }
}

/// What a business's record says of its beginning.
struct RegisteredBusiness {
    let id: Business.ID
    let plan: Plan
    let createdAt: Date
    let trialEndsAt: Date?
}

extension PlatformTransaction {
    /// Begins the trial of a business whose record is in this transaction. Safe to repeat.
    func beginSubscription(of business: Business.ID, terms: BillingTerms, at now: Date) throws {
        guard let row = try row("SELECT * FROM business WHERE business_id = \(business) AND active = 1") else {
            throw Problem.notFound("business")
        }
        try beginSubscription(of: try RegisteredBusiness(row), terms: terms, at: now)
    }

    fileprivate func beginSubscription(of business: RegisteredBusiness, terms: BillingTerms, at now: Date) throws {
        guard try subscription(of: business.id) == nil else { return }
        if try offered(business.plan) == nil { try offerInitialPlans(terms) }
        guard let plan = try offered(business.plan) else { throw Problem.notFound("plan") }
        let end = business.trialEndsAt ?? business.createdAt.addingTimeInterval(Double(terms.trialDays * 86_400))
        let subscription = Subscription.trial(of: business.id, plan: plan, from: business.createdAt, to: end)
        // Its data need not be told: without terms of service calls are answered and cost nothing, as in a trial.
        try save(subscription, revision: 1, dueAt: subscription.dueAt(terms), at: now)
        try describe(subscription)
    }

    /// Makes a business the platform's own, which is never charged. Not for what a stranger registers, whatever it calls itself. Safe to
    /// repeat.
    func makeComplimentary(_ business: Business.ID, at now: Date) throws {
        try beginSubscription(of: business, terms: BillingTerms(), at: now)
        guard let stored = try subscription(of: business), stored.subscription.status != .complimentary else { return }
        let complimentary = Subscription.complimentary(for: business, plan: stored.subscription.plan, from: now)
        // Due at once, so that its data is told of it.
        try save(complimentary, revision: stored.revision + 1, dueAt: now, at: now)
        try describe(complimentary)
    }

    fileprivate func businessesWithoutSubscription(limit: Int) throws -> [RegisteredBusiness] {
        try rows(
            """
            SELECT business.* FROM business LEFT JOIN subscription ON subscription.business_id = business.business_id
            WHERE subscription.business_id IS NULL AND business.active = 1 ORDER BY business.business_id LIMIT \(limit)
            """
        ).map { try RegisteredBusiness($0) }
    }
}

extension RegisteredBusiness {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("business_id"), plan: try row.get("subscription_plan"), createdAt: try row.get("created_at"),
            trialEndsAt: try row.get("trial_end_date"))
    }
}
