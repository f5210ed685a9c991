import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// A call is a log: what a turn leads to commits with it, once, and survives whatever happens to the process.
struct CallSessionTests {
    private let order = ["two lasagne and a panna cotta", "pickup, Ada Byron, 415 555 0199", "yes"]

    @Test func aConfirmedOrderIsInTheBooksWhenTheAnswerIsGiven() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order { _ = try await session.say(words) }

        let orders = try await tenant.read { try $0.orders(before: nil, limit: 10) }
        #expect(orders.map(\.total) == [Money(minorUnits: 2 * 1450 + 625, currency: "USD")])
        #expect(orders.first?.customerName == "Ada Byron")
    }

    @Test func nothingIsStoredBeforeAnExplicitYes() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order.dropLast() { _ = try await session.say(words) }
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.isEmpty)
    }

    @Test func aCallGoesOnInAnotherProcessWhereItStopped() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order.dropLast() { _ = try await session.say(words) }

        let elsewhere = await platform.otherProcess().session(session.id, in: tenant)
        _ = try await elsewhere.say("yes")
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.count == 1)
    }

    @Test func aCallGoesOnFromWhatAnOlderBuildHasStoredOfIt() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order.dropLast() { _ = try await session.say(words) }
        // That build had fewer members in a dialogue's state.
        let id = session.id
        try await tenant.write { transaction in
            let row = try #require(
                try transaction.row(
                    "SELECT position, body FROM call_event WHERE call_id = \(id) AND kind = 'understood' ORDER BY sequence DESC LIMIT 1"))
            let position: Int = try row.get("position")
            var kind = try JSONDecoder().decode([String: [String: JSONValue]].self, from: Data((try row.get("body") as String).utf8))
            guard case .object(var state)? = kind["understood"]?["state"] else {
                Issue.record("no state is stored")
                return
            }
            for member in ["refused", "doubtful", "attempts", "denied", "refusals"] {
                #expect(state.removeValue(forKey: member) != nil)
            }
            kind["understood"]?["state"] = .object(state)
            try transaction.execute("UPDATE call_event SET body = \(json: kind) WHERE position = \(position)")
        }

        let elsewhere = await platform.otherProcess().session(id, in: tenant)
        _ = try await elsewhere.say("yes")
        let orders = try await tenant.read { try $0.orders(before: nil, limit: 10) }
        #expect(orders.map(\.customerName) == ["Ada Byron"])
    }

    @Test func twoProcessesThatAnswerOneCallPlaceItsOrderOnce() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order.dropLast() { _ = try await session.say(words) }

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                let process = platform.otherProcess()
                group.addTask {
                    // Who comes too late is told so; that is not what this test is about.
                    _ = try? await process.session(session.id, in: tenant).say("yes")
                }
            }
        }
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.count == 1)
        let log = try await tenant.read { try $0.events(of: session.id, after: 0, limit: 1000) }
        #expect(log.map(\.sequence) == Array(1...log.count))
    }

    @Test func whatTheCallerDidNotHearIsNotInTheTranscriptAndNoYesToItPlacesTheOrder() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        _ = try await session.say(order[0])
        let readBack = try #require(try await session.say(order[1]).sentences.last)
        try await session.interrupted([CallSession.Cut(readBack, heard: "So: two")])

        let transcript = try await tenant.read { try $0.transcript(of: session.id, limit: 3) }
        #expect(transcript.map(\.text) == [order[1], "So: two …"])
        // Another process reads it from the log.
        let elsewhere = await platform.otherProcess().session(session.id, in: tenant)
        _ = try await elsewhere.say("yes")
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.isEmpty)
        _ = try await elsewhere.say("yes")
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.count == 1)
    }

    @Test func anItemSoldOutDuringTheCallIsNotOrdered() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order.dropLast() { _ = try await session.say(words) }

        var lasagne = try #require(
            try await tenant.read { try MenuItems.page(after: "", limit: 10, in: $0) }.first { $0.name == "Lasagne" })
        lasagne.available = false
        let (changed, id, now) = (lasagne, try #require(lasagne.id), platform.clock.now)
        _ = try await tenant.write { try MenuItems.save(changed, id: id, at: now, in: $0) }

        let answer = try await session.say("yes")
        #expect(!answer.replies.isEmpty)
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.isEmpty)
    }

    @Test func aSessionLeavesMemoryWhenIdleAndItsCallGoesOn() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        _ = try await session.say(order[0])

        platform.clock.advance(by: 61)
        try await platform.calls.passivateIdle()
        #expect(await platform.calls.count == 0)

        let revived = await platform.calls.session(session.id, in: tenant)
        for words in order.dropFirst() { _ = try await revived.say(words) }
        #expect(try await tenant.read { try $0.orders(before: nil, limit: 10) }.count == 1)
    }

    @Test func anAbandonedCallIsEndedAndItsHoldsGivenBack() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let session = try await begin(in: tenant, of: platform.calls)
        _ = try await session.say("a consultation next week please")
        for seconds in [61.0, 900] {
            platform.clock.advance(by: seconds)
            try await platform.calls.passivateIdle()
        }
        let log = try await tenant.read { try $0.events(of: session.id, after: 0, limit: 100) }
        #expect(log.last?.kind == .ended(outcome: .none, reason: .abandoned))
        #expect(try await tenant.read { try $0.rows("SELECT cell FROM slot_claim") }.isEmpty)
    }

    @Test func anEndedCallTakesNoTurn() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        try await session.end(.caller)
        try await session.end(.caller)
        await #expect(throws: CallSession.TurnError.ended) { try await session.say("hello") }
    }

    @Test func anUnknownCallIsNotBegunByAskingForIt() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = await platform.calls.session(.init("nobody"), in: tenant)
        await #expect(throws: CallSession.TurnError.noSuchCall) { try await session.begin() }
    }

    @Test func theGreetingIsSaidOnceHoweverManyConnect() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let greetings = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<6 {
                let calls = number.isMultiple(of: 2) ? platform.calls : platform.otherProcess()
                group.addTask { try await calls.session(call.id, in: tenant).begin() != nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(greetings == 1)
    }

    @Test func whatCameOfACallIsKnownToWhoeverEndsIt() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for words in order { _ = try await session.say(words) }
        try await platform.otherProcess().session(session.id, in: tenant).end(.caller)
        #expect(try await tenant.read { try $0.call(session.id)?.outcome } == .order)
    }

    @Test func aNumberTypedByAStrangerIsToldNoName() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let phone = try #require(PhoneNumber("415 555 0199"))
        try await platform.save([Customer(name: "Ada Byron", phone: phone)], as: Customers.self, in: tenant)
        let call = try await platform.calls.start(from: phone, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        var said = try #require(try await session.begin()).replies
        for words in order.prefix(1) + ["pickup please", "that's all"] { said += try await session.say(words).replies }
        #expect(!said.contains { $0.contains("Ada") })
    }

    @Test func moreThanAKitchenCanMakeIsNotTaken() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        for dish in ["lasagne", "panna cotta", "lasagne", "panna cotta"] {
            #expect(!(try await session.say("nine hundred ninety nine trillion \(dish) please")).replies.isEmpty)
            #expect(!(try await session.say("nine hundred \(dish) please")).replies.isEmpty)
        }
    }

    @Test func theGreetingIsSaidOnce() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await begin(in: tenant, of: platform.calls)
        #expect(try await session.begin() == nil)
    }

    private func begin(in tenant: Tenant, of calls: Calls) async throws -> CallSession {
        let call = try await calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await calls.session(call.id, in: tenant)
        let greeting = try #require(try await session.begin())
        #expect(!greeting.replies.isEmpty)
        return session
    }
}

extension CallSession {
    /// The caller types a line.
    func say(_ text: String) async throws -> Answer {
        try await hear([Hypothesis(text)], medium: .text)
    }
}
