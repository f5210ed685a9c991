import Features
import Foundation
import Voice

/// The agent's side of a call as sound, for `--wav-out`.
struct AgentVoice {
    /// Between two sentences.
    private static let pause = Duration.milliseconds(300)

    let speech: Speech
    let isWanted: Bool
    private var sound = PCM(samples: [], sampleRate: PCM.hearingRate)

    init(speech: Speech, isWanted: Bool) {
        self.speech = speech
        self.isWanted = isWanted
    }

    mutating func say(_ text: String) async throws {
        guard isWanted else { return }
        for try await piece in speech.say(text) { sound.append(piece) }
        sound.append(.silence(Self.pause, sampleRate: PCM.hearingRate))
    }

    func write(to path: String) throws {
        do {
            try Data(WAVE.write(sound)).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure.failed("Error: \(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
