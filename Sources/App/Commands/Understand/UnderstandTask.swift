import Conversation
import Core
import Foundation

/// Something the engine can be measured on by itself: one JSON object in, one out.
enum UnderstandTask: String, CaseIterable {
    case numbers, phone, email, datetime, identity

    /// What a product is told about one case.
    struct Input: Decodable {
        var id: String
        var text: String
        /// The wall clock at the time of the call, `YYYY-MM-DDTHH:MM:SS`; of the task `datetime` only.
        var referenceTime: String?
        /// What was asked for: "name", "date_of_birth", "postcode"; of the task `identity` only.
        var field: String?

        private enum CodingKeys: String, CodingKey {
            case id, text, field
            case referenceTime = "reference_time"
        }
    }

    /// - Parameter now: the time of the measurement, where a case does not tell its own.
    /// - Throws: `DecodingError` for a line that is no input of this task.
    func prediction(for line: Data, now: LocalDateTime) throws -> Data {
        let input = try JSONDecoder().decode(Input.self, from: line)
        let utterance = Utterance(input.text)
        var prediction = Prediction(id: input.id)
        switch self {
        case .numbers:
            prediction.numbers = NumberReader.numbers(in: utterance).map { .init(value: "\($0.value.value)", confidence: $0.confidence) }
        case .phone:
            prediction.phones = PhoneReader.numbers(in: utterance).map { .init(digits: $0.value, confidence: $0.confidence) }
        case .email:
            prediction.emails = EmailReader.addresses(in: utterance).map { .init(address: $0.value, confidence: $0.confidence) }
        case .datetime:
            let reference = try input.referenceTime.map(LocalDateTime.init(iso:)) ?? now
            prediction.entities = Prediction.Entity.best(of: DateTimeReader(reference: reference).values(in: utterance))
        case .identity:
            let answer = Self.answer(to: input.field, in: utterance, now: now)
            prediction.value = answer?.value
            prediction.confidence = answer?.confidence
        }
        return try JSONEncoder().encode(prediction)
    }

    private static func answer(to field: String?, in utterance: Utterance, now: LocalDateTime) -> Candidate<String>? {
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
