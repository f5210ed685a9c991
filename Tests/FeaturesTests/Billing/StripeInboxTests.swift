import Core
import Foundation
import Storage
import TestSupport
import Testing
import Vendors

@testable import Features

@Suite struct StripeInboxTests {
    @Test func `a message that is proven is stored once, and acted on`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let event = scene.world.event("customer.subscription.updated", about: scene.customer(of: tenant), at: scene.clock.now)
        #expect(try await scene.take(event) == .stored)
        #expect(try await scene.take(event) == .repeated)
        try await scene.stripe.work(metering: false)
        #expect(try await scene.events() == ["evt_1": "done"])
    }

    @Test func `a bad signature and an old timestamp are refused, and nothing is stored`() async throws {
        let scene = try await StripePlatform()
        let event = scene.world.event("invoice.paid", about: "cus_1", at: scene.clock.now)
        for (secret, age) in [(Secret("whsec_other"), 0.0), (StripeWorld.secret, -301), (StripeWorld.secret, 301)] {
            let header = SimulatedStripe.signature(of: event, with: secret, at: scene.clock.now.addingTimeInterval(age))
            await #expect(throws: StripeSignature.Refusal.self) { try await scene.stripe.inbox.take(event, signature: header) }
        }
        await #expect(throws: StripeSignature.Refusal.unsigned) { try await scene.stripe.inbox.take(event, signature: nil) }
        #expect(try await scene.events().isEmpty)
    }

    @Test func `a proven message that is no event is refused`() async throws {
        let scene = try await StripePlatform()
        for body in ["", "{}", "[1]", "\u{FFFD}"] {
            await #expect(throws: Problem.self) { try await scene.take(Array(body.utf8)) }
        }
    }

    @Test func `an unknown kind, nobody's account and the other mode are taken and ignored`() async throws {
        let scene = try await StripePlatform()
        let now = scene.clock.now
        #expect(try await scene.take(scene.world.event("treasury.something.new", about: "cus_1", at: now)) == .ignored)
        #expect(try await scene.take(scene.world.event("invoice.paid", about: "cus_1", livemode: true, at: now)) == .ignored)
        #expect(try await scene.take(scene.world.event("invoice.paid", about: "cus_1", at: now)) == .stored)
        try await scene.stripe.work(metering: false)
        #expect(try await scene.events() == ["evt_1": "ignored", "evt_2": "ignored", "evt_3": "done"])
        #expect(!scene.world.requests.contains { $0.url.contains("/invoices") })
    }

    @Test func `while Stripe cannot be asked an event waits longer each time`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.take(scene.world.event("customer.updated", about: scene.customer(of: tenant), at: scene.clock.now))
        scene.world.fail(with: 500)
        #expect(try await scene.stripe.inbox.process() == .seconds(5))
        scene.clock.advance(by: 5)
        scene.world.fail(with: 500)
        #expect(try await scene.stripe.inbox.process() == .seconds(10))
        scene.clock.advance(by: 10)
        #expect(try await scene.stripe.inbox.process() == nil)
        #expect(try await scene.events() == ["evt_1": "done"])
    }

    @Test func `one customer's trouble holds up nobody else`() async throws {
        let scene = try await StripePlatform()
        let (roma, milano) = (try await scene.subscriber("roma"), try await scene.subscriber("milano"))
        scene.world.change(scene.customer(of: roma)) { $0.subscriptions[0].plan = .professional }
        scene.world.change(scene.customer(of: milano)) { account in
            account.subscriptions[0].start = account.subscriptions[0].end
        }
        try await scene.take(scene.world.event("customer.updated", about: scene.customer(of: milano), at: scene.clock.now))
        try await scene.take(scene.world.event("customer.updated", about: scene.customer(of: roma), at: scene.clock.now))
        _ = try await scene.stripe.inbox.process()
        #expect(try await scene.subscription(of: roma).plan.plan == .professional)
        #expect(try await scene.events() == ["evt_1": "pending", "evt_2": "done"])
    }

    @Test func `what another process is at is left alone until it may have died`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let customer = scene.customer(of: tenant)
        try await scene.take(scene.world.event("customer.updated", about: customer, at: scene.clock.now))
        let now = scene.clock.now
        let claimed = try await scene.platform.store.platform.write {
            try $0.claimStripeEvents(of: customer, at: now, until: now.addingTimeInterval(300))
        }
        #expect(claimed.count == 1)
        try await scene.take(scene.world.event("customer.updated", about: customer, at: now))
        _ = try await scene.stripe.inbox.process()
        #expect(try await scene.events() == ["evt_1": "working", "evt_2": "pending"])
        scene.clock.advance(by: 301)
        _ = try await scene.stripe.inbox.process()
        #expect(try await scene.events() == ["evt_1": "done", "evt_2": "done"])
    }

    @Test func `a customer that names a business is its, but takes none from another`() async throws {
        let scene = try await StripePlatform()
        let (tenant, other) = (try await scene.business("roma"), try await scene.subscriber("milano"))
        let now = scene.clock.now
        // Our request to make it was carried out, and the answer lost.
        scene.world.change("cus_lost") { account in
            account.tenant = tenant.id.rawValue
            account.subscriptions = [
                .init(id: "sub_1", status: .active, plan: .professional, start: now, end: now.addingTimeInterval(86_400))
            ]
        }
        scene.world.change("cus_thief") { account in
            account.tenant = other.id.rawValue
            account.subscriptions = [.init(id: "sub_2", status: .canceled, plan: .starter, start: now, end: now.addingTimeInterval(86_400))]
        }
        try await scene.take(scene.world.event("checkout.session.completed", about: "cus_lost", at: now))
        try await scene.take(scene.world.event("checkout.session.completed", about: "cus_thief", at: now))
        try await scene.stripe.work(metering: false)
        #expect(try await scene.subscription(of: tenant).plan.plan == .professional)
        #expect(try await scene.subscription(of: other).status == .active)
    }

    @Test func `what was done is forgotten after weeks, what waits is not`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.take(scene.world.event("customer.updated", about: scene.customer(of: tenant), at: scene.clock.now))
        try await scene.stripe.work(metering: false)
        try await scene.take(scene.world.event("customer.updated", about: scene.customer(of: tenant), at: scene.clock.now))
        scene.clock.advance(by: 46 * 86_400)
        try await scene.stripe.inbox.forget()
        #expect(try await scene.events() == ["evt_2": "pending"])
    }
}
