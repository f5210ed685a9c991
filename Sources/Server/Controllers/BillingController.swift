import Core
import Features
import Foundation
import Hummingbird
import Storage

/// What a business pays, and what for: its subscription and its invoices.
struct BillingController: Sendable {
    let billing: Billing
    /// Whom wishes are told.
    let desk: SubscriptionDesk

    private static let tags = ["Subscription"]
    private static let path = "/api/business/{businessId}/subscription"
    private static let invoicesPath = "/api/business/{businessId}/invoices"

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addSubscription(to: &routes, on: router)
        addInvoices(to: &routes, on: router)
    }

    private func addSubscription(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.path, summary: "Read the subscription, the plans on offer and the changes made",
                details: "`standing` decides whether the agent answers: trialing, active and past_due do.",
                access: .member(.manager, .readBilling),
                tags: Self.tags, responses: [.init(200, "As it is now", .json(.subscription))]), to: router
        ) { _, context in
            JSON(SubscriptionBody(try await billing.overview(in: context.tenant), takesCards: desk.takesCards))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.path)/preview", summary: "See what a change would cost",
                details: "Exactly what is charged when the change is asked for with this `at` and `total` "
                    + "within \(Billing.previewMinutes) minutes.",
                access: .member(.manager, .readBilling), tags: Self.tags,
                parameters: [
                    .init("plan", "The plan wanted", schema: .choice(Plan.allCases.map(\.rawValue))),
                    .init("action", "`change` without it", schema: .choice(WishBody.Action.allCases.map(\.rawValue))),
                ],
                responses: [.init(200, "The figures", .json(.subscriptionPreview))],
                problems: [.conflict(""), .periodClosing, .stripeFailed]), to: router
        ) { request, context in
            let query = request.uri.queryParameters
            let action = query.get("action") ?? WishBody.Action.change.rawValue
            let wish = try WishBody(action: action, plan: query.get("plan"), at: nil, total: nil).wish()
            return JSON(PreviewBody(try await desk.preview(wish, in: context.tenant)))
        }
        routes.add(
            Endpoint(
                .post, Self.path, summary: "Change the subscription",
                details: "`subscribe` agrees to pay by invoice, `change` takes another plan (a dearer one now, any other when the month "
                    + "ends), `cancel` ends it with its month, `resume` takes back what was to happen then. With `at` and `total` of "
                    + "a preview exactly that is charged, or nothing.", access: .member(.owner, .writeBilling), tags: Self.tags,
                request: .json(.subscriptionWish), responses: [.init(200, "As it is then", .json(.subscription))],
                problems: [.conflict(""), .periodClosing, .previewOutdated, .paymentDeclined(""), .stripeFailed]), to: router
        ) { request, context in
            let wish = try await request.json(as: WishBody.self)
            try await desk.follow(try wish.wish(), at: wish.at, promising: wish.total, in: context.tenant, by: context.actor)
            return JSON(SubscriptionBody(try await billing.overview(in: context.tenant), takesCards: desk.takesCards))
        }
    }

    private func addInvoices(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.invoicesPath, summary: "List the invoices, newest first", access: .member(.manager, .readBilling),
                tags: Self.tags,
                parameters: .paging, responses: [.init(200, "A page of them", .json(.page(of: .invoice)))]), to: router
        ) { request, context in
            let paging = try Paging(request)
            let page = try await billing.invoices(after: paging.cursor, limit: paging.limit, in: context.tenant)
            return JSON(Page(data: page.data.map { InvoiceBody($0) }, nextCursor: page.nextCursor))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.invoicesPath)/{id}", summary: "Read an invoice", access: .member(.manager, .readBilling), tags: Self.tags,
                responses: [.init(200, "It", .json(.invoice))]), to: router
        ) { _, context in
            let number = Invoice.ID(try context.parameters.require("id"))
            return JSON(InvoiceBody(try await billing.invoice(number, in: context.tenant)))
        }
    }
}

/// What an owner wants of the subscription, as it is sent.
struct WishBody: Decodable {
    let action: String
    let plan: String?
    let at: Date?
    /// In minor units.
    let total: Int?

