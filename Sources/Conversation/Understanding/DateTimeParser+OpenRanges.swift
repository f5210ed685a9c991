import Core

/// Ranges with one end: "after 3 pm", "before Friday".
extension DateTimeParser {
    /// "after 3 pm", "before Friday", "since yesterday", "until noon", "tomorrow before 5".
    mutating func openRange() -> [TemporalValue]? {
        limitBehind() ?? limitsOnBothSides() ?? limitBefore() ?? limitingCount() ?? toDate()
    }

    /// "… to date": up to now.
    private mutating func toDate() -> [TemporalValue]? {
        attempt { parser in
            guard parser.index > 0, parser.utterance.tokens[parser.index - 1].word == "to", parser.accept("date"), parser.isAtEndOfPhrase,
                parser.index < 3 || parser.utterance.tokens[parser.index - 3].word != "up"
            else { return nil }
            return [.dates(from: nil, through: parser.today)]
        }
    }

    /// "Later than 9:30 but before 11:00 on Thursday", "tomorrow after five and before seven".
    private mutating func limitsOnBothSides() -> [TemporalValue]? {
        attempt { parser in
            let leading = parser.attempt { $0.date() }
            guard parser.bound(of: English.boundsBefore) == .after, let first = parser.time(bare: true) else { return nil }
            guard parser.accept("but") || parser.accept("and"), parser.bound(of: English.boundsBefore) == .before,
                let second = parser.moment(bare: true), second.time != nil
            else { return nil }
            let day = Moment(date: leading)
            return parser.range(from: Moment(time: first).filled(from: day), to: second.filled(from: day))
        }
    }

    /// "more than two weeks ago", "at least three days from now".
    private mutating func limitingCount() -> [TemporalValue]? {
        attempt { parser in
            guard parser.accept("more", "than") || parser.accept("at", "least"), case .day(let date)? = parser.offset() else { return nil }
            return [date < parser.today ? .dates(from: nil, through: date) : .dates(from: date, through: nil)]
        }
    }

    /// "3 pm or later", "Friday or before", "10 onwards".
    private mutating func limitBehind() -> [TemporalValue]? {
        attempt { parser in
            guard let moment = parser.moment() else { return nil }
            guard let bound = parser.bound(of: English.boundsBehind) else { return nil }
            return parser.values(bound, moment)
        }
    }

    private mutating func limitBefore() -> [TemporalValue]? {
        attempt { parser in
            let leading = parser.attempt { parser -> Moment? in
                guard let moment = parser.moment(), moment.time == nil, moment.date?.isSpan != true else {
                    return nil
                }
                return moment
            }
            _ = parser.accept("any", "time") || parser.accept("anytime") || parser.accept("some", "time") || parser.accept("sometime")
            guard let bound = parser.bound(of: English.boundsBefore) else { return nil }
            _ = parser.accept(anyOf: English.boundJoints)
            if let edge = parser.edge(bound) { return edge }
            guard let moment = parser.moment(bare: true) else { return nil }
            return parser.values(bound, moment.filled(from: leading))
        }
    }

    /// "By the end of the month", "before the end of the year", "after the beginning of June": the last or the first day is meant,
    /// and not the days around it.
    private mutating func edge(_ bound: TemporalBound) -> [TemporalValue]? {
        attempt { parser in
            let start = parser.index
            guard let days = parser.partOfPeriod() else { return nil }
            let words = parser.utterance.tokens[start..<parser.index].map(\.word)
            switch bound {
            case .until where !English.endWords.isDisjoint(with: words):
                return [.date(days.upperBound), .dates(from: nil, through: days.upperBound)]
            case .before where !English.endWords.isDisjoint(with: words): return [.dates(from: nil, through: days.upperBound)]
            case .after where !English.beginningWords.isDisjoint(with: words): return [.dates(from: days.lowerBound, through: nil)]
            default: return nil
            }
        }
    }

    func values(_ bound: TemporalBound, _ moment: Moment) -> [TemporalValue]? {
        switch bound {
        case .after: after(moment, excludesDay: true)
        case .before: before(moment, includesDay: false)
        case .from: after(moment, excludesDay: false)
        case .through: before(moment, includesDay: true)
        case .since: after(moment, excludesDay: false).map { point(moment) + dayOfPart(moment) + $0 }
        case .until: before(moment, includesDay: true).map { point(moment) + $0 }
        }
    }

    /// The day or the time that is named; nothing for a week or a month, of which only one end is meant.
    private func point(_ moment: Moment) -> [TemporalValue] {
        moment.date?.isSpan == true || moment.date != nil && moment.part != nil ? [] : values(of: moment)
    }

    /// The day of "starting this afternoon", where one is named.
    private func dayOfPart(_ moment: Moment) -> [TemporalValue] {
        guard moment.part != nil, moment.time == nil, let day = moment.date, !day.isSpan else { return [] }
        return values(of: Moment(date: day))
    }

    private mutating func bound(of phrases: [String: [English.BoundPhrase]]) -> TemporalBound? {
        guard let word = word(), let entries = phrases[word] else { return nil }
        return entries.first { accept($0.words) }?.bound
    }

    private func after(_ moment: Moment, excludesDay: Bool) -> [TemporalValue]? {
        let days = moment.date?.days(after: today)
        if let time = moment.time {
            return bounds(time, on: days?.lowerBound).map { $0.map { .from($0) } }
                ?? time.times.map { .times(from: LocalTime(minutes: $0), until: nil) }
        }
        if let part = moment.part {
            // After the afternoon, but from the afternoon on.
            let edge = excludesDay ? part.until : part.from
            guard let day = days?.lowerBound else { return [.times(from: LocalTime(minutes: edge % 1440), until: nil)] }
            return [.from(LocalDateTime(minutes: day.dayNumber * 1440 + edge))]
        }
        guard let days else { return nil }
        return [
            .dates(from: excludesDay ? days.upperBound.advanced(byDays: 1) : days.lowerBound, through: nil)
        ]
    }

    private func before(_ moment: Moment, includesDay: Bool) -> [TemporalValue]? {
        let days = moment.date?.days(after: today)
        if let time = moment.time {
            return bounds(time, on: days?.lowerBound).map { $0.map { .dateTimes(from: nil, until: $0) } }
                ?? time.times.map { .times(from: nil, until: LocalTime(minutes: $0)) }
        }
        if let part = moment.part {
            guard let day = days?.lowerBound else { return [.times(from: nil, until: LocalTime(minutes: part.from))] }
            return [.dateTimes(from: nil, until: LocalDateTime(minutes: day.dayNumber * 1440 + part.from))]
        }
        guard let days else { return nil }
        return [.dates(from: nil, through: includesDay ? days.upperBound : days.lowerBound.advanced(byDays: -1))]
    }

    private func bounds(_ time: TimeReading, on day: LocalDate?) -> [LocalDateTime]? {
        guard let day else { return nil }
        return ordered(time, on: day).map { LocalDateTime(minutes: day.dayNumber * 1440 + $0) }
    }
}

extension TemporalValue {
    fileprivate static func from(_ start: LocalDateTime) -> TemporalValue { .dateTimes(from: start, until: nil) }
}
