import Conversation
import Core

/// The prediction of the task `datetime`.
struct Entities: Encodable {
    var id: String
    var entities: [Entity]

    struct Entity: Encodable {
        var start: Int
        var end: Int
        var kind: String
        var value: Value
        var confidence: Double

        init(_ candidate: Candidate<TemporalValue>) {
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
            case .duration(let seconds): (kind, value) = ("duration", .duration(seconds))
            }
        }
    }

    enum Value: Encodable {
        case moment(String)
        case range(start: String?, end: String?)
        case duration(Int)

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
}

extension LocalDateTime {
    /// Reads `YYYY-MM-DDTHH:MM`, seconds ignored.
    init?(iso text: String) {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let date = LocalDate(String(parts[0])), let time = LocalTime(String(parts[1].prefix(5))) else { return nil }
        self.init(date, time)
    }

    fileprivate var iso: String { "\(date)T\(time)" }
}
