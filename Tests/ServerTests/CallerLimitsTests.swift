import Core
import Testing
import Voice

@testable import Server

/// What a machine at the other end of a call's socket cannot do.
@Suite struct CallerLimitsTests {
    @Test func aTextIsLimitedInBytesToo() throws {
        // Any number of conjoining jamo is one character.
        let character = String(repeating: "\u{1100}", count: 10_000) + "\u{1161}"
        #expect(character.count < 2_000)
        #expect(throws: ClientMessage.Refused.self) { try ClientMessage(#"{"type":"user_text_message","text":"\#(character)"}"#) }
        #expect(throws: ClientMessage.Refused.self) { try ClientMessage(#"{"type":"form_edit","field":"name","value":"\#(character)"}"#) }
        #expect(throws: ClientMessage.Refused.self) { try ClientMessage(#"{"type":"form_edit","field":"\#(character)"}"#) }
        let wide = String(repeating: "𐍈", count: 2_000)
        #expect(try ClientMessage(#"{"type":"user_text_message","text":"\#(wide)"}"#) == .userText(wide))
    }

    @Test func soundAtItsOwnPaceIsNeverWaitedFor() {
        let start = ContinuousClock.now
        var pace = SocketPace(at: start)
        for frame in 0..<360_000 {
            #expect(pace.takeSound(samples: PCM.hearingRate / 50, at: start + .milliseconds(20) * frame) == .zero)
        }
    }

    @Test func soundThatComesTenTimesAsFastHasToWait() {
        let start = ContinuousClock.now
        var pace = SocketPace(at: start)
        var now = start
        for _ in 0..<1_000 { now += max(.milliseconds(100), pace.takeSound(samples: PCM.hearingRate, at: now)) }
        #expect(start.duration(to: now) >= .seconds(960))
    }

    @Test func messagesComeInARushAndThenFiftyASecond() {
        let start = ContinuousClock.now
        var pace = SocketPace(at: start)
        #expect((0..<1_500).allSatisfy { _ in pace.takeMessage(at: start) == .zero })
        #expect(pace.takeMessage(at: start) == .milliseconds(20))
    }
}
