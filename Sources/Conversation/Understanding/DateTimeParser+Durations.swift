import Core

extension DateTimeParser {
    /// No caller counts further than this in any unit of time.
    private static let greatestCount = 5_000.0

    /// "half an hour", "two and a half hours", "2 hours and twenty", "two minutes and ten seconds", "3 days".
    mutating func durationSeconds() -> Int? {
        attempt { parser in
            let start = parser.index
            guard let count = parser.quantity(), count <= Self.greatestCount else { return nil }
            _ = parser.accept("or", "more") || parser.accept("more") || parser.accept("whole") || parser.accept("full")
            guard let unit = parser.anyUnit() ?? (parser.isBehindDurationOpener(start) ? parser.minuteSign() : nil) else { return nil }
            // "Wait a second" asks for nothing; "2019 H" is no duration.
            let first = parser.utterance.tokens[start].word
            if English.articles.contains(first), unit == .second || unit == .minute, !parser.isBehindDurationOpener(start) { return nil }
            // "Once a week", "twenty dollars an hour"
            if English.articles.contains(first), start > 0, English.rateOpeners.contains(parser.utterance.tokens[start - 1].word) {
                return nil
            }
            guard unit != .hour || count < 100, parser.word() != "old" else { return nil }
            var seconds = count * Double(unit.seconds)
            if let half = parser.attempt({ parser -> Double? in
                guard parser.accept("and") else { return nil }
                _ = parser.accept("a")
                if parser.accept("half") { return 0.5 }
                return parser.accept("quarter") ? 0.25 : nil
            }) {
                seconds += half * Double(unit.seconds)
            } else if let rest = parser.smallerPart(than: unit) {
                seconds += rest
            }
            return Int(seconds)
        }
    }

    /// The minutes of "in 15'".
    private func minuteSign() -> TimeUnit? {
        index > 0 && utterance.tokens[index - 1].isDigits && gap().first.map { "'\u{2019}\u{2032}".contains($0) } == true ? .minute : nil
    }

    private func isBehindDurationOpener(_ start: Int) -> Bool {
        start > 0 && ["in", "for", "within", "about"].contains(utterance.tokens[start - 1].word)
    }

    /// "… and 30 seconds", "… 2 hours 5 minutes", "… ten" behind hours.
    private mutating func smallerPart(than unit: TimeUnit) -> Double? {
        attempt { parser in
            // "2h30"
            let isGlued = parser.gap().isEmpty
            _ = parser.accept("and")
            guard let count = parser.quantity(), count <= Self.greatestCount else { return nil }
            if let smaller = parser.anyUnit() {
                guard smaller.seconds < unit.seconds else { return nil }
                return count * Double(smaller.seconds) + (parser.smallerPart(than: smaller) ?? 0)
            }
            guard unit == .hour, count >= 5, count < 60, isGlued || parser.word() == nil else { return nil }
            return count * 60
        }
    }

    private mutating func anyUnit() -> TimeUnit? {
        guard let word = word() else { return nil }
        // "10d", "2W"
        let isGlued = index > 0 && utterance.tokens[index - 1].isDigits && gap().isEmpty
        guard let unit = English.units[word] ?? (isGlued ? English.unitLetters[word] : nil) else { return nil }
        if unit == .quarter { return nil }
        index += 1
        return unit
    }

    /// "in half an hour", "15 minutes ago", "two hours from now": clock times in relation to now.
    mutating func clockOffset() -> [TemporalValue]? {
        attempt { parser in
            // "Today in an hour"
            _ = parser.word(1) == "in" && parser.accept("today")
            if parser.accept("within", "the", "hour") {
                return [.dateTimes(from: parser.reference, until: parser.reader.clock(after: TimeUnit.hour.seconds))]
            }
            let isAhead = parser.accept("within") || parser.accept("in") || parser.accept("after")
            var isWithin = isAhead && parser.utterance.tokens[parser.index - 1].word == "within"
            if isAhead, parser.accept("the", "next") {
                isWithin = true
            } else if isAhead, parser.accept("under") || parser.accept("less", "than") {
                isWithin = true
            } else if isAhead {
                _ = parser.accept(anyOf: English.approximations)
            }
            let start = parser.index
            guard let seconds = parser.durationSeconds(), parser.isOfClock(from: start) else { return nil }
            if isWithin { return [.dateTimes(from: parser.reference, until: parser.reader.clock(after: seconds))] }
            if isAhead { return [.dateTime(parser.reader.clock(after: seconds))] }
            if parser.accept("ago") || parser.accept("back") || parser.accept("earlier") {
                return [.dateTime(parser.reader.clock(after: -seconds))]
            }
            if parser.accept("from", "now") || parser.accept("hence") || parser.accept("later") {
                return [.dateTime(parser.reader.clock(after: seconds))]
            }
            return parser.shiftedClock(by: seconds)
        }
    }

    /// "… before noon", "… after five on Friday": that far from a time of day.
    private mutating func shiftedClock(by seconds: Int) -> [TemporalValue]? {
        attempt { parser in
            let isAfter = parser.accept("after")
            guard isAfter || parser.accept("before"), let moment = parser.moment(bare: true), moment.time != nil else { return nil }
            let minutes = (isAfter ? seconds : -seconds) / 60
            return parser.values(of: moment).compactMap { value -> TemporalValue? in
                switch value {
                case .time(let time): LocalTime(minutes: ((time.minutes + minutes) % 1440 + 1440) % 1440).map { .time($0) }
                case .dateTime(let local): .dateTime(LocalDateTime(minutes: local.minutes + minutes))
                default: nil
                }
            }
        }
    }

    private func isOfClock(from start: Int) -> Bool {
        minuteSign() != nil || utterance.tokens[start..<index].contains { English.units[$0.word]?.isOfClock ?? false }
    }

    /// "the next three weeks", "last 2 days", "2 upcoming months", "the past hour".
    mutating func countedSpan() -> [TemporalValue]? {
        attempt { parser in
            _ = parser.accept("the")
            var relation = parser.relation()
            if let relation, let hour = parser.hourBeside(relation) { return hour }
            guard let count = parser.quantity(), count == count.rounded(), count <= Self.greatestCount else { return nil }
            relation = relation ?? parser.relation()
            guard let relation, relation != .this, let unit = parser.unit() else { return nil }
            let sign = relation.offset
            if unit.isOfClock {
                let other = parser.reader.clock(after: sign * Int(count) * unit.seconds)
                return [.dateTimes(from: min(other, parser.reference), until: max(other, parser.reference))]
            }
            let today = parser.today
            let other = today.advanced(by: sign * Int(count), unit)
            return [sign > 0 ? .dates(from: today.advanced(byDays: 1), through: other) : .dates(from: other, through: today)]
        }
    }

    /// "The next hour", "the past hour".
    private mutating func hourBeside(_ relation: Relation) -> [TemporalValue]? {
        guard relation != .this, accept("hour") else { return nil }
        let other = reader.clock(after: relation.offset * TimeUnit.hour.seconds)
        return [.dateTimes(from: min(other, reference), until: max(other, reference))]
    }

    /// "now", "as soon as possible".
    mutating func now() -> [TemporalValue]? {
        if accept("as", "soon", "as", "possible") || accept("asap") { return [.dateTimes(from: reference, until: nil)] }
        for phrase in English.presentPhrases where accept(phrase) { return [.dateTime(reference)] }
        return nil
    }
}
