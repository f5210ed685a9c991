import Testing
import Voice

@Suite struct SynthesisCacheTests {
    private func key(_ text: String, speed: Double = 1) -> SynthesisCache.Key {
        SynthesisCache.Key(engine: "voice", voice: VoiceSettings(speed: speed), text: text, sampleRate: 16_000)
    }

    private let sound = PCM(samples: Array(repeating: 7, count: 50), sampleRate: 16_000)

    @Test func `What was said is found again by voice and text`() async {
        let cache = SynthesisCache(capacity: 1_000)
        await cache.store(sound, for: key("Anything else?"))
        #expect(await cache.sound(for: key("Anything else?")) == sound)
        #expect(await cache.sound(for: key("Anything else?", speed: 1.5)) == nil)
    }

    @Test func `It never holds more than it may, and forgets what nobody asks for`() async {
        let cache = SynthesisCache(capacity: 1_000)
        await cache.store(sound, for: key("often"))
        for number in 0..<100 {
            await cache.store(sound, for: key("\(number)"))
            #expect(await cache.sound(for: key("often")) == sound)
            #expect(await cache.size <= 1_000)
        }
        #expect(await cache.sound(for: key("0")) == nil)
    }

    @Test func `A speech as long as the cache is not worth its room`() async {
        let cache = SynthesisCache(capacity: 1_000)
        await cache.store(PCM(samples: Array(repeating: 0, count: 400), sampleRate: 16_000), for: key("long"))
        #expect(await cache.size == 0)
    }
}
