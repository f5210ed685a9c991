import Foundation

/// What an OpenAI-compatible server wrote down.
public struct Transcript: Sendable, Hashable {
    public let text: String
    /// Empty where the server does not give them.
    public let segments: [Segment]

    public struct Segment: Sendable, Hashable, Decodable {
        public let text: String
        /// Mean natural logarithm of the probability of each token: 0 is certain, below -1 is a guess.
        public let averageLogProbability: Double?
        /// That nobody spoke, 0...1.
        public let noSpeechProbability: Double?

        private enum CodingKeys: String, CodingKey {
            case text
            case averageLogProbability = "avg_logprob"
            case noSpeechProbability = "no_speech_prob"
        }

        public init(text: String, averageLogProbability: Double?, noSpeechProbability: Double?) {
            self.text = text
            self.averageLogProbability = averageLogProbability
            self.noSpeechProbability = noSpeechProbability
        }
    }

    public init(text: String, segments: [Segment] = []) {
        self.text = text
        self.segments = segments
    }

    /// Reads `json` and `verbose_json` answers, and the plain text that some servers send whatever was asked.
    ///
    /// - Throws: `garbled` for JSON without a text, or bytes that are no text.
    init(_ body: [UInt8]) throws(Transport.Failure) {
        guard body.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else {
            guard let text = String(validating: body, as: UTF8.self) else { throw .garbled("A transcript that is not text.") }
            self.init(text: text.trimmingCharacters(in: .whitespacesAndNewlines))
            return
        }
        let answer: Answer
        do {
            answer = try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
            throw .garbled("A transcript without a text.")
        }
        self.init(text: answer.text.trimmingCharacters(in: .whitespacesAndNewlines), segments: answer.segments ?? [])
    }

    private struct Answer: Decodable {
        let text: String
        let segments: [Segment]?
    }
}
