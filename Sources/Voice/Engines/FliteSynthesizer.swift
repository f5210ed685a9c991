import CFlite

/// Speaks with flite's voice "slt", a woman's, within this process: 16 kHz, the first sound after some 20 ms of work.
public struct FliteSynthesizer: Synthesizer {
    public let name = "flite slt in this process"

    private let threads: WorkerThreads<Void>

    /// Beyond it callers would wait longer than for a spoken "one moment".
    private static let longestQueue = 64
    /// No sentence is longer, and what is not listened to is not kept.
    private static let longestSpeech = Duration.seconds(120)

    /// - Parameter threads: sentences spoken at a time.
    public init(threads: Int) {
        self.threads = WorkerThreads(name: "speak", count: threads, longestQueue: Self.longestQueue) {}
    }

    /// - Parameter voice: its pace; the name is another engine's and is left aside.
    public func speech(for text: String, voice: VoiceSettings) -> AsyncThrowingStream<PCM, any Error> {
        AsyncThrowingStream { continuation in
            // Owned by the stream: its end cancels the task, which stops the work.
            let task = Task {
                do {
                    try await threads.run { _, ticket in
                        var left = Self.longestSpeech.samples(at: Flite.sampleRate)
                        Flite.speak(text, speed: voice.speed) { samples in
                            guard !ticket.isCancelled, left > 0 else { return false }
                            left -= samples.count
                            continuation.yield(PCM(samples: Array(samples), sampleRate: Flite.sampleRate))
                            return true
                        }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
