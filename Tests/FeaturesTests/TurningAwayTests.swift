import Conversation
import Core
import Foundation
import Storage
import TestSupport
import Testing
import Voice

@testable import Features

/// Calls with a business that takes none any more.
@Suite(.timeLimit(.minutes(1))) struct TurningAwayTests {
    private let platform: TestPlatform
    private let tenant: Tenant

    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.trattoria()
    }

    @Test func `the caller is told so and the call is over`() async throws {
        try await LineUnderTest.held(in: tenant, of: platform.calls) { call in
            try await call.listen()
            await call.line.type("two lasagne")
            try await call.until { try await call.heard.count == 1 }
            try await call.hearOut()
            await call.line.turnAway()
            try await call.until { await call.line.isOver }
            try await call.until { call.voice.sentences.contains { $0.contains("not available at the moment") } }
            let last = try await call.log.suffix(2)
            #expect(last.map(\.name) == ["said", "ended"] && last.last == .ended(outcome: .none, reason: .unavailable))
        }
    }

    @Test func `a call whose business is gone ends all the same`() async throws {
        let folder = try TemporaryFolder()
        try await LineUnderTest.held(in: tenant, of: platform.calls) { call in
            try await call.listen()
            _ = try await platform.deletion(Recordings(in: folder.url)).delete(tenant.id, by: "ada", reason: "asked for it")
            await call.line.turnAway()
            try await call.until { await call.line.isOver }
            try await call.until { call.voice.sentences.contains { BuiltInLine.farewell.hasPrefix($0) } }
        }
    }

    @Test func `a call's token does not open the call of a business that is suspended`() async throws {
        let access = CallAccess(store: platform.store, identifiers: .system, clock: { [clock = platform.clock] in clock.now })
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let token = try await access.token(for: call.id, in: tenant)
        #expect(try await access.tenant(of: call.id, openedBy: token) != nil)
        let business = tenant.id
        try await platform.store.platform.write { transaction in
            _ = try transaction.execute("UPDATE business SET standing = 'suspended' WHERE business_id = \(business)")
        }
        #expect(try await access.tenant(of: call.id, openedBy: token) == nil)
    }

    @Test func `a call that was parked when its business went is given up`() async throws {
        let folder = try TemporaryFolder()
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        _ = try await platform.calls.session(call.id, in: tenant).begin()
        platform.clock.advance(by: 61)
        try await platform.calls.passivateIdle()
        _ = try await platform.deletion(Recordings(in: folder.url)).delete(tenant.id, by: "ada", reason: "asked for it")
        platform.clock.advance(by: Calls.abandonedSeconds)
        await #expect(throws: (any Error).self) { try await platform.calls.passivateIdle() }
        platform.clock.advance(by: Calls.leftBehindSeconds)
        await #expect(throws: (any Error).self) { try await platform.calls.passivateIdle() }
        try await platform.calls.passivateIdle()
    }
}
