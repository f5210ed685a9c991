import Core
import Foundation
import Logging
import Storage
import Testing
import Vendors

@testable import Features

@Suite struct StripeSyncTests {
    @Test(
        arguments: [
            (StripeSubscription.Status.trialing, Subscription.Status.trialing, Standing.trialing), (.active, .active, .active),
            (.pastDue, .active, .active), (.incomplete, .paused, .readOnly), (.unpaid, .paused, .readOnly), (.paused, .paused, .readOnly),
            (.canceled, .ended, .readOnly),
        ]) func `each state of Stripe's is one of ours`(
            _ status: StripeSubscription.Status, _ ours: Subscription.Status, _ standing: Standing
        ) async throws
    {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        scene.world.change(scene.customer(of: tenant)) { $0.subscriptions[0].status = status }
        try await scene.sync.sync(scene.customer(of: tenant))
        let subscription = try await scene.subscription(of: tenant)
        #expect(subscription.status == ours)
        #expect(subscription.standing == standing)
        #expect(subscription.collection == (status == .canceled ? .none : .stripe))
    }

    @Test func `a checkout that never was paid, and one from long ago, change nothing`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.business("roma")
        _ = try await scene.stripe.desk.checkout(.starter, in: tenant)
        let before = try await scene.subscription(of: tenant)
        let now = scene.clock.now
        scene.world.change(scene.customer(of: tenant)) { account in
            let end = now.addingTimeInterval(86_400)
            account.subscriptions = [
                .init(id: "sub_1", status: .incompleteExpired, plan: .starter, start: now, end: end),
                .init(id: "sub_2", status: .canceled, plan: .enterprise, start: now, end: end),
            ]
        }
        try await scene.sync.sync(scene.customer(of: tenant))
        #expect(try await scene.subscription(of: tenant) == before)
    }

    @Test func `once a subscription has ended, late words about it do not end the one that followed`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        scene.world.change(scene.customer(of: tenant)) { $0.subscriptions[0].status = .canceled }
        try await scene.sync.sync(scene.customer(of: tenant))
        _ = try await scene.billing.follow(.subscribe(to: .professional), in: tenant, by: BillingStage.owner)
        try await scene.sync.sync(scene.customer(of: tenant))
        let subscription = try await scene.subscription(of: tenant)
        #expect(subscription.status == .active && subscription.collection == .invoice && subscription.plan.plan == .professional)
    }

    @Test func `a cheaper plan begins when the month ends, though its price is there already`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma", to: .professional)
        try await scene.stripe.desk.follow(.change(to: .starter), in: tenant, by: BillingStage.owner)
        var subscription = try await scene.subscription(of: tenant)
        #expect(subscription.plan.plan == .professional && subscription.pendingPlan?.plan == .starter)
        #expect(try await scene.letters(about: "Starter") == 1)
        scene.world.change(scene.customer(of: tenant)) { account in
            account.subscriptions[0].start = account.subscriptions[0].end
            account.subscriptions[0].end += 31 * 86_400
        }
        try await scene.sync.sync(scene.customer(of: tenant))
        subscription = try await scene.subscription(of: tenant)
        #expect(subscription.plan.plan == .starter && subscription.pendingPlan == nil)
    }

    @Test func `an invoice enters the books once, with lines that add up to what was to be paid`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let now = scene.clock.now
        scene.world.change(scene.customer(of: tenant)) { account in
            account.invoices = [
                .init(id: "in_1", status: .draft, created: now, lines: [("Draft", 1, 1, "a", false)]),
                .init(id: "in_2", status: .paid, created: now, lines: [("Trial", 0, 1, "a", false)], paidAt: now),
                .init(
                    id: "in_3", status: .paid, created: now,
                    lines: [("Starter", 9900, 1, "a", false), ("Sessions", 225, 3, "price_session_overage_starter", false)],
                    balance: -1000, paidAt: now),
            ]
        }
        for _ in 0..<2 { try await scene.sync.sync(scene.customer(of: tenant)) }
        let invoices = try await scene.invoices(of: tenant)
        #expect(invoices.map(\.reference) == ["in_3"])
        let invoice = try #require(invoices.first)
        #expect(invoice.status == .paid && invoice.paid == invoice.total && invoice.total == dollars(9125))
        #expect(invoice.lines.map(\.kind) == [.plan, .overage, .other])
        #expect(invoice.lines.map(\.amount) == [dollars(9900), dollars(225), dollars(-1000)])
        #expect(invoice.lines[1].quantity == 3 && invoice.lines[1].unitPrice == dollars(75))
    }

    @Test func `each failed attempt is told of once, and the payment when it comes`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let now = scene.clock.now
        for attempt in 1...2 {
            scene.world.change(scene.customer(of: tenant)) { account in
                account.invoices = [
                    .init(
                        id: "in_1", status: .open, created: now, lines: [("Starter", 9900, 1, "a", false)], attempts: attempt,
                        next: now.addingTimeInterval(86_400))
                ]
            }
            for _ in 0..<2 { try await scene.sync.sync(scene.customer(of: tenant)) }
            #expect(try await scene.letters(about: "payment-failed") == attempt)
        }
        scene.world.change(scene.customer(of: tenant)) { account in
            (account.invoices[0].status, account.invoices[0].paidAt) = (.paid, now)
        }
        for _ in 0..<2 { try await scene.sync.sync(scene.customer(of: tenant)) }
        #expect(try await scene.letters(about: "invoice-paid") == 1)
    }

    @Test func `a payment that the bank wants confirmed is told of with its page, shown, and over when it is paid`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let (customer, now) = (scene.customer(of: tenant), scene.clock.now)
        func overview() async throws -> Billing.Overview { try await scene.billing.overview(in: tenant) }
        scene.world.change(customer) { account in
            account.invoices = [
                .init(
                    id: "in_1", status: .open, created: now, lines: [("Starter", 9900, 1, "a", false)], attempts: 1,
                    intentStatus: "requires_action")
            ]
        }
        for _ in 0..<2 { try await scene.sync.sync(customer) }
        #expect(try await scene.letters(about: "payment-action-required") == 1)
        #expect(try await scene.letters(about: "payment-failed") == 0)
        #expect(try await overview().awaitedPaymentURL == "https://invoice.stripe.example/in_1")
        let invoice = try #require(try await scene.invoices(of: tenant).first)
        #expect(invoice.awaitsCustomer && invoice.paymentURL == "https://invoice.stripe.example/in_1")
        scene.world.change(customer) { account in
            (account.invoices[0].status, account.invoices[0].paidAt, account.invoices[0].intentStatus) = (.paid, now, "succeeded")
        }
        try await scene.sync.sync(customer)
        #expect(try await overview().awaitedPaymentURL == nil)
    }

    @Test func `a voided invoice is withdrawn here too`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let now = scene.clock.now
        scene.world.change(scene.customer(of: tenant)) { account in
            account.invoices = [.init(id: "in_1", status: .void, created: now, lines: [("Starter", 9900, 1, "a", false)])]
        }
        for _ in 0..<2 { try await scene.sync.sync(scene.customer(of: tenant)) }
        let invoice = try #require(try await scene.invoices(of: tenant).first)
        #expect(invoice.status == .void && invoice.credited == dollars(9900))
    }

    @Test func `a charge that keeps failing leads down the same steps as an unpaid invoice`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let (customer, now) = (scene.customer(of: tenant), scene.clock.now)
        scene.world.change(customer) { account in
            account.invoices = [.init(id: "in_1", status: .open, created: now, lines: [("Starter", 9900, 1, "a", false)], attempts: 1)]
            (account.subscriptions[0].status, account.subscriptions[0].latestInvoice) = (.pastDue, "in_1")
        }
        let ticks = BillingClock(billing: scene.billing, logger: Logger(label: "test")) { _ in }
        var standings: [Standing] = []
        for days in [0.01, 13, 2] {
            scene.clock.advance(by: days * 86_400)
            try await scene.sync.sync(customer)
            await ticks.tick()
            standings.append(try await scene.subscription(of: tenant).standing)
        }
        #expect(standings == [.pastDue, .pastDue, .readOnly])
        scene.world.change(customer) { $0.subscriptions[0].status = .active }
        try await scene.sync.sync(customer)
        #expect(try await scene.subscription(of: tenant).standing == .active)
    }

    @Test func `a deleted business is charged no more, and then forgotten`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        _ = try await scene.billing.markDeleted(tenant.id, by: BillingStage.operatorAtWork)
        scene.world.fail(with: 500)
        await #expect(throws: StripeFailure.self) { try await scene.sync.seeOff() }
        for _ in 0..<2 { try await scene.sync.seeOff() }
        #expect(scene.world.requests.count { $0.method == .delete } == 1)
        #expect(try await scene.platform.store.platform.read { try $0.stripeLink(of: tenant.id) } == nil)
    }
}
