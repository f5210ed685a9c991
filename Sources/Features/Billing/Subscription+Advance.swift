import Core
public import Foundation

extension Subscription {
    /// Lets time pass. What it leads to is the same whether it passes in one leap or in many small steps.
    ///
    /// - Parameter usage: how many sessions ended in a period. Asked for each period that ends.
    public mutating func advance(to now: Date, terms: BillingTerms, usage: (BillingPeriod) -> Int) -> [BillingEvent] {
        var events: [BillingEvent] = []
        while let step = nextStep(terms), step.at <= now {
            switch step.kind {
            case .announceTrialEnd:
                isReminded = true
                events.append(.trialEnding(at: period.end))
            case .endTrial: events += endTrial(terms)
            case .endPeriod: events += endPeriod(used: usage(period), terms)
            case .stepDown(let standing): events.append(move(to: standing, at: step.at, terms))
            }
        }
        return events
    }

    /// When time by itself next changes something; nil when it changes nothing.
    public func dueAt(_ terms: BillingTerms) -> Date? { nextStep(terms)?.at }

    /// The period whose sessions are asked for next, when it has ended by then.
    func periodEnding(by now: Date) -> BillingPeriod? {
        runsMonths && period.end <= now ? period : nil
    }

    private struct Step {
        var at: Date
        var kind: Kind

        enum Kind {
            case announceTrialEnd, endTrial, endPeriod
            case stepDown(Standing)
        }
    }

    /// Of what falls on the same second the first in this list comes first.
    private func nextStep(_ terms: BillingTerms) -> Step? {
        var steps: [Step] = []
        if status == .trialing, !isReminded {
            let notice = period.end.addingTimeInterval(-Double(BillingTerms.trialNoticeDays * 86_400))
            steps.append(Step(at: max(notice, period.start), kind: .announceTrialEnd))
        }
        // What Stripe collects for begins and ends as Stripe says.
        if status == .trialing, collection != .stripe { steps.append(Step(at: period.end, kind: .endTrial)) }
        if runsMonths { steps.append(Step(at: period.end, kind: .endPeriod)) }
        if let (standing, at) = nextStepDown(terms) { steps.append(Step(at: at, kind: .stepDown(standing))) }
        return steps.min { $0.at < $1.at }
    }

    private var runsMonths: Bool {
        status == .complimentary || status == .active && collection != .stripe
    }

    private mutating func endTrial(_ terms: BillingTerms) -> [BillingEvent] {
        let end = period.end
        if collection == .invoice { return beginMonth(at: end, terms) }
        status = .ended
        return [.trialEnded(at: end), move(to: .readOnly, at: end, terms)]
    }

    private mutating func endPeriod(used: Int, _ terms: BillingTerms) -> [BillingEvent] {
        let ended = period
        let next = BillingPeriod(containing: ended.end, anchor: anchor)
        guard status == .active else {
            period = next
            return []
        }
        let overage = overageLine(used: used, in: ended)
        settledOverage = 0
        if cancelsAtPeriodEnd {
            status = .ended
            cancelsAtPeriodEnd = false
            let change = change(.ended, from: plan.plan, to: nil, at: ended.end, prorated: 0)
            var events = invoice([overage], at: ended.end, terms) + [.planChanged(change)]
            if dunning.answersCalls { events.append(move(to: .readOnly, at: ended.end, terms)) }
            return events
        }
        guard dunning.answersCalls else {
            status = .paused
            return invoice([overage], at: ended.end, terms)
        }
        period = next
        var events: [BillingEvent] = []
        if let pending = pendingPlan {
            events.append(.planChanged(change(.downgraded, from: plan.plan, to: pending.plan, at: ended.end, prorated: 0)))
            plan = pending
            pendingPlan = nil
        }
        return events + invoice([monthLine, overage], at: ended.end, terms)
    }

    /// A month begins, and others after it from the same day.
    mutating func beginMonth(at instant: Date, _ terms: BillingTerms) -> [BillingEvent] {
        anchor = instant
        period = BillingPeriod(containing: instant, anchor: instant)
        status = .active
        settledOverage = 0
        if let pending = pendingPlan { plan = pending }
        pendingPlan = nil
        cancelsAtPeriodEnd = false
        var events: [BillingEvent] = [.planChanged(change(.begun, from: nil, to: plan.plan, at: instant, prorated: 0))]
        if dunning != .active { events.append(move(to: .active, at: instant, terms)) }
        return events + invoice([monthLine], at: instant, terms)
    }

    /// - Returns: nothing when there is nothing to charge.
    mutating func invoice(_ lines: [InvoiceLine?], at instant: Date, _ terms: BillingTerms) -> [BillingEvent] {
        let charged = lines.compactMap(\.self).filter { $0.amount.minorUnits != 0 }
        guard !charged.isEmpty else { return [] }
        let dueAt = instant.addingTimeInterval(Double(terms.invoiceDueDays * 86_400))
        let draft = InvoiceDraft(issuedAt: instant, dueAt: dueAt, lines: charged)
        if draft.total > 0 { paymentDueAt = min(paymentDueAt ?? dueAt, dueAt) }
        return [.invoiced(draft)]
    }

    private var monthLine: InvoiceLine {
        InvoiceLine(kind: .plan, description: "\(plan.plan.rawValue) plan, one month", quantity: 1, unitPrice: plan.price, period: period)
    }

    /// Sessions of a period, or of a part of it, that the plan does not hold and that were not charged for before.
    func overageLine(used: Int, in period: BillingPeriod) -> InvoiceLine? {
        guard let price = plan.overagePrice else { return nil }
        let sessions = overage(of: used)
        guard sessions > 0 else { return nil }
        return InvoiceLine(
            kind: .overage, description: "Sessions beyond the \(plan.includedSessions ?? 0) in the \(plan.plan.rawValue) plan",
            quantity: sessions, unitPrice: price, period: period)
    }

    /// How many of the sessions used so far in this period have yet to be charged for.
    func overage(of used: Int) -> Int {
        guard let included = plan.includedSessions else { return 0 }
        return max(0, used - settledOverage - included)
    }

    func change(_ kind: SubscriptionChange.Kind, from old: Plan?, to new: Plan?, at instant: Date, prorated: Int) -> SubscriptionChange {
        SubscriptionChange(
            business: business, oldPlan: old, newPlan: new, kind: kind, changeDate: instant,
            proratedAmount: .init(minorUnits: prorated, currency: plan.price.currency))
    }
}
