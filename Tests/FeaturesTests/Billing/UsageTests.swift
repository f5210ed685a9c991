import Conversation
import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// Each session that ended is in its business's ledger once, whatever is repeated and whatever breaks off.
@Suite(.timeLimit(.minutes(3))) struct UsageTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `A call that is ended twice, and by two servers, is in the ledger once`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.press("1")
        platform.clock.advance(by: 61.4)
        try await session.end(.caller)
        try await session.end(.caller)
        try await platform.otherProcess().session(call.id, in: tenant).end(.abandoned)
        let ledger = try await tenant.read { try $0.usageRecords(after: nil, limit: 10) }
        #expect(ledger.map(\.session) == [call.id])
        #expect(ledger.first?.durationSeconds == 62 && ledger.first?.channel == .browser && ledger.first?.cost == dollars(0))
    }

    @Test func `A call that a dead server left behind is ended, and lasted until its caller was last heard`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let stage = BillingStage(on: platform, of: tenant)
        let access = CallAccess(store: platform.store, identifiers: .system, clock: { [clock = platform.clock] in clock.now })
        // The server that dies.
        let other = platform.otherProcess()
        let call = try await other.start(from: nil, over: .browser, in: tenant)
        _ = try await access.token(for: call.id, in: tenant)
        _ = try await other.session(call.id, in: tenant).begin()
        platform.clock.advance(by: 30)
        _ = try await other.session(call.id, in: tenant).hear([Hypothesis("two lasagne please")], medium: .voice)

        platform.clock.advance(by: 600)
        await stage.collector.tick()
        #expect(try await tenant.read { try $0.usageRecords(after: nil, limit: 10) }.isEmpty, "it may still go on")
        platform.clock.advance(by: 1_800)
        await stage.collector.tick()
        await stage.collector.tick()
        let ledger = try await tenant.read { try $0.usageRecords(after: nil, limit: 10) }
        #expect(ledger.map(\.session) == [call.id] && ledger.first?.durationSeconds == 30)
        #expect(try await platform.store.platform.read { try $0.usageMonths(of: tenant.id, in: "USD", limit: 9) }.map(\.sessions) == [1])
    }

    @Test func `A call that never began and one from the command line cost nothing`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let silent = try await platform.calls.start(from: nil, over: .phone, in: tenant)
        try await platform.calls.session(silent.id, in: tenant).end(.abandoned)
        let tried = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        _ = try await platform.calls.session(tried.id, in: tenant).begin()
        _ = try await platform.calls.session(tried.id, in: tenant).hear([Hypothesis("two lasagne")], medium: .text)
        try await platform.calls.session(tried.id, in: tenant).end(.caller)
        #expect(try await tenant.read { try $0.usageRecords(after: nil, limit: 10) }.map(\.session) == [tried.id])
        #expect(try await tenant.read { try $0.sessions(from: .distantPast, to: .distantFuture) } == 0)
    }

    @Test(arguments: [CallEvent.EndReason.caller, .abandoned])
    func `A call in which the caller did nothing is no session`(reason: CallEvent.EndReason) async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        for channel in [Call.Channel.browser, .phone] {
            let call = try await platform.calls.start(from: nil, over: channel, in: tenant)
            let session = await platform.calls.session(call.id, in: tenant)
            _ = try await session.begin()
            _ = try await session.stayedSilent()
            try await session.end(reason)
        }
        #expect(try await tenant.read { try $0.usageRecords(after: nil, limit: 10) }.isEmpty)
    }

    @Test func `Whoever fills in the form by hand has used the session`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        _ = try await session.edit("customer_name", to: "Ada Byron")
        try await session.end(.caller)
        #expect(try await tenant.read { try $0.usageRecords(after: nil, limit: 10) }.map(\.session) == [call.id])
    }

    @Test func `Collecting again changes nothing, and a business without calls is looked at no more`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let stage = BillingStage(on: platform, of: tenant)
        try await stage.sessionsEnd(85)
        for _ in 0..<3 {
            try await stage.collector.collect(from: tenant.id)
            platform.clock.advance(by: 7)
        }
        #expect(try await platform.store.platform.read { try $0.usageMonths(of: tenant.id, in: "USD", limit: 9) }.map(\.sessions) == [85])
        #expect(try await stage.letters(about: "usage-reached").count == 1)
        platform.clock.advance(by: 4_000)
        await stage.collector.tick()
        let later = platform.clock.now + 86_400
        #expect(try await platform.store.platform.read { try $0.businessesWithUsageDue(at: later, limit: 9) }.isEmpty)
    }

    @Test func `A session that is going on when the business becomes read-only goes on to its end`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let stage = BillingStage(on: platform, of: tenant)
        await stage.wait(until: "2026-12-04T14:00:00Z")
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        platform.clock.advance(by: 3_700)
        await stage.billingClock.tick()
        #expect(try await stage.standing() == .readOnly)
        #expect(try await session.hear([Hypothesis("one lasagne please")], medium: .voice).isEnded == false)
        #expect(try await stage.callerHears().isAll)
    }

    @Test(arguments: [(79, nil), (80, 80), (99, 80), (100, 100), (119, 100), (120, 120), (5_000, 120)] as [(Int, Int?)])
    func `The highest threshold that was passed counts`(used: Int, percent: Int?) {
        #expect(UsageThreshold.reached(by: used, of: 100)?.rawValue == percent)
    }
}
