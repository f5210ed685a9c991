import Core

extension DateTimeParser {
    /// Any date: a day, a week, a month.
    mutating func date() -> DateReading? {
        if let day = relativeDay() ?? nthWeekday() ?? nearestWeekday() ?? weekdayOrDate() ?? offset() { return day }
        if let named = period() ?? holiday() { return named }
        if let day = monthAndDay() ?? dayAndMonth() ?? numericDate() ?? dayAlone() { return day.isSpan ? day : weekdayBehind(day) }
        return monthAlone()
    }

    /// "today", "the day after tomorrow".
    mutating func relativeDay() -> DateReading? {
        for entry in English.relativeDays where accept(entry.phrase) {
            // "Tomorrow week", "today fortnight", "yesterday week"
            let away = accept("week") ? 7 : accept("fortnight") ? 14 : 0
            return .day(today.advanced(byDays: entry.days + (entry.days < 0 ? -away : away)))
        }
        return attempt { parser in
            if parser.accept("the", "same", "day") || parser.accept("same", "day") { return parser.sameDay() }
            // "What about the day after?", "tomorrow or the day after that": of the day that was named last.
            guard parser.accept("the", "day") else { return nil }
            let days = parser.accept("after") ? 1 : parser.accept("before") ? -1 : 0
            let isWhole = parser.accept("that") || parser.word() == nil || parser.gap().contains(",")
            return days != 0 && isWhole ? .day((parser.namedDay ?? parser.today).advanced(byDays: days)) : nil
        }
    }

    /// "Friday", "next Tuesday", "Saturday next week", "Friday the 13th", "Monday, March 4", "the Tuesday after Easter".
    mutating func weekdayOrDate() -> DateReading? {
        attempt { parser in
            guard let (weekday, reading) = parser.weekday() else { return nil }
            // The date behind the weekday tells more than the weekday.
            if let dated = parser.monthAndDay() ?? parser.dayAndMonth() ?? parser.numericDate() ?? parser.dayAlone() {
                return parser.fitting(dated, on: weekday)
            }
            guard case .weekday = reading else { return reading }
            if let dated = parser.dayBehind(weekday) { return parser.fitting(dated, on: weekday) }
            return (parser.dateOfWeek(weekday) ?? parser.beside(weekday)).map(DateReading.day) ?? reading
        }
    }

    /// "… after Easter", "… before the 15th": the first such weekday on that side of a day.
    private mutating func beside(_ weekday: Weekday) -> LocalDate? {
        attempt { parser in
            let isAfter = parser.accept("after") || parser.accept("following")
            guard isAfter || parser.accept("before"), let date = parser.dayReading() else { return nil }
            return isAfter ? date.next(weekday) : date.previous(weekday)
        }
    }

    /// "… on Tuesday", "… Tuesday" behind a day of a month: both are the same day.
    mutating func weekdayBehind(_ date: DateReading) -> DateReading {
        attempt { parser in
            guard parser.gap().allSatisfy({ $0 == " " || $0 == "(" }) else { return nil }
            _ = parser.accept("on")
            guard let word = parser.word(), let weekday = English.weekdays[word], !word.hasSuffix("days") else { return nil }
            parser.index += 1
            return parser.fitting(date, on: weekday)
        } ?? date
    }

    /// "Friday 23": a bare number, where the day of one of the next months fits.
    private mutating func dayBehind(_ weekday: Weekday) -> DateReading? {
        attempt { parser in
            guard parser.isDigits(), parser.gap() == " ", let day = parser.smallCardinal(), (1...31).contains(day) else { return nil }
            if let next = parser.word(), English.momentJoints.contains(next) == false || next == "of" { return nil }
            guard case .day(let date) = parser.fitting(.dayOfMonth(day), on: weekday),
                date < parser.today.advanced(byMonths: 3)
            else { return nil }
            return .dayOfMonth(day)
        }
    }

    /// A weekday is believed of a day this far back, and this far ahead: further off it is rather a slip of the tongue.
    /// One in the next half year goes before one that is over.
    private static let daysBack = 31
    private static let daysNext = 183
    private static let daysAhead = 800

