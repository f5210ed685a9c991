import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// Several who do the work, what is kept free around it, who waits for a time, and why one is not offered.
struct AppointmentBookTests {
    private static let wish = "I need a consultation tomorrow at 10 am"
    private static let ada = "Ada Byron, 415 555 0110"
    private static let grace = "Grace Hopper, 415 555 0199"

    private let platform: TestPlatform
    private let tenant: Tenant

    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.clinic()
    }

    private func resources(_ names: String...) async throws {
        try await platform.save(names.map { ResourceDocument(name: $0) }, as: Resources.self, in: tenant)
    }

    private func service(_ change: (inout ServiceDocument) -> Void) async throws {
        let service = try await platform.service(in: tenant)
        var document = ServiceDocument(service)
        change(&document)
        let (now, changed) = (platform.clock.now, document)
        _ = try await tenant.write { try Services.save(changed, id: service.id.rawValue, at: now, in: $0) }
    }

    private func change(_ appointment: Appointment, _ edit: AppointmentEdit) async throws -> Appointment {
        try await platform.office.change(
            appointment: appointment.key, at: appointment.version, to: edit, by: TestPlatform.nora, in: tenant)
    }

    private func explain(_ start: Date) async throws -> SlotExplanation {
        try await SlotExplanation.of(platform.service(in: tenant).id, at: start, in: tenant, now: platform.clock.now)
    }

    @Test func `two who do the same work are booked at the same time, and the third caller gets another time`() async throws {
        try await resources("Dr. Curie", "Dr. Noether")
        for caller in [Self.ada, Self.grace, "Lise Meitner, 415 555 0122"] {
            try await platform.hold([Self.wish, caller, "yes"], in: tenant)
        }
        let booked = try await platform.appointments(in: tenant)
        #expect(booked.count >= 2)
        let first = booked.filter { $0.start == booked.last?.start }
        #expect(Set(first.map(\.resource)) == ["Dr. Curie", "Dr. Noether"])
        #expect(Set(booked.map { "\($0.start) \($0.resource)" }).count == booked.count)
    }

    @Test func `a caller hears with whom, and the least busy is chosen`() async throws {
        try await resources("Dr. Curie", "Dr. Noether")
        try await platform.hold(["a consultation tomorrow at 9 am", Self.ada, "yes"], in: tenant)
        let said = try await platform.hold([Self.wish, Self.grace, "yes"], in: tenant)
        #expect(said.contains { $0.contains("with Dr. Noether") })
        #expect(try await platform.appointments(in: tenant).map(\.resource) == ["Dr. Noether", "Dr. Curie"])
    }

    @Test func `a service is done only by those it names, and by nobody who is away`() async throws {
        try await resources("Dr. Curie", "Dr. Noether")
        let curie = try #require(try await tenant.read { try $0.resources() }.first { $0.name == "Dr. Curie" })
        try await service { $0.resources = [curie.id ?? ""] }
        try await platform.hold([Self.wish, Self.ada, "yes"], in: tenant)
        let appointment = try #require(try await platform.appointments(in: tenant).first)
        #expect(appointment.resource == "Dr. Curie")

        let now = platform.clock.now
        var away = curie
        away.available = false
        let absent = away
        _ = try await tenant.write { try Resources.save(absent, id: absent.id ?? "", at: now, in: $0) }
        let reasons = try await explain(appointment.start.addingTimeInterval(3600)).reasons
        #expect(reasons.map(\.code) == [.noResource])
    }

    @Test func `what is kept free before and after a service is nobody else's`() async throws {
        try await service { ($0.buffer, $0.bufferBefore) = (10, 20) }
        try await platform.hold([Self.wish, Self.ada, "yes"], in: tenant)
        let booked = try #require(try await platform.appointments(in: tenant).first)
        let cells = try await tenant.read { try $0.rows("SELECT cell FROM slot_claim WHERE appointment_id IS NOT NULL ORDER BY cell") }
            .map { try $0.get("cell") as Int }
        #expect(cells.first == SlotCells.cell(of: booked.start) - 4)
        #expect(cells.count == 60 / SlotCells.minutes)
        #expect(try await explain(booked.start.addingTimeInterval(30 * 60)).reasons.first?.appointment == booked.number)
        #expect(try await explain(booked.start.addingTimeInterval(60 * 60)).isOffered)
    }

    @Test func `it is explained why a time is not offered`() async throws {
        _ = try await HoursEditor.replace(with: HoursDocument(weekly: ["monday": ["09:00-12:00"]]), in: tenant)
        try await service { ($0.lead, $0.horizon) = (240, 14) }
        let monday = try moment("2026-11-23T14:00:00Z")  // Nine o'clock in New York.
        #expect(try await explain(monday).isOffered)
        #expect(try await explain(monday.addingTimeInterval(-3600)).reasons.map(\.code) == [.closed])
        #expect(try await explain(monday.addingTimeInterval(300)).reasons.map(\.code) == [.offGrid])
        #expect(try await explain(monday.addingTimeInterval(28 * 86_400)).reasons.map(\.code) == [.beyondHorizon])
        platform.clock.advance(by: monday.timeIntervalSince(platform.clock.now) - 3600)
        #expect(try await explain(monday).reasons.map(\.code) == [.tooSoon])
        let later = monday.addingTimeInterval(7 * 86_400)
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.say("a consultation on November 30 at 9 am")
        let held = try #require(try await explain(later).reasons.first)
        #expect(held.code == .held)
        #expect(held.heldUntil == platform.clock.now.addingTimeInterval(AppointmentBooking.holdSeconds))
    }

    @Test func `staff move an appointment to a free time, and never onto another`() async throws {
        try await platform.hold([Self.wish, Self.ada, "yes"], in: tenant)
        try await platform.hold(["a consultation tomorrow at 11 am", Self.grace, "yes"], in: tenant)
        let booked = try await platform.appointments(in: tenant)
        let (graces, adas) = (try #require(booked.first), try #require(booked.last))
        let refused = await #expect(throws: Problem.self) { try await change(adas, AppointmentEdit(start: graces.start)) }
        #expect(refused?.code == "slot-taken")
        let moved = try await change(adas, AppointmentEdit(start: adas.start.addingTimeInterval(7200)))
        #expect(moved.end == moved.start.addingTimeInterval(1800))
        #expect(try await explain(adas.start).isOffered)
        #expect(try await explain(moved.start).reasons.first?.appointment == adas.number)
        #expect(try await tenant.read { try $0.rows("SELECT cell FROM slot_claim") }.count == 12)
    }

    @Test func `nobody has stayed away before the time, and who did is put right`() async throws {
        try await platform.hold([Self.wish, Self.ada, "yes"], in: tenant)
        let booked = try #require(try await platform.appointments(in: tenant).first)
        await #expect(throws: Problem.self) { try await change(booked, AppointmentEdit(status: .noShow)) }
        platform.clock.advance(by: 86_400)
        let missed = try await change(booked, AppointmentEdit(status: .noShow))
        #expect(try await change(missed, AppointmentEdit(status: .completed)).status == .completed)
    }

    @Test func `who waits is offered the time that becomes free, and it is kept for them alone`() async throws {
        try await platform.hold([Self.wish, Self.ada, "yes"], in: tenant)
        let booked = try #require(try await platform.appointments(in: tenant).first)
        let zone = try await tenant.read { try $0.profile().zone }
        let local = booked.start.local(in: zone)
        let draft = WaitingListDraft(
            serviceID: try await platform.service(in: tenant).id, resourceID: nil,
            wish: .init(from: local.date, through: local.date, earliest: local.time, latest: LocalTime(minutes: local.time.minutes + 1)),
            appointmentID: nil, customerName: "Grace Hopper", customerPhone: try #require(PhoneNumber("+14155550199")))
        let entry = try await platform.office.wait(draft, by: TestPlatform.nora, in: tenant)
        #expect(entry.state == .waiting)

        // The caller cancels; the office does nothing.
        try await platform.hold(["I need to cancel my appointment", "415 555 0110", "Ada Byron", "yes"], in: tenant)
        let offered = try #require(try await platform.office.waitingList(.offered, in: tenant).first)
        #expect(offered.offer?.start == booked.start)
        #expect(try await explain(booked.start).reasons.map(\.code) == [.held])

        let taken = try await platform.office.take(
            offerOf: offered.key, at: offered.version, by: TestPlatform.nora, in: tenant)
        #expect(taken.start == booked.start)
        #expect(taken.customerName == "Grace Hopper")
        #expect(try await platform.office.waitingList(.booked, in: tenant).count == 1)
        #expect(try await explain(booked.start).reasons.map(\.code) == [.taken])
    }

    @Test func `an offer that nobody took goes to the next, and an earlier time is one before theirs`() async throws {
        try await platform.hold(["a consultation tomorrow at 3 pm", Self.grace, "yes"], in: tenant)
        let booked = try #require(try await platform.appointments(in: tenant).first)
        let draft = WaitingListDraft(
            serviceID: try await platform.service(in: tenant).id, resourceID: nil, wish: nil, appointmentID: booked.id,
            customerName: "Grace Hopper", customerPhone: try #require(PhoneNumber("+14155550199")))
        let entry = try await platform.office.wait(draft, by: TestPlatform.nora, in: tenant)
        // The clinic is always open: there is an earlier time at once.
        let offer = try #require(entry.offer)
        #expect(offer.start < booked.start)
        let moved = try await platform.office.take(offerOf: entry.key, at: entry.version, by: TestPlatform.nora, in: tenant)
        #expect(moved.id == booked.id)
        #expect(moved.start == offer.start)
        #expect(try await explain(booked.start).isOffered)
    }
}
