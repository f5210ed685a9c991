import Core
import Foundation
import Storage
import Testing

@testable import Features

/// Once a day our books and Stripe's meters are laid side by side.
@Suite struct StripeReconciliationTests {
    @Test func `what Stripe may have or not is no difference, and what it has not is one`() {
        #expect(MeterTold(settled: 3, open: 0).agrees(with: 3))
        #expect(!MeterTold(settled: 3, open: 0).agrees(with: 2))
        #expect(!MeterTold(settled: 3, open: 0).agrees(with: 4))
        #expect(MeterTold(settled: 3, open: 2).agrees(with: 5))
        #expect(!MeterTold(settled: 3, open: 2).agrees(with: 6))
    }

    @Test func `meters that count what they were told are no news`() async throws {
        let (scene, _) = try await aDayLater()
        try await scene.stripe.work(metering: true)
        #expect(try await differences(scene).isEmpty)
    }

    @Test func `a session that Stripe has lost, and one that it has made up, are shown until they agree again`() async throws {
        let (scene, tenant) = try await aDayLater()
        let customer = scene.customer(of: tenant)
        let lost = try #require(scene.world.meterEvents.keys.sorted().first)
        scene.world.miscount(lost, as: nil, of: customer, at: instant("2027-03-01T00:00:00Z"))
        scene.world.miscount("made-up", as: "session_overage_pro", of: customer, at: instant("2027-03-02T23:59:59Z"))
        try await scene.stripe.work(metering: true)
        let found = try await differences(scene)
        #expect(
            found == [
                MeterDifference(business: tenant.id, name: "session_overage_pro", day: "2027-03-02", told: 0, counted: 1),
                MeterDifference(business: tenant.id, name: "session_overage_starter", day: "2027-03-01", told: 3, counted: 2),
            ])
        #expect(scene.world.meterEvents[lost] == nil, "Nothing is put right by itself")
        #expect(try await scene.platform.store.platform.read { try $0.countMeterDifferences() } == 2)

        scene.world.miscount(lost, as: "session_overage_starter", of: customer, at: instant("2027-03-01T00:00:00Z"))
        try await scene.stripe.work(metering: true)
        #expect(try await differences(scene) == found, "It is looked at once a day")
        scene.clock.advance(by: 86_401)
        try await scene.stripe.work(metering: true)
        #expect(try await differences(scene).map(\.name) == ["session_overage_pro"])
    }

    @Test func `while Stripe cannot be asked it stays due`() async throws {
        let (scene, tenant) = try await aDayLater()
        scene.world.miscount(
            try #require(scene.world.meterEvents.keys.first), as: nil, of: scene.customer(of: tenant), at: scene.clock.now)
        scene.world.fail(with: 500)
        await #expect(throws: (any Error).self) { try await scene.stripe.work(metering: true) }
        try await scene.stripe.work(metering: true)
        #expect(try await differences(scene).map(\.counted) == [2])
    }

    /// A business that used three sessions beyond its plan on March 1, told of; it is March 4.
    private func aDayLater() async throws -> (StripePlatform, Tenant) {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(103, in: tenant)
        try await scene.meter.enqueue(tenant.id)
        _ = try await scene.meter.send()
        scene.clock.advance(by: 3 * 86_400)
        return (scene, tenant)
    }

    private func differences(_ scene: StripePlatform) async throws -> [MeterDifference] {
        try await scene.platform.store.platform.read { try $0.meterDifferences(limit: 10) }
    }
}
