import Conversation
import Core

/// Every date, time, range and duration that is said.
struct DateTimeTask: EvaluationTask {
    let now: LocalDateTime

    struct Input: Decodable {
        var id: String
        var text: String
        /// The wall clock at the time of the call, `YYYY-MM-DDTHH:MM:SS`.
        var reference: LocalDateTime?

        private enum CodingKeys: String, CodingKey {
            case id, text
            case reference = "reference_time"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            text = try container.decode(String.self, forKey: .text)
            reference = try container.decodeIfPresent(String.self, forKey: .reference).map(LocalDateTime.init(iso:))
        }
    }

    struct Output: Encodable {
        var id: String
        var entities: [Entity]
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

    func output(for input: Input) -> Output {
        let reader = DateTimeReader(reference: input.reference ?? now)
        return Output(id: input.id, entities: Entity.best(of: reader.values(in: Utterance(input.text))))
    }
}

extension DateTimeTask.Entity {
    /// Of several meanings of the same words the first; of a range whose ends are days by themselves, the ends.
    static func best(of candidates: [Candidate<TemporalValue>]) -> [DateTimeTask.Entity] {
        var entities: [DateTimeTask.Entity] = []
        for candidate in candidates where candidate.span.lowerBound != entities.last?.start {
            let hasEnds = candidates.contains { $0.span != candidate.span && $0.span.clamped(to: candidate.span) == $0.span }
            if !hasEnds { entities.append(DateTimeTask.Entity(candidate)) }
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

extension DateTimeTask.Entity.Value: Encodable {
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
