import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// What is offered is held, what is booked is nobody else's.
struct AppointmentBookingTests {
    private let wish = "I need a consultation tomorrow at 10 am"

    @Test func twoCallersAreNeverOfferedTheSameTime() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let first = try await offers(to: wish, in: tenant, platform)
        let second = try await offers(to: wish, in: tenant, platform)
        #expect(!first.isEmpty && !second.isEmpty)
        #expect(Set(first).isDisjoint(with: second))
    }

    @Test func anOfferNobodyTookIsFreeAgainAfterAWhile() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let first = try await offers(to: wish, in: tenant, platform)
        platform.clock.advance(by: 601)
        #expect(try await offers(to: wish, in: tenant, platform) == first)
    }

    @Test func whatABrowserIsOfferedIsKeptAsLongAsItTalks() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.say(wish)
        for _ in 0..<4 {
            platform.clock.advance(by: 100)
            _ = try await session.say("what does it cost?")
        }
        let now = platform.clock.now
        let held = try await tenant.read { try $0.rows("SELECT cell FROM slot_claim WHERE held_until > \(now)").count }
        #expect(held > 0)
        platform.clock.advance(by: 121)
        let later = platform.clock.now
        #expect(try await tenant.read { try $0.rows("SELECT cell FROM slot_claim WHERE held_until > \(later)") }.isEmpty)
    }

    @Test func browsersHoldSoMuchTogetherAndNoMore() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let telephone = try await platform.calls.start(from: PhoneNumber("+14155550101"), over: .phone, in: tenant)
        let session = await platform.calls.session(telephone.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.say(wish)
        for _ in 0..<AppointmentBooking.mostUnprovenHolders + 5 {
            let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
            let session = await platform.calls.session(call.id, in: tenant)
            _ = try await session.begin()
            _ = try await session.say("a consultation next week please")
            platform.clock.advance(by: 1)
        }
        let holders = try await tenant.read { transaction in
            try transaction.rows("SELECT DISTINCT call_id FROM slot_claim").map { try $0.get("call_id") as String }
        }
        #expect(holders.count == AppointmentBooking.mostUnprovenHolders + 1)
        #expect(holders.contains(telephone.id.rawValue), "who is surely there keeps what was offered")
    }

    @Test func callersAtTheSameTimeBookDifferentTimes() async throws {
        let callers = 20
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
                    let session = await platform.calls.session(call.id, in: tenant)
                    _ = try await session.begin()
                    let lines = ["a consultation next week please", "the first one is fine", "Ada Byron, 415 555 01\(caller + 10)", "yes"]
                    for line in lines { _ = try await session.say(line) }
                }
            }
            try await group.waitForAll()
        }
        let booked = try await tenant.read { try $0.appointments(before: nil, limit: 100) }
        #expect(booked.count == callers)
        #expect(Set(booked.map(\.start)).count == callers)
    }

    /// The times offered to a new call, from the events of its log.
    private func offers(to words: String, in tenant: Tenant, _ platform: TestPlatform) async throws -> [Int] {
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.say(words)
        return try await tenant.read { transaction in
            try transaction.rows("SELECT cell FROM slot_claim WHERE call_id = \(call.id) ORDER BY cell").map { try $0.get("cell") }
        }
    }
}
