import Core

extension DateTimeParser {
    /// "from 3 to 5 pm", "between Monday and Wednesday", "July 13-15", "from 10 am for two hours".
    ///
    /// - Parameter expectsHour: whether a number alone may be an hour: "nine to twelve".
    mutating func range(expectsHour: Bool) -> [TemporalValue]? {
        dayRange() ?? yearRange() ?? figuresBehindDay() ?? momentRange(expectsHour: expectsHour) ?? durationFirst() ?? hoursBehindDay()
    }

    /// A joint between the ends of a range; "and" only between "between" and "and".
    mutating func acceptRangeJoint(isOpened: Bool) -> Bool {
        // An interval of ISO 8601: "2026-03-28 17:00/2026-03-29 21:00".
        if gap() == "/", isDigits(), word()?.utf8.count == 4 { return true }
        if gap().contains("-") || gap().contains("\u{2013}") || gap().contains("\u{2014}") { return gap().utf8.count <= 5 }
        guard let word = word(), English.rangeJoints.contains(word), isOpened || word != "and" else { return false }
        index += 1
        _ = accept("to")
        return true
    }

    private mutating func momentRange(expectsHour: Bool) -> [TemporalValue]? {
        attempt { parser in
            let leading = parser.attempt { parser -> Moment? in
                // "Friday from 9 to 11": the date stands before the opener.
                guard let moment = parser.moment(), moment.time == nil, moment.date?.isSpan != true || moment.part != nil else {
                    return nil
                }
                return moment
            }
            if let word = parser.word(), English.rangeOpenerJoints.contains(word), parser.word(1) == "between" { parser.index += 1 }
            let opener = parser.accept(anyOf: English.rangeOpeners)
            guard opener != nil || leading == nil else { return parser.hours(on: leading) }
            if opener != nil, let running = parser.rangeFromNow() { return running }
            guard let first = parser.bareHour(isOpened: opener != nil) ?? parser.moment(bare: opener != nil || expectsHour) else {
                return nil
            }
            if parser.accept("for"), opener != nil, let seconds = parser.durationSeconds() {
                return parser.range(from: first.filled(from: leading), lasting: seconds)
            }
            guard parser.acceptRangeJoint(isOpened: opener != nil) else { return nil }
            let isTime = first.time != nil
            if opener != nil, parser.now() != nil {
                return isTime ? parser.range(from: first.filled(from: leading), to: parser.presentMoment) : nil
            }
            guard let second = parser.moment(bare: isTime) else { return nil }
            if isTime, second.time == nil { return nil }
            if !isTime, second.date == nil { return nil }
            return parser.range(from: first.filled(from: leading), to: second.filled(from: leading))
        } ?? plainRange()
    }

    private var presentMoment: Moment {
        Moment(date: .day(today), time: TimeReading(minutes: reference.time.minutes, isAmbiguous: false))
    }

    /// "between now and Friday", "from now until five".
    private mutating func rangeFromNow() -> [TemporalValue]? {
        attempt { parser in
            guard parser.now() != nil, parser.acceptRangeJoint(isOpened: true) else { return nil }
            if case .dateTime(let end)?? = parser.clockOffset()?.first { return [.dateTimes(from: parser.reference, until: end)] }
            guard let end = parser.moment(bare: true) else { return nil }
            return parser.range(from: end.time == nil ? Moment(date: .day(parser.today)) : parser.presentMoment, to: end)
        }
    }

    /// "Monday to Wednesday", "1pm-2pm tomorrow", "tomorrow 10 am to noon".
    private mutating func plainRange() -> [TemporalValue]? {
        attempt { parser in
            guard let first = parser.moment() else { return nil }
            if first.time != nil, parser.accept("for") {
                return parser.durationSeconds().flatMap { parser.range(from: first, lasting: $0) }
            }
            guard parser.acceptRangeJoint(isOpened: false) else { return nil }
            guard let second = parser.moment(bare: first.time != nil), (second.time != nil) == (first.time != nil) else { return nil }
            return parser.range(from: first, to: second)
        }
    }

    /// "Thursday 10 to 4": in figures, and without an "at", these are hours and not ten minutes to four.
    private mutating func figuresBehindDay() -> [TemporalValue]? {
        attempt { parser in
            // "02-02-2026 - 03-03-2026": what follows is another date.
            guard let day = parser.date(), !day.isSpan, parser.isDigits(), !parser.gap().contains("-"),
                let first = parser.bareHour(isOpened: true),
                parser.acceptRangeJoint(isOpened: false), let second = parser.clockTime(bare: true)
            else { return nil }
            return parser.range(from: first.filled(from: Moment(date: day)), to: Moment(date: day, time: second))
        }
    }

    /// "14th of May for two hours from 9:30".
    private mutating func hoursBehindDay() -> [TemporalValue]? {
        attempt { parser in
            guard let day = parser.moment(), day.time == nil, day.part == nil, day.date?.isSpan == false else { return nil }
            return parser.durationFirst(on: day)
        }
    }

