import Core
import Testing
import Voice

@Suite struct EarTests {
    @Test(arguments: [8_000, 16_000, 44_100])
    func `An utterance comes out whole, at the rate of the line`(rate: Int) throws {
        var ear = Ear(sampleRate: rate)
        let spoken = Sounds.speech(.seconds(2), sampleRate: rate)
        let events = ear.hear(
            Sounds.silence(.seconds(1), sampleRate: rate) + spoken + Sounds.silence(.seconds(1), sampleRate: rate))
        let utterance = try #require(events.finished.first)
        #expect(events.finished.count == 1)
        #expect(utterance.sampleRate == rate)
        #expect(utterance.duration > .seconds(2) && utterance.duration < .milliseconds(2_500))
        #expect(events.first == .started)
    }

    @Test func `It makes no difference how the sound was cut`() {
        let line = Sounds.silence(.milliseconds(500)) + Sounds.speech(.seconds(1)) + Sounds.silence(.seconds(1))
        var whole = Ear()
        let expected = whole.hear(line)
        for length in [1, 160, 333, 4_000] {
            var ear = Ear()
            let events = stride(from: 0, to: line.count, by: length).flatMap { ear.hear(line[$0..<min($0 + length, line.count)]) }
            #expect(events == expected, "\(length)")
        }
    }

    @Test func `What may be recognised early is what is finished later`() {
        var ear = Ear()
        let events = ear.hear(Sounds.silence(.milliseconds(500)) + Sounds.speech(.seconds(1)) + Sounds.silence(.seconds(1)))
        let early = events.compactMap { if case .paused(let sound) = $0 { sound } else { nil } }
        #expect(early.count == 1 && early == events.finished)
    }

    @Test func `Silence and steady noise are nobody`() {
        var silent = Ear()
        #expect(silent.hear(Sounds.silence(.seconds(5))).isEmpty)
        // From the line's beginning, but for a microphone that opens.
        var noisy = Ear()
        #expect(noisy.hear(Sounds.silence(.milliseconds(100)) + Sounds.noise(.seconds(10), level: 400)).isEmpty)
    }

    @Test(arguments: [170.0, 300, 540]) func `A voice 20, 15 or 10 dB above the noise is heard`(noise: Double) {
        var ear = Ear()
        _ = ear.hear(Sounds.noise(.seconds(4), level: noise))
        let spoken = Sounds.silence(.milliseconds(500)) + Sounds.speech(.seconds(1), level: 1_700) + Sounds.silence(.seconds(1))
        let events = ear.hear(Sounds.mix(spoken, Sounds.noise(.milliseconds(2_500), level: noise)))
        #expect(events.finished.count == 1)
        #expect((events.finished.first?.duration ?? .zero) > .seconds(1))
    }

    @Test func `The agent's echo is not an interruption, the caller's voice is`() {
        var ear = Ear()
        ear.isAgentSpeaking = true
        #expect(ear.hear(Sounds.speech(.seconds(3), level: 250)).isEmpty)
        #expect(ear.hear(Sounds.speech(.seconds(1), level: 3_000)) == [.started])
    }

    @Test func `A long silence on the line needs no more room than an utterance`() {
        var ear = Ear()
        let minute = Sounds.silence(.seconds(60))
        for _ in 0..<3 { _ = ear.hear(minute) }
        let events = ear.hear(Sounds.speech(.seconds(1)) + Sounds.silence(.seconds(1)))
        #expect(events.finished.count == 1)
    }

    @Test func `A recording that ends with its last word is an utterance too`() {
        var ear = Ear()
        #expect(ear.hear(Sounds.speech(.seconds(1))).first == .started)
        #expect(ear.finish().finished.count == 1)
    }
}

extension [Ear.Event] {
    fileprivate var finished: [PCM] {
        compactMap { if case .finished(let sound) = $0 { sound } else { nil } }
    }
}
