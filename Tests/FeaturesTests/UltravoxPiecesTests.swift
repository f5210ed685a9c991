import Testing
import Vendors

@testable import Features

@Suite struct UltravoxPiecesTests {
    private func user(_ text: String, _ ordinal: Int) -> UltravoxServerMessage.Transcript {
        .init(role: .user, text: text, isFinal: true, ordinal: ordinal)
    }

    private func agent(_ delta: String, _ ordinal: Int, isFinal: Bool = false) -> UltravoxServerMessage.Transcript {
        .init(role: .agent, delta: delta, isFinal: isFinal, ordinal: ordinal)
    }

    private func said(_ text: String, byCaller isCaller: Bool) -> SpokenWords.Utterance {
        .init(isCaller: isCaller, text: text, isTyped: false)
    }

    @Test func `Deltas add up, and a whole text replaces them`() {
        var words = SpokenWords()
        #expect(words.hear(agent("Hel", 0)) == [])
        #expect(words.hear(agent("lo.", 0)) == [])
        #expect(words.hear(.init(role: .agent, text: "Hello there.", isFinal: true, ordinal: 0)) == [said("Hello there.", byCaller: false)])
        // What comes after the end adds nothing.
        #expect(words.hear(agent("!", 0)) == [])
    }

    @Test func `An utterance that was interrupted is said as far as it was told`() {
        var words = SpokenWords()
        #expect(words.hear(agent("What can I", 0)) == [])
        #expect(words.hear(user("Two lasagne", 1)) == [said("What can I", byCaller: false), said("Two lasagne", byCaller: true)])
        #expect(words.hear(agent("Any", 2)) == [])
        #expect(words.finish() == [said("Any", byCaller: false)])
    }

    @Test func `Blank utterances are none`() {
        var words = SpokenWords()
        #expect(words.hear(user("  ", 0)) == [] && words.finish() == [])
    }

    @Test func `Sound leaves as it comes, and silence where none comes`() {
        var sound = CallerSound()
        sound.add(Array(repeating: 7, count: 400))
        #expect(sound.frames(at: .zero) == [Array(repeating: 7, count: 320)])
        // Late by less than is common: waited for.
        #expect(sound.frames(at: .milliseconds(60)) == [])
        let filled = sound.frames(at: .milliseconds(100))
        #expect(filled == [Array(repeating: 7, count: 80) + Array(repeating: 0, count: 240)])
        #expect(sound.frames(at: .seconds(1)).count == 45)
    }

    @Test func `A second of sound is sent a second, however it comes`() {
        var sound = CallerSound()
        var sent = 0
        for tick in 0..<500 {
            if tick % 10 == 0 { sound.add(Array(repeating: 1, count: 3_200)) }
            sent += sound.frames(at: .milliseconds(20 * tick)).count
        }
        #expect((495...511).contains(sent))
    }

    @Test func `The agent's sound leaves at the pace at which it is heard, a little ahead`() {
        var sound = AgentSound()
        sound.add(Array(repeating: 1, count: 16_000))
        #expect(sound.due(at: .zero).count == 3_200)
        #expect(sound.due(at: .zero).isEmpty)
        #expect(sound.due(at: .milliseconds(20)).count == 320)
        // After a pause nothing is caught up: what was not sent was not heard.
        #expect(sound.due(at: .seconds(5)).count == 3_200)
        #expect(sound.heardUntil == .milliseconds(5_200))
        sound.clear(at: .milliseconds(5_100))
        #expect(sound.isEmpty && sound.heardUntil == .milliseconds(5_100))
        sound.add([1, 2, 3])
        #expect(sound.rest(at: .seconds(6)) == [1, 2, 3] && sound.isEmpty)
    }

    @Test func `More than an agent may send ahead is dropped`() {
        var sound = AgentSound()
        for _ in 1...3 { sound.add(Array(repeating: 1, count: 160_000)) }
        #expect(sound.rest(at: .zero).count == 320_000)
    }

    @Test func `What waits too long is dropped, the oldest first`() {
        var sound = CallerSound()
        sound.add(Array(repeating: 1, count: 16_000) + Array(repeating: 2, count: 32_000))
        let frames = sound.frames(at: .seconds(10))
        #expect(frames.first?.first == 2)
        #expect(frames.prefix(100).allSatisfy { $0.allSatisfy { $0 == 2 } } && frames[101].allSatisfy { $0 == 0 })
    }
}
