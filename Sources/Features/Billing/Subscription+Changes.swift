import Core
public import Foundation

/// What the business itself may decide. Each is to be told of an instant that time has been advanced to.
extension Subscription {
    /// Why a wish is not followed. Nothing has changed.
    public enum Refusal: Error, Hashable, Sendable {
        /// It is on this plan, and stays on it.
        case samePlan
        /// No month runs that could be changed.
        case notRunning
        /// The month has ended, and its last sessions are still being counted.
        case closing
        case alreadySubscribed
        /// What is overdue is to be paid first.
        case owesMoney
        /// There is no decision to take back.
        case nothingScheduled
        /// The platform's own businesses have no subscription to change.
        case complimentary
        /// The operator has suspended the business, or it is deleted.
        case shutOut
    }

    /// Agrees to pay: after the trial, or from now on where no month runs.
    public mutating func subscribe(to wanted: PlanVersion, at now: Date, terms: BillingTerms) throws(Refusal) -> [BillingEvent] {
        try checkOpen()
        switch status {
        case .complimentary: throw .complimentary
        case .active, .paused: throw .alreadySubscribed
        case .trialing:
            guard collection == .none else { throw .alreadySubscribed }
            collection = .invoice
            return plan.plan == wanted.plan ? [] : try change(to: wanted, at: now, used: 0, terms: terms)
        case .ended:
            if let paymentDueAt, paymentDueAt <= now { throw .owesMoney }
            (plan, pendingPlan, collection) = (wanted, nil, .invoice)
            return beginMonth(at: now.wholeSeconds, terms)
        }
    }

    /// Changes the plan: to a dearer one now, with the difference for the rest of the month; to any other when the month ends. During
    /// a trial always now, for nothing.
    ///
    /// - Parameter used: the sessions of this period that ended before `now`. Those that the plan left did not hold are charged for with
    ///   the change, and do not count against the new plan.
    public mutating func change(
        to wanted: PlanVersion, at now: Date, used: Int, terms: BillingTerms
    ) throws(Refusal) -> [BillingEvent] {
        try checkOpen()
        guard status != .complimentary else { throw .complimentary }
        try checkNotClosing(at: now)
        guard wanted.plan != plan.plan else { throw .samePlan }
        let isDearer = wanted.price.minorUnits > plan.price.minorUnits
        if status == .trialing {
            let former = plan
            plan = wanted
            return [.planChanged(change(isDearer ? .upgraded : .downgraded, from: former.plan, to: wanted.plan, at: now, prorated: 0))]
        }
        guard status == .active, period.contains(now) else { throw .notRunning }
        guard isDearer else {
            pendingPlan = wanted
            cancelsAtPeriodEnd = false
            return [.changeScheduled(to: wanted.plan, from: period.end)]
        }
        if dunning != .active { throw .owesMoney }
        return upgrade(to: wanted, at: now.wholeSeconds, used: used, terms)
    }

    private mutating func upgrade(to wanted: PlanVersion, at instant: Date, used: Int, _ terms: BillingTerms) -> [BillingEvent] {
        let (former, rest) = (plan, period.rest(from: instant))
        let credit = Proration.share(of: former.price, for: rest, of: period) * -1
        let debit = Proration.share(of: wanted.price, for: rest, of: period)
        var lines = [
            InvoiceLine(
                kind: .prorationCredit, description: "\(former.plan.rawValue) plan, unused time", quantity: 1, unitPrice: credit,
                period: rest),
            InvoiceLine(
                kind: .prorationDebit, description: "\(wanted.plan.rawValue) plan, remaining time", quantity: 1, unitPrice: debit,
                period: rest),
        ]
        if instant > period.start, let overage = overageLine(used: used, in: BillingPeriod(start: period.start, end: instant)) {
            lines.append(overage)
            settledOverage += overage.quantity
        }
        plan = wanted
        pendingPlan = nil
        cancelsAtPeriodEnd = false
        let change = change(
            .upgraded, from: former.plan, to: wanted.plan, at: instant, prorated: credit.minorUnits + debit.minorUnits)
        return [.planChanged(change)] + invoice(lines, at: instant, terms)
    }

    /// Lets the subscription end with its month, or nothing follow its trial.
    public mutating func cancel(at now: Date) throws(Refusal) -> [BillingEvent] {
        try checkOpen()
        try checkNotClosing(at: now)
        switch status {
        case .complimentary: throw .complimentary
        case .trialing where collection != .none: collection = .none
        case .active where !cancelsAtPeriodEnd:
            cancelsAtPeriodEnd = true
            pendingPlan = nil
        case .trialing, .active, .paused, .ended: throw .notRunning
        }
        return [.changeScheduled(to: nil, from: period.end)]
    }

    /// Takes back what was to happen when the month ends.
    public mutating func resume(at now: Date) throws(Refusal) -> [BillingEvent] {
        try checkOpen()
        try checkNotClosing(at: now)
        guard cancelsAtPeriodEnd || pendingPlan != nil else { throw .nothingScheduled }
        cancelsAtPeriodEnd = false
        pendingPlan = nil
        return [.changeWithdrawn]
    }

    /// What is wanted after a month's end is about the next one, and that has not begun before the month is closed.
    private func checkNotClosing(at now: Date) throws(Refusal) {
        if periodEnding(by: now) != nil { throw .closing }
    }

    private func checkOpen() throws(Refusal) {
        if standing == .suspended || standing == .deleted { throw .shutOut }
    }
}
