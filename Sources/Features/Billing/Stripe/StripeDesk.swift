public import Core
public import Foundation
public import Storage
import Vendors

/// What an owner asks of Stripe: to begin to pay, to look after the card, to change what is paid for.
///
/// Nothing that a browser sends reaches Stripe: plans become prices here, and pages of ours are returned to.
public struct StripeDesk: Sendable {
    /// Where Stripe sends people back to.
    public struct Pages: Sendable {
        /// Of a business, by its subdomain.
        public var billing: @Sendable (_ subdomain: String) -> String

        public init(billing: @escaping @Sendable (_ subdomain: String) -> String) {
            self.billing = billing
        }
    }

    private let stripe: Stripe
    private let sync: StripeSync
    private let billing: Billing
    private let identifiers: IdentifierSource
    private let pages: Pages
    private let addsTax: Bool

    init(stripe: Stripe, sync: StripeSync, billing: Billing, identifiers: IdentifierSource, pages: Pages, addsTax: Bool) {
        self.addsTax = addsTax
        self.stripe = stripe
        self.sync = sync
        self.billing = billing
        self.identifiers = identifiers
        self.pages = pages
    }

    /// A page of Stripe's on which the business begins to pay for a plan. What is left of its trial stays free.
    ///
    /// - Returns: its address, good for a day.
    /// - Throws: `Problem` when the business pays already, or Stripe cannot be reached.
    public func checkout(_ plan: Plan, in tenant: Tenant) async throws -> String {
        let now = billing.clock()
        let subscription = try await billing.subscription(of: tenant.id)
        switch (subscription.status, subscription.collection) {
        case (.complimentary, _): throw Subscription.Refusal.complimentary.problem
        case (.trialing, .none), (.ended, _): break
        default: throw Subscription.Refusal.alreadySubscribed.problem
        }
        return try await asking {
            let customer = try await customer(for: tenant)
            // Of two pages both could be paid on, in two tabs or by two owners.
            try await closeCheckouts(of: customer)
            guard let entry = try await sync.catalogue.catalogue(at: now)[plan] else { throw StripeSetUpError.priceMissing(plan.monthKey) }
            let page = pages.billing(tenant.subdomain)
            let left = subscription.status == .trialing ? Int(subscription.period.end.timeIntervalSince(now)) / 86_400 : 0
            let session = try await stripe.createCheckout(
                .init(
                    customer: customer, tenant: tenant.id.rawValue, price: entry.month.id, meteredPrice: entry.overage?.id,
                    trialDays: left > 0 ? left : nil, addsTax: addsTax, successURL: "\(page)?checkout=done",
                    cancelURL: "\(page)?checkout=left"),
                once: "checkout:\(identifiers.uuid(at: now))")
            guard let url = session.url else { throw StripeFailure.unanswered(.garbled("A checkout without an address")) }
            guard try await billing.subscription(of: tenant.id).collection == subscription.collection else {
                // Somebody has agreed to pay otherwise meanwhile.
                try await close(session)
                throw Subscription.Refusal.alreadySubscribed.problem
            }
            return url
        }
    }

    /// Closes the pages on which the business could still begin to pay by card.
    ///
    /// - Throws: `Problem` when it has begun to, or Stripe cannot be reached.
    func closeCheckouts(in tenant: Tenant) async throws {
        guard let link = try await billing.store.platform.read({ try $0.stripeLink(of: tenant.id) }) else { return }
        try await asking { try await closeCheckouts(of: link.customer) }
    }

    private func closeCheckouts(of customer: String) async throws {
        for session in try await stripe.openCheckouts(of: customer) { try await close(session) }
        // Asked last: what was paid on until then shows here.
        guard try await stripe.subscriptions(of: customer).contains(where: \.isAlive) else { return }
        // Paid for, and not heard of yet.
        try await sync.sync(customer)
        throw Subscription.Refusal.alreadySubscribed.problem
    }

    private func close(_ session: StripeCheckoutSession) async throws {
        do throws(StripeFailure) {
            try await stripe.expireCheckout(session.id, once: "expire:\(session.id)")
        } catch {
            // One that was completed this moment is over as well.
            guard case .refused = error, try await stripe.checkout(session.id).status != .open else { throw error }
        }
    }

