import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// What staff write down by hand goes the way of what is said in calls.
@Suite(.timeLimit(.minutes(5))) struct RecordsByHandTests {
    private static let counter: [String: JSONValue] = [
        "lines": [["item": "Lasagne", "quantity": 2, "note": "well done"]], "order_type": "Takeaway", "customer_name": "Ada Byron",
    ]

    @Test(arguments: EngineUnderTest.allCases)
    func `an order at the counter is priced, counted, promised, told and audited`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        _ = try await KitchenEditor.replace(with: KitchenPlan(ordersPerQuarterHour: 1, baseMinutes: 20), in: tenant)
        try await platform.count(3, of: "Lasagne", in: tenant)
        let order = try await platform.office.place(Self.counter, by: TestPlatform.nora, in: tenant)
        #expect(order.total.minorUnits == 2900)
        #expect(order.source == .staff)
        #expect(order.callID == nil)
        #expect(order.lines.map(\.note) == ["well done"])
        #expect(order.readyAt == platform.clock.now.addingTimeInterval(1200))
        let item = try await platform.item("Lasagne", in: tenant)
        #expect(try await platform.office.stock(of: item.rawValue, in: tenant).remaining == 1)
        let history = try await platform.office.history(of: order.key, Order.self, in: tenant)
        #expect(history.map { [$0.author, $0.action.rawValue] } == [["Nora", "placed"]])
        let audited = try await tenant.read { try $0.rows("SELECT action FROM audit_entry WHERE actor = 'Nora' ORDER BY action") }
        #expect(try audited.map { try $0.get("action") as String } == ["order.placed", "stock.restocked"])
        let feed = try await tenant.read { try $0.businessEvents(after: 0, limit: 100) }
        #expect(
            feed.contains { event in
                if case .changed(let change, .order(let shown)?) = event { change.name == "order.placed" && shown == order } else { false }
            })

        // The caller who follows is promised the next quarter of an hour.
        try await platform.hold(["one lasagne please", "pickup, Bob Poe, 415 555 0110", "yes"], in: tenant)
        let called = try #require(try await platform.orders(in: tenant).first)
        #expect(called.source == .call)
        #expect(called.readyAt.map { $0 > order.readyAt ?? .distantFuture } == true)
        await #expect(throws: Problem.self) { try await platform.office.place(Self.counter, by: TestPlatform.nora, in: tenant) }
        #expect(try await platform.orders(in: tenant).count == 2)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `of twenty staff and callers for the last portion one has it`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        try await platform.count(1, of: "Lasagne", in: tenant)
        var wish = Self.counter
        wish["lines"] = [["item": "Lasagne", "quantity": 1]]
        let office = platform.office
        let placed = await withTaskGroup(of: Bool.self) { [wish] group in
            for _ in 0..<20 {
                group.addTask { (try? await office.place(wish, by: TestPlatform.nora, in: tenant)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(placed == 1)
        #expect(try await platform.orders(in: tenant).count == 1)
    }

    @Test func `what the workflow asks is asked of staff too, but for the number`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        func pointers(_ wish: [String: JSONValue]) async throws -> [String] {
            do {
                _ = try await platform.office.place(wish, by: TestPlatform.nora, in: tenant)
                return []
            } catch let problem as Problem {
                return problem.violations.map(\.pointer).sorted()
            }
        }
        #expect(try await pointers([:]) == ["#/customer_name", "#/lines", "#/order_type"])
        #expect(
            try await pointers(Self.counter.merging(["order_type": "Delivery", "customer_name": " "]) { $1 }) == [
                "#/customer_name", "#/delivery_address",
            ])
        #expect(try await pointers(Self.counter.merging(["lines": [["item": "Sushi", "quantity": 1]]]) { $1 }) == ["#/lines/0/item"])
        #expect(try await pointers(Self.counter.merging(["customer_phone": "12"]) { $1 }) == ["#/customer_phone"])
        #expect(try await pointers(Self.counter.merging(["tip": 5]) { $1 }) == ["#/tip"])
        #expect(try await pointers(Self.counter) == [])
    }

    @Test func `options are taken by their names, and left out by no`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.register("pizza", type: "restaurant")
        let size = MenuItemDocument.Group(
            name: "Size", role: .size, options: [.init(name: "Small", isDefault: true), .init(name: "Large", priceDelta: 4)])
        let toppings = MenuItemDocument.Group(
            name: "Toppings", options: [.init(name: "Basil", isDefault: true), .init(name: "Fresh Basil Oil", priceDelta: 1)])
        try await platform.save(
            [MenuItemDocument(name: "Margherita", price: 10, optionGroups: [size, toppings])], as: MenuItems.self, in: tenant)
        let wish: [String: JSONValue] = [
            "lines": [["item": "margherita", "quantity": 1, "options": ["large", "no basil", "Fresh Basil Oil"]]], "order_type": "Dine-in",
            "customer_name": "Ada",
        ]
        let order = try await platform.office.place(wish, by: TestPlatform.nora, in: tenant)
        #expect(order.lines.map(\.options) == [["large", "no basil", "fresh basil oil"]])
        #expect(order.total.minorUnits == 1500)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `a booking by hand takes a free time, also out of hours, and never a taken one`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.clinic()
        _ = try await HoursEditor.replace(with: HoursDocument(weekly: ["monday": ["09:00-10:00"]], exceptions: nil), in: tenant)
        let wish: [String: JSONValue] = [
            "service": "consultation", "start": "2026-11-23T22:00:00Z", "customer_name": "Ada Byron", "customer_phone": "+14155550110",
        ]
        let office = platform.office
        let booked: [Appointment] = await withTaskGroup(of: Appointment?.self) { group in
            for _ in 0..<10 {
                group.addTask { try? await office.book(wish, by: TestPlatform.nora, in: tenant) }
            }
            return await group.reduce(into: []) { if let booking = $1 { $0.append(booking) } }
        }
        #expect(booked.count == 1)
        let appointment = try #require(booked.first)
        #expect(appointment.source == .staff)
        #expect(appointment.end.timeIntervalSince(appointment.start) == 1800)
        let cells = try await tenant.read { try $0.rows("SELECT cell FROM slot_claim") }
        #expect(cells.count == 30 / SlotCells.minutes)
        for (member, value) in [("start", "2026-11-20T10:00:00Z"), ("start", "tomorrow"), ("service", "Haircut"), ("resource_id", "none")] {
            await #expect(throws: Problem.self) {
                try await office.book(wish.merging([member: .string(value)]) { $1 }, by: TestPlatform.nora, in: tenant)
            }
        }
    }

    @Test func `a ticket by hand has its deadlines, and its subject from its words`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.register("desk", type: "support")
        var network = SupportCategoryDocument(name: "Network", priority: .high)
        (network.respondMinutes, network.resolveMinutes) = (60, 480)
        try await platform.save([network], as: SupportCategories.self, in: tenant)
        let ticket = try await platform.office.open(
            ["description": "The wifi is down.\nSince Monday.", "category": "Network", "customer_name": "Sam Poe"], by: TestPlatform.nora,
            in: tenant)
        #expect(ticket.subject == "The wifi is down.")
        #expect(ticket.priority == .high)
        #expect(ticket.source == .staff)
        #expect(ticket.respondBy != nil)
        let short = try await platform.office.open(
            ["subject": "Printer", "category": "Network", "priority": "Low", "customer_name": "Sam Poe"], by: TestPlatform.nora, in: tenant)
        #expect(short.description == "Printer")
        #expect(short.priority == .low)
        await #expect(throws: Problem.self) {
            try await platform.office.open(["subject": "Printer", "customer_name": "Sam Poe"], by: TestPlatform.nora, in: tenant)
        }
    }

    @Test func `of who is blocked nothing is written down by hand either`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let wish = Self.counter.merging(["customer_phone": "+14155550110"]) { $1 }
        _ = try await platform.office.place(wish, by: TestPlatform.nora, in: tenant)
        let phone = try #require(PhoneNumber("+14155550110"))
        let customer = try #require(try await tenant.read { try $0.customer(calling: phone) })
        _ = try await platform.office.change(
            customer: customer.key, at: customer.version, to: CustomerEdit(blocked: true), by: TestPlatform.nora, in: tenant)
        await #expect(throws: Problem.self) { try await platform.office.place(wish, by: TestPlatform.nora, in: tenant) }
        #expect(try await platform.orders(in: tenant).count == 1)
        #expect(try await platform.office.blockList(in: tenant).map(\.key) == [customer.key])
    }

    @Test func `only a cancelled order has a reason for it`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let order = try await platform.office.place(Self.counter, by: TestPlatform.nora, in: tenant)
        await #expect(throws: Problem.self) {
            try await platform.office.change(
                order: order.key, at: .first, to: OrderEdit(status: .confirmed, cancelReason: .set("no oven")), by: TestPlatform.nora,
                in: tenant)
        }
        let cancelled = try await platform.office.change(
            order: order.key, at: .first, to: OrderEdit(status: .cancelled, cancelReason: .set("The oven is broken.")),
            by: TestPlatform.nora, in: tenant)
        #expect(cancelled.cancelReason == "The oven is broken.")
        let history = try await platform.office.history(of: order.key, Order.self, in: tenant)
        #expect(history.first?.changes["cancel_reason"]?.after == "The oven is broken.")
    }
}
