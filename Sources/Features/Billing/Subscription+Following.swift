import Core
public import Foundation

/// What a payment company that collects by itself says of a subscription.
public struct CollectedSubscription: Sendable, Hashable {
    public var plan: PlanVersion
    public var state: State
    /// The trial while trying, else the month that runs or ran last.
    public var period: BillingPeriod
    public var cancelsAtPeriodEnd: Bool
    /// The plan of the next period, when it is another.
    public var pendingPlan: PlanVersion?

    public enum State: Sendable, Hashable {
        case trialing, active
        /// The last charge failed; it is still being tried.
        case pastDue(since: Date)
        /// It waits for the customer: unpaid for good, paused, or never begun.
        case stopped
        case ended
    }

    public init(
        plan: PlanVersion, state: State, period: BillingPeriod, cancelsAtPeriodEnd: Bool, pendingPlan: PlanVersion? = nil
    ) {
        self.plan = plan
        self.state = state
        self.period = period
        self.cancelsAtPeriodEnd = cancelsAtPeriodEnd
        self.pendingPlan = pendingPlan
    }
}

extension Subscription {
    /// Takes over what Stripe says. Saying the same again changes nothing, and only the last word counts: in which order they came
    /// is forgotten.
    public mutating func follow(_ said: CollectedSubscription, at now: Date, terms: BillingTerms) -> [BillingEvent] {
        guard dunning != .deleted, status != .complimentary else { return [] }
        let instant = now.wholeSeconds
        var events: [BillingEvent] = []
        if said.plan.plan != plan.plan {
            let isDearer = said.plan.price.minorUnits > plan.price.minorUnits
            events.append(
                .planChanged(change(isDearer ? .upgraded : .downgraded, from: plan.plan, to: said.plan.plan, at: instant, prorated: 0)))
        }
        if let pending = said.pendingPlan?.plan, pending != pendingPlan?.plan {
            events.append(.changeScheduled(to: pending, from: said.period.end))
        } else if said.cancelsAtPeriodEnd, !cancelsAtPeriodEnd {
            events.append(.changeScheduled(to: nil, from: said.period.end))
        }
        if said.period.start != period.start { settledOverage = 0 }
        (plan, period, anchor, pendingPlan) = (said.plan, said.period, said.period.start, said.pendingPlan)
        (collection, cancelsAtPeriodEnd, paymentDueAt) = (.stripe, said.cancelsAtPeriodEnd, nil)
        switch said.state {
        case .trialing:
            (status, trialEndsAt) = (.trialing, said.period.end)
            if dunning != .trialing { events.append(move(to: .trialing, at: instant, terms)) }
        case .active:
            status = .active
            if dunning != .active { events.append(move(to: .active, at: instant, terms)) }
        case .pastDue(let since):
            (status, paymentDueAt) = (.active, since.wholeSeconds)
            if dunning == .trialing { events.append(move(to: .active, at: instant, terms)) }
        case .stopped:
            status = .paused
            if dunning.answersCalls { events.append(move(to: .readOnly, at: instant, terms)) }
        case .ended:
            (status, collection) = (.ended, .none)
            if dunning.answersCalls { events.append(move(to: .readOnly, at: instant, terms)) }
        }
        return events
    }
}
