public import Core
import Foundation
public import Vendors
public import Voice

/// Hears with an OpenAI-compatible server.
public struct OpenAIRecognizer: Recognizer {
    private let server: OpenAISpeech

    /// Below this mean log probability Whisper is guessing; together with `silence` it is making things up.
    /// Source: OpenAI's Whisper, `logprob_threshold` and `no_speech_threshold`.
    private static let guess = -1.0
    private static let silence = 0.6
    /// Of an engine that does not say how sure it is: enough to be acted on, not enough to go without a read-back.
    private static let unstatedConfidence = 0.7

    public init(_ server: OpenAISpeech) {
        self.server = server
    }

    public var name: String { "\(server.configuration.transcriptionModel) at \(server.configuration.host)" }

    public func hypotheses(for utterance: PCM, hints: RecognitionHints) async throws -> [Hypothesis] {
        let sound = utterance.resampled(to: PCM.hearingRate)
        return Self.hypotheses(in: try await server.transcribe(wav: WAVE.write(sound), prompt: hints.line()))
    }

    static func hypotheses(in transcript: Transcript) -> [Hypothesis] {
        let segments = transcript.segments.filter { !isMadeUp($0) }
        guard !transcript.segments.isEmpty else {
            return transcript.text.contains { $0.isLetter || $0.isNumber }
                ? [Hypothesis(transcript.text, confidence: unstatedConfidence)] : []
        }
        let text = segments.map { $0.text.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return [] }
        return [Hypothesis(text, confidence: confidence(of: segments))]
    }

    private static func isMadeUp(_ segment: Transcript.Segment) -> Bool {
        guard let logProbability = segment.averageLogProbability else { return false }
        return logProbability < guess || (segment.noSpeechProbability ?? 0) > silence && logProbability < guess / 2
    }

    /// The geometric mean of the tokens' probabilities, each segment by its length.
    private static func confidence(of segments: [Transcript.Segment]) -> Double {
        let stated = segments.compactMap { segment in segment.averageLogProbability.map { (log: $0, length: Double(segment.text.count)) } }
        guard !stated.isEmpty else { return unstatedConfidence }
        let length = stated.reduce(0) { $0 + $1.length }
        let sum = stated.reduce(0) { $0 + $1.log * $1.length }
        return min(1, exp(sum / max(1, length)))
    }
}
