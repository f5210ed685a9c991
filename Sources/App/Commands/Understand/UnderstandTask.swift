import Conversation
import Core
import Foundation

/// Something the engine can be measured on by itself: one JSON object in, one out.
enum UnderstandTask: String, CaseIterable {
    case numbers, phone, email, datetime, identity
}

/// Reads inputs and writes predictions of the tasks about spoken values.
struct ValuePredictions {
    private let decoder = JSONDecoder()
    private let encoder = JSONEncoder()

    struct Input: Decodable {
        var id: String
        var text: String
        /// The wall clock at the time of the call, `YYYY-MM-DDTHH:MM:SS`.
        var reference_time: String?
        /// What was asked for, in the task `identity`: "name", "date_of_birth", "postcode".
        var field: String?
    }

    func prediction(of task: UnderstandTask, for line: Data) throws -> Data {
        let input = try decoder.decode(Input.self, from: line)
        let utterance = Utterance(input.text)
        switch task {
        case .numbers:
            return try encoder.encode(
                Numbers(
                    id: input.id,
                    numbers: NumberReader.numbers(in: utterance).map { .init(value: "\($0.value.value)", confidence: $0.confidence) }))
        case .phone:
            return try encoder.encode(
                Phones(id: input.id, phones: PhoneReader.numbers(in: utterance).map { .init(digits: $0.value, confidence: $0.confidence) }))
        case .email:
            let emails = EmailReader.addresses(in: utterance).map { Emails.Email(address: $0.value, confidence: $0.confidence) }
            return try encoder.encode(Emails(id: input.id, emails: emails))
        case .datetime:
            guard let reference = input.reference_time.flatMap(LocalDateTime.init(iso:)) else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "No reference_time"))
            }
            var entities: [Entities.Entity] = []
            for candidate in DateTimeReader(reference: reference).values(in: utterance)
            where candidate.span.lowerBound != entities.last?.start {
                entities.append(Entities.Entity(candidate))
            }
            return try encoder.encode(Entities(id: input.id, entities: entities))
        case .identity:
            let answer = IdentityAnswer(
                to: input.field ?? "name", in: utterance, reader: DateTimeReader(reference: Date(), timeZone: .gmt, numericOrder: .dayFirst)
            )
            return try encoder.encode(Identity(id: input.id, value: answer.value, confidence: answer.confidence))
        }
    }

    private struct Identity: Encodable {
        var id: String
        var value: String?
        var confidence: Double
    }

    private struct Numbers: Encodable {
        var id: String
        var numbers: [Number]

        struct Number: Encodable {
            var value: String
            var confidence: Double
        }
    }

    private struct Emails: Encodable {
        var id: String
        var emails: [Email]

        struct Email: Encodable {
            var address: String
            var confidence: Double
        }
    }

    private struct Phones: Encodable {
        var id: String
        var phones: [Phone]

        struct Phone: Encodable {
            var digits: String
            var confidence: Double
        }
    }
}
