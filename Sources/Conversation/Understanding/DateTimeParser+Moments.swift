import Core

/// A date, a time or a part of the day, or what of them was said together.
struct Moment: Hashable {
    var date: DateReading?
    var time: TimeReading?
    var part: PartOfDay?

    var isEmpty: Bool { date == nil && time == nil && part == nil }
}

extension DateTimeParser {
    /// "Friday at three", "3:30 pm on the 12th", "tomorrow morning", in any order.
    ///
    /// - Parameter bare: whether a number alone may be an hour at the beginning.
    mutating func moment(bare: Bool = false) -> Moment? {
        var moment = Moment()
        while moment.date == nil || moment.time == nil || moment.part == nil {
            let start = index
            let joint = moment.isEmpty ? nil : acceptJoints()
            let isBareHour = joint.map { English.hourOpeners.contains($0) } ?? (moment.isEmpty ? bare : moment.part != nil)
            guard readPart(of: &moment, bare: isBareHour) else {
                index = start
                break
            }
        }
        return moment.isEmpty ? nil : moment
    }

    private mutating func readPart(of moment: inout Moment, bare: Bool) -> Bool {
        if moment.part == nil, let said = partOfDay(isOnly: moment.isEmpty) {
            moment.part = said.part
            if let date = said.date {
                guard moment.date == nil else { return true }
                moment.date = date
            }
            if let time = moment.time { moment.time = time.within(said.part) }
            return true
        }
        if moment.isEmpty, let now = timeOfCall() {
            moment = now
            return true
        }
        if moment.date != nil, moment.time == nil, sameTime() {
            moment.time = TimeReading(minutes: reference.time.minutes, isAmbiguous: false)
            return true
        }
        // A number that can be a day is one before it is an hour: "from 21 June".
        if moment.time == nil, let time = time(bare: false) {
            moment.time = moment.part.map { time.within($0) } ?? time
            return true
        }
        if moment.date == nil, let date = date() {
            moment.date = date
            return true
        }
        if bare, moment.time == nil, let time = time(bare: true) {
            moment.time = moment.part.map { time.within($0) } ?? time
            return true
        }
        return false
    }

    private mutating func sameTime() -> Bool {
        accept("same", "time") || accept("the", "same", "time")
    }

    /// "this time tomorrow", "the same time next week": the time at which it is said.
    private mutating func timeOfCall() -> Moment? {
        attempt { parser in
            // "But this time on the third" is another attempt.
            if !parser.accept("this", "time") {
                guard parser.sameTime() else { return nil }
                _ = parser.accept("on")
            }
            guard let date = parser.sameDay() ?? parser.date() else { return nil }
            return Moment(date: date, time: TimeReading(minutes: parser.reference.time.minutes, isAmbiguous: false))
        }
    }

    /// "… next week", "… last year" behind "this time" and "the same day": that far from today.
    mutating func sameDay() -> DateReading? {
        attempt { parser in
            guard let relation = parser.relation(), relation != .this, let unit = parser.acceptUnit() else { return nil }
            return .day(parser.today.advanced(by: relation.offset, unit))
        }
    }

    /// Words between the parts. The last of them is returned; nil when there are none.
    private mutating func acceptJoints() -> String? {
        var last: String? = gap().contains("@") ? "@" : nil
        // "2014-07-18T19:00"
        if word() == "t", gap().isEmpty, gap(1).isEmpty, accept("t") { return "t" }
        if accept(anyOf: English.timeZoneWords) != nil {
            _ = accept("standard") || accept("daylight")
            _ = accept("time")
            last = ""
        }
        while let joint = accept(anyOf: English.momentJoints) { last = joint }
        return last
    }

    /// "this morning", "in the evening", "tonight", "late afternoon", "early tomorrow morning", "after lunch" without its "after".
    private mutating func partOfDay(isOnly: Bool) -> (part: PartOfDay, date: DateReading?)? {
        attempt { parser in
            if parser.index > 0, parser.utterance.tokens[parser.index - 1].word == "good" { return nil }
            if parser.accept("late", "tonight") { return (PartOfDay.tonight.section(.last), .day(parser.today)) }
            if parser.accept("tonight") || parser.accept("this", "night") { return (.tonight, .day(parser.today)) }
            if parser.accept("late", "last", "night") {
                return (PartOfDay.tonight.section(.last), .day(parser.today.advanced(byDays: -1)))
            }
            if parser.accept("last", "night") { return (.tonight, .day(parser.today.advanced(byDays: -1))) }
            if let (part, days) = parser.partOfDayBeside() { return (part, .day(parser.today.advanced(byDays: days))) }
            if let part = parser.firstThing() { return (part, nil) }
            // "Friday PM"
            if !isOnly, let word = parser.word(), let half = English.halvesOfDay[word], parser.gap() == " ", parser.word(1) != "i" {
                parser.index += 1
                return (half, nil)
            }
            _ = parser.accept("in", "the") || parser.accept("in") || parser.accept("at") || parser.accept("the")
            var section = parser.section()
            _ = parser.accept("in", "the")
            var date: DateReading?
            if parser.accept("this") {
                date = .day(parser.today)
                section = parser.section() ?? section
            } else if section != nil {
                date = parser.attempt { parser in
                    guard let day = parser.relativeDay() ?? parser.weekdayOrDate() else { return nil }
                    return English.partsOfDay[parser.word() ?? ""] == nil ? nil : day
                }
            }
            guard let word = parser.word() else { return nil }
            if let part = English.partsOfDay[word] {
                // "Not Monday, mornings are best": a habit is a wish of its own.
                if word.hasSuffix("s"), !isOnly, parser.gap().contains(",") { return nil }
                if word.hasSuffix("s"), parser.index > 0, parser.utterance.tokens[parser.index - 1].isDigits { return nil }
                parser.index += 1
                return (section.map { part.section($0) } ?? part, date)
            }
            let saysTime = word.hasSuffix("time") || parser.word(1) == "time"
            guard let part = English.activities[word], !isOnly || saysTime || parser.index > 0 && parser.isBehindActivityOpener() else {
                return nil
            }
            parser.index += 1
            _ = parser.accept("time")
            return (part, date)
        }
    }

