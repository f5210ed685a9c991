import Testing
import Voice

@Suite struct ResamplerTests {
    @Test(arguments: [(24_000, 16_000), (24_000, 8_000), (8_000, 16_000), (44_100, 16_000), (16_000, 16_000)])
    func `Pieces of any length make the same sound as the whole`(rates: (Int, Int)) {
        let whole = Sounds.speech(.milliseconds(700), sampleRate: rates.0)
        let expected = PCM(samples: whole, sampleRate: rates.0).resampled(to: rates.1)
        var resampler = Resampler(from: rates.0, to: rates.1)
        var pieces: [Int16] = []
        var rest = whole[...]
        for length in [1, 2, 320, 7, 1_000, 63, .max] {
            pieces += resampler.resample(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        pieces += resampler.finish()
        #expect(pieces == expected.samples)
        #expect(pieces.count == (whole.count * rates.1 + rates.0 - 1) / rates.0)
    }

    @Test(arguments: [300.0, 1_000, 3_000])
    func `A tone that both rates carry keeps its loudness`(frequency: Double) {
        let tone = PCM(samples: Sounds.tone(frequency, .milliseconds(500), sampleRate: 24_000), sampleRate: 24_000)
        for rate in [8_000, 16_000, 48_000] {
            #expect(abs(tone.resampled(to: rate).level / tone.level - 1) < 0.03, "\(rate)")
        }
    }

    @Test(arguments: [(5_000.0, 8_000), (7_000, 8_000), (11_000, 8_000), (9_500, 16_000)])
    func `A tone that the lower rate cannot carry does not come back as another`(frequency: Double, rate: Int) {
        let tone = PCM(samples: Sounds.tone(frequency, .milliseconds(500), sampleRate: 24_000), sampleRate: 24_000)
        // Below a hundredth: 40 dB.
        #expect(tone.resampled(to: rate).level < tone.level / 100)
    }

    @Test func `Silence stays silence and nothing stays nothing`() {
        #expect(PCM.silence(.seconds(1), sampleRate: 24_000).resampled(to: 8_000) == .silence(.seconds(1), sampleRate: 8_000))
        #expect(PCM(samples: [], sampleRate: 24_000).resampled(to: 8_000).samples.isEmpty)
    }
}
