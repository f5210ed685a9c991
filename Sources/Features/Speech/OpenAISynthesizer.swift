public import Vendors
public import Voice

/// Speaks with an OpenAI-compatible server.
public struct OpenAISynthesizer: Synthesizer {
    private let server: OpenAISpeech

    /// Two minutes at 24 kHz: no sentence is longer, and no server may send without end.
    private static let longestSpeech = Duration.seconds(120)

    public init(_ server: OpenAISpeech) {
        self.server = server
    }

    public var name: String { "\(server.configuration.speechModel) at \(server.configuration.host)" }

    public func speech(for text: String, voice: VoiceSettings) -> AsyncThrowingStream<PCM, any Error> {
        AsyncThrowingStream { continuation in
            // Owned by the stream: its end cancels the task, which closes the connection.
            let task = Task {
                do {
                    try await speak(text, voice: voice) { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func speak(_ text: String, voice: VoiceSettings, yield: (PCM) -> Void) async throws {
        let rate = server.configuration.speechSampleRate
        var reader = LittleEndianSamples()
        var sampleCount = 0
        for try await bytes in try await server.speech(for: text, voice: voice.voice, speed: voice.speed) {
            let sound = PCM(samples: reader.read(bytes), sampleRate: rate)
            sampleCount += sound.samples.count
            guard sampleCount <= rate * Int(Self.longestSpeech / .seconds(1)) else {
                throw Transport.Failure.tooLarge(limit: sampleCount * MemoryLayout<Int16>.size)
            }
            if !sound.samples.isEmpty { yield(sound) }
        }
        guard sampleCount > 0 else { throw Transport.Failure.garbled("Speech without a sound.") }
    }
}