    enum Action: String, CaseIterable {
        case subscribe, change, cancel, resume
    }

    func wish() throws -> SubscriptionWish {
        guard let action = Action(rawValue: action) else {
            throw Problem.invalid("#/action", "An action is one of \(Action.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        switch action {
        case .subscribe: return .subscribe(to: try wantedPlan())
        case .change: return .change(to: try wantedPlan())
        case .cancel: return .cancel
        case .resume: return .resume
        }
    }

    private func wantedPlan() throws -> Plan {
        guard let plan = plan.flatMap({ Plan(named: $0) }) else {
            throw Problem.invalid("#/plan", "A plan is one of \(Plan.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return plan
    }
}

struct PlanBody: Encodable {
    let name: Plan
    let version: Int
    let price: Money
    let includedSessions: Int?
    let overagePrice: Money?

    init(_ version: PlanVersion) {
        name = version.plan
        self.version = version.version
        price = version.price
        includedSessions = version.includedSessions
        overagePrice = version.overagePrice
    }
}

private struct SubscriptionBody: Encodable {
    let standing: Standing
    let status: Subscription.Status
    let collection: Subscription.Collection
    let plan: PlanBody
    let period: BillingPeriod
    let trialEndsAt: Date?
    let pendingPlan: Plan?
    let cancelsAtPeriodEnd: Bool
    let paymentDueAt: Date?
    let awaitedPaymentURL: String?
    let sessions: Int
    let plans: [PlanBody]
    let changes: [ChangeBody]
    let takesCards: Bool

    struct ChangeBody: Encodable {
        let kind: SubscriptionChange.Kind
        let oldPlan: Plan?
        let newPlan: Plan?
        let changeDate: Date
        let proratedAmount: Money
    }

    init(_ overview: Billing.Overview, takesCards: Bool) {
        self.takesCards = takesCards
        let subscription = overview.subscription
        standing = subscription.standing
        status = subscription.status
        collection = subscription.collection
        plan = PlanBody(subscription.plan)
        period = subscription.period
        trialEndsAt = subscription.trialEndsAt
        pendingPlan = subscription.pendingPlan?.plan
        cancelsAtPeriodEnd = subscription.cancelsAtPeriodEnd
        paymentDueAt = subscription.paymentDueAt
        awaitedPaymentURL = overview.awaitedPaymentURL
        sessions = overview.sessions
        plans = overview.plans.map(PlanBody.init)
        changes = overview.changes.map {
            ChangeBody(
                kind: $0.kind, oldPlan: $0.oldPlan, newPlan: $0.newPlan, changeDate: $0.changeDate, proratedAmount: $0.proratedAmount)
        }
    }
}

private struct PreviewBody: Encodable {
    let at: Date
    let effectiveAt: Date
    let lines: [InvoiceLine]
    let total: Money
    let plan: PlanBody
    let pendingPlan: Plan?

    init(_ preview: SubscriptionPreview) {
        at = preview.at
        effectiveAt = preview.effectiveAt
        lines = preview.lines
        total = preview.total
        plan = PlanBody(preview.subscription.plan)
        pendingPlan = preview.subscription.pendingPlan?.plan
    }
}

/// An invoice as its business sees it.
struct InvoiceBody: Codable {
    let number: Invoice.ID
    let status: Invoice.Status
    let issuedAt: Date
    let dueAt: Date
    let settledAt: Date?
    let billedTo: BilledParty
    let lines: [InvoiceLine]
    let total: Money
    let credited: Money
    let paid: Money
    let amountDue: Money
    let paymentURL: String?
    let awaitsCustomer: Bool

    init(_ invoice: Invoice) {
        number = invoice.number
        status = invoice.status
        issuedAt = invoice.issuedAt
        dueAt = invoice.dueAt
        settledAt = invoice.settledAt
        billedTo = invoice.billedTo
        lines = invoice.lines
        total = invoice.total
        credited = invoice.credited
        paid = invoice.paid
        amountDue = invoice.amountDue
        let isOpen = invoice.status == .open
        (paymentURL, awaitsCustomer) = (isOpen ? invoice.paymentURL : nil, isOpen && invoice.awaitsCustomer)
    }
}
