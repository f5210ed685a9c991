import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// However many callers want the same thing at the same time, one of them has it: real calls, on both engines.
@Suite(.timeLimit(.minutes(10))) struct LastOneTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `of 200 callers for the last portion one has it`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        try await platform.count(1, of: "Lasagne", in: tenant)
        try await platform.callers(200, in: tenant) { _, session in
            for words in ["one lasagne please", "pickup, Ada Byron, 415 555 0110"] { _ = try await session.say(words) }
        } together: { session in
            _ = try await session.say("yes")
        }
        let orders = try await tenant.read { try $0.orders(before: nil, limit: 500) }
        #expect(orders.count == 1)
        let item = try await platform.item("Lasagne", in: tenant)
        let explanation = try await platform.office.explain(item: item.rawValue, in: tenant)
        #expect(explanation.remaining == 0)
        #expect(!explanation.isAvailable)
        #expect(explanation.soldOutBy == "order \(orders[0].number)")
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `of 50 callers for the only time one has it`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.clinic()
        // Open for half an hour a week: there is one time.
        _ = try await HoursEditor.replace(
            with: HoursDocument(weekly: ["monday": ["09:00-09:30"]], exceptions: platform.closedMondays(after: "2026-11-23")), in: tenant)
        try await platform.callers(50, in: tenant) { _, _ in
        } together: { session in
            for words in ["I need a consultation on Monday at nine", "Ada Byron, 415 555 0110", "yes"] {
                guard await !session.isOver else { return }
                _ = try await session.say(words)
            }
        }
        let booked = try await tenant.read { try $0.appointments(before: nil, limit: 100) }
        #expect(booked.count == 1)
        let cells = try await tenant.read { try $0.rows("SELECT cell FROM slot_claim WHERE appointment_id IS NOT NULL") }
        #expect(cells.count == 30 / SlotCells.minutes)
    }
}
