import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

@Suite struct StripeDeskTests {
    private func sent(_ scene: StripePlatform, _ path: String) -> FormFields? {
        scene.world.requests.last { $0.url.hasSuffix(path) && $0.method == .post }.flatMap { FormFields(encoded: $0.body) }
    }

    @Test func `a checkout is for our price, our pages and the rest of the trial`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.business("roma")
        scene.clock.advance(by: 3.5 * 86_400)
        #expect(try await scene.stripe.desk.checkout(.professional, in: tenant) == "https://stripe.example/pay")
        let form = try #require(sent(scene, "/checkout/sessions"))
        #expect(form["customer"] == scene.customer(of: tenant) && form["client_reference_id"] == tenant.id.rawValue)
        #expect(form["line_items[0][price]"] == "price_pro_monthly" && form["line_items[1][price]"] == "price_session_overage_pro")
        #expect(form["success_url"] == "https://roma.example/billing?checkout=done")
        #expect(form["subscription_data[trial_period_days]"] == "10")
        #expect(try await scene.subscription(of: tenant).collection == Subscription.Collection.none, "The page alone grants nothing")
    }

    @Test func `a business becomes one customer, however often it begins`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.business("roma")
        for _ in 0..<3 { _ = try await scene.stripe.desk.checkout(.starter, in: tenant) }
        #expect(scene.world.requests.count { $0.method == .post && $0.url.hasSuffix("/customers") } == 1)
    }

    @Test func `who pays already is not sold a second subscription`() async throws {
        let scene = try await StripePlatform()
        let (tenant, unheard) = (try await scene.subscriber("roma"), try await scene.business("milano"))
        await #expect(throws: Problem.self) { try await scene.stripe.desk.checkout(.professional, in: tenant) }
        _ = try await scene.stripe.desk.checkout(.starter, in: unheard)
        let now = scene.clock.now
        scene.world.change(scene.customer(of: unheard)) { account in
            account.subscriptions = [.init(id: "sub_1", status: .active, plan: .starter, start: now, end: now.addingTimeInterval(86_400))]
        }
        await #expect(throws: Problem.self) { try await scene.stripe.desk.checkout(.starter, in: unheard) }
        #expect(try await scene.subscription(of: unheard).collection == .stripe)
    }

    @Test func `who agrees to pay by invoice cannot be paid for at Stripe as well`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.business("roma")
        let desk = SubscriptionDesk(billing: scene.billing, stripe: scene.stripe.desk)
        func agree() async throws {
            try await desk.follow(.subscribe(to: .starter), at: nil, promising: nil, in: tenant, by: BillingStage.owner)
        }
        _ = try await scene.stripe.desk.checkout(.professional, in: tenant)
        // While Stripe cannot be asked whether somebody is paying there, nothing is agreed to.
        scene.world.fail(with: 500)
        await #expect(throws: Problem.stripeFailed) { try await agree() }
        #expect(try await scene.subscription(of: tenant).collection == Subscription.Collection.none)
        try await agree()
        #expect(try await scene.subscription(of: tenant).collection == .invoice)
        #expect(scene.world.openCheckouts.isEmpty)
        await #expect(throws: Problem.self) { try await scene.stripe.desk.checkout(.starter, in: tenant) }
    }

    @Test func `who has paid at Stripe does not agree to invoices, though nobody has heard of it yet`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.business("roma")
        _ = try await scene.stripe.desk.checkout(.starter, in: tenant)
        let now = scene.clock.now
        scene.world.change(scene.customer(of: tenant)) { account in
            account.checkouts = ["cs_1": false]
            account.subscriptions = [.init(id: "sub_1", status: .active, plan: .starter, start: now, end: now.addingTimeInterval(86_400))]
        }
        let desk = SubscriptionDesk(billing: scene.billing, stripe: scene.stripe.desk)
        await #expect(throws: Problem.self) {
            try await desk.follow(.subscribe(to: .starter), at: nil, promising: nil, in: tenant, by: BillingStage.owner)
        }
        #expect(try await scene.subscription(of: tenant).collection == .stripe)
    }

    @Test func `the portal is the business's own, once it has a customer`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.business("roma")
        await #expect(throws: Problem.self) { try await scene.stripe.desk.portal(in: tenant) }
        _ = try await scene.stripe.desk.checkout(.starter, in: tenant)
        #expect(try await scene.stripe.desk.portal(in: tenant) == "https://stripe.example/portal")
        #expect(sent(scene, "/sessions")?["customer"] == scene.customer(of: tenant))
    }

    @Test func `a dearer plan is previewed by Stripe and charged at the previewed instant`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        scene.clock.advance(by: 15 * 86_400)
        let preview = try await scene.stripe.desk.preview(.change(to: .professional), in: tenant)
        #expect(preview.total == dollars(10_000) && preview.lines.map(\.kind) == [.prorationCredit, .prorationDebit])
        #expect(preview.subscription.plan.plan == .professional)
        #expect(try await scene.subscription(of: tenant).plan.plan == .starter)
        scene.clock.advance(by: 60)
        try await scene.stripe.desk.follow(
            .change(to: .professional), at: preview.at, promising: 10_000, in: tenant, by: BillingStage.owner)
        #expect(try await scene.subscription(of: tenant).plan.plan == .professional)
        let form = try #require(sent(scene, "/subscriptions/sub_\(tenant.id)"))
        #expect(form["proration_behavior"] == "always_invoice" && form["payment_behavior"] == "error_if_incomplete")
        #expect(form["proration_date"] == String(Int(preview.at.timeIntervalSince1970)))
        #expect(form["items[0][id]"] == "si_sub_\(tenant.id)" && form["items[1][price]"] == "price_session_overage_pro")
    }

    @Test func `figures that have changed, or are old, are not charged`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let at = scene.clock.now
        scene.clock.advance(by: 60)
        await #expect(throws: Problem.previewOutdated) {
            try await scene.stripe.desk.follow(.change(to: .professional), at: at, promising: 9_999, in: tenant, by: BillingStage.owner)
        }
        scene.clock.advance(by: 15 * 60)
        await #expect(throws: Problem.previewOutdated) {
            try await scene.stripe.desk.follow(.change(to: .professional), at: at, promising: 10_000, in: tenant, by: BillingStage.owner)
        }
        #expect(sent(scene, "/subscriptions/sub_\(tenant.id)") == nil)
    }

    @Test func `the same wish asked twice is one request to Stripe`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let at = scene.clock.now
        scene.world.fail(with: 200)
        _ = try? await scene.stripe.desk.follow(.cancel, at: at, in: tenant, by: BillingStage.owner)
        try await scene.stripe.desk.follow(.cancel, at: at, in: tenant, by: BillingStage.owner)
        let keys = scene.world.requests.filter { $0.method == .post && $0.url.contains("/subscriptions/") }
            .compactMap { request in request.headers.first { $0.name == "Idempotency-Key" }?.value }
        #expect(Set(keys).count == 1)
    }

    @Test func `what is to happen at the end of the month can be taken back`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma", to: .professional)
        try await scene.stripe.desk.follow(.cancel, in: tenant, by: BillingStage.owner)
        #expect(try await scene.subscription(of: tenant).cancelsAtPeriodEnd)
        try await scene.stripe.desk.follow(.resume, in: tenant, by: BillingStage.owner)
        #expect(try await !scene.subscription(of: tenant).cancelsAtPeriodEnd)
        try await scene.stripe.desk.follow(.change(to: .starter), in: tenant, by: BillingStage.owner)
        #expect(sent(scene, "/subscriptions/sub_\(tenant.id)")?["proration_behavior"] == "none")
        await #expect(throws: Problem.self) {
            try await scene.stripe.desk.follow(.change(to: .enterprise), in: tenant, by: BillingStage.owner)
        }
        try await scene.stripe.desk.follow(.resume, in: tenant, by: BillingStage.owner)
        let subscription = try await scene.subscription(of: tenant)
        #expect(subscription.plan.plan == .professional && subscription.pendingPlan == nil)
        await #expect(throws: Problem.self) { try await scene.stripe.desk.follow(.resume, in: tenant, by: BillingStage.owner) }
    }

    @Test func `what Stripe cannot do is told without its words`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        scene.world.fail(with: 500)
        let problem = await #expect(throws: Problem.self) { try await scene.stripe.desk.portal(in: tenant) }
        #expect(problem?.code == "stripe-failed" && problem?.status == 502 && problem?.retryAfterSeconds != nil)
        #expect(problem?.detail.contains("Simulated") == false)
    }
}