    /// A page of Stripe's on which the owner changes the card, sees what was charged, or cancels.
    ///
    /// - Returns: its address, good for minutes.
    public func portal(in tenant: Tenant) async throws -> String {
        guard let link = try await billing.store.platform.read({ try $0.stripeLink(of: tenant.id) }) else {
            throw Problem.conflict("There is no card yet; choose a plan first.")
        }
        return try await asking {
            try await stripe.createPortalSession(
                for: link.customer, returningTo: pages.billing(tenant.subdomain),
                once: "portal:\(identifiers.uuid(at: billing.clock()))"
            ).url
        }
    }

    /// What a wish would lead to now, as Stripe would charge it.
    ///
    /// - Throws: `Problem` when it cannot be followed.
    public func preview(_ wish: SubscriptionWish, in tenant: Tenant) async throws -> SubscriptionPreview {
        let instant = billing.clock().wholeSeconds
        let (stored, plans) = try await standing(of: tenant)
        let course = try StripeCourse(wish, of: stored.subscription, offered: plans, at: instant)
        return try await asking { try await preview(course, in: tenant).preview }
    }

    /// Follows a wish: Stripe makes the change, and what it says then is taken over.
    ///
    /// - Parameters:
    ///   - instant: that of a preview, whose figures are then charged; nil for now.
    ///   - total: what the preview said is charged now, in minor units; nil when nobody was promised anything.
    /// - Throws: `Problem` when it cannot be followed, was not paid, or would cost something else. Nothing has changed then.
    public func follow(
        _ wish: SubscriptionWish, at instant: Date? = nil, promising total: Int? = nil, in tenant: Tenant, by person: Principal
    ) async throws {
        let now = billing.clock()
        let instant = (instant ?? now).wholeSeconds
        guard instant <= now, now.timeIntervalSince(instant) <= Double(Billing.previewMinutes * 60) else { throw Problem.previewOutdated }
        let (stored, plans) = try await standing(of: tenant)
        let course = try StripeCourse(wish, of: stored.subscription, offered: plans, at: instant)
        // Asked twice at once it is one wish. A minute later it is another: Stripe repeats what it answered before under the same key, also
        // that a card was declined. Should a change be asked for once more after all, it changes nothing and costs nothing.
        let moment = "\(Int(instant.timeIntervalSince1970)):\(Int(now.timeIntervalSince1970) / 60)"
        let key = "change:\(tenant.id):\(stored.revision):\(course.name):\(moment)"
        try await asking {
            let (preview, change, subscription) = try await preview(course, in: tenant)
            if let total, total != preview.total.minorUnits { throw Problem.previewOutdated }
            switch change {
            case .end(let ends): _ = try await stripe.setCancelAtPeriodEnd(ends, of: subscription.id, once: key)
            case .price(let change): _ = try await stripe.apply(change, to: subscription.id, once: key)
            }
            try await billing.store.platform.write { transaction in
                try transaction.audit(
                    AuditEntry("subscription.changed", by: person, details: ["wish": wish.words]), of: tenant.id, at: now)
            }
            try await sync.sync(subscription.customer.id)
        }
    }

    /// What is asked of Stripe.
    private enum Change {
        case end(Bool)
        case price(Stripe.SubscriptionChange)
    }

