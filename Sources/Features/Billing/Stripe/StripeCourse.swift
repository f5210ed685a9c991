import Core
import Foundation

/// What a wish about a subscription that Stripe collects for comes to, before anybody is asked. Pure.
///
/// A dearer plan is charged for now; a cheaper one gets its price at once and its plan when the month ends, which the subscription's
/// metadata says. During a trial both are had at once, for nothing.
struct StripeCourse: Sendable, Hashable {
    let instant: Date
    /// When it takes effect.
    let effectiveAt: Date
    /// The plan whose price is to be paid from now on; nil where only the end is decided.
    let plan: Plan?
    /// The plan that stays until the period ends, where it is another.
    let paidPlan: Plan?
    let isChargedNow: Bool
    /// Whether the subscription is to end with its period.
    let ends: Bool
    /// The subscription as it would be.
    let after: Subscription

    /// For the key of its request.
    var name: String { plan.map { "\($0.rawValue)\(paidPlan == nil ? "" : "-later")" } ?? (ends ? "end" : "go-on") }

    /// - Throws: `Problem` when it cannot be followed.
    init(_ wish: SubscriptionWish, of subscription: Subscription, offered: [PlanVersion], at instant: Date) throws {
        guard subscription.collection == .stripe else { throw Subscription.Refusal.notRunning.problem }
        if subscription.standing == .suspended || subscription.standing == .deleted { throw Subscription.Refusal.shutOut.problem }
        self.instant = instant
        var after = subscription
        switch wish {
        case .subscribe: throw Subscription.Refusal.alreadySubscribed.problem
        case .change(let wanted):
            guard let version = offered.first(where: { $0.plan == wanted }) else { throw Problem.notFound("plan") }
            guard wanted != subscription.plan.plan else { throw Subscription.Refusal.samePlan.problem }
            guard subscription.status == .active || subscription.status == .trialing else { throw Subscription.Refusal.notRunning.problem }
            let isDearer = version.price.minorUnits > subscription.plan.price.minorUnits
            (plan, ends) = (wanted, false)
            if subscription.status == .trialing {
                (effectiveAt, paidPlan, isChargedNow) = (instant, nil, false)
                after.plan = version
            } else if isDearer {
                // Stripe would reckon the credit from the price of the plan that was to come.
                guard subscription.pendingPlan == nil else { throw Problem.takeBackFirst }
                guard subscription.standing == .active else { throw Subscription.Refusal.owesMoney.problem }
                guard subscription.period.contains(instant) else { throw Problem.previewOutdated }
                (effectiveAt, paidPlan, isChargedNow) = (instant, nil, true)
                after.plan = version
            } else {
                (effectiveAt, paidPlan, isChargedNow) = (subscription.period.end, subscription.plan.plan, false)
                after.pendingPlan = version
            }
        case .cancel:
            guard !subscription.cancelsAtPeriodEnd, subscription.status == .active || subscription.status == .trialing else {
                throw Subscription.Refusal.notRunning.problem
            }
            (effectiveAt, plan, paidPlan, isChargedNow, ends) = (subscription.period.end, nil, nil, false, true)
            after.cancelsAtPeriodEnd = true
        case .resume:
            (effectiveAt, paidPlan, isChargedNow, ends) = (instant, nil, false, false)
            if subscription.cancelsAtPeriodEnd {
                plan = nil
                after.cancelsAtPeriodEnd = false
            } else if subscription.pendingPlan != nil {
                plan = subscription.plan.plan
                after.pendingPlan = nil
            } else {
                throw Subscription.Refusal.nothingScheduled.problem
            }
        }
        self.after = after
    }
}

extension Problem {
    fileprivate static let takeBackFirst = Problem.conflict(
        "A cheaper plan is to begin when the month ends; take that back first, then choose the dearer one.")
}
