import Testing

@testable import Voice

@Suite struct FliteTests {
    @Test func `A sentence comes in pieces of a tenth of a second`() async throws {
        let pieces = try await pieces(of: "Two large pizzas for pick up, please.")
        #expect(pieces.count > 10)
        #expect(pieces.dropLast().allSatisfy { $0.sampleRate == 16_000 && $0.duration <= .milliseconds(200) })
        #expect(pieces.reduce(PCM(samples: [], sampleRate: 16_000)) { $0.joined(with: $1) }.level > 500)
    }

    @Test func `A faster voice needs less time`() async throws {
        let text = "Would you like anything else?"
        let (plain, fast) = try await (length(of: text, speed: 1), length(of: text, speed: 2))
        #expect(fast < plain * 0.7)
    }

    @Test func `Who stops to listen stops the work`() async throws {
        let synthesizer = FliteSynthesizer(threads: 1)
        for try await _ in synthesizer.speech(for: String(repeating: "And so on. ", count: 200), voice: VoiceSettings()) { break }
        // The only thread is free again, long before all that would have been said.
        for try await _ in synthesizer.speech(for: "Hello.", voice: VoiceSettings()) { break }
    }

    @Test(arguments: [
        ("margherita", "M AA R G R IY T AH"), ("pizza", "P IY T S AH"), ("salad", "S AE L AH D"),
    ])
    func `A name has a pronunciation, in a dictionary or not`(word: String, sounds: String) {
        #expect(Flite.pronunciation(of: word).joined(separator: " ") == sounds)
    }

    private func length(of text: String, speed: Double) async throws -> Double {
        try await pieces(of: text, speed: speed).reduce(0) { $0 + $1.duration / .seconds(1) }
    }

    private func pieces(of text: String, speed: Double = 1) async throws -> [PCM] {
        var pieces: [PCM] = []
        for try await piece in FliteSynthesizer(threads: 1).speech(for: text, voice: VoiceSettings(speed: speed)) { pieces.append(piece) }
        return pieces
    }
}

extension PCM {
    fileprivate func joined(with other: PCM) -> PCM {
        var whole = self
        whole.append(other)
        return whole
    }
}
