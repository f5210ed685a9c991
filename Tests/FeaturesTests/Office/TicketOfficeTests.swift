import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// Tickets: promised times on the hours of the business, recomputed when anything they hang on changes; merging; opening again.
struct TicketOfficeTests {
    private let platform: TestPlatform
    private let tenant: Tenant

    /// A help desk open on weekdays from nine to five in New York; it is Friday, three o'clock in the afternoon UTC, ten there.
    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.register("desk", type: "support")
        _ = try await HoursEditor.replace(with: Self.hours("09:00-17:00"), in: tenant)
        var network = SupportCategoryDocument(name: "Network", priority: .high)
        (network.respondMinutes, network.resolveMinutes) = (60, 600)
        try await platform.save(
            [network, SupportCategoryDocument(name: "Printing", priority: .low)], as: SupportCategories.self, in: tenant)
    }

    private static func hours(_ open: String) -> HoursDocument {
        HoursDocument(weekly: ["monday": [open], "tuesday": [open], "wednesday": [open], "thursday": [open], "friday": [open]])
    }

    private func category(_ name: String) async throws -> SupportCategory {
        try #require(try await tenant.read { try $0.supportCategories() }.first { $0.name == name })
    }

    private func open(_ subject: String = "The network is down") async throws -> Ticket {
        let (now, network) = (platform.clock.now, try await category("Network"))
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        return try await tenant.write { transaction in
            let opening = TicketOpening(identifiers: .system, now: now)
            return try opening.open(
                TicketDraft(category: network.id, subject: subject, contact: Contact(name: "Ada", phone: PhoneNumber("+14155550110"))),
                about: [network], for: call.id, in: transaction)
        }
    }

    private func change(_ ticket: Ticket, _ edit: TicketEdit) async throws -> Ticket {
        try await platform.office.change(ticket: ticket.key, at: ticket.version, to: edit, by: TestPlatform.nora, in: tenant)
    }

    private func find(_ ticket: Ticket) async throws -> Ticket {
        try await platform.office.find(ticket.key, in: tenant)
    }

    @Test func `time runs while the business is open, over the night and the weekend`() async throws {
        let ticket = try await open()
        #expect(ticket.respondBy == (try moment("2026-11-20T16:00:00Z")))
        // Seven hours on Friday, three on Monday.
        #expect(ticket.resolveBy == (try moment("2026-11-23T17:00:00Z")))
    }

    @Test func `an hour that the clock skips or shows twice is no more and no less than an hour`() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let spring = try moment("2026-03-08T05:00:00Z")  // Midnight before the clocks go forward.
        #expect(OpeningHours.alwaysOpen.instant(after: 86_400, ofOpenTimeFrom: spring, in: zone) == spring.addingTimeInterval(86_400))
        let night = OpeningHours(weekly: [.saturday: [.init(opens: 1320, closes: 1800)]])
        let evening = try moment("2026-11-01T02:00:00Z")  // Ten in the evening, when the clocks go back in the night.
        #expect(night.instant(after: 9 * 3600, ofOpenTimeFrom: evening, in: zone) == evening.addingTimeInterval(9 * 3600))
        #expect(OpeningHours(weekly: [:]).instant(after: 60, ofOpenTimeFrom: spring, in: zone) == nil)
    }

    @Test func `what is promised changes with priority, category and hours`() async throws {
        let ticket = try await open()
        let urgent = try await change(ticket, TicketEdit(priority: .urgent))
        #expect(urgent.respondBy == (try moment("2026-11-20T15:30:00Z")))
        let printing = try await change(urgent, TicketEdit(categoryID: category("Printing").id))
        #expect(printing.respondBy == nil)
        let network = try await change(printing, TicketEdit(priority: .high, categoryID: category("Network").id))
        #expect(network.resolveBy == ticket.resolveBy)

        _ = try await HoursEditor.replace(with: Self.hours("09:00-22:00"), in: tenant)
        let longer = try await find(network)
        #expect(longer.resolveBy == (try moment("2026-11-21T01:00:00Z")))
        #expect(longer.version == network.version, "who has it open may go on")

        var document = SupportCategoryDocument(try await category("Network"))
        (document.respondMinutes, document.resolveMinutes) = (30, nil)
        let (now, changed) = (platform.clock.now, document)
        _ = try await tenant.write { try SupportCategories.save(changed, id: changed.id ?? "", at: now, in: $0) }
        #expect(try await find(network).respondBy == (try moment("2026-11-20T15:30:00Z")))
        #expect(try await find(network).resolveBy == nil)
    }

    @Test func `a ticket that nobody answered in time is late, and stays so`() async throws {
        let ticket = try await open()
        #expect(!ticket.isBreached(at: platform.clock.now))
        platform.clock.advance(by: 3601)
        #expect(ticket.isBreached(at: platform.clock.now))
        let begun = try await change(ticket, TicketEdit(status: .inProgress, assignee: .set("Grace")))
        #expect(begun.respondedAt == platform.clock.now)
        #expect(begun.isBreached(at: platform.clock.now))
    }

    @Test func `a public note answers the customer, and one for staff does not`() async throws {
        let ticket = try await open()
        _ = try await platform.office.add(
            NoteDraft(text: "Looks like the router."), to: ticket.key, Ticket.self, by: TestPlatform.nora, in: tenant)
        #expect(try await find(ticket).respondedAt == nil)
        platform.clock.advance(by: 1)
        _ = try await platform.office.add(
            NoteDraft(text: "We are on it.", isPublic: true), to: ticket.key, Ticket.self, by: TestPlatform.nora, in: tenant)
        #expect(try await find(ticket).respondedAt == platform.clock.now)
        let notes = try await platform.office.notes(of: ticket.key, Ticket.self, in: tenant)
        #expect(notes.map(\.isPublic) == [false, true])
        #expect(notes.map(\.author) == ["Nora", "Nora"])
        #expect(try await platform.office.history(of: ticket.key, Ticket.self, in: tenant).map(\.action) == [.answered, .noted])
        await #expect(throws: Problem.notFound("ticket")) { try await platform.office.notes(of: "tkt_none", Ticket.self, in: tenant) }
    }

    @Test func `who comes back to a settled ticket waits anew`() async throws {
        let ticket = try await open()
        let resolved = try await change(ticket, TicketEdit(status: .resolved))
        #expect(resolved.resolvedAt == platform.clock.now)
        platform.clock.advance(by: 3 * 86_400)
        let again = try await change(resolved, TicketEdit(status: .open))
        #expect(again.resolvedAt == nil)
        #expect(again.respondBy == (try moment("2026-11-23T16:00:00Z")))
        #expect(!again.isBreached(at: platform.clock.now))
    }

    @Test func `two tickets that are one become one, with what was written beside both`() async throws {
        let (first, second) = (try await open("The network is down"), try await open("No internet"))
        for ticket in [first, second] {
            _ = try await platform.office.add(
                NoteDraft(text: ticket.subject), to: ticket.key, Ticket.self, by: TestPlatform.nora, in: tenant)
        }
        let (kept, closed) = try await platform.office.merge(
            ticket: second.key, at: second.version, into: first.key, by: TestPlatform.nora, in: tenant)
        #expect(closed.status == .closed)
        #expect(closed.mergedInto == first.number)
        #expect(kept.status == .open)
        let notes = try await platform.office.notes(of: first.key, Ticket.self, in: tenant).map(\.text)
        #expect(notes.count == 3)
        #expect(notes.contains { $0.contains("From ticket \(second.number), No internet") })
        await #expect(throws: Problem.self) { try await change(closed, TicketEdit(status: .open)) }
        await #expect(throws: StaleRecord<Ticket>.self) { try await change(second, TicketEdit(status: .open)) }
    }
}
