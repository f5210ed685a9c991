import Conversation
import Core

/// What the engine read in one case. Each task fills its own members; the others are left out.
struct Prediction: Encodable {
    var id: String
    var numbers: [Number]?
    var phones: [Phone]?
    var emails: [Email]?
    var entities: [Entity]?
    /// The one answer of `identity`; left out when there is none.
    var value: String?
    var confidence: Double?

    init(id: String) {
        self.id = id
    }

    struct Number: Encodable {
        var value: String
        var confidence: Double
    }

    struct Phone: Encodable {
        var digits: String
        var confidence: Double
    }

    struct Email: Encodable {
        var address: String
        var confidence: Double
    }

    /// Words about time and what they mean.
    struct Entity: Encodable {
        /// In Unicode scalars, end exclusive.
        var start: Int
        var end: Int
        var kind: String
        var value: Value
        var confidence: Double

        enum Value {
            case moment(String)
            case range(start: String?, end: String?)
            case duration(seconds: Int)
        }
    }
}

extension Prediction.Entity {
    /// Of several meanings of the same words the first.
    static func best(of candidates: [Candidate<TemporalValue>]) -> [Prediction.Entity] {
        var entities: [Prediction.Entity] = []
        for candidate in candidates where candidate.span.lowerBound != entities.last?.start {
            entities.append(Prediction.Entity(candidate))
        }
        return entities
    }

    private init(_ candidate: Candidate<TemporalValue>) {
        start = candidate.span.lowerBound
        end = candidate.span.upperBound
        confidence = candidate.confidence
        switch candidate.value {
        case .date(let date): (kind, value) = ("date", .moment("\(date)"))
        case .time(let time): (kind, value) = ("time", .moment("\(time)"))
        case .dateTime(let moment): (kind, value) = ("datetime", .moment(moment.iso))
        case .dates(let from, let through): (kind, value) = ("date_range", .range(start: from?.description, end: through?.description))
        case .times(let from, let until): (kind, value) = ("time_range", .range(start: from?.description, end: until?.description))
        case .dateTimes(let from, let until): (kind, value) = ("datetime_range", .range(start: from?.iso, end: until?.iso))
        case .duration(let seconds): (kind, value) = ("duration", .duration(seconds: seconds))
        }
    }
}

extension Prediction.Entity.Value: Encodable {
    private enum CodingKeys: CodingKey {
        case start, end, seconds
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .moment(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .range(let start, let end):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(start, forKey: .start)
            try container.encodeIfPresent(end, forKey: .end)
        case .duration(let seconds):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(seconds, forKey: .seconds)
        }
    }
}

extension LocalDateTime {
    /// Reads `YYYY-MM-DDTHH:MM`; seconds are passed over.
    ///
    /// - Throws: `DecodingError.dataCorrupted` for any other text.
    init(iso text: String) throws {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let date = LocalDate(String(parts[0])), let time = LocalTime(String(parts[1].prefix(5))) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "\"\(text)\" is not a local date and time"))
        }
        self.init(date, time)
    }

    fileprivate var iso: String { "\(date)T\(time)" }
}
