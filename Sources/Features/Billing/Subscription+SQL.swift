import Core
import Foundation
import Storage

/// A subscription as it is stored: with the number of its last change, so that two who decide at once notice each other.
struct StoredSubscription: Sendable, Hashable {
    var subscription: Subscription
    /// 1, 2, 3…
    var revision: Int
}

extension PlatformTransaction {
    func subscription(of business: Business.ID) throws -> StoredSubscription? {
        guard let row = try row("SELECT * FROM subscription WHERE business_id = \(business)") else { return nil }
        let pending: Plan? = try row.get("pending_plan")
        let pendingVersion: Int? = try row.get("pending_plan_version")
        let (plan, version): (Plan, Int) = (try row.get("plan"), try row.get("plan_version"))
        guard let current = try planVersion(plan, version) else {
            throw StorageError.unreadable("the subscription of \(business) is to \(plan) \(version), which there is not")
        }
        var subscription = Subscription(
            business: business, plan: current, status: try row.get("status"), collection: try row.get("collection"),
            trialEndsAt: try row.get("trial_ends_at"), anchor: try row.get("anchor"),
            period: BillingPeriod(start: try row.get("period_start"), end: try row.get("period_end")),
            dunning: try row.get("dunning"), dunningSince: try row.get("dunning_since"))
        subscription.settledOverage = try row.get("settled_overage")
        if let pending, let pendingVersion { subscription.pendingPlan = try planVersion(pending, pendingVersion) }
        subscription.cancelsAtPeriodEnd = try row.get("cancels_at_period_end")
        subscription.paymentDueAt = try row.get("payment_due_at")
        subscription.suspension = try row.get("suspension")
        subscription.isReminded = try row.get("reminded")
        return StoredSubscription(subscription: subscription, revision: try row.get("revision"))
    }

    /// Stores a new subscription, or the next revision of a known one.
    ///
    /// - Parameter dueAt: when the clock is to look at it next; nil for never.
    func save(_ subscription: Subscription, revision: Int, dueAt: Date?, at now: Date) throws {
        try execute(
            """
            INSERT INTO subscription (business_id, plan, plan_version, status, collection, trial_ends_at, anchor, period_start,
                period_end, settled_overage, pending_plan, pending_plan_version, cancels_at_period_end, payment_due_at, dunning,
                dunning_since, suspension, reminded, revision, due_at, updated_at)
            VALUES (\(subscription.business), \(subscription.plan.plan), \(subscription.plan.version), \(subscription.status),
                \(subscription.collection), \(subscription.trialEndsAt), \(subscription.anchor), \(subscription.period.start),
                \(subscription.period.end), \(subscription.settledOverage), \(subscription.pendingPlan?.plan),
                \(subscription.pendingPlan?.version), \(subscription.cancelsAtPeriodEnd), \(subscription.paymentDueAt),
                \(subscription.dunning), \(subscription.dunningSince), \(subscription.suspension), \(subscription.isReminded),
                \(revision), \(dueAt), \(now))
            ON CONFLICT (business_id) DO UPDATE SET plan = excluded.plan, plan_version = excluded.plan_version,
                status = excluded.status, collection = excluded.collection, trial_ends_at = excluded.trial_ends_at,
                anchor = excluded.anchor, period_start = excluded.period_start, period_end = excluded.period_end,
                settled_overage = excluded.settled_overage, pending_plan = excluded.pending_plan,
                pending_plan_version = excluded.pending_plan_version, cancels_at_period_end = excluded.cancels_at_period_end,
                payment_due_at = excluded.payment_due_at, dunning = excluded.dunning, dunning_since = excluded.dunning_since,
                suspension = excluded.suspension, reminded = excluded.reminded, revision = excluded.revision,
                due_at = excluded.due_at, updated_at = excluded.updated_at
            """)
    }

    /// Notes when the clock is to look at a subscription next, unless it has changed since.
    func setDue(_ dueAt: Date?, of stored: StoredSubscription) throws {
        try execute(
            """
            UPDATE subscription SET due_at = \(dueAt) WHERE business_id = \(stored.subscription.business)
                AND revision = \(stored.revision)
            """)
    }

    /// The businesses whose subscriptions time has something to do with, those that have waited longest first.
    func subscriptionsDue(at now: Date, limit: Int) throws -> [Business.ID] {
        try rows("SELECT business_id FROM subscription WHERE due_at <= \(now) ORDER BY due_at, business_id LIMIT \(limit)").map {
            try $0.get("business_id")
        }
    }

    /// Businesses that nobody can reach any more, and whose data is still here.
    func businessesToDelete(limit: Int) throws -> [Business.ID] {
        try rows(
            "SELECT business_id FROM business WHERE standing = \(Standing.deleted) AND active = 1 ORDER BY business_id LIMIT \(limit)"
        ).map { try $0.get("business_id") }
    }

    func record(_ change: SubscriptionChange, id: String, actor: String) throws {
        try execute(
            """
            INSERT INTO subscription_change (id, business_id, old_plan, new_plan, kind, change_date, prorated_amount, currency, actor)
            VALUES (\(id), \(change.business), \(change.oldPlan), \(change.newPlan), \(change.kind), \(change.changeDate),
                \(change.proratedAmount.minorUnits), \(change.proratedAmount.currency), \(actor))
            """)
    }

    /// All changes of plan a business ever made, the newest first.
    func subscriptionChanges(of business: Business.ID, limit: Int) throws -> [SubscriptionChange] {
        try rows(
            """
            SELECT * FROM subscription_change WHERE business_id = \(business) ORDER BY change_date DESC, id DESC LIMIT \(limit)
            """
        ).map { row in
            SubscriptionChange(
                business: business, oldPlan: try row.get("old_plan"), newPlan: try row.get("new_plan"), kind: try row.get("kind"),
                changeDate: try row.get("change_date"),
                proratedAmount: Money(minorUnits: try row.get("prorated_amount"), currency: try row.get("currency")))
        }
    }

    /// Keeps what the business's record says of its plan and standing in step with its subscription.
    func describe(_ subscription: Subscription) throws {
        try execute(
            """
            UPDATE business SET standing = \(subscription.standing), subscription_plan = \(subscription.plan.plan),
                usage_limit = \(subscription.plan.includedSessions), trial_end_date = \(subscription.trialEndsAt)
            WHERE business_id = \(subscription.business)
            """)
    }

    func billedParty(_ business: Business.ID) throws -> BilledParty? {
        try row("SELECT business_name, email, time_zone FROM business WHERE business_id = \(business)").map { row in
            let details = try billingDetails(of: business)
            return BilledParty(
                name: try details.name ?? row.get("business_name"), email: try row.get("email"), timeZone: try row.get("time_zone"),
                address: details.address.isEmpty ? nil : details.address, country: details.country, taxNumber: details.taxNumber)
        }
    }
}