    /// "Last evening", "the next morning", with how many days from today it is; but not "the next evening appointment".
    private mutating func partOfDayBeside() -> (part: PartOfDay, days: Int)? {
        attempt { parser in
            _ = parser.accept("the")
            guard let relation = parser.relation(), relation != .this, let word = parser.word(), !word.hasSuffix("s"),
                let part = English.partsOfDay[word]
            else { return nil }
            parser.index += 1
            let isWhole = parser.word().map { English.functionWords.contains($0) || English.hourOpeners.contains($0) } ?? true
            return isWhole || parser.gap() != " " ? (part, relation.offset) : nil
        }
    }

    /// "early", "mid", "late" before a part of the day.
    private mutating func section() -> PartOfDay.Section? {
        if accept("early") { return .first }
        if accept("mid") || accept("middle", "of", "the") { return .middle }
        return accept("late") || accept("later") ? .last : nil
    }

    /// "first thing in the morning", "first thing" beside a day: "first thing tomorrow", "first thing on Friday".
    private mutating func firstThing() -> PartOfDay? {
        attempt { parser in
            guard parser.accept("first", "thing") else { return nil }
            if parser.accept("in", "the", "morning") { return PartOfDay.morning.section(.first) }
            var ahead = parser
            _ = ahead.accept("on")
            return ahead.date() == nil ? nil : PartOfDay.morning.section(.first)
        }
    }

    private func isBehindActivityOpener() -> Bool {
        English.activityOpeners.contains(utterance.tokens[index - 1].word)
    }

    // MARK: What a moment means

    /// All meanings, the likeliest first. Empty for a day that does not exist.
    func values(of moment: Moment) -> [TemporalValue] {
        guard let date = moment.date else { return timeValues(of: moment) }
        guard let days = date.days(after: today) else { return [] }
        if let time = moment.time {
            // "Friday night at one" is on Saturday's date.
            let isNight = moment.part.map { $0.reachesPastMidnight || $0.until >= 1440 && time.minutes == 0 } ?? false
            let isPastMidnight = !time.isAmbiguous && time.minutes < 300 && isNight
            let isAhead = days.lowerBound == today && time.minutes >= reference.time.minutes
            if isPastMidnight, !isAhead {
                return [.dateTime(LocalDateTime(minutes: (days.lowerBound.dayNumber + 1) * 1440 + time.minutes))]
            }
            return ordered(time, on: days.lowerBound).compactMap { LocalTime(minutes: $0) }.map {
                .dateTime(LocalDateTime(days.lowerBound, $0))
            }
        }
        if let part = moment.part {
            // "Mornings next week": from the first morning to the last.
            let (first, last) = (days.lowerBound.dayNumber * 1440, days.upperBound.dayNumber * 1440)
            let from = LocalDateTime(minutes: first + part.from)
            let range = TemporalValue.dateTimes(from: from, until: LocalDateTime(minutes: last + part.until))
            return days == today...today && from <= reference && isToldAsPast ? [.date(today), range] : [range]
        }
        return [
            date.isSpan && days.lowerBound < days.upperBound
                ? .dates(from: days.lowerBound, through: days.upperBound) : .date(days.lowerBound)
        ]
    }

    private func timeValues(of moment: Moment) -> [TemporalValue] {
        if let time = moment.time { return time.times.compactMap { LocalTime(minutes: $0) }.map { .time($0) } }
        guard let part = moment.part else { return [] }
        return [.times(from: LocalTime(minutes: part.from), until: LocalTime(minutes: part.until))]
    }

    /// On the day of the call a time that is over is not meant.
    func ordered(_ time: TimeReading, on date: LocalDate) -> [Int] {
        guard date == today, time.isAmbiguous else { return time.times }
        let ahead = time.times.filter { $0 >= reference.time.minutes }
        return ahead.count == 1 ? ahead + time.times.filter { $0 < reference.time.minutes } : time.times
    }
}