    /// Of the days that a date can be, the nearest that is such a weekday; the date itself where none is near.
    private func fitting(_ date: DateReading, on weekday: Weekday) -> DateReading {
        let days: [LocalDate]
        switch date {
        case .dayOfMonth(let day):
            let months = (-1...27).map { today.firstOfMonth.advanced(byMonths: $0) }
            days = months.compactMap { LocalDate(year: $0.year, month: $0.month, day: day) }
        case .monthDay(let month, let day):
            days = (-1...3).compactMap { LocalDate(year: today.year + $0, month: month, day: day) }
        case .day, .weekday, .span, .month:
            return date
        }
        let near = days.filter { $0.weekday == weekday && (-Self.daysBack...Self.daysAhead).contains($0.dayNumber - today.dayNumber) }
        // One of the next months is meant before the last one.
        let next = near.first { (0...Self.daysNext).contains($0.dayNumber - today.dayNumber) }
        return (next ?? near.first).map(DateReading.day) ?? date
    }

    /// "… next week", "… of this week", "… in a week", "… the week after next", "… after next", "… week", "… next".
    private mutating func dateOfWeek(_ day: Weekday) -> LocalDate? {
        attempt { parser in
            if parser.accept("before", "last") { return parser.today.previous(day).advanced(byDays: -7) }
            if parser.accept("after", "next") { return parser.today.next(day).advanced(byDays: 7) }
            if parser.accept("in", "a", "week") || parser.accept("week") { return parser.today.next(day).advanced(byDays: 7) }
            // "The Monday of Thanksgiving week", "Friday of the week of the 20th"
            if parser.accept("of"), let week = parser.weekAroundDay() {
                let date = week.lowerBound.startOfWeek.advanced(byDays: day.rawValue - 1)
                return week.contains(date) ? date : nil
            }
            _ = parser.accept("of") || parser.accept("in") || parser.accept("from")
            // "Monday the week after next"
            if let week = parser.afterNext() {
                let date = week.lowerBound.advanced(byDays: day.rawValue - 1)
                return week.lowerBound.advanced(byDays: 6) == week.upperBound ? date : nil
            }
            guard let relation = parser.relation() else { return nil }
            // "Friday next"
            guard parser.accept("week") else { return parser.word() == nil ? parser.resolve(day, relation) : nil }
            return parser.today.startOfWeek.advanced(byDays: relation.offset * 7 + day.rawValue - 1)
        }
    }

    /// A weekday with the words before it.
    private mutating func weekday() -> (Weekday, DateReading)? {
        attempt { parser in
            let isOfWeekBefore = parser.word() == "previous"
            let relation = parser.attempt { parser -> Relation? in
                guard let relation = parser.relation() else { return nil }
                // "this coming Friday", "this past Monday"
                if relation == .this, let closer = parser.relation() { return closer == .next ? .this : closer }
                return relation
            }
            guard let word = parser.word(), let day = English.weekdays[word] else { return nil }
            if English.everydayCalendarWords.contains(word), relation == nil, !parser.isCapitalised(), !parser.isBesideNumber(),
                parser.utterance.tokens.count > 1
            {
                return nil
            }
            parser.index += 1
            guard let relation else { return (day, .weekday(day)) }
            // As "next" is of the week that follows.
            if isOfWeekBefore { return (day, .day(parser.today.startOfWeek.advanced(byDays: day.rawValue - 8))) }
            return (day, .day(parser.resolve(day, relation)))
        }
    }

    private func resolve(_ day: Weekday, _ relation: Relation) -> LocalDate {
        switch relation {
        case .this:
            let date = today.startOfWeek.advanced(byDays: day.rawValue - 1)
            return date <= today ? date.advanced(byDays: 7) : date
        case .next: return today.startOfWeek.advanced(byDays: 6 + day.rawValue)
        case .last: return today.previous(day)
        }
    }

    /// Whether a number stands right before or behind: "sat 5", "5 may".
    private func isBesideNumber() -> Bool {
        if isDigits(1) || word(1).map({ English.ordinals[$0] != nil }) ?? false { return true }
        return index > 0 && utterance.tokens[index - 1].isDigits
    }

    mutating func relation() -> Relation? {
        guard let word = word(), let relation = English.relations[word], !isVerb(word) else { return nil }
        index += 1
        return relation
    }

    /// "It will last three weekends", but not "would last Friday do".
    private func isVerb(_ word: String) -> Bool {
        guard word == "last", index > 0, English.wordsBeforeVerb.contains(utterance.tokens[index - 1].word), let next = self.word(1) else {
            return false
        }
        return isDigits(1) || English.cardinals[next] != nil || English.articles.contains(next) || English.approximations.contains(next)
    }
}
