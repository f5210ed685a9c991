import Features
import Vendors
import Voice

/// Plays what an agent says to a telephone line, and learns from the marks that come back what was heard.
actor PhoneSpeaker {
    /// A line that does not say that everything was heard is not waited for longer. No goodbye takes as long.
    private static let longestGoodbye = Duration.seconds(30)

    private let connection: WebSocketConnection
    private var playback: PhonePlayback
    private let (end, endSignal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(to stream: MediaStream.StreamID, over connection: WebSocketConnection) {
        self.connection = connection
        playback = PhonePlayback(to: stream)
    }

    /// Plays until there is nothing more to be said.
    func play(_ outputs: AsyncStream<LineOutput>) async {
        for await output in outputs {
            switch output {
            case .audio(let sound): send(playback.play(sound))
            case .mark(let number): send(playback.mark(number, at: .now))
            case .clearPlayback: send([playback.clear()])
            // A telephone shows nothing; what failed is said aloud by whoever answers.
            case .state, .userStartedSpeaking, .userStoppedSpeaking, .failed: break
            }
        }
    }

    /// Returns when the caller has heard everything, or it took too long.
    func finish() async throws {
        send(playback.finish(at: .now))
        do {
            try await within(Self.longestGoodbye) { [end] in
                for await _ in end { return }
            }
        } catch is TimedOut {
            // Nobody waits longer for a caller to hear it.
        }
    }

    /// A mark came back.
    ///
    /// - Returns: the place that the caller has heard; nil when what was before it was thrown away.
    func heard(_ name: String) -> Int? {
        switch playback.heard(name) {
        case .mark(let number): return number
        case .everything:
            endSignal.yield()
            return nil
        case nil: return nil
        }
    }

    private func send(_ messages: [String]) {
        for message in messages { connection.send(.text(message)) }
        if playback.isStuck(at: .now) { connection.close(.tooSlow, reason: "What is sent is not played.") }
    }
}
