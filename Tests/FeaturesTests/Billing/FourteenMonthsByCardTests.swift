import Core
import Foundation
import Logging
import Storage
import Testing
import Vendors

@testable import Features

/// The same months as `FourteenMonthsTests`, paid by card: Stripe says when they begin and what they cost, and our books follow.
@Suite(.timeLimit(.minutes(5))) struct FourteenMonthsByCardTests {
    private static let trial = period("2027-01-17T10:30:00Z", "2027-01-31T10:30:00Z")
    /// From the 31st: each begins on the last day of a month that has none.
    private static let starts = [
        "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30", "2027-07-31", "2027-08-31", "2027-09-30",
        "2027-10-31", "2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31",
    ].map { instant("\($0)T10:30:00Z") }

    @Test func `A business pays by card, is upgraded, fails, recovers, is downgraded, ends and is deleted, and every invoice adds up`()
        async throws
    {
        let scene = try await StripePlatform(at: "2027-01-17T10:30:00Z")
        let tenant = try await scene.business("roma")
        let (customer, desk) = (scene.customer(of: tenant), scene.stripe.desk)
        let clock = BillingClock(billing: scene.billing, logger: Logger(label: "test")) { _ in }
        func standing() async throws -> Standing { try await scene.subscription(of: tenant).standing }
        func wait(until instant: Date) async {
            scene.clock.advance(by: max(0, instant.timeIntervalSince(scene.clock.now)))
            await clock.tick()
        }
        func sync() async throws { try await scene.sync.sync(customer) }
        /// A month begins: Stripe charges what it was told to, and the card works.
        func month(_ number: Int, _ lines: Line...) async throws {
            await wait(until: Self.starts[number] + 120)
            scene.world.change(customer) { account in
                (account.subscriptions[0].start, account.subscriptions[0].end) = (Self.starts[number], Self.starts[number + 1])
                account.subscriptions[0].status = .active
                account.invoices.append(Self.invoice(number, lines, at: Self.starts[number]))
            }
            try await sync()
        }
        func sessions(_ count: Int) async throws {
            try await scene.use(count, in: tenant)
            try await scene.meter.enqueue(tenant.id)
            _ = try await scene.meter.send()
        }

        // The trial, through a checkout; what is used in it is told to no meter.
        _ = try await desk.checkout(.starter, in: tenant)
        scene.world.change(customer) { account in
            account.subscriptions = [
                .init(id: "sub_1", status: .trialing, plan: .starter, start: Self.trial.start, end: Self.trial.end)
            ]
        }
        try await sync()
        #expect(try await standing() == .trialing)
        try await sessions(130)
        #expect(scene.world.meterEvents.isEmpty)

        // The first months: 137 sessions, 37 beyond the plan.
        try await month(0, ("Starter", 99_00, 1))
        try await sessions(137)
        #expect(scene.world.meterEvents.count == 37)
        try await month(1, ("Starter", 99_00, 1), ("Sessions", 27_75, 37))

        // An upgrade on March 17, which Stripe charges to the second: the clocks have changed on the 14th.
        await wait(until: instant("2027-03-17T04:00:07Z"))
        try await desk.follow(.change(to: .professional), in: tenant, by: BillingStage.owner)
        #expect(try await scene.subscription(of: tenant).plan.plan == .professional)
        scene.world.change(customer) { account in
            account.invoices.append(
                Self.invoice(90, [("Unused", -45_57, 1), ("Remaining", 137_64, 1)], at: instant("2027-03-17T04:00:07Z")))
        }
        try await sync()
        try await month(2, ("Professional", 299_00, 1))
        try await month(3, ("Professional", 299_00, 1))

        // In May the card fails, and fails again; the third attempt, with a better one, is paid.
        await wait(until: Self.starts[4] + 120)
        scene.world.change(customer) { account in
            (account.subscriptions[0].start, account.subscriptions[0].end) = (Self.starts[4], Self.starts[5])
            (account.subscriptions[0].status, account.subscriptions[0].latestInvoice) = (.pastDue, "in_4")
            var failed = Self.invoice(4, [("Professional", 299_00, 1)], at: Self.starts[4])
            (failed.status, failed.attempts, failed.paidAt, failed.next) = (.open, 1, nil, Self.starts[4] + 3 * 86_400)
            account.invoices.append(failed)
        }
        try await sync()
        await clock.tick()
        #expect(try await standing() == .pastDue)
        await wait(until: Self.starts[4] + 3 * 86_400)
        scene.world.change(customer) { $0.invoices[5].attempts = 2 }
        try await sync()
        await wait(until: Self.starts[4] + 8 * 86_400)
        scene.world.change(customer) { account in
            (account.invoices[5].status, account.invoices[5].paidAt) = (.paid, Self.starts[4] + 8 * 86_400)
            account.subscriptions[0].status = .active
        }
        try await sync()
        #expect(try await standing() == .active)
        #expect(try await scene.letters(about: "payment-failed") == 2)

        // Back to Starter: paid as Professional until the month ends.
        for number in 5...6 { try await month(number, ("Professional", 299_00, 1)) }
        try await desk.follow(.change(to: .starter), in: tenant, by: BillingStage.owner)
        let waiting = try await scene.subscription(of: tenant)
        #expect(waiting.plan.plan == .professional && waiting.pendingPlan?.plan == .starter)
        for number in 7...12 { try await month(number, ("Starter", 99_00, 1)) }
        #expect(try await scene.subscription(of: tenant).plan.plan == .starter)

        // January's 140 sessions are charged on the leap day; the owner cancels, and it ends on March 31.
        try await sessions(140)
        try await month(13, ("Starter", 99_00, 1), ("Sessions", 30_00, 40))
        try await desk.follow(.cancel, in: tenant, by: BillingStage.owner)
        await wait(until: Self.starts[14] + 120)
        scene.world.change(customer) { $0.subscriptions[0].status = .canceled }
        try await sync()
        #expect(try await standing() == .readOnly)
        let invoices = try await scene.invoices(of: tenant)
        expectBooks(invoices)

        // Suspended thirty days later, deleted sixty after that; nobody is charged any more, and the books stay.
        await wait(until: Self.starts[14] + 31 * 86_400)
        #expect(try await standing() == .suspended)
        await wait(until: Self.starts[14] + 92 * 86_400)
        #expect(try await standing() == .deleted)
        try await scene.sync.seeOff()
        #expect(try await scene.invoices(of: tenant) == invoices)
    }

    private typealias Line = (words: String, cents: Int, quantity: Int)

    private static func invoice(_ number: Int, _ lines: [Line], at instant: Date) -> StripeWorld.Invoice {
        StripeWorld.Invoice(
            id: "in_\(number)", status: .paid, created: instant,
            lines: lines.map {
                ($0.words, $0.cents, $0.quantity, $0.words == "Sessions" ? "price_session_overage_starter" : "a", $0.cents < 0)
            },
            paidAt: instant)
    }

    /// Written down by hand, in the order in which Stripe made them.
    private func expectBooks(_ invoices: [Invoice]) {
        let book = [
            // 9900 + 37 x 75; then -4557 + 13764 for 1,232,993 of 2,678,400 seconds.
            99_00, 126_75, 92_07, 299_00, 299_00, 299_00, 299_00, 299_00,
            // Six of Starter, and 9900 + 40 x 75.
            99_00, 99_00, 99_00, 99_00, 99_00, 99_00, 129_00,
        ]
        #expect(invoices.map(\.total) == book.map(dollars))
        #expect(invoices.map(\.sequence) == Array(1...15))
        for invoice in invoices {
            #expect(invoice.lines.reduce(0) { $0 + $1.quantity * $1.unitPrice.minorUnits } == invoice.total.minorUnits)
            #expect(invoice.status == .paid && invoice.paid == invoice.total && invoice.amountDue == dollars(0))
        }
        // 99 + 126.75 + 92.07 + 5 x 299 + 6 x 99 + 129.
        #expect(invoices.reduce(0) { $0 + $1.total.minorUnits } == 2_535_82)
        #expect(invoices[1].lines.last?.kind == .overage && invoices[1].lines.last?.unitPrice == dollars(75))
    }
}
