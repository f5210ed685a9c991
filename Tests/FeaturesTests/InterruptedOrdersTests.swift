import Core
import Foundation
import Storage
import Testing
import Voice

@testable import Features

/// However a caller breaks in around the moment when an order is placed: what they agreed to is in the books once, and nothing else is.
@Suite(.timeLimit(.minutes(5))) struct InterruptedOrdersTests {
    private static let seeds = 1...1_000
    private static let atOnce = 8

    @Test func `a thousand orders with an interruption around the action are a thousand rows`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        // Each takes its share, so that few are in memory at a time.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for share in 0..<Self.atOnce {
                group.addTask {
                    for seed in Self.seeds where seed % Self.atOnce == share {
                        try await order(as: Caller(seed: UInt64(seed)), in: tenant, of: platform.calls)
                    }
                }
            }
            try await group.waitForAll()
        }
        let orders = try await tenant.read { try $0.orders(before: nil, limit: 2 * Self.seeds.count) }
        #expect(orders.count == Self.seeds.count)
        #expect(Set(orders.map(\.total)).count == 1)
    }

    /// A caller who wants two lasagne, and is impatient.
    private struct Caller {
        enum Impatience: Int, CaseIterable {
            case yes, listening, cough, repeatedYes, sayingItAgain
        }

        let seed: UInt64
        let impatience: Impatience
        /// How long into what the agent says.
        let delay: Duration
        /// While the read-back is said, or while what came of it is.
        let isBeforeAction: Bool

        init(seed: UInt64) {
            var state = seed
            func random(below bound: UInt64) -> UInt64 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 33) % bound
            }
            self.seed = seed
            impatience = Impatience.allCases[Int(random(below: UInt64(Impatience.allCases.count)))]
            delay = .milliseconds(20 * random(below: 90))
            isBeforeAction = random(below: 2) == 0
        }

        var words: String {
            switch impatience {
            case .yes: "yes please"
            case .listening: "mm-hm"
            case .cough: ""
            case .repeatedYes: "yes, place the order"
            case .sayingItAgain: "make it two lasagne"
            }
        }
    }

    private func order(as caller: Caller, in tenant: Tenant, of calls: Calls) async throws {
        try await LineUnderTest.held(in: tenant, of: calls) { call in
            try await call.until { call.frames > 0 }
            // What the line sounds like when nobody speaks.
            await call.wait(.milliseconds(300))
            await call.line.type("two lasagne")
            try await call.until { try await call.heard.count == 1 }
            await call.line.type("that's it, pickup, Ada Byron, 415 555 0199")
            try await call.until { await call.line.ear.expectation == .yesOrNo }
            try await call.until { await call.line.playback.isAudible(at: call.clock.now) }
            if caller.isBeforeAction { try await interrupt(call, as: caller) }
            // Whoever has heard a question to its end answers it.
            for _ in 0..<6 {
                try await call.hearOut()
                if try await call.isDone { break }
                try await say("yes", on: call)
            }
            if !caller.isBeforeAction { try await interrupt(call, as: caller) }
            try await call.hearOut()
            try await say("no thanks, bye", on: call)
            #expect(try await call.log.count { if case .actionDone = $0 { true } else { false } } == 1, "\(caller)")
        }
    }

    private func interrupt(_ call: LineUnderTest, as caller: Caller) async throws {
        await call.step(caller.delay)
        await call.say(caller.words, for: .milliseconds(240))
        if caller.impatience == .repeatedYes {
            // While the first is being thought about.
            try await call.endTurn()
            await call.say(caller.words, for: .milliseconds(240))
        }
        try await call.endTurn()
    }

    private func say(_ words: String, on call: LineUnderTest) async throws {
        await call.say(words, for: .milliseconds(240))
        try await call.endTurn()
        try await call.until { await !call.line.isThinking }
    }
}
