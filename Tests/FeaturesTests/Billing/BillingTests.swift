import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// What is decided about money is decided once, and adds up.
@Suite(.timeLimit(.minutes(3))) struct BillingTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `Invoices have numbers without a gap, also where a decision failed after it took one`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        var stages: [BillingStage] = []
        for name in ["roma", "milano", "torino", "napoli", "palermo"] {
            stages.append(BillingStage(on: platform, of: try await platform.trattoria(name)))
        }
        try await withThrowingTaskGroup { group in
            for stage in stages {
                group.addTask {
                    _ = try await stage.billing.follow(.subscribe(to: .starter), in: stage.tenant, by: BillingStage.owner)
                }
            }
            try await group.waitForAll()
        }
        // One decision fails after it took a number.
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            try await platform.store.platform.write { transaction in
                _ = try transaction.nextNumber(of: "invoice")
                throw Failure()
            }
        }
        await stages[0].wait(until: "2026-12-04T16:00:00Z")
        await stages[0].billingClock.tick()
        var numbers: [Int] = []
        for stage in stages { numbers += try await stage.invoices().map(\.sequence) }
        #expect(numbers.sorted() == [1, 2, 3, 4, 5])
    }

    @Test func `A payment that is told of twice counts once, and in parts it counts together`() async throws {
        let stage = try await subscribed()
        let invoice = try #require(try await stage.invoices().first)
        func payment(_ id: String, _ cents: Int) -> Payment {
            Payment(
                id: .init(id), business: stage.tenant.id, invoice: invoice.number, amount: dollars(cents), method: .stripe, note: "",
                receivedAt: stage.platform.clock.now)
        }
        for _ in 0..<2 {
            #expect(try await stage.billing.record(payment("ch_1", 40_00), by: .billing).amountDue == dollars(59_00))
        }
        #expect(try await stage.billing.record(payment("ch_2", 59_00), by: .billing).status == .paid)
        #expect(try await stage.letters(about: "invoice-paid").count == 1)
    }

    @Test func `An invoice that is withdrawn is credited whole and owed no more`() async throws {
        let stage = try await subscribed()
        await stage.wait(until: "2026-12-20T00:00:00Z")
        #expect(try await stage.standing() == .pastDue)
        let withdrawn = try await stage.billing.void("INV-000001".number, reason: "Issued by mistake", by: BillingStage.operatorAtWork)
        #expect(withdrawn.status == .void && withdrawn.credited == dollars(99_00) && withdrawn.amountDue == dollars(0))
        #expect(try await stage.standing() == .active)
        let notes = try await stage.platform.store.platform.read { try $0.creditNotes(of: "INV-000001".number) }
        #expect(notes.map(\.amount) == [dollars(99_00)])
        await #expect(throws: Problem.self) {
            try await stage.billing.credit("INV-000001".number, amount: 1, reason: "again", by: BillingStage.operatorAtWork)
        }
    }

    @Test func `What was shown is charged, or nothing`() async throws {
        let stage = try await subscribed()
        let (billing, tenant) = (stage.billing, stage.tenant)
        await stage.wait(until: "2026-12-10T00:00:00Z")
        try await stage.sessionsEnd(120)
        await stage.wait(until: "2026-12-10T00:00:10Z")
        let preview = try await billing.preview(.change(to: .professional), in: tenant)
        #expect(preview.lines.last?.kind == .overage && preview.lines.last?.amount == dollars(15_00))
        // What comes meanwhile is not in the figures that were shown.
        stage.platform.clock.advance(by: 60)
        try await stage.sessionsEnd(5)
        await #expect(throws: Problem.previewOutdated) {
            try await billing.follow(.change(to: .professional), at: preview.at, promising: 1, in: tenant, by: BillingStage.owner)
        }
        let outcome = try await billing.follow(
            .change(to: .professional), at: preview.at, promising: preview.total.minorUnits, in: tenant, by: BillingStage.owner)
        #expect(outcome.invoices.map(\.lines) == [preview.lines] && outcome.invoices.first?.total == preview.total)
        stage.platform.clock.advance(by: 3_600)
        await #expect(throws: Problem.previewOutdated) {
            try await billing.follow(.change(to: .starter), at: preview.at, in: tenant, by: BillingStage.owner)
        }
    }

    @Test func `Of two who decide at once each decides on what the other left`() async throws {
        let stage = try await subscribed()
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        _ = try await stage.billing.follow(.change(to: .professional), in: stage.tenant, by: BillingStage.owner)
                    } catch let problem as Problem where problem.status == 409 {
                        return
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await stage.invoices().count == 2)
    }

    @Test func `A business from before there were subscriptions gets its trial when the platform starts`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        try await platform.store.platform.write { try $0.execute("DELETE FROM subscription") }
        let stage = BillingStage(on: platform, of: tenant)
        try await stage.billing.prepare()
        try await stage.billing.prepare()
        let subscription = try await stage.billing.subscription(of: tenant.id)
        #expect(subscription.status == .trialing && subscription.trialEndsAt == instant("2026-12-04T15:00:00Z"))
    }

    @Test func `A plan's new price is for those who come; who is on it keeps theirs`() async throws {
        let stage = try await subscribed()
        let now = stage.platform.clock.now
        _ = try await stage.platform.store.platform.write { transaction in
            try transaction.offer(.starter, price: dollars(109_00), includedSessions: 90, overagePrice: dollars(80), at: now)
        }
        try await stage.pay("INV-000001")
        await stage.wait(until: "2027-01-05T00:00:00Z")
        #expect(try await stage.invoices().map(\.total) == [dollars(99_00), dollars(99_00)])
        let newcomer = try await stage.platform.trattoria("milano")
        #expect(try await stage.billing.subscription(of: newcomer.id).plan.price == dollars(109_00))
    }

    @Test func `When nothing is due a look costs one query on an index`() async throws {
        let platform = try await TestPlatform()
        let plan = try await platform.store.platform.read { transaction in
            try transaction.rows("EXPLAIN QUERY PLAN SELECT business_id FROM subscription WHERE due_at <= \(Date()) ORDER BY due_at").map {
                try $0.get("detail") as String
            }
        }
        #expect(plan.contains { $0.contains("subscription.by_due_at") }, "\(plan)")
    }

    @Test func `Whoever calls themselves a demo pays like others; the platform's own demos do not`() async throws {
        let platform = try await TestPlatform()
        var request = RegistrationRequest(businessName: "Free", businessType: "restaurant", subdomain: "free", email: "a@free.example")
        request.demoAccount = true
        let free = try await platform.registration.register(request).tenant
        let clock = platform.clock
        let demos = DemoBusinesses(
            store: platform.store, registration: platform.registration, identifiers: .system, clock: { clock.now })
        _ = try await demos.create()
        let mario = try #require(try await platform.store.admission.admit(subdomain: "mario-pizza"))
        let stage = BillingStage(on: platform, of: free)
        #expect(try await stage.standing() == .trialing)
        #expect(try await stage.billing.subscription(of: mario.id).status == .complimentary)
    }

    /// On Starter since 2026-12-04T15:00Z, with its first invoice open.
    private func subscribed() async throws -> BillingStage {
        let platform = try await TestPlatform()
        let stage = BillingStage(on: platform, of: try await platform.trattoria())
        _ = try await stage.billing.follow(.subscribe(to: .starter), in: stage.tenant, by: BillingStage.owner)
        await stage.wait(until: "2026-12-04T16:00:00Z")
        return stage
    }
}

extension String {
    fileprivate var number: Invoice.ID { Invoice.ID(self) }
}
