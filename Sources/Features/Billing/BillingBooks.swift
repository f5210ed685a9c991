import Core
import Foundation
import Storage

/// Writes down what a decision leads to, in the transaction that takes it: invoices, changes, the standing, letters.
struct BillingBooks {
    let transaction: PlatformTransaction
    let business: Business.ID
    let identifiers: IdentifierSource
    let now: Date

    /// - Returns: the invoices that were issued.
    func enter(_ events: [BillingEvent], of subscription: Subscription, by actor: Principal) throws -> [Invoice] {
        try transaction.describe(subscription)
        guard let party = try transaction.billedParty(business) else { throw Problem.notFound("business") }
        var invoices: [Invoice] = []
        for event in events {
            switch event {
            case .invoiced(let draft):
                let draft = draft.taxed(at: try transaction.taxRate(for: party), for: party)
                let invoice = try transaction.issue(draft, of: business, to: party, currency: subscription.plan.price.currency)
                invoices.append(invoice)
                try send(
                    .invoiceIssued(
                        business: party.name, number: invoice.number.rawValue, total: invoice.total, dueAt: invoice.dueAt),
                    occasion: "invoice-issued \(invoice.number)", to: party)
            case .planChanged(let change):
                try transaction.record(change, id: identifiers.uuid(at: now), actor: actor.name)
                if let plan = change.newPlan { try sendPlanChanged(to: plan, from: change.changeDate, party) }
            case .changeScheduled(let plan?, let start):
                try sendPlanChanged(to: plan, from: start, party)
            case .changeScheduled(nil, let end):
                try send(
                    .subscriptionEnding(business: party.name, endsAt: end), occasion: "subscription-ending \(business) \(moment(end))",
                    to: party)
            case .changeWithdrawn: continue
            case .trialEnding(let end):
                try send(.trialEnding(business: party.name, endsAt: end), occasion: "trial-ending \(business) \(moment(end))", to: party)
            case .trialEnded(let end):
                try send(.trialEnded(business: party.name), occasion: "trial-ended \(business) \(moment(end))", to: party)
            case .standingChanged(let from, let to, let instant, let next):
                guard let letter = letter(about: to, of: subscription, after: from, next: next, for: party) else { continue }
                try send(letter, occasion: "standing \(to.rawValue) \(business) \(moment(instant))", to: party)
            }
        }
        return invoices
    }

    /// Nil where another letter tells of it, or nobody needs to be told.
    private func letter(
        about standing: Standing, of subscription: Subscription, after former: Standing, next: Date?, for party: BilledParty
    ) -> Letter? {
        switch standing {
        case .trialing: nil
        case .active: former == .trialing ? nil : .resumed(business: party.name)
        case .pastDue: next.map { .pastDue(business: party.name, readOnlyAt: $0) }
        // The end of a trial has a letter of its own.
        case .readOnly where former == .trialing: nil
        case .readOnly where subscription.status == .ended && !(subscription.paymentDueAt.map { $0 <= now } ?? false):
            next.map { .subscriptionEnded(business: party.name, suspendedAt: $0) }
        case .readOnly: next.map { .readOnly(business: party.name, suspendedAt: $0) }
        case .suspended: next.map { .suspended(business: party.name, deletedAt: $0) }
        // Whoever deletes the data says when it is gone.
        case .deleted: nil
        }
    }

    private func sendPlanChanged(to plan: Plan, from start: Date, _ party: BilledParty) throws {
        try send(
            .planChanged(business: party.name, plan: plan.rawValue, from: start),
            occasion: "plan-changed \(business) \(plan.rawValue) \(moment(start))", to: party)
    }

    func send(_ letter: Letter, occasion: String, to party: BilledParty) throws {
        try transaction.enqueue(
            letter, to: LetterRecipient(address: party.email, name: party.name), occasion: occasion, of: business, at: now)
    }

    private func moment(_ instant: Date) -> Int { Int(instant.timeIntervalSince1970) }
}
