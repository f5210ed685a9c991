import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// What earlier calls have left in the books is changed by the caller whose number it stands under, once, and by nobody else.
struct CallerRecordsTests {
    private static let ada = "415 555 0110"
    private static let booking = ["a consultation tomorrow at 10 am", "Ada Byron, \(ada)", "yes", "no thanks, bye"]

    @Test func aCallerCancelsAnAppointmentOfAnEarlierCallAndItsTimeIsFreeAgain() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await hold(Self.booking, in: tenant, platform)
        try await hold(["I need to cancel my appointment", Self.ada, "Ada Byron", "yes"], in: tenant, platform)

        let booked = try await tenant.read { try $0.appointments(before: nil, limit: 10) }
        #expect(booked.map(\.status) == [.cancelled])
        #expect(try await tenant.read { try $0.rows("SELECT cell FROM slot_claim") }.isEmpty)
    }

    @Test func anAppointmentIsMovedAndKeepsItsNumber() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await hold(Self.booking, in: tenant, platform)
        let before = try await tenant.read { try $0.appointments(before: nil, limit: 10) }
        try await hold(
            ["I'd like to move my appointment to tomorrow at 3 pm", Self.ada, "Ada Byron", "yes"], in: tenant, platform)

        let after = try await tenant.read { try $0.appointments(before: nil, limit: 10) }
        #expect(after.map(\.number) == before.map(\.number))
        #expect(after.first?.start == before.first?.start.addingTimeInterval(5 * 3600))
        let cells = try await tenant.read { try $0.rows("SELECT cell FROM slot_claim") }
        #expect(cells.count == 30 / SlotCells.minutes)
    }

    @Test func whoGivesAnotherNameUnderThatNumberChangesNothing() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await hold(Self.booking, in: tenant, platform)
        let said = try await hold(["I need to cancel my appointment", Self.ada, "Karl Marx", "yes"], in: tenant, platform)
        #expect(!said.contains { $0.contains("Consultation") })
        #expect(try await tenant.read { try $0.appointments(before: nil, limit: 10) }.map(\.status) == [.scheduled])
    }

    @Test func whoeverTypesSomebodysNumberDoesNotRenameThem() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let phone = try #require(PhoneNumber(Self.ada))
        func order(as name: String, from line: PhoneNumber?, over channel: Call.Channel) async throws -> [String?] {
            let call = try await platform.calls.start(from: line, over: channel, in: tenant)
            let session = await platform.calls.session(call.id, in: tenant)
            _ = try await session.begin()
            for words in ["two lasagne", "that's it, pickup, my name is \(name), \(Self.ada)", "yes"] {
                _ = try await session.hear([Hypothesis(words)], medium: .text)
            }
            try await session.end(.caller)
            let written = try await RecordLists.orders(after: nil, limit: 1, in: tenant).data.first?.customerName
            return [try await tenant.read { try $0.customer(calling: phone)?.name }, written]
        }
        #expect(try await order(as: "Ada Byron", from: nil, over: .browser) == ["Ada Byron", "Ada Byron"])
        #expect(try await order(as: "Karl Marx", from: nil, over: .browser) == ["Ada Byron", "Karl Marx"])
        #expect(try await order(as: "Karl Marx", from: phone, over: .browser) == ["Ada Byron", "Karl Marx"], "typed, not proven")
        let another = PhoneNumber("+14155550199")
        #expect(try await order(as: "Karl Marx", from: another, over: .phone) == ["Ada Byron", "Karl Marx"], "another line")
    }

    @Test func anotherBusinessKnowsNothingOfTheCaller() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let other = try await platform.clinic("sanitas")
        try await hold(Self.booking, in: tenant, platform)
        let said = try await hold(["when is my appointment", Self.ada, "Ada Byron"], in: other, platform)
        #expect(said.contains { $0.contains("find no appointment") })
    }

    @Test func aRecordUnderAnotherNumberIsNotTouchedWhateverIsAskedFor() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await hold(Self.booking, in: tenant, platform)
        let id = try #require(try await tenant.read { try $0.appointments(before: nil, limit: 1) }.first).id.rawValue
        let stranger = RecordReference(record: id, phone: try #require(PhoneNumber("415 555 0199")))
        let now = platform.clock.now
        await #expect(throws: ActionRefusal.self) {
            try await tenant.write { try CallersChanges(now: now).cancelAppointment(stranger, in: $0) }
        }
    }

    @Test func theLineOfAKnownCustomerOpensTheBooksAtOnce() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await hold(Self.booking, in: tenant, platform)
        let said = try await hold(["when is my appointment"], from: Self.ada, in: tenant, platform)
        #expect(said.contains { $0.contains("Your Consultation is tomorrow") })
    }

    @Test func theUsualIsReadFromTheOrderBefore() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        try await hold(["two lasagne", "pickup, Ada Byron, \(Self.ada)", "yes", "bye"], in: tenant, platform)
        let said = try await hold(["the usual please"], from: Self.ada, in: tenant, platform)
        #expect(said.contains { $0.contains("two Lasagne") })
    }

    @Test func anOrderThatIsBeingMadeIsNotCancelled() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        try await hold(["two lasagne", "pickup, Ada Byron, \(Self.ada)", "yes", "bye"], in: tenant, platform)
        _ = try await tenant.write { try $0.execute("UPDATE voice_restaurant_order SET order_status = \(Order.Status.preparing)") }
        try await hold(["please cancel my order", "yes"], from: Self.ada, in: tenant, platform)
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.map(\.status) == [.preparing])
    }

    @Test func aCallBackThatIsPromisedIsATicketWithItsTime() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await hold(["can somebody call me back tomorrow at three", "415 555 0110", "yes"], in: tenant, platform)
        let tickets = try await tenant.read { try $0.tickets(before: nil, limit: 10) }
        #expect(tickets.map { $0.dueAt.map { $0.timeIntervalSince(platform.clock.now) < 2 * 86_400 } } == [true])
        #expect(tickets.first?.customerPhone?.e164 == "+14155550110")
    }

    /// Holds a call.
    ///
    /// - Parameter phone: the number it comes from, where that is known for sure.
    /// - Returns: what the agent said.
    @discardableResult
    private func hold(
        _ lines: [String], from phone: String? = nil, in tenant: Tenant, _ platform: TestPlatform
    ) async throws -> [String] {
        let call = try await platform.calls.start(from: phone.flatMap { PhoneNumber($0) }, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        var said = try await session.begin()?.replies ?? []
        for line in lines { said += try await session.say(line).replies }
        return said
    }
}
