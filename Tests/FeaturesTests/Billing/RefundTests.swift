import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

/// What a credit note gives back to a card is asked of Stripe once.
@Suite struct RefundTests {
    @Test func `a part of what was paid goes back to the card, with a credit note, once`() async throws {
        let (scene, invoice) = try await paid()
        scene.world.fail(with: 503)
        let credited = try await refund(invoice, 10_00, scene)
        #expect(credited.credited == dollars(10_00) && credited.status == .paid)
        try await scene.stripe.work(metering: false)
        #expect(try await refunds(of: invoice, scene).map(\.state) == [.pending])
        scene.clock.advance(by: 60)
        for _ in 0..<2 { try await scene.stripe.work(metering: false) }
        #expect(scene.world.refunds == ["refund:CN-000001": 10_00])
        let refund = try #require(try await refunds(of: invoice, scene).first)
        #expect(refund.state == .sent && refund.reference == "re_1" && refund.lastError == nil)
        #expect(try await scene.letters(about: "credit-note-issued") == 1)
    }

    @Test func `no more is paid back than was paid and not credited`() async throws {
        let (scene, invoice) = try await paid()
        await #expect(throws: Problem.self) { try await refund(invoice, 99_01, scene) }
        _ = try await scene.billing.credit(invoice.number, amount: 9_00, reason: "A day", by: BillingStage.operatorAtWork)
        await #expect(throws: Problem.self) { try await refund(invoice, 90_01, scene) }
        #expect(try await refund(invoice, nil, scene).credited == dollars(99_00))
        await #expect(throws: Problem.self) { try await refund(invoice, nil, scene) }
        #expect(try await refunds(of: invoice, scene).map(\.amount) == [dollars(90_00)])
    }

    @Test func `an invoice that was not paid by card is not paid back to one`() async throws {
        let platform = try await TestPlatform()
        let stage = BillingStage(on: platform, of: try await platform.trattoria())
        _ = try await stage.billing.follow(.subscribe(to: .starter), in: stage.tenant, by: BillingStage.owner)
        await stage.wait(until: "2026-12-05T00:00:00Z")
        try await stage.pay("INV-000001")
        let problem = await #expect(throws: Problem.self) {
            try await stage.billing.refund(.init("INV-000001"), reason: "no", by: BillingStage.operatorAtWork)
        }
        #expect(problem?.status == 409)
    }

    @Test func `what Stripe refuses to pay back waits for a person`() async throws {
        let (scene, invoice) = try await paid()
        scene.world.change(scene.world.customers[0]) { $0.invoices[0].paymentIntent = nil }
        _ = try await refund(invoice, nil, scene)
        try await scene.stripe.work(metering: false)
        let refund = try #require(try await refunds(of: invoice, scene).first)
        #expect(refund.state == .failed && refund.lastError?.contains("no payment by card") == true)
        let now = scene.clock.now
        #expect(try await scene.platform.store.platform.read { try $0.figures(at: now) }.failedRefunds == 1)
    }

    /// Roma's invoice of $99 that its card has paid.
    private func paid() async throws -> (StripePlatform, Invoice) {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let now = scene.clock.now
        scene.world.change(scene.customer(of: tenant)) { account in
            account.invoices = [
                .init(id: "in_1", status: .paid, created: now, lines: [("Starter", 9900, 1, "a", false)], paidAt: now)
            ]
        }
        try await scene.sync.sync(scene.customer(of: tenant))
        return (scene, try #require(try await scene.invoices(of: tenant).first))
    }

    private func refund(_ invoice: Invoice, _ cents: Int?, _ scene: StripePlatform) async throws -> Invoice {
        try await scene.billing.refund(invoice.number, amount: cents, reason: "A day without service", by: BillingStage.operatorAtWork)
    }

    private func refunds(of invoice: Invoice, _ scene: StripePlatform) async throws -> [Refund] {
        try await scene.platform.store.platform.read { try $0.refunds(of: invoice.number) }
    }
}