    /// "Monday 12-4", "tomorrow 9 to 5".
    private mutating func hours(on day: Moment?) -> [TemporalValue]? {
        _ = accept("at")
        guard let day, !gap().contains("-"), let first = time(bare: true), acceptRangeJoint(isOpened: false), let second = time(bare: true)
        else { return nil }
        return range(from: Moment(time: first).filled(from: day), to: Moment(time: second).filled(from: day))
    }

    /// The 3 of "3-8 pm", the 5 of "5 to 6 pm" and of "from 5 to 6": an hour because a time follows behind the joint.
    private mutating func bareHour(isOpened: Bool) -> Moment? {
        attempt { parser in
            let start = parser.index
            // "From 10-1-2026 …"
            var dated = parser
            guard dated.numericDate() == nil, let time = parser.clockTime(bare: true), time.isAmbiguous else { return nil }
            var ahead = parser
            let isWord = !parser.utterance.tokens[start].isDigits && ahead.word() == "to"
            guard ahead.acceptRangeJoint(isOpened: false), let end = ahead.clockTime(bare: isOpened) else { return nil }
            // "Ten to eight p.m." are ten minutes: of an hour that is earlier on the clock nobody begins.
            let areMinutes = isWord && !isOpened && time.minutes % 720 >= end.minutes % 720
            return areMinutes ? nil : Moment(time: time)
        }
    }

    func range(from first: Moment, to second: Moment) -> [TemporalValue]? {
        var (first, second) = (first, second)
        if first.date == nil { first.date = second.date }
        if let part = second.part ?? first.part {
            first.time = first.time.map { $0.within(part) }
            second.time = second.time.map { $0.within(part) }
        }
        guard let from = first.time, let until = second.time else { return dateRange(first, second) }
        let pairs = Self.pairs(from, until)
        guard let firstDay = first.date?.days(after: today)?.lowerBound else {
            return pairs.map { .times(from: LocalTime(minutes: $0.from), until: LocalTime(minutes: $0.until)) }
        }
        let secondDay = second.date?.days(after: firstDay.advanced(byDays: -1))?.lowerBound ?? firstDay
        // "Friday at five to Monday at ten": over a night both hours are the likely ones.
        let likely = from.times.first.flatMap { start in until.times.first.map { [(from: start, until: $0)] } }
        return (secondDay > firstDay ? likely ?? pairs : pairs).map { pair in
            let start = firstDay.dayNumber * 1440 + pair.from
            var end = secondDay.dayNumber * 1440 + pair.until
            if end <= start { end += 1440 }
            return .dateTimes(from: LocalDateTime(minutes: start), until: LocalDateTime(minutes: end))
        }
    }

    /// Both ends of a range of times: an end without a.m. or p.m. is where the range is shortest.
    private static func pairs(_ from: TimeReading, _ until: TimeReading) -> [(from: Int, until: Int)] {
        let pairs = from.times.compactMap { start -> (from: Int, until: Int)? in
            let ends = until.times.filter { $0 > start }.sorted()
            if !from.isAmbiguous, ends.isEmpty { return until.times.first.map { (start, $0) } }
            return ends.first.map { (start, $0) }
        }
        // "3 to 4 pm" begins in the afternoon.
        guard from.isAmbiguous, !until.isAmbiguous else { return pairs }
        return pairs.min { $0.until - $0.from < $1.until - $1.from }.map { [$0] } ?? []
    }

    /// "for 3 hours from 10 am", "2 weeks starting May 20th".
    private mutating func durationFirst(on day: Moment? = nil) -> [TemporalValue]? {
        attempt { parser in
            _ = parser.accept("for")
            let isOpened = parser.index > 0 && parser.utterance.tokens[parser.index - 1].word == "for"
            guard let seconds = parser.durationSeconds() else { return nil }
            let areNights = parser.utterance.tokens[parser.index - 1].word.hasPrefix("night")
            guard (isOpened || areNights) && parser.accept("from") || parser.accept("starting") || parser.accept("beginning") else {
                return nil
            }
            _ = parser.accept("from") || parser.accept("on") || parser.accept("at")
            guard let start = parser.moment(bare: true) else { return nil }
            return parser.range(from: start.filled(from: day), lasting: seconds)
        }
    }

    private func range(from start: Moment, lasting seconds: Int) -> [TemporalValue]? {
        let day = start.date?.days(after: today)?.lowerBound
        if let time = start.time {
            return time.times.map { minutes in
                let from = (day ?? today).dayNumber * 1440 + minutes
                let until = LocalDateTime(minutes: from + seconds / 60)
                return day == nil
                    ? .times(from: LocalTime(minutes: minutes), until: until.time)
                    : .dateTimes(from: LocalDateTime(minutes: from), until: until)
            }
        }
        guard let day, seconds >= 86_400 else { return nil }
        return [.dates(from: day, through: day.advanced(byDays: seconds / 86_400))]
    }
}

extension Moment {
    /// What was said before it of the same moment.
    func filled(from other: Moment?) -> Moment {
        var filled = self
        filled.date = date ?? other?.date
        if let part = other?.part, filled.part == nil {
            filled.part = part
            filled.time = time.map { $0.within(part) }
        }
        return filled
    }
}
