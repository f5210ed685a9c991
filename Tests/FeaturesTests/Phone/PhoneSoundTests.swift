import Foundation
import Testing
import Vendors
import Voice

@testable import Features

@Suite struct PhoneSoundTests {
    private let stream = MediaStream.StreamID("MZ01")

    private func piece(_ chunk: Int) -> MediaStream.Sound { .init(chunk: chunk, payload: Array(repeating: 0x80, count: 160)) }

    @Test func `what was lost is silence of the same length, and what comes late or twice is dropped`() {
        var hearing = PhoneHearing()
        var heard = hearing.hear(piece(3))
        #expect(!heard.isEmpty && heard.count <= 320, "a stream may begin anywhere")
        #expect(hearing.hear(piece(3)).isEmpty)
        #expect(hearing.hear(piece(1)).isEmpty)
        heard += hearing.hear(piece(4))
        heard += hearing.hear(piece(10))
        for chunk in 11...20 { heard += hearing.hear(piece(chunk)) }
        #expect(abs(heard.count - 18 * 320) <= 64, "eighteen pieces, less the filter's delay")
        let gap = heard[(2 * 320 + 200)..<(7 * 320 - 200)]
        #expect(gap.allSatisfy { abs($0) < 100 })
    }

    @Test func `after a long absence not more than two seconds are made up for`() {
        var hearing = PhoneHearing()
        _ = hearing.hear(piece(1))
        #expect(hearing.hear(piece(1_000_000)).count <= 101 * 320 + 64)
    }

    @Test func `speech leaves at the telephone's rate, in pieces that are not long`() throws {
        var playback = PhonePlayback(to: try #require(stream))
        let messages = playback.play(.silence(.seconds(1), sampleRate: PCM.hearingRate)) + playback.mark(1, at: .now)
        let pieces = try messages.dropLast().map { text -> Int in
            // As Twilio reads it: the same shape as what it sends, without track and chunk.
            let text = text.replacing(#""media":{"#, with: #""media":{"chunk":"1","#)
            guard case .sound(let sound) = try MediaStream.event(text) else { return 0 }
            return sound.payload.count
        }
        #expect(pieces.reduce(0, +) == 8_000)
        #expect(pieces.allSatisfy { $0 <= 1_600 })
        #expect(messages.last == #"{"event":"mark","streamSid":"MZ01","mark":{"name":"0-1"}}"#)
    }

    @Test func `a mark that comes back because its speech was thrown away was not heard`() throws {
        var playback = PhonePlayback(to: try #require(stream))
        _ = playback.mark(1, at: .now)
        #expect(playback.heard("0-1") == .mark(1))
        _ = playback.mark(2, at: .now)
        #expect(playback.clear() == #"{"event":"clear","streamSid":"MZ01"}"#)
        #expect(playback.heard("0-2") == nil)
        _ = playback.mark(3, at: .now)
        #expect(playback.heard("1-3") == .mark(3))
        #expect(playback.heard("1-3") == nil, "once")
        #expect(playback.heard("1-9") == nil, "never sent")
        #expect(playback.heard("somebody else's") == nil)
    }

    @Test func `a line on which nothing is played any more is noticed`() throws {
        var playback = PhonePlayback(to: try #require(stream))
        let start = ContinuousClock.now
        _ = playback.mark(1, at: start)
        _ = playback.mark(2, at: start + .seconds(20))
        #expect(!playback.isStuck(at: start + .seconds(30)))
        #expect(playback.isStuck(at: start + .seconds(31)))
        _ = playback.heard("0-1")
        #expect(!playback.isStuck(at: start + .seconds(31)))
        #expect(playback.isStuck(at: start + .seconds(51)))
    }

    @Test func `the end is told from every other place`() throws {
        var playback = PhonePlayback(to: try #require(stream))
        let end = try #require(playback.finish(at: .now).last)
        guard case .mark(let name) = try MediaStream.event(end) else { return #expect(Bool(false)) }
        #expect(playback.heard(name) == .everything)
    }
}
