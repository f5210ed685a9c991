public import Core
public import Foundation
public import Storage

/// What a business's owner sees and decides.
extension Billing {
    /// A preview may be acted on for so long.
    public static let previewMinutes = 15
    /// How many changes of plan are told of.
    private static let mostChanges = 50

    /// How a business stands, all on one page.
    public struct Overview: Sendable {
        public let subscription: Subscription
        /// Charged sessions of this period so far.
        public let sessions: Int
        public let plans: [PlanVersion]
        public let changes: [SubscriptionChange]
        /// Where a payment by card waits for its holder to confirm it; nil where none does.
        public let awaitedPaymentURL: String?
    }

    /// What anybody may choose from, the smallest first.
    public func offeredPlans() async throws -> [PlanVersion] {
        try await store.platform.read { try $0.offeredPlans() }
    }

    public func overview(in tenant: Tenant) async throws -> Overview {
        let business = tenant.id
        let subscription = try await subscription(of: business)
        let sessions = try await tenant.read { try $0.sessions(in: subscription.period) }
        let (plans, changes, url) = try await store.platform.read { transaction in
            (
                try transaction.offeredPlans(), try transaction.subscriptionChanges(of: business, limit: Self.mostChanges),
                try transaction.awaitedPayment(of: business)
            )
        }
        return Overview(subscription: subscription, sessions: sessions, plans: plans, changes: changes, awaitedPaymentURL: url)
    }

    /// What a wish would lead to now. Changes nothing but what time has brought meanwhile.
    ///
    /// - Throws: `Problem` when the wish cannot be followed.
    public func preview(_ wish: SubscriptionWish, in tenant: Tenant) async throws -> SubscriptionPreview {
        let instant = clock().wholeSeconds
        try await advance(tenant.id)
        return try await preview(wish, of: try await stored(tenant.id).subscription, at: instant, in: tenant)
    }

    /// Follows a wish.
    ///
    /// - Parameters:
    ///   - instant: that of a preview, whose figures are then charged; nil for now.
    ///   - total: what the preview said is charged now, in minor units; nil when nobody was promised anything.
    /// - Throws: `Problem` when the wish cannot be followed, or would no longer cost what was promised. Nothing has changed then.
    public func follow(
        _ wish: SubscriptionWish, at instant: Date? = nil, promising total: Int? = nil, in tenant: Tenant, by person: Principal
    ) async throws -> Outcome {
        let now = clock()
        let instant = (instant ?? now).wholeSeconds
        guard instant <= now, now.timeIntervalSince(instant) <= Double(Self.previewMinutes * 60) else { throw Problem.previewOutdated }
        try await advance(tenant.id)
        let (terms, business) = (terms, tenant.id)
        return try await untilTaken {
            let stored = try await stored(business)
            let preview = try await preview(wish, of: stored.subscription, at: instant, in: tenant)
            if let total, total != preview.total.minorUnits { throw Problem.previewOutdated }
            let sessions = try await sessions(of: tenant, upTo: instant, in: stored.subscription.period)
            let entry = AuditEntry("subscription.changed", by: person, details: ["wish": wish.words])
            return try await decide(for: business, by: person, onlyAt: stored.revision, noting: entry) { subscription, transaction in
                let plans = try transaction.offeredPlans()
                return try Self.follow(wish, &subscription, offered: plans, used: sessions, at: instant, terms: terms)
            }
        }
    }

    /// One page of invoices, newest first.
    ///
    /// - Throws: `Problem` when the cursor is not one of this list.
    public func invoices(after cursor: String?, limit: Int, in tenant: Tenant) async throws -> Page<Invoice> {
        let before = try cursor.map { cursor in
            guard let sequence = Int(cursor) else { throw Problem.invalid("#/cursor", "This is not a cursor of this list.") }
            return sequence
        }
        let business = tenant.id
        let invoices = try await store.platform.read { try $0.invoices(of: business, before: before, limit: limit + 1) }
        let page = Array(invoices.prefix(limit))
        return Page(data: page, nextCursor: invoices.count > limit ? page.last.map { String($0.sequence) } : nil)
    }

