import Core

extension DateTimeParser {
    /// Any date: a day, a week, a month.
    mutating func date() -> DateReading? {
        if let day = relativeDay() ?? nthWeekday() ?? weekdayOrDate() ?? offset() { return day }
        if let named = period() ?? holiday() ?? monthAndDay() ?? dayAndMonth() { return named }
        return numericDate() ?? dayAlone() ?? monthAlone()
    }

    /// "today", "the day after tomorrow".
    private mutating func relativeDay() -> DateReading? {
        for entry in English.relativeDays where accept(entry.phrase) { return .day(today.advanced(byDays: entry.days)) }
        return nil
    }

    /// "Friday", "next Tuesday", "Saturday next week", "Friday the 13th", "Monday, March 4".
    mutating func weekdayOrDate() -> DateReading? {
        attempt { parser in
            guard let weekday = parser.weekday() else { return nil }
            let plain = weekday.reading
            if case .weekday = plain {
                // The date behind the weekday tells more than the weekday.
                if let dated = parser.dayBehind(weekday.day) ?? parser.monthAndDay() ?? parser.dayAndMonth() ?? parser.numericDate()
                    ?? parser.dayAlone()
                {
                    return parser.fitting(dated, on: weekday.day)
                }
                if let date = parser.dateOfWeek(weekday.day) { return .day(date) }
            }
            return plain
        }
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

    /// Of a day of any month, the next one that is such a weekday.
    private func fitting(_ date: DateReading, on weekday: Weekday) -> DateReading {
        guard case .dayOfMonth(let day) = date else { return date }
        var month = today.firstOfMonth
        for _ in 0..<28 {
            if let date = LocalDate(year: month.year, month: month.month, day: day), date >= today, date.weekday == weekday {
                return .day(date)
            }
            month = month.advanced(byMonths: 1)
        }
        return date
    }

    /// "… next week", "… of this week", "… in a week", "… after next", "… week".
    private mutating func dateOfWeek(_ day: Weekday) -> LocalDate? {
        attempt { parser in
            if parser.accept("after", "next") { return parser.today.next(day).advanced(byDays: 7) }
            if parser.accept("in", "a", "week") || parser.accept("week") { return parser.today.next(day).advanced(byDays: 7) }
            _ = parser.accept("of") || parser.accept("in")
            guard let relation = parser.relation(), parser.accept("week") else {
                if let word = parser.word(), let relation = English.relations[word], parser.word(1) == nil {
                    parser.index += 1
                    return parser.resolve(day, relation)
                }
                return nil
            }
            return parser.today.startOfWeek.advanced(byDays: relation.offset * 7 + day.rawValue - 1)
        }
    }

    /// A weekday with the words before it.
    private mutating func weekday() -> (day: Weekday, reading: DateReading)? {
        attempt { parser in
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
            return (day, .day(parser.resolve(day, relation)))
        }
    }

    private func resolve(_ day: Weekday, _ relation: Relation) -> LocalDate {
        switch relation {
        case .this:
            let date = today.startOfWeek.advanced(byDays: day.rawValue - 1)
            return date < today ? date.advanced(byDays: 7) : date
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
        guard let word = word(), let relation = English.relations[word] else { return nil }
        index += 1
        return relation
    }
}
