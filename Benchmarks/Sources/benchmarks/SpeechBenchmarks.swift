import Conversation
import Core
import Voice

/// How long a caller waits for the engines in this process: for the words after the end of speech, for the first sound of an answer.
struct SpeechBenchmarks {
    private let recognizer: (any Recognizer)?
    private let synthesizer: (any Synthesizer)?
    private let language: BusinessLanguage

    private static let said = "I'd like two golden lamb stews please."
    private static let answer = "Two Golden Lamb Stews. Anything else?"

    init(agent: Agent) {
        recognizer = InProcessSpeech.recognizer(threads: 2, general: .ofAnyBusiness)
        synthesizer = InProcessSpeech.synthesizer(threads: 2)
        language = BusinessLanguage(agent.callerLanguage)
    }

    /// Nothing where the program was built without the libraries.
    func all() async throws -> [Measurement] {
        guard let recognizer, let synthesizer else { return [] }
        var utterance = PCM(samples: [], sampleRate: PCM.hearingRate)
        for try await piece in synthesizer.speech(for: Self.said, voice: VoiceSettings()) { utterance.append(piece) }
        let first = try await milliseconds { try await hear(utterance, recognizer, by: BusinessLanguage(language.callers)) }
        let next = try await milliseconds { try await hear(utterance, recognizer, by: language) }
        let firstSound = try await milliseconds {
            for try await _ in synthesizer.speech(for: Self.answer, voice: VoiceSettings()) { break }
        }
        let whole = try await milliseconds { for try await _ in synthesizer.speech(for: Self.answer, voice: VoiceSettings()) {} }
        return [
            Measurement(name: "PocketSphinx, the words of an utterance of two seconds, its business new", value: first, unit: "ms"),
            Measurement(name: "PocketSphinx, the words of an utterance of two seconds, its business known", value: next, unit: "ms"),
            Measurement(name: "flite, the first sound of a sentence", value: firstSound, unit: "ms"),
            Measurement(name: "flite, a whole sentence", value: whole, unit: "ms"),
        ]
    }

    private func hear(_ utterance: PCM, _ recognizer: any Recognizer, by language: BusinessLanguage) async throws {
        _ = try await recognizer.hypotheses(for: utterance, hints: RecognitionHints(language: language))
    }

    private func milliseconds(_ operation: () async throws -> Void) async throws -> Double {
        try await Measurement.medianSeconds(operation) * 1_000
    }
}
