import Core

/// What leaves something open: "in two to three weeks", "an hour or two", "this or next Friday", and hours that stand beside days.
extension DateTimeParser {
    /// "In two to three weeks", "in an hour or two", "two or three days ago": from the one to the other; a duration may be the longer.
    mutating func countedRange() -> [TemporalValue]? {
        attempt { parser in
            let isAhead = parser.accept("in") || parser.accept("within")
            _ = parser.accept(anyOf: English.approximations)
            guard let (least, most, unit) = parser.counts() else { return nil }
            let isPast = !isAhead && (parser.accept("ago") || parser.accept("earlier"))
            let isLater = isAhead || !isPast && (parser.accept("from", "now") || parser.accept("later"))
            guard isPast || isLater else { return [.duration(seconds: most * unit.seconds)] }
            let (near, far) = isPast ? (-most, -least) : (least, most)
            if unit.isOfClock {
                return [
                    .dateTimes(from: parser.reader.clock(after: near * unit.seconds), until: parser.reader.clock(after: far * unit.seconds))
                ]
            }
            return [.dates(from: parser.today.advanced(by: near, unit), through: parser.today.advanced(by: far, unit))]
        }
    }

    /// "Two to three weeks", "2-3 days", "a week or two".
    private mutating func counts() -> (least: Int, most: Int, unit: TimeUnit)? {
        guard let least = count() else { return nil }
        if let unit = unit() {
            guard accept("or"), let most = count(), most > least, English.units[word() ?? ""] == nil else { return nil }
            return (least, most, unit)
        }
        guard accept("or") || acceptRangeJoint(isOpened: false), let most = count(), most > least, let unit = unit() else { return nil }
        return (least, most, unit)
    }

    private mutating func count() -> Int? {
        if let word = word(), English.articles.contains(word), English.units[self.word(1) ?? ""] != nil {
            index += 1
            return 1
        }
        return smallCardinal()
    }

    /// "This or next Friday": either of them.
    mutating func thisOrNext() -> [TemporalValue]? {
        attempt { parser in
            guard parser.accept("this"), parser.accept("or"), parser.word() == "next", let word = parser.word(1),
                English.weekdays[word] != nil || word == "week" || word == "weekend", let days = parser.date()?.days(after: parser.today)
            else { return nil }
            let first = days.lowerBound.advanced(byDays: -7)
            let last = days.upperBound.advanced(byDays: -7)
            let isDay = days.lowerBound == days.upperBound
            let this: TemporalValue = isDay ? .date(first) : .dates(from: first, through: last)
            let next: TemporalValue = isDay ? .date(days.lowerBound) : .dates(from: days.lowerBound, through: days.upperBound)
            return first < parser.today && isDay ? [next] : [this, next]
        }
    }

    /// "In half a year", "a year and a half ago", "in a month and a half".
    mutating func fractionalOffset() -> [TemporalValue]? {
        attempt { parser in
            let isAhead = parser.accept("in")
            guard var count = parser.quantity(), let unit = parser.unit(), unit == .year || unit == .month else { return nil }
            if parser.accept("and", "a", "half") { count += 0.5 }
            // Of a month two weeks are half.
            let months = unit == .year ? count * 12 : count.rounded(.down)
            guard count != count.rounded(), months == months.rounded(), count <= Self.mostYears else { return nil }
            let sign = isAhead || parser.accept("from", "now") ? 1 : parser.accept("ago") ? -1 : 0
            guard sign != 0 else { return nil }
            let day = parser.today.advanced(byMonths: sign * Int(months))
            return [.date(unit == .year ? day : day.advanced(byDays: sign * 14))]
        }
    }

    static let mostYears = 200.0

    /// "Six to eight tonight", "nine to five Monday to Friday", "two to four on Thursday": hours, for a day stands beside them.
    mutating func hoursBeforeDay() -> [TemporalValue]? {
        attempt { parser in
            guard let hours = parser.bareHours() else { return nil }
            let end = parser.index
            _ = parser.accept("on")
            guard let day = parser.moment(), day.time == nil, let date = day.date else { return nil }
            var ahead = parser
            let areDays = date.isSpan && day.part == nil || ahead.acceptRangeJoint(isOpened: false) && ahead.date() != nil
            guard areDays else { return parser.range(from: hours.from.filled(from: day), to: hours.until.filled(from: day)) }
            // The days are read for themselves.
            parser.index = end
            return parser.range(from: hours.from, to: hours.until)
        }
    }

    /// "… nine to five" behind days.
    mutating func hoursBehindDays() -> [TemporalValue]? {
        attempt { parser in
            guard let hours = parser.bareHours(), parser.word().map({ English.units[$0] == nil }) ?? true else { return nil }
            return parser.range(from: hours.from, to: hours.until)
        }
    }

    /// Two hours with nothing that says so; "ten to eight" are ten minutes.
    private mutating func bareHours() -> (from: Moment, until: Moment)? {
        let isSaid = word().map { English.minutesBeforeHour.contains($0) } ?? true
        guard !isSaid, let first = clockTime(bare: true), first.isAmbiguous, !gap().contains(","), acceptRangeJoint(isOpened: false),
            let second = clockTime(bare: true), second.isAmbiguous
        else { return nil }
        return (Moment(time: first), Moment(time: second))
    }

    /// "From eight onwards", "from ten a.m. on".
    mutating func fromOnwards() -> [TemporalValue]? {
        attempt { parser in
            guard parser.accept("from") else { return nil }
            if parser.accept("now", "on") || parser.accept("now", "onwards") { return [.dateTimes(from: parser.reference, until: nil)] }
            guard let moment = parser.moment(bare: true) else { return nil }
            guard parser.accept("onwards") || parser.accept("onward") || parser.accept("on") && parser.isAtEndOfPhrase else { return nil }
            return parser.values(.from, moment)
        }
    }

    var isAtEndOfPhrase: Bool { word() == nil || !gap().allSatisfy { $0 == " " } }
}
