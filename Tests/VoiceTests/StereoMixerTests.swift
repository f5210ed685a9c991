import Testing
import Voice

/// Two voices where they belong in time.
@Suite struct StereoMixerTests {
    /// At a rate of a sample a millisecond.
    var mixer = StereoMixer(sampleRate: 1_000)

    private func left(_ pairs: [Int16]) -> [Int16] { stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] } }
    private func right(_ pairs: [Int16]) -> [Int16] { stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] } }

    private func sound(_ milliseconds: Int, _ level: Int16) -> [Int16] { Array(repeating: level, count: milliseconds) }

    @Test mutating func `the caller is left, the agent right, each at its time`() {
        mixer.said(sound(100, 7), at: .milliseconds(50))
        mixer.heard(sound(100, 3), at: .milliseconds(500))
        let pairs = mixer.finish()
        #expect(right(pairs) == sound(50, 0) + sound(100, 7) + sound(350, 0))
        #expect(left(pairs) == sound(400, 0) + sound(100, 3))
    }

    @Test mutating func `what is sent ahead is where it is heard`() {
        mixer.said(sound(100, 1), at: .zero)
        mixer.said(sound(100, 2), at: .milliseconds(20))
        #expect(right(mixer.finish()) == sound(100, 1) + sound(100, 2))
    }

    @Test mutating func `what was cleared was not heard`() {
        mixer.said(sound(400, 1), at: .zero)
        mixer.clear(at: .milliseconds(150))
        mixer.said(sound(100, 2), at: .milliseconds(300))
        #expect(right(mixer.finish()) == sound(150, 1) + sound(150, 0) + sound(100, 2))
    }

    @Test mutating func `a network that hiccups makes no gaps, a caller who is silent does`() {
        mixer.heard(sound(20, 1), at: .milliseconds(20))
        mixer.heard(sound(20, 2), at: .milliseconds(140))
        mixer.heard(sound(20, 3), at: .milliseconds(600))
        let heard = left(mixer.finish())
        #expect(heard == sound(20, 1) + sound(20, 2) + sound(540, 0) + sound(20, 3))
    }

    @Test mutating func `it keeps no more than what may still change`() {
        for second in 1...100 {
            mixer.heard(sound(1_000, 1), at: .seconds(second))
            let pairs = mixer.drain(at: .seconds(second))
            #expect(pairs.count == (second == 1 ? 0 : 2_000))
        }
        #expect(mixer.finish().count == 2_000)
    }
}
