import Core
import Foundation
import Storage
import Testing
import Voice

@testable import Features

/// However a call breaks off around the moment of the action: what the caller's yes was heard to is in the books once, and nothing else is.
@Suite(.timeLimit(.minutes(2))) struct DroppedCallsTests {
    private static let seeds = 1...240

    /// What a caller wants, in the words of a call.
    struct Wish: Sendable {
        let words: String
        let rest: String
        /// Takes all of its records out of the books.
        ///
        /// - Returns: how many there were.
        let clear: @Sendable (TenantTransaction) throws -> Int

        static let order = Wish(words: "two lasagne", rest: "that's it, pickup, Ada Byron, 415 555 0199") {
            try $0.execute("DELETE FROM voice_restaurant_order")
        }
        static let appointment = Wish(words: "a consultation tomorrow at 10 am", rest: "Ada Byron, 415 555 0199") {
            _ = try $0.execute("DELETE FROM slot_claim")
            return try $0.execute("DELETE FROM voice_appointment")
        }
    }

    @Test func `orders that break off around the action are as many rows as wishes`() async throws {
        try await hold(.order) { try await $0.trattoria() }
    }

    @Test func `appointments that break off around the action are as many rows as wishes`() async throws {
        try await hold(.appointment) { try await $0.clinic() }
    }

    private func hold(_ wish: Wish, in business: (TestPlatform) async throws -> Tenant) async throws {
        let platform = try await TestPlatform()
        let tenant = try await business(platform)
        var kept = 0
        for seed in Self.seeds {
            var random = Random(state: UInt64(seed))
            let isDropped = random.below(2) == 0
            let wishes = try await call(for: wish, dropped: isDropped, after: random.below(60), in: tenant, of: platform.calls)
            // The next caller wants the same time.
            let rows = try await tenant.write { try wish.clear($0) }
            #expect(rows == wishes && (!isDropped || wishes == 1), "seed \(seed)")
            kept += wishes
        }
        #expect(kept > Self.seeds.count / 2 && kept < Self.seeds.count, "some hang up too early, and some do not")
    }

    /// A call that is hung up, or whose connection is lost and comes back, so many steps after the caller's yes.
    ///
    /// - Returns: how often the caller's yes was heard.
    private func call(for wish: Wish, dropped isDropped: Bool, after steps: Int, in tenant: Tenant, of calls: Calls) async throws -> Int {
        let session = try await LineUnderTest.held(in: tenant, of: calls) { call in
            try await call.until { call.frames > 0 }
            await call.line.type(wish.words)
            try await call.until { try await call.heard.count == 1 }
            try await call.until { await !call.line.isThinking }
            await call.line.type(wish.rest)
            try await call.until { await call.line.ear.expectation == .yesOrNo }
            try await call.hearOut()
            await call.line.type("yes")
            for _ in 0..<steps { await Task.yield() }
            if !isDropped { await call.line.hangUp() }
            return call.session
        }
        guard isDropped else { return try await yeses(in: session) }
        try await LineUnderTest.held(on: session) { call in
            for _ in 0..<4 where try await !call.isDone {
                let said = try await call.heard.count
                await call.line.type("yes")
                try await call.until { try await call.heard.count > said }
                try await call.hearOut()
            }
            #expect(try await call.isDone)
            await call.line.hangUp()
        }
        return 1
    }

    private func yeses(in session: CallSession) async throws -> Int {
        let id = session.id
        return try await session.tenant.read { try $0.events(of: id, after: 0, limit: 100) }.count {
            if case .heard("yes", _, _) = $0.kind { true } else { false }
        }
    }

    private struct Random {
        var state: UInt64

        mutating func below(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
    }
}
