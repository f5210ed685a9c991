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

    /// How sure a recogniser usually is of a first hypothesis that comes without its list.
    private static let confidenceWithoutList = 0.9

    func output(for input: Input) -> Output {
        let hypotheses = (input.nbest ?? [input.text]).map { Hypothesis($0) }
        let confidence = input.nbest == nil ? Self.confidenceWithoutList : 1
        return switch input.field {
        case "name": output(NameReader.names(in: hypotheses, isFull: true).first, for: input, heard: confidence)
        case "postcode": output(PostcodeReader().postcodes(in: hypotheses).first, for: input, heard: confidence)
        case "date_of_birth":
            output(
                DateTimeReader(reference: now, numericOrder: .dayFirst).birthDates(in: hypotheses).first, for: input, heard: confidence)
        default: Output(id: input.id)
        }
    }

    private func output<Value: CustomStringConvertible>(_ answer: Candidate<Value>?, for input: Input, heard: Double) -> Output {
        Output(id: input.id, value: answer?.value.description, confidence: answer.map { $0.confidence * heard })
    }
}
