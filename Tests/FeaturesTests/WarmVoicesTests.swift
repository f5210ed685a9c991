import Conversation
import Testing
import Voice

@testable import Features

/// Sentences that are ready before a caller waits for them.
@Suite struct WarmVoicesTests {
    @Test func `common sentences are made ready once for each voice`() async throws {
        let voice = ScriptedSynthesizer()
        let speech = Speech(engines: [SpeechEngine(.inProcess, recognizer: nil, synthesizer: voice)])
        let voices = WarmVoices()
        try await voices.warmUp(VoiceSettings(), with: speech)
        let made = voice.sentences.count
        #expect(made >= Fillers.all.count + Dialogue.commonSentences.count)
        try await voices.warmUp(VoiceSettings(), with: speech)
        for try await _ in speech.say(Fillers.all[0]) {}
        #expect(voice.sentences.count == made)
        try await voices.warmUp(VoiceSettings(voice: "ada"), with: speech)
        #expect(voice.sentences.count == 2 * made)
    }
}
