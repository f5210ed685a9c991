import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// A feed is complete, in order and without repeats, whenever it was joined.
struct EventFeedTests {
    @Test func aFeedGivesWhatWasMissedAndThenWhatComes() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()

        var feed = EventFeed(of: call.id, after: 0, in: tenant, hub: platform.calls.hub).makeAsyncIterator()
        #expect(try await feed.next()?.sequence == 1)
        _ = try await session.say("a panna cotta")
        let last = try await tenant.read { try $0.call(call.id)?.lastSequence }
        var seen = 1
        while seen < last ?? 0 {
            let event = try #require(try await feed.next())
            #expect(event.sequence == seen + 1)
            seen = event.sequence
        }
    }

    @Test func aReaderTooSlowForTheHubReadsTheRestFromTheLog() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        var feed = EventFeed(ofBusinessAfter: 0, in: tenant, hub: platform.calls.hub).makeAsyncIterator()
        _ = try await session.begin()
        #expect(try await feed.next()?.position == 1)

        // More than the hub keeps for one reader.
        for _ in 0..<120 { _ = try await session.say("what do you have?") }
        let last = try await tenant.read { try $0.lastPosition() }
        #expect(last > 300)
        for position in 2...last { #expect(try await feed.next()?.position == position) }
    }

    @Test func aNumberFromBeyondTheEndHidesNothing() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        let last = try #require(try await tenant.read { try $0.call(call.id) }).lastSequence
        var feed = EventFeed(of: call.id, after: 1_000_000, in: tenant, hub: platform.calls.hub).makeAsyncIterator()
        async let next = feed.next()
        // However the feed and the first turns fall together, a later one is news to it.
        for _ in 0..<10 { _ = try await session.say("what do you have?") }
        #expect(try await next?.sequence ?? 0 > last)
    }

    @Test func oneBusinessNeverSeesAnothersEvents() async throws {
        let platform = try await TestPlatform()
        let (roma, napoli) = (try await platform.trattoria("roma"), try await platform.trattoria("napoli"))
        var feed = EventFeed(ofBusinessAfter: 0, in: roma, hub: platform.calls.hub).makeAsyncIterator()
        for tenant in [napoli, roma] {
            let call = try await platform.calls.start(from: nil, over: .commandLine, in: tenant)
            _ = try await platform.calls.session(call.id, in: tenant).begin()
        }
        let first = try #require(try await feed.next())
        guard case .call(let event) = first else {
            Issue.record("the first event is no call's")
            return
        }
        #expect(event.call.rawValue.hasPrefix(roma.id.rawValue))
        #expect(event.position == 1)
    }
}
