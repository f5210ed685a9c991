import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// The queries of the back office mean the same to SQLite and to PostgreSQL.
@Suite(.timeLimit(.minutes(5))) struct OfficeOnBothEnginesTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `lists are searched, changed, merged and erased alike`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        let office = platform.office
        for number in ["415 555 0110", "415 555 0111"] {
            try await platform.hold(["a lasagne", "pickup, Ada Byron, \(number)", "yes"], in: tenant)
        }
        func found(_ filter: RecordFilter) async throws -> [String] {
            try await RecordLists.orders(filter, after: nil, limit: 10, in: tenant).data.map(\.number)
        }
        #expect(try await found(RecordFilter(status: "Pending", from: platform.clock.now, search: "byron")) == ["1002", "1001"])
        #expect(try await found(RecordFilter(search: "0111")) == ["1002"])
        #expect(try await found(RecordFilter(search: "1001")) == ["1001"])
        #expect(try await found(RecordFilter(search: "_")) == [])
        #expect(try await found(RecordFilter(to: platform.clock.now)) == [])

        let order = try #require(try await platform.orders(in: tenant).first)
        _ = try await office.change(
            order: order.key, at: .first, to: OrderEdit(status: .confirmed), by: TestPlatform.nora, in: tenant)
        #expect(try await office.history(of: order.key, Order.self, in: tenant).map(\.action) == [.confirmed, .placed])

        let (kept, gone) = (try await customer("+14155550110", in: tenant), try await customer("+14155550111", in: tenant))
        _ = try await office.merge(customer: gone.key, at: gone.version, into: kept.key, by: TestPlatform.nora, in: tenant)
        #expect(try await office.history(ofCustomer: kept.key, in: tenant).orders.count == 2)
        _ = try await office.erase(customer: kept.key, by: TestPlatform.nora, in: tenant)
        #expect(try await found(RecordFilter(search: "byron")) == [])
        #expect(try await found(.all).count == 2)
        let feed = try await tenant.read { try $0.businessEvents(after: 0, limit: 1000) }
        #expect(feed.map(\.position) == feed.map(\.position).sorted())
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `the waiting list, the calendar and its feeds are kept alike`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.clinic()
        try await platform.save([ResourceDocument(name: "Dr. Curie")], as: Resources.self, in: tenant)
        try await platform.hold(["a consultation tomorrow at 3 pm", "Ada Byron, 415 555 0110", "yes"], in: tenant)
        let booked = try #require(try await platform.appointments(in: tenant).first)
        let draft = WaitingListDraft(
            serviceID: try await platform.service(in: tenant).id, resourceID: booked.resourceID, wish: nil, appointmentID: booked.id,
            customerName: "Ada Byron", customerPhone: try #require(PhoneNumber("+14155550110")))
        let offered = try await platform.office.wait(draft, by: TestPlatform.nora, in: tenant)
        #expect(offered.state == .offered)
        platform.clock.advance(by: WaitingListEntry.offerSeconds + 1)
        await #expect(throws: Problem.self) {
            try await platform.office.take(offerOf: offered.key, at: offered.version, by: TestPlatform.nora, in: tenant)
        }
        let moved = try await platform.office.change(
            appointment: booked.key, at: booked.version, to: AppointmentEdit(start: booked.start.addingTimeInterval(3600)),
            by: TestPlatform.nora, in: tenant)
        // The offer had lapsed; with the change it is made anew.
        let again = try #require(try await platform.office.waitingList(.offered, in: tenant).first)
        #expect(again.offer.map { $0.start < moved.start } == true)
        let days = try await AppointmentCalendar.days(from: nil, count: 3, with: nil, in: tenant, at: platform.clock.now)
        #expect(days.days.flatMap(\.appointments).map(\.resource) == ["Dr. Curie"])

        let clock = platform.clock
        let feeds = CalendarFeeds(identifiers: .system, clock: { clock.now })
        let (_, token) = try await feeds.add(.init(label: "Desk", resourceID: booked.resourceID), by: TestPlatform.nora, in: tenant)
        let (opened, resource) = try await platform.store.admission.admit(calendarToken: token, of: tenant.id)
        let calendar = try await feeds.calendar(of: opened, with: resource)
        #expect(calendar.events.map(\.sequence) == [1])
        let other = try await platform.clinic("sanitas")
        await #expect(throws: Admission.Refusal.unknownKey) {
            try await platform.store.admission.admit(calendarToken: token, of: other.id)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `deadlines follow the hours alike`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.register("desk", type: "support")
        var network = SupportCategoryDocument(name: "Network", priority: .high)
        (network.respondMinutes, network.resolveMinutes) = (60, 600)
        try await platform.save([network], as: SupportCategories.self, in: tenant)
        let said = try await platform.hold(["the network is down", "Ada Byron, 415 555 0110", "yes", "yes"], in: tenant)
        let ticket = try #require(try await platform.tickets(in: tenant).first, "\(said)")
        #expect(ticket.respondBy == platform.clock.now.addingTimeInterval(3600))
        _ = try await HoursEditor.replace(with: HoursDocument(weekly: ["monday": ["09:00-17:00"]]), in: tenant)
        let moved: Ticket = try await platform.office.find(ticket.key, in: tenant)
        #expect(moved.respondBy == (try moment("2026-11-23T15:00:00Z")))
        #expect(moved.version == ticket.version)
    }

    private func customer(_ number: String, in tenant: Tenant) async throws -> Customer {
        let phone = try #require(PhoneNumber(number))
        return try #require(try await tenant.read { try $0.customer(calling: phone) })
    }
}
