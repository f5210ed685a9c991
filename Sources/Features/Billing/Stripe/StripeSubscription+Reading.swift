import Core
import Foundation
import Vendors

/// What Stripe knows of a business, read as ours. Pure: the same answer is always read alike, whatever came before.
extension StripeSubscription {
    /// In its metadata: the plan that was paid for, while the price is the next period's already, and when that period ends.
    static let paidPlanKey = "paid_plan"
    static let paidUntilKey = "paid_until"

    /// Whether it may still lead to something.
    var isAlive: Bool {
        switch status {
        case .incomplete, .trialing, .active, .pastDue, .unpaid, .paused: true
        case .canceled, .incompleteExpired: false
        }
    }

    /// - Parameters:
    ///   - overdueSince: when the invoice that could not be charged was made.
    ///   - version: the version of a plan that costs so much.
    /// - Throws: `StripeSetUpError` when it is for something we do not sell.
    func reading(
        overdueSince: Date?, catalogue: StripeCatalogue, version: (Plan, _ price: Int?) -> PlanVersion?
    ) throws -> CollectedSubscription {
        guard let item = self.plan, let priced = catalogue.plan(of: item.price).flatMap({ version($0, item.price.unitAmount) }),
            item.currentPeriodStart < item.currentPeriodEnd
        else { throw StripeSetUpError.unknownPrice(self.plan?.price.id ?? id) }
        let period = BillingPeriod(start: item.currentPeriodStart, end: item.currentPeriodEnd)
        let paid = paidPlan(until: period.end).flatMap { version($0, nil) }
        let state: CollectedSubscription.State =
            switch status {
            case .trialing: .trialing
            case .active: .active
            case .pastDue: .pastDue(since: overdueSince ?? period.start)
            case .incomplete, .unpaid, .paused: .stopped
            case .canceled, .incompleteExpired: .ended
            }
        return CollectedSubscription(
            plan: paid ?? priced, state: state, period: period, cancelsAtPeriodEnd: cancelAtPeriodEnd && isAlive,
            pendingPlan: paid == nil || paid?.plan == priced.plan ? nil : priced)
    }

    /// The plan that runs until the period's end, where the price is of the one after it.
    private func paidPlan(until end: Date) -> Plan? {
        guard metadata[Self.paidUntilKey] == String(Int(end.timeIntervalSince1970)) else { return nil }
        return metadata[Self.paidPlanKey].flatMap { Plan(named: $0) }
    }
}

extension [StripeSubscription] {
    /// The one that counts: the newest that is alive, else the one that was followed so far.
    func current(following known: String?) -> StripeSubscription? {
        let newestFirst = sorted { ($0.created, $0.id) > ($1.created, $1.id) }
        return newestFirst.first { $0.isAlive } ?? newestFirst.first { $0.id == known }
    }
}

extension InvoiceDraft {
    private static let longestDescription = 200

    /// An invoice of Stripe's as it enters our books: its own lines, and one more where a credit was used up or left over, so that the lines
    /// add up to what was to be paid.
    ///
    /// - Returns: nil for a draft, and where nothing was charged.
    init?(_ invoice: StripeInvoice, catalogue: StripeCatalogue) {
        guard let issuedAt = invoice.statusTransitions?.finalizedAt, invoice.status != .draft else { return nil }
        let currency = invoice.currency.uppercased()
        var lines = invoice.lines.data.filter { $0.amount != 0 }.map { InvoiceLine($0, currency: currency, catalogue: catalogue) }
        guard !lines.isEmpty else { return nil }
        lines += invoice.taxLines
        let difference = invoice.amountDue - lines.reduce(0) { $0 + $1.amount.minorUnits }
        if difference != 0 {
            lines.append(
                InvoiceLine(
                    kind: .other, description: difference < 0 ? "Credit from before" : "Kept as credit", quantity: 1,
                    unitPrice: Money(minorUnits: difference, currency: currency), period: nil))
        }
        self.init(issuedAt: issuedAt, dueAt: invoice.dueDate ?? issuedAt, lines: lines)
    }

    fileprivate static func description(_ text: String?) -> String { String((text ?? "Subscription").prefix(longestDescription)) }
}

extension InvoiceLine {
    init(_ line: StripeInvoice.Line, currency: String, catalogue: StripeCatalogue) {
        let kind: Kind =
            switch (line.isProration, catalogue.isOverage(line.price)) {
            case (true, _): line.amount < 0 ? .prorationCredit : .prorationDebit
            case (false, true): .overage
            case (false, false): .plan
            }
        // Tiers and rounding may leave an amount that is no multiple: then it stands as one.
        let count = line.quantity.flatMap { $0 > 0 && line.amount % $0 == 0 ? $0 : nil } ?? 1
        self.init(
            kind: kind, description: InvoiceDraft.description(line.description), quantity: count,
            unitPrice: Money(minorUnits: line.amount / count, currency: currency),
            period: line.period.start < line.period.end ? BillingPeriod(start: line.period.start, end: line.period.end) : nil)
    }
}

extension StripeInvoice {
    /// The tax that Stripe has added to its lines.
    var taxLines: [InvoiceLine] {
        let currency = currency.uppercased()
        return (totalTaxes ?? []).filter { $0.taxBehavior == "exclusive" }.compactMap { tax in
            let isReversed = tax.taxabilityReason == "reverse_charge"
            guard tax.amount != 0 || isReversed else { return nil }
            let on = tax.taxableAmount.map { " on \(Money(minorUnits: $0, currency: currency).written)" } ?? ""
            return InvoiceLine(
                kind: .tax, description: isReversed ? "Tax: reverse charge" : "Tax\(on)", quantity: 1,
                unitPrice: Money(minorUnits: tax.amount, currency: currency), period: nil)
        }
    }
}