    private func preview(
        _ course: StripeCourse, in tenant: Tenant
    ) async throws -> (preview: SubscriptionPreview, change: Change, subscription: StripeSubscription) {
        guard let link = try await billing.store.platform.read({ try $0.stripeLink(of: tenant.id) }), let id = link.subscription else {
            throw Subscription.Refusal.notRunning.problem
        }
        let subscription = try await stripe.subscription(id)
        let catalogue = try await sync.catalogue.catalogue(at: billing.clock())
        let currency = course.after.plan.price.currency
        func preview(_ lines: [InvoiceLine] = []) -> SubscriptionPreview {
            SubscriptionPreview(
                at: course.instant, effectiveAt: course.effectiveAt, lines: lines,
                total: Money(minorUnits: lines.reduce(0) { $0 + $1.amount.minorUnits }, currency: currency), subscription: course.after)
        }
        guard let plan = course.plan else { return (preview(), .end(course.ends), subscription) }
        guard let item = subscription.plan, let entry = catalogue[plan] else { throw StripeSetUpError.priceMissing(plan.monthKey) }
        var change = Stripe.SubscriptionChange(
            items: [.replace(item: item.id, price: entry.month.id)], proration: course.isChargedNow ? .now : .none,
            prorationDate: course.isChargedNow ? course.instant : nil,
            metadata: [StripeSubscription.paidPlanKey: nil, StripeSubscription.paidUntilKey: nil])
        if let overage = entry.overage, !subscription.items.data.contains(where: { $0.price.id == overage.id }) {
            // What is counted under the other price is charged with the month; so that item stays.
            change.items.append(.add(price: overage.id))
        }
        if let paid = course.paidPlan {
            change.metadata = [
                StripeSubscription.paidPlanKey: paid.rawValue,
                StripeSubscription.paidUntilKey: String(Int(item.currentPeriodEnd.timeIntervalSince1970)),
            ]
        }
        guard course.isChargedNow else { return (preview(), .price(change), subscription) }
        let invoice = try await stripe.preview(change, of: subscription.id)
        let lines =
            invoice.lines.data.filter { $0.amount != 0 }.map { InvoiceLine($0, currency: currency, catalogue: catalogue) }
            + invoice.taxLines
        return (preview(lines), .price(change), subscription)
    }

    /// As it is in the month that runs now, also where the news of that have not come yet.
    private func standing(of tenant: Tenant) async throws -> (StoredSubscription, [PlanVersion]) {
        if try await billing.subscription(of: tenant.id).period.end <= billing.clock(),
            let link = try await billing.store.platform.read({ try $0.stripeLink(of: tenant.id) })
        {
            try await asking { try await sync.sync(link.customer) }
        }
        return (try await billing.stored(tenant.id), try await billing.store.platform.read { try $0.offeredPlans() })
    }

    /// The business's customer at Stripe, made where there is none.
    private func customer(for tenant: Tenant) async throws -> String {
        let (link, party) = try await billing.store.platform.read { transaction in
            (try transaction.stripeLink(of: tenant.id), try transaction.billedParty(tenant.id))
        }
        if let link { return link.customer }
        guard let party else { throw Problem.notFound("business") }
        let made = try await stripe.createCustomer(
            .init(email: party.email, name: party.name, tenant: tenant.id.rawValue), once: "customer:\(tenant.id)")
        return try await billing.store.platform.write(.confirmed) { try $0.linkStripe(tenant.id, to: made.id) }?.customer ?? made.id
    }

    /// Puts what Stripe refuses, and that it cannot be reached, in words for the owner.
    private func asking<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
        do {
            return try await work()
        } catch StripeFailure.refused(let refusal) where refusal.kind == .card {
            throw Problem.paymentDeclined(refusal.message)
        } catch let failure as StripeFailure {
            throw Problem.told(of: failure)
        } catch is StripeSync.PeriodClosing {
            throw Problem.periodClosing
        }
    }
}

extension Problem {
    /// The bank said no. The sentence is Stripe's, meant for the holder of the card.
    public static func paymentDeclined(_ sentence: String) -> Problem {
        Problem(
            code: "payment-declined", status: 402, title: "The payment was declined",
            detail: "\(sentence) Nothing was changed. Try again with another card, which the billing portal takes.")
    }

    /// What Stripe says is for the log: it may name what is not the owner's affair.
    fileprivate static func told(of failure: StripeFailure) -> Problem {
        switch failure {
        case .unanswered: stripeFailed
        case .refused(let refusal) where refusal.status == 409 || refusal.status == 429 || refusal.status >= 500: stripeFailed
        case .refused:
            Problem(
                code: "stripe-failed", status: 502, title: "Stripe did not do it",
                detail: "The payment company refused. Tell the platform's operator.")
        }
    }

    /// Stripe cannot be reached, or is busy.
    public static let stripeFailed = Problem(
        code: "stripe-failed", status: 502, title: "Stripe did not do it",
        detail: "The payment company cannot be reached now. Try again shortly.", retryAfterSeconds: 30)

    public static let stripeNotConfigured = Problem(
        code: "stripe-not-configured", status: 501, title: "Cards are not taken here",
        detail: "This platform has no account at Stripe: subscriptions are paid by invoice.")
}