    /// - Throws: `Problem` when the business has none of that number.
    public func invoice(_ number: Invoice.ID, in tenant: Tenant) async throws -> Invoice {
        let business = tenant.id
        guard let invoice = try await store.platform.read({ try $0.invoice(number, of: business) }) else {
            throw Problem.notFound("invoice")
        }
        return invoice
    }

    private func preview(
        _ wish: SubscriptionWish, of subscription: Subscription, at instant: Date, in tenant: Tenant
    ) async throws -> SubscriptionPreview {
        let sessions = try await sessions(of: tenant, upTo: instant, in: subscription.period)
        let (plans, party, rate) = try await store.platform.read { transaction in
            guard let party = try transaction.billedParty(tenant.id) else { throw Problem.notFound("business") }
            return (try transaction.offeredPlans(), party, try transaction.taxRate(for: party))
        }
        var after = subscription
        let events = try Self.follow(wish, &after, offered: plans, used: sessions, at: instant, terms: terms)
        var (lines, effectiveAt): ([InvoiceLine], Date) = ([], instant)
        for event in events {
            switch event {
            case .invoiced(let draft): lines += draft.taxed(at: rate, for: party).lines
            case .changeScheduled(_, let start): effectiveAt = start
            default: continue
            }
        }
        return SubscriptionPreview(
            at: instant, effectiveAt: effectiveAt, lines: lines,
            total: Money(minorUnits: lines.reduce(0) { $0 + $1.amount.minorUnits }, currency: subscription.plan.price.currency),
            subscription: after)
    }

    private func sessions(of tenant: Tenant, upTo instant: Date, in period: BillingPeriod) async throws -> Int {
        try await tenant.read { try $0.sessions(from: period.start, to: min(instant, period.end)) }
    }

    private static func follow(
        _ wish: SubscriptionWish, _ subscription: inout Subscription, offered: [PlanVersion], used: Int, at instant: Date,
        terms: BillingTerms
    ) throws -> [BillingEvent] {
        func version(_ plan: Plan) throws -> PlanVersion {
            guard let version = offered.first(where: { $0.plan == plan }) else { throw Problem.notFound("plan") }
            return version
        }
        if subscription.collection == .stripe { throw Problem.collectedByStripe }
        do {
            switch wish {
            case .subscribe(let plan): return try subscription.subscribe(to: try version(plan), at: instant, terms: terms)
            case .change(let plan): return try subscription.change(to: try version(plan), at: instant, used: used, terms: terms)
            case .cancel: return try subscription.cancel(at: instant)
            case .resume: return try subscription.resume(at: instant)
            }
        } catch let refusal as Subscription.Refusal {
            throw refusal.problem
        }
    }
}

extension Subscription.Refusal {
    var problem: Problem {
        switch self {
        case .closing: .periodClosing
        case .samePlan: .conflict("The business is on this plan already.")
        case .notRunning: .conflict("No month is running that could be changed; subscribe first.")
        case .alreadySubscribed: .conflict("The business is subscribed already; change its plan instead.")
        case .owesMoney: .conflict("An invoice is overdue; it has to be paid first.")
        case .nothingScheduled: .conflict("Nothing is to happen when the month ends that could be taken back.")
        case .complimentary: .conflict("This business is the platform's own: it is never charged, and has nothing to change.")
        case .shutOut: .conflict("The business is suspended; ask the platform's operator.")
        }
    }
}

extension Problem {
    /// The figures that somebody was shown are no longer those that would be charged.
    public static let previewOutdated = Problem(
        code: "preview-outdated", status: 409, title: "The figures have changed",
        detail: "What was shown is no longer what would be charged, or is more than \(Billing.previewMinutes) minutes old. "
            + "Look at the preview again.")

    /// A month has ended and is not closed yet.
    public static let periodClosing = Problem(
        code: "period-closing", status: 409, title: "The month is just being closed",
        detail: "The month has ended, and its last calls are still being counted. Try again in a minute.",
        retryAfterSeconds: Int(Billing.settling))

    /// Where Stripe collects, plans are changed through Stripe.
    static let collectedByStripe = Problem(
        code: "collected-by-stripe", status: 409, title: "Stripe collects for this subscription",
        detail: "Change it in the billing portal.")
}
