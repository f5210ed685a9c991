import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// What is promised of the kitchen, what is left of the menu, and what an order costs with its tax.
struct KitchenTests {
    private static let lasagne = ["two lasagne", "pickup, Ada Byron, 415 555 0110", "yes"]

    @Test func `an order is promised in the first quarter of an hour that has room`() throws {
        let plan = KitchenPlan(ordersPerQuarterHour: 2, baseMinutes: 20)
        let now = try moment("2026-11-20T18:02:00Z")
        let quarter = KitchenPlan.quarter(of: try moment("2026-11-20T18:25:00Z"))
        #expect(plan.quote(at: now, promised: [:]) == (try moment("2026-11-20T18:25:00Z")))
        #expect(plan.quote(at: now, promised: [quarter: 1]) == (try moment("2026-11-20T18:25:00Z")))
        #expect(plan.quote(at: now, promised: [quarter: 2]) == (try moment("2026-11-20T18:30:00Z")))
        #expect(plan.quote(at: now, promised: [quarter: 2, quarter + 1: 3]) == (try moment("2026-11-20T18:45:00Z")))
    }

    @Test func `a caller is told when the order will be ready, and the next one later`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await KitchenEditor.replace(with: KitchenPlan(ordersPerQuarterHour: 1, baseMinutes: 20), in: tenant)
        let first = try await platform.hold(Self.lasagne, in: tenant)
        let second = try await platform.hold(Self.lasagne, in: tenant)
        #expect(first.contains { $0.contains("It will be ready at about") })
        #expect(first.last { $0.contains("ready") } != second.last { $0.contains("ready") })
        let promised = try await platform.orders(in: tenant).compactMap(\.readyAt)
        #expect(promised == [try moment("2026-11-20T15:30:00Z"), try moment("2026-11-20T15:20:00Z")])
    }

    @Test(arguments: [
        (goods: 1000, partsPerMillion: 88_750, isIncluded: false, total: 1089, tax: 89),
        (goods: 1190, partsPerMillion: 190_000, isIncluded: true, total: 1190, tax: 190),
        (goods: 1, partsPerMillion: 500_000, isIncluded: false, total: 2, tax: 1),
        (goods: 999, partsPerMillion: 70_000, isIncluded: true, total: 999, tax: 65),
        (
            goods: 1_000_000_000_000_000_000, partsPerMillion: 1_000_000, isIncluded: true, total: 1_000_000_000_000_000_000,
            tax: 500_000_000_000_000_000
        ),
    ])
    func `tax is added or contained, to the nearest unit`(
        goods: Int, partsPerMillion: Int, isIncluded: Bool, total: Int, tax: Int
    ) {
        let result = SalesTax(partsPerMillion: partsPerMillion, isIncluded: isIncluded).total(of: Money(minorUnits: goods, currency: "USD"))
        #expect(result.total.minorUnits == total)
        #expect(result.tax.minorUnits == tax)
    }

    @Test func `the total that a caller agrees to contains the tax`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await TaxEditor.replace(with: TaxDocument(rate: 10, included: false), in: tenant)
        let said = try await platform.hold(Self.lasagne, in: tenant)
        #expect(said.contains { $0.contains("thirty-one ninety") || $0.contains("31.90") })
        let order = try #require(try await platform.orders(in: tenant).first)
        #expect(order.total.minorUnits == 3190)
        #expect(order.tax?.minorUnits == 290)
    }

    @Test func `a cancelled order gives its portions back, and what was sold out can be had again`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        try await platform.count(2, of: "Lasagne", in: tenant)
        try await platform.hold(Self.lasagne, in: tenant)
        let item = try await platform.item("Lasagne", in: tenant)
        #expect(try await platform.office.explain(item: item.rawValue, in: tenant).isAvailable == false)
        let order = try #require(try await platform.orders(in: tenant).first)
        _ = try await platform.office.change(
            order: order.key, at: order.version, to: OrderEdit(status: .cancelled), by: TestPlatform.nora, in: tenant)
        let explanation = try await platform.office.explain(item: item.rawValue, in: tenant)
        #expect(explanation.isAvailable && explanation.remaining == 2)
    }

    @Test func `what is called sold out is sold out in a call that is running, and it says how few are left`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        try await platform.count(1, of: "Lasagne", in: tenant)
        let refused = try await platform.hold(Self.lasagne, in: tenant)
        #expect(refused.contains { $0.contains("only 1 of the Lasagne left") })
        #expect(try await platform.orders(in: tenant).isEmpty)

        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.say("one lasagne, pickup, Ada Byron, 415 555 0110")
        let item = try await platform.item("Lasagne", in: tenant)
        _ = try await platform.office.change(
            stockOf: item.rawValue, to: StockEdit(soldOut: true), by: TestPlatform.nora, in: tenant)
        let answer = try await session.say("yes")
        #expect(answer.replies.contains { $0.contains("sold out") || $0.contains("run out") })
        #expect(try await platform.orders(in: tenant).isEmpty)
        #expect(try await platform.office.explain(item: item.rawValue, in: tenant).soldOutBy == "Nora")
    }
}
