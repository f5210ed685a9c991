public import Foundation

/// From an invoice that is not paid to the end, and back.
extension Subscription {
    /// The step down that time leads to next, unless something is done.
    func nextStepDown(_ terms: BillingTerms) -> (standing: Standing, at: Date)? {
        func after(_ days: Int) -> Date { dunningSince.addingTimeInterval(Double(days * 86_400)) }
        guard status != .complimentary else { return nil }
        switch dunning {
        case .trialing: return nil
        case .active:
            guard let paymentDueAt else { return nil }
            return (.pastDue, max(paymentDueAt, dunningSince))
        case .pastDue: return (.readOnly, after(terms.pastDueDays))
        case .readOnly: return (.suspended, after(terms.readOnlyDays))
        case .suspended:
            // While the operator holds a business nothing of it is deleted.
            return suspension == nil ? (.deleted, after(terms.suspendedDays)) : nil
        case .deleted: return nil
        }
    }

    mutating func move(to standing: Standing, at instant: Date, _ terms: BillingTerms) -> BillingEvent {
        let former = self.standing
        dunning = standing
        dunningSince = instant
        return .standingChanged(from: former, to: self.standing, at: instant, next: nextStepDown(terms)?.at)
    }

    /// What is owed has changed: something was paid, credited or voided.
    ///
    /// - Parameter paymentDueAt: the earliest day on which what is still unpaid was, or is, to be paid; nil when nothing is.
    public mutating func owes(since paymentDueAt: Date?, at now: Date, terms: BillingTerms) -> [BillingEvent] {
        self.paymentDueAt = paymentDueAt
        let isClear = paymentDueAt.map { $0 > now } ?? true
        guard isClear else { return [] }
        let instant = now.wholeSeconds
        switch (status, dunning) {
        case (_, .deleted), (.complimentary, _), (.trialing, _), (.active, .active): return []
        case (.active, _): return [move(to: .active, at: instant, terms)]
        case (.paused, _): return collection == .stripe ? [] : beginMonth(at: instant, terms)
        // Nothing is owed, and nothing is wanted: it may still be read, for as long as from the end of a subscription.
        case (.ended, .suspended): return [move(to: .readOnly, at: instant, terms)]
        case (.ended, _): return []
        }
    }

    /// The operator shuts the business out, for a reason that the audit log keeps.
    public mutating func suspend(because reason: String, at now: Date, terms: BillingTerms) -> [BillingEvent] {
        let former = standing
        suspension = reason
        guard standing != former else { return [] }
        return [.standingChanged(from: former, to: standing, at: now.wholeSeconds, next: nil)]
    }

    /// The operator lets the business in again: as it stood, with all the time it had.
    public mutating func liftSuspension(at now: Date, terms: BillingTerms) -> [BillingEvent] {
        guard suspension != nil else { return [] }
        let former = standing
        suspension = nil
        // What was not paid when it was shut out has not been its choice since.
        if dunning == .suspended { dunning = .readOnly }
        if dunning == .readOnly { dunningSince = now.wholeSeconds }
        guard standing != former else { return [] }
        return [.standingChanged(from: former, to: standing, at: now.wholeSeconds, next: nextStepDown(terms)?.at)]
    }

    /// The business is to be deleted now, whatever it has paid. Nothing leads back.
    public mutating func delete(at now: Date, terms: BillingTerms) -> [BillingEvent] {
        guard dunning != .deleted else { return [] }
        suspension = nil
        status = .ended
        return [move(to: .deleted, at: now.wholeSeconds, terms)]
    }
}
