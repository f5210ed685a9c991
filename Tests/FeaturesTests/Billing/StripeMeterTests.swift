import Core
import Foundation
import Storage
import Testing

@testable import Features

@Suite struct OverageTests {
    @Test(
        arguments: [
            (0, 0, 0, 0), (100, 0, 0, 0), (101, 0, 0, 1), (130, 10, 0, 20), (130, 30, 0, 0), (130, 40, 0, 0), (130, 0, 30, 0),
            (530, 0, 10, 420),
        ]) func `only what is beyond the plan, and not told yet, is to be told`(
            _ used: Int, _ told: Int, _ elsewhere: Int, _ untold: Int
        )
    {
        #expect(Overage.untold(used: used, included: 100, told: told, toldElsewhere: elsewhere) == untold)
    }
}

@Suite struct StripeMeterTests {
    @Test func `Stripe is told of each session beyond the plan once, however often it is counted`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(103, in: tenant)
        for _ in 0..<3 {
            try await scene.meter.enqueue(tenant.id)
            #expect(try await scene.meter.send() == nil)
        }
        #expect(scene.world.meterEvents.count == 3)
        #expect(Set(scene.world.meterEvents.values) == ["session_overage_starter"])
        scene.clock.advance(by: 60)
        try await scene.use(2, in: tenant)
        try await scene.meter.enqueue(tenant.id)
        _ = try await scene.meter.send()
        #expect(scene.world.meterEvents.count == 5)
    }

    @Test func `within the plan nothing is told`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(100, in: tenant)
        try await scene.meter.enqueue(tenant.id)
        #expect(try await scene.meter.send() == nil)
        #expect(scene.world.meterEvents.isEmpty)
    }

    @Test func `what was beyond the plan that was left counts against no other`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(110, in: tenant)
        // The sync tells of what was used before it takes over the new plan.
        scene.clock.advance(by: 60)
        scene.world.change(scene.customer(of: tenant)) { $0.subscriptions[0].plan = .professional }
        try await scene.sync.sync(scene.customer(of: tenant))
        try await scene.use(402, in: tenant)
        try await scene.meter.enqueue(tenant.id)
        _ = try await scene.meter.send()
        let names = Dictionary(grouping: scene.world.meterEvents.values, by: \.self).mapValues(\.count)
        #expect(names == ["session_overage_starter": 10, "session_overage_pro": 2])
    }

    @Test func `the sessions of a month that ends are told before the next begins`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(101, in: tenant)
        scene.clock.advance(by: 31 * 86_400 + 60)
        scene.world.change(scene.customer(of: tenant)) { account in
            account.subscriptions[0].start = account.subscriptions[0].end
            account.subscriptions[0].end += 30 * 86_400
        }
        try await scene.sync.sync(scene.customer(of: tenant))
        _ = try await scene.meter.send()
        #expect(scene.world.meterEvents.count == 1)
    }

    @Test func `what Stripe did not hear is told again, and what it has already is told`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(101, in: tenant)
        try await scene.meter.enqueue(tenant.id)
        scene.world.fail(with: 503)
        #expect(try await scene.meter.send() == .seconds(10))
        scene.clock.advance(by: 10)
        #expect(try await scene.meter.send() == nil)
        #expect(scene.world.meterEvents.count == 1)
    }

    @Test func `usage that was collected is looked at once`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(101, in: tenant)
        let usage = UsageMonth(month: "2027-03", channel: .browser, sessions: 101, seconds: 6060, cost: dollars(75))
        let now = scene.clock.now
        try await scene.platform.store.platform.write { try $0.keep(usage, of: tenant.id, at: now) }
        #expect(try await scene.platform.store.platform.read { try $0.businessesToMeter(limit: 10) } == [tenant.id])
        try await scene.stripe.work(metering: true)
        #expect(try await scene.platform.store.platform.read { try $0.businessesToMeter(limit: 10) } == [])
        #expect(scene.world.meterEvents.count == 1)
    }
}
