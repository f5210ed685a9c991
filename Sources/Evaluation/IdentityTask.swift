import Conversation
import Core

/// Who is calling: a name, a date of birth, a postcode, said or spelled on a telephone line.
struct IdentityTask: EvaluationTask {
    let now: LocalDateTime

    struct Input: Decodable {
        var id: String
        /// What was asked for: "name", "date_of_birth", "postcode".
        var field: String
        var text: String
    }

    struct Output: Encodable {
        var id: String
        /// Left out when there is no answer.
        var value: String?
        var confidence: Double?
    }

    func output(for input: Input) -> Output {
        let answer = answer(to: input.field, in: Utterance(input.text))
        return Output(id: input.id, value: answer?.value, confidence: answer?.confidence)
    }

    private func answer(to field: String, in utterance: Utterance) -> Candidate<String>? {
        switch field {
        case "name": NameReader.name(in: utterance, expecting: true)
        case "postcode": SpellingReader.word(in: utterance, digits: true)
        case "date_of_birth":
            DateTimeReader(reference: now, numericOrder: .dayFirst).birthDate(in: utterance).map {
                Candidate($0.value.description, span: $0.span, confidence: $0.confidence, evidence: $0.evidence)
            }
        default: nil
        }
    }
}
