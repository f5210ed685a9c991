import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// The kitchen board: states in their order, nobody's change lost, every change in the history and in the feed.
struct OrderBoardTests {
    private let platform: TestPlatform
    private let tenant: Tenant

    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.trattoria()
        try await platform.hold(["two lasagne and a panna cotta", "pickup, Ada Byron, 415 555 0110", "yes"], in: tenant)
    }

    private func order() async throws -> Order { try #require(try await platform.orders(in: tenant).first) }

    private func change(_ edit: OrderEdit, at version: Int) async throws -> Order {
        try await platform.office.change(
            order: order().key, at: RecordVersion(rawValue: version), to: edit, by: TestPlatform.nora, in: tenant)
    }

    @Test func `an order goes through the kitchen state by state, and no other way`() async throws {
        for (index, status) in [Order.Status.confirmed, .preparing, .ready, .completed].enumerated() {
            let changed = try await change(OrderEdit(status: status), at: index + 1)
            #expect(changed.status == status)
            #expect(changed.version.rawValue == index + 2)
        }
        for (from, to) in [
            (Order.Status.pending, Order.Status.ready), (.ready, .preparing), (.completed, .cancelled), (.cancelled, .pending),
        ] {
            #expect(!from.next.contains(to))
        }
        await #expect(throws: Problem.self) { try await change(OrderEdit(status: .cancelled), at: 5) }
    }

    @Test func `who has seen an older version changes nothing, and is shown the present one`() async throws {
        _ = try await change(OrderEdit(status: .confirmed), at: 1)
        let stale = await #expect(throws: StaleRecord<Order>.self) { try await change(OrderEdit(notes: .set("no cutlery")), at: 1) }
        #expect(stale?.present.status == .confirmed)
        #expect(try await order().notes == nil)
    }

    @Test func `a line that is changed changes the total, until the kitchen has begun`() async throws {
        let edit = try JSONDecoder().decode(OrderEdit.self, from: Data(#"{"lines": [{"line": 0, "quantity": 1}]}"#.utf8))
        let changed = try await change(edit, at: 1)
        #expect(changed.total.minorUnits == 1450 + 625)
        _ = try await change(OrderEdit(status: .confirmed), at: 2)
        _ = try await change(OrderEdit(status: .preparing), at: 3)
        await #expect(throws: Problem.self) { try await change(edit, at: 4) }
    }

    @Test func `a line that is named twice is refused, and each price is that of the line as it was ordered`() async throws {
        func edit(_ quantities: String) throws -> OrderEdit {
            try JSONDecoder().decode(OrderEdit.self, from: Data(#"{"lines": \#(quantities)}"#.utf8))
        }
        let twice = try edit(#"[{"line": 0, "quantity": 0}, {"line": 0, "quantity": 3}]"#)
        let refusal = await #expect(throws: Problem.self) { try await change(twice, at: 1) }
        #expect(refusal?.violations.map(\.pointer) == ["#/lines/1/line"])
        #expect(try await order().lines.map(\.quantity) == [2, 1])
        let more = try await change(edit(#"[{"line": 1, "quantity": 2}, {"line": 0, "quantity": 3}]"#), at: 1)
        #expect(more.lines.map(\.price.minorUnits) == [3 * 1450, 2 * 625])
        let fewer = try await change(edit(#"[{"line": 0, "quantity": 0}]"#), at: 2)
        #expect(fewer.lines.map(\.item) == ["Panna Cotta"])
        #expect(fewer.total.minorUnits == 2 * 625)
    }

    @Test func `the history says who did what, and the audit log that it was done`() async throws {
        _ = try await change(OrderEdit(status: .confirmed, notes: .set("no cutlery")), at: 1)
        let history = try await platform.office.history(of: order().key, Order.self, in: tenant)
        #expect(history.map(\.action) == [.confirmed, .placed])
        #expect(history.map(\.author) == ["Nora", "the caller"])
        #expect(history.first?.changes["order_status"]?.after == "Confirmed")
        #expect(history.first?.changes["notes"]?.before == nil)
        let audited = try await tenant.read { try $0.auditRecords(before: nil, limit: 10) }
        #expect(audited.first?.action == "order.confirmed")
        #expect(audited.first?.subject == "order 1001")
        #expect(audited.first.map { "\($0.details)".contains("cutlery") } == false)
    }

    @Test func `a change stands in the business's feed between the events of its calls`() async throws {
        let last = try await tenant.read { try $0.lastPosition() }
        var feed = EventFeed(ofBusinessAfter: last, in: tenant, hub: platform.calls.hub).makeAsyncIterator()
        _ = try await change(OrderEdit(status: .confirmed), at: 1)
        guard case .changed(let change, .order(let order))? = try await feed.next() else {
            Issue.record("the change is not in the feed")
            return
        }
        #expect(change.position == last + 1)
        #expect(order.status == .confirmed)
        try await platform.hold(["hello"], in: tenant)
        #expect(try await feed.next()?.position == last + 2)

        var late = EventFeed(ofBusinessAfter: last, in: tenant, hub: platform.calls.hub).makeAsyncIterator()
        #expect(try await late.next()?.position == last + 1)
        #expect(try await late.next()?.position == last + 2)
    }

    @Test func `lists are filtered by state, time, number, name and phone`() async throws {
        try await platform.hold(["one lasagne", "pickup, Grace O'Hara, 415 555 0199", "yes"], in: tenant)
        _ = try await change(OrderEdit(status: .confirmed), at: 1)
        func found(_ filter: RecordFilter) async throws -> [String] {
            try await RecordLists.orders(filter, after: nil, limit: 10, in: tenant).data.map(\.number)
        }
        #expect(try await found(.all) == ["1002", "1001"])
        #expect(try await found(RecordFilter(search: "#1001")) == ["1001"])
        #expect(try await found(RecordFilter(search: "GRACE")) == ["1002"])
        #expect(try await found(RecordFilter(search: "0199")) == ["1002"])
        #expect(try await found(RecordFilter(search: "%")) == [])
        #expect(try await found(RecordFilter(status: "Pending")).count == 1)
        #expect(try await found(RecordFilter(from: platform.clock.now.addingTimeInterval(1))) == [])
        await #expect(throws: Problem.self) { try await found(RecordFilter(status: "Eaten")) }
    }

    @Test func `a caller who cancels what staff have moved on is told how it stands`() async throws {
        let order = try await order()
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        for words in ["I want to cancel my order", "415 555 0110", "Ada Byron"] { _ = try await session.say(words) }
        _ = try await change(OrderEdit(status: .confirmed), at: 1)
        _ = try await change(OrderEdit(status: .preparing), at: 2)
        let answer = try await session.say("yes")
        #expect(answer.replies.contains { $0.contains("being made already") })
        #expect(try await platform.office.find(order.key, as: Order.self, in: tenant).status == .preparing)
    }
}
