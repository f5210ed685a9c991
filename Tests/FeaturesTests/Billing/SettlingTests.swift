import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// A session may come into the ledger moments after it ended. One that ended with its month is charged with that month, whoever asks
/// for what meanwhile.
@Suite(.timeLimit(.minutes(3))) struct SettlingTests {
    private static let end = instant("2027-01-04T15:00:00Z")

    @Test func `A payment in the minute after the month does not close it before its last session has come`() async throws {
        let stage = try await atTheEndOfAMonth()
        stage.platform.clock.advance(by: 30)
        try await stage.pay("INV-000001")
        try await stage.sessionsEnd(1, at: Self.end - 0.5)
        await stage.wait(until: "2027-01-04T15:02:00Z")
        try await expectTheLateSessionIsCharged(stage)
    }

    @Test func `The plan is not changed in that minute, and can be after it`() async throws {
        let stage = try await atTheEndOfAMonth()
        let (billing, tenant) = (stage.billing, stage.tenant)
        stage.platform.clock.advance(by: 30)
        for wish in [SubscriptionWish.change(to: .professional), .cancel, .resume] {
            await #expect(throws: Problem.periodClosing) { try await billing.preview(wish, in: tenant) }
            await #expect(throws: Problem.periodClosing) { try await billing.follow(wish, in: tenant, by: BillingStage.owner) }
        }
        try await stage.sessionsEnd(1, at: Self.end - 0.5)
        stage.platform.clock.advance(by: 40)
        let preview = try await billing.preview(.change(to: .professional), in: tenant)
        #expect(preview.lines.map(\.kind) == [.prorationCredit, .prorationDebit])
        try await expectTheLateSessionIsCharged(stage)
    }

    @Test func `What was shown before the month ended is still good in that minute, for that month`() async throws {
        let stage = try await atTheEndOfAMonth(secondsLeft: 600)
        let preview = try await stage.billing.preview(.change(to: .professional), in: stage.tenant)
        stage.platform.clock.advance(by: 620)
        let outcome = try await stage.billing.follow(
            .change(to: .professional), at: preview.at, promising: preview.total.minorUnits, in: stage.tenant, by: BillingStage.owner)
        #expect(outcome.invoices.map(\.issuedAt) == [Self.end - 600])
        await stage.wait(until: "2027-01-04T15:02:00Z")
        let next = try #require(try await stage.invoices().last)
        #expect(next.issuedAt == Self.end && next.lines.map(\.amount) == [dollars(299_00)])
    }

    @Test func `Where Stripe collects, the late session is told before the next month is taken over`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        try await scene.use(100, in: tenant)
        let end = try await scene.subscription(of: tenant).period.end
        scene.clock.advance(by: end.timeIntervalSince(scene.clock.now) + 30)
        scene.world.change(scene.customer(of: tenant)) { account in
            (account.subscriptions[0].start, account.subscriptions[0].end) = (end, end + 30 * 86_400)
        }
        try await scene.take(scene.world.event("customer.subscription.updated", about: scene.customer(of: tenant), at: end))
        #expect(try await scene.stripe.inbox.process() == .seconds(30))
        await #expect(throws: Problem.periodClosing) {
            try await scene.stripe.desk.preview(.change(to: .professional), in: tenant)
        }
        try await scene.use(1, in: tenant, at: end - 0.5)
        scene.clock.advance(by: 30)
        #expect(try await scene.stripe.inbox.process() == nil)
        _ = try await scene.meter.send()
        #expect(scene.world.meterEvents.count == 1)
        #expect(try await scene.subscription(of: tenant).period.start == end)
        #expect(try await scene.events() == ["evt_1": "done"])
    }

    /// On Starter since 2026-12-04T15:00Z, with a hundred sessions used and so much left of the month.
    private func atTheEndOfAMonth(secondsLeft: Double = 10) async throws -> BillingStage {
        let platform = try await TestPlatform()
        let stage = BillingStage(on: platform, of: try await platform.trattoria(), terms: BillingTerms(invoiceDueDays: 60))
        _ = try await stage.billing.follow(.subscribe(to: .starter), in: stage.tenant, by: BillingStage.owner)
        await stage.wait(until: "2026-12-10T00:00:00Z")
        try await stage.sessionsEnd(100)
        await stage.wait(until: (Self.end - secondsLeft).formatted(.iso8601))
        return stage
    }

    private func expectTheLateSessionIsCharged(_ stage: BillingStage) async throws {
        let invoice = try #require(try await stage.invoices().last)
        #expect(invoice.issuedAt == Self.end && invoice.lines.map(\.kind) == [.plan, .overage])
        #expect(invoice.lines.last?.quantity == 1 && invoice.total == dollars(99_75))
    }
}
