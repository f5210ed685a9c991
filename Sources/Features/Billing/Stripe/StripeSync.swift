import Core
import Foundation
import Logging
import Storage
import Vendors

/// Brings what we know of a business's subscription and invoices into line with what Stripe knows now.
///
/// It asks Stripe for the whole of it each time, so it does not matter what it is called for, how often, or in which order: what it leaves
/// behind depends on what Stripe answers alone. One customer is looked after at a time, so that no older answer is written over a newer.
struct StripeSync: Sendable {
    /// Customers that are looked after at once.
    private static let lanes = 8
    /// A customer's newest invoices that are looked at each time; older ones when something is said of them.
    private static let newestInvoices = 20
    /// Deleted businesses that are seen off at a time.
    private static let mostDepartures = 20
    /// Pages of a hundred lines each; an invoice of ours has a few lines.
    private static let mostPages = 10

    let stripe: Stripe
    let catalogue: StripeCatalogueCache
    private let billing: Billing
    private let meter: StripeMeter
    private let turnstiles: [Turnstile]
    private let logger: Logger

    init(stripe: Stripe, catalogue: StripeCatalogueCache, billing: Billing, meter: StripeMeter, logger: Logger) {
        self.stripe = stripe
        self.catalogue = catalogue
        self.billing = billing
        self.meter = meter
        turnstiles = (0..<Self.lanes).map { _ in Turnstile(places: 1, longestQueue: .max) }
        self.logger = logger
    }

    /// What was heard of a customer.
    struct Hints: Sendable, Hashable {
        /// Businesses that events name; the customer may belong to one of them.
        var businesses: Set<Business.ID> = []
        var invoices: Set<String> = []
    }

    /// The month before is still being counted: nothing of the next is taken over yet.
    struct PeriodClosing: Error {
        let until: Date
    }

    /// - Throws: `StripeFailure` when Stripe cannot be asked: to be tried again. `StripeSetUpError` when it sells what we do not.
    ///   `PeriodClosing` when it is too early to ask.
    func sync(_ customer: String, hints: Hints = Hints()) async throws {
        try await turnstiles[Self.lane(of: customer)].pass {
            guard let link = try await link(of: customer, hints) else {
                logger.warning("An event of Stripe's is about nobody here", metadata: ["stripe_customer": "\(customer)"])
                return
            }
            // Of a business that is deleted nothing is followed any more: it is seen off.
            guard try await billing.store.platform.read({ try $0.subscription(of: link.business) }) != nil else { return }
            let catalogue = try await catalogue.catalogue(at: billing.clock())
            try await followSubscription(link, catalogue)
            try await mirrorInvoices(of: link, hints.invoices, catalogue)
        }
    }

    /// Ends what deleted businesses still pay for, and forgets them. Safe to repeat.
    func seeOff() async throws {
        for link in try await billing.store.platform.read({ try $0.departedStripeLinks(limit: Self.mostDepartures) }) {
            try await turnstiles[Self.lane(of: link.customer)].pass {
                for subscription in try await stripe.subscriptions(of: link.customer) where subscription.isAlive {
                    _ = try await stripe.cancel(subscription.id)
                }
                try await billing.store.platform.write { try $0.remove(link) }
            }
        }
    }

    /// The same for the same customer within a process.
    private static func lane(of customer: String) -> Int {
        customer.utf8.reduce(0) { ($0 * 31 + Int($1)) % lanes }
    }

    /// A customer that nobody is linked to yet belongs to the business that it names itself: Stripe's answer to its making was lost.
    private func link(of customer: String, _ hints: Hints) async throws -> StripeLink? {
        if let link = try await billing.store.platform.read({ try $0.stripeLink(customer: customer) }) { return link }
        guard !hints.businesses.isEmpty, let named = try await business(namedBy: customer) else { return nil }
        return try await billing.store.platform.write { transaction in
            guard try transaction.isBusiness(named), let link = try transaction.linkStripe(named, to: customer) else { return nil }
            return link.customer == customer ? link : nil
        }
    }

    /// Nil where it names none, or is no more.
    private func business(namedBy customer: String) async throws(StripeFailure) -> Business.ID? {
        do throws(StripeFailure) {
            return try await stripe.customer(customer).metadata?[Stripe.tenantKey].map { Business.ID($0) }
        } catch {
            if case .refused(let refusal) = error, refusal.isMissing { return nil }
            throw error
        }
    }

    private func followSubscription(_ link: StripeLink, _ catalogue: StripeCatalogue) async throws {
        let all = try await stripe.subscriptions(of: link.customer)
        var link = link
        link.syncedAt = billing.clock()
        if all.filter(\.isAlive).count > 1 {
            logger.error(
                "A business has several subscriptions at Stripe and pays for all of them; cancel the older ones",
                metadata: ["business_id": "\(link.business)", "stripe_customer": "\(link.customer)"])
        }
        if let current = all.current(following: link.subscription) {
            // What was used so far belongs to the period and the plan that are now in force here.
            try await meter.enqueue(link.business)
            let plans = try await billing.store.platform.read { try $0.planVersions() }
            let reading = try current.reading(overdueSince: try await overdueSince(current), catalogue: catalogue) { plan, price in
                let versions = plans.filter { $0.plan == plan }
                return versions.last { $0.price.minorUnits == price } ?? versions.last
            }
            let known = try await billing.subscription(of: link.business)
            if let until = known.isClosing(before: reading.period, at: billing.clock()) { throw PeriodClosing(until: until) }
            if known.collection == .invoice, known.status == .active, current.isAlive {
                logger.error(
                    "A business that pays by invoice pays by card now; see that it pays once",
                    metadata: ["business_id": "\(link.business)", "stripe_customer": "\(link.customer)"])
            }
            try await billing.follow(reading, of: link.business)
            link.subscription = current.isAlive ? current.id : nil
        }
        try await billing.store.platform.write { [link] in try $0.save(link) }
    }

