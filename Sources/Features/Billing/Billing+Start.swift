import Core
import Foundation
import Storage

/// How subscriptions come to be.
extension Billing {
    /// How many businesses are adopted in one transaction.
    private static let adoptedAtOnce = 200

    /// Offers the plans a platform begins with, and gives a subscription to each business from before there were any. To be called
    /// when the platform starts; safe to repeat.
    ///
    /// - Parameter starterSessions: a month, in the first version of the smallest plan.
    public func prepare(starterSessions: Int) async throws {
        let (now, terms) = (clock(), terms)
        try await store.platform.write { try $0.offerInitialPlans(starterSessions: starterSessions) }
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
    let isDemo: Bool
}

extension PlatformTransaction {
    /// Begins the trial of a business whose record is in this transaction; one that shows what the platform can do is never charged.
    func beginSubscription(of business: Business.ID, terms: BillingTerms, at now: Date) throws {
        guard let row = try row("SELECT * FROM business WHERE business_id = \(business)") else { throw Problem.notFound("business") }
        try beginSubscription(of: try RegisteredBusiness(row), terms: terms, at: now)
    }

    fileprivate func beginSubscription(of business: RegisteredBusiness, terms: BillingTerms, at now: Date) throws {
        guard try subscription(of: business.id) == nil else { return }
        guard let plan = try offered(business.plan) else {
            throw StorageError.rejected("no version of the plan \(business.plan.rawValue) is offered: the platform was not prepared")
        }
        let subscription: Subscription =
            if business.isDemo {
                .complimentary(for: business.id, plan: plan, from: business.createdAt)
            } else {
                .trial(
                    of: business.id, plan: plan, from: business.createdAt,
                    to: business.trialEndsAt ?? business.createdAt.addingTimeInterval(Double(terms.trialDays * 86_400)))
            }
        // Due at once, so that its data is told of it.
        try save(subscription, revision: 1, dueAt: now, at: now)
        try describe(subscription)
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
            trialEndsAt: try row.get("trial_end_date"), isDemo: try row.get("demo"))
    }
}
