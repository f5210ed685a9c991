import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// Calls that go on without end.
@Suite struct CallLengthTests {
    @Test(
        arguments: [
            (0, 0, .ordinary), (2_499, 7_199, .ordinary), (2_500, 0, .late), (0, 7_200, .late), (2_599, 7_799, .late), (2_600, 0, .over),
            (0, 7_800, .over),
        ] as [(Int, Double, CallLength.Stage)])
    func `a call is too long by its events or by its time`(events: Int, seconds: Double, stage: CallLength.Stage) {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        #expect(CallLength.stage(after: events, since: start, at: start + seconds) == stage)
    }

    @Test func `whoever talks for two hours is given to a person, and in the end the call is over`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let call = try await platform.calls.start(from: PhoneNumber("+14155550101"), over: .phone, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        platform.clock.advance(by: 7_190)
        #expect(
            try await session.hear([Hypothesis("a consultation")], medium: .text).replies.contains { $0.contains("long time") } == false)
        platform.clock.advance(by: 20)
        let late = try await session.hear([Hypothesis("how much is that")], medium: .text)
        #expect(late.replies.first == "We have been talking for a long time now." && late.replies.count > 1)
        #expect(late.events.contains { $0.kind.name == "transferred" } && !late.isEnded)
        // Nobody takes it, and what follows is talked about.
        try await session.handOffFailed()
        #expect(try await session.hear([Hypothesis("yes please")], medium: .text).isEnded == false)
        platform.clock.advance(by: 600)
        let last = try await session.hear([Hypothesis("how much is that")], medium: .text)
        #expect(last.isEnded && last.replies.count == 1 && last.replies[0].hasSuffix("Goodbye."))
        guard case .ended(_, .overlong)? = last.events.last?.kind else {
            Issue.record("\(last.events)")
            return
        }
    }
}
