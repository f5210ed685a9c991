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
        /// The recogniser's list, the likeliest first; left out where only the first is known.
        var nbest: [String]?
    }

    struct Output: Encodable {
        var id: String
        /// Left out when there is no answer.
        var value: String?
        var confidence: Double?
    }

    func output(for input: Input) -> Output {
        let answer = answer(to: input.field, in: (input.nbest ?? [input.text]).map { Hypothesis($0) })
        return Output(id: input.id, value: answer?.value, confidence: answer?.confidence)
    }

    private func answer(to field: String, in hypotheses: [Hypothesis]) -> Candidate<String>? {
        switch field {
        case "name": NameReader.names(in: hypotheses, isFull: true).first
        case "postcode": PostcodeReader().postcodes(in: hypotheses).first
        case "date_of_birth":
            DateTimeReader(reference: now, numericOrder: .dayFirst).birthDates(in: hypotheses).first.map {
                Candidate($0.value.description, span: $0.span, confidence: $0.confidence, evidence: $0.evidence)
            }
        default: nil
        }
    }
}