    /// When the invoice was made that a subscription waits for.
    private func overdueSince(_ subscription: StripeSubscription) async throws -> Date? {
        guard subscription.status == .pastDue, let id = subscription.latestInvoice?.id else { return nil }
        let invoice = try await stripe.invoice(id)
        return invoice.statusTransitions?.finalizedAt ?? invoice.created
    }

    /// Enters invoices into our books, in the order in which Stripe made them.
    private func mirrorInvoices(of link: StripeLink, _ named: Set<String>, _ catalogue: StripeCatalogue) async throws {
        var invoices = try await stripe.invoices(of: link.customer, limit: Self.newestInvoices)
        for id in named.subtracting(invoices.compactMap(\.id)) {
            if let invoice = try await invoice(id), invoice.customer.id == link.customer { invoices.append(invoice) }
        }
        for invoice in invoices.sorted(by: { ($0.created, $0.id ?? "") < ($1.created, $1.id ?? "") }) {
            try await mirror(invoice, of: link.business, catalogue)
        }
    }

    /// Nil for a draft that was deleted.
    private func invoice(_ id: String) async throws(StripeFailure) -> StripeInvoice? {
        do throws(StripeFailure) {
            return try await stripe.invoice(id)
        } catch {
            if case .refused(let refusal) = error, refusal.isMissing { return nil }
            throw error
        }
    }

    private func mirror(_ invoice: StripeInvoice, of business: Business.ID, _ catalogue: StripeCatalogue) async throws {
        guard let id = invoice.id, let draft = InvoiceDraft(try await whole(invoice), catalogue: catalogue) else { return }
        let ours = try await billing.record(draft, reference: id, currency: invoice.currency.uppercased(), of: business)
        switch invoice.status {
        case .paid where ours.status == .open && ours.amountDue.minorUnits > 0:
            try await billing.record(
                Payment(
                    id: .init("stripe \(id)"), business: business, invoice: ours.number, amount: ours.amountDue, method: .stripe, note: "",
                    receivedAt: invoice.statusTransitions?.paidAt ?? draft.issuedAt), by: .stripe)
        // What was paid otherwise stays paid here: a person decides about it.
        case .void where ours.status == .open && ours.paid.minorUnits == 0:
            try await billing.void(ours.number, reason: "Withdrawn at Stripe", by: .stripe)
        case .open where invoice.attemptCount > 0:
            try await tellOfFailure(ours, try await stripe.invoiceWithPayments(id))
        default: return
        }
    }

    /// Once for each attempt: that it failed, or what the owner has to do for it.
    private func tellOfFailure(_ ours: Invoice, _ invoice: StripeInvoice) async throws {
        guard invoice.status == .open else { return }
        let now = billing.clock()
        let (party, url) = (ours.billedTo, invoice.hostedInvoiceUrl.flatMap { $0.hasPrefix("https://") ? $0 : nil })
        let letter: Letter
        if invoice.awaitsCustomer, let url {
            letter = .paymentActionRequired(business: party.name, number: ours.number.rawValue, total: ours.amountDue, url: url)
        } else {
            letter = .paymentFailed(
                business: party.name, number: ours.number.rawValue, total: ours.amountDue, nextAttemptAt: invoice.nextPaymentAttempt)
        }
        try await billing.store.platform.write { transaction in
            try transaction.note(ours.number, awaitsCustomer: invoice.awaitsCustomer, paymentURL: url)
            try transaction.enqueue(
                letter, to: LetterRecipient(address: party.email, name: party.name),
                occasion: "\(letter.name) \(ours.number) \(invoice.attemptCount)", of: ours.business, at: now)
        }
    }

    /// An invoice with all of its lines.
    private func whole(_ invoice: StripeInvoice) async throws -> StripeInvoice {
        var invoice = invoice
        for _ in 0..<Self.mostPages {
            guard invoice.lines.hasMore == true, let id = invoice.id, let last = invoice.lines.data.last else { return invoice }
            let page = try await stripe.lines(of: id, after: last.id)
            invoice.lines.data += page.data
            invoice.lines.hasMore = page.hasMore
        }
        return invoice
    }
}

extension Subscription {
    /// Until when the sessions of the month that has just ended may still come into the ledger; nil when no month is being closed.
    fileprivate func isClosing(before next: BillingPeriod, at now: Date) -> Date? {
        let until = period.end.addingTimeInterval(Billing.settling)
        return status == .active && next.start >= period.end && (period.end..<until).contains(now) ? until : nil
    }
}

extension Principal {
    /// Who acts where Stripe has said so.
    fileprivate static let stripe = Principal(.platform, id: "stripe", name: "Stripe")
}
