import Conversation
import Voice

/// Has the sentences that most calls need made ready before a caller waits for them: once for each voice, when it is first used.
public actor WarmVoices {
    /// More voices than a platform's businesses choose; beyond them sentences are made when they are needed.
    private static let most = 1_000

    private var warm: Set<VoiceSettings> = []

    public init() {}

    /// Returns when they are ready; at once when they were before.
    func warmUp(_ voice: VoiceSettings, with speech: Speech) async throws {
        guard warm.count < Self.most, warm.insert(voice).inserted else { return }
        do {
            for sentence in Fillers.all + [BuiltInLine.apology] + Dialogue.commonSentences {
                for try await _ in speech.say(sentence, voice: voice) {}
            }
        } catch {
            warm.remove(voice)
            throw error
        }
    }
}
