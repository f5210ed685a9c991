import Core

extension DateTimeParser {
    /// Any date: a day, a week, a month.
    mutating func date() -> DateReading? {
        if let day = relativeDay() ?? nthWeekday() ?? weekdayOrDate() ?? offset() { return day }
        if let named = period() ?? holiday() ?? monthAndDay() ?? dayAndMonth() { return named }
        return numericDate() ?? dayAlone() ?? monthAlone()
    }

    // MARK: Days in relation to today

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
        var month = today.month1st
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

    // MARK: Dates of the calendar

    /// "March 5th", "may twenty nine 2017", "Feb the 12th", "October 2014".
    mutating func monthAndDay() -> DateReading? {
        attempt { parser in
            guard let month = parser.monthName() else { return nil }
            if let year = parser.attempt({ $0.isDigits() ? $0.year() : nil }) { return parser.month(month, in: year) }
            _ = parser.accept("the")
            guard let day = parser.attempt({ $0.smallOrdinal() ?? $0.smallCardinal() }), (1...31).contains(day), !parser.isTimeBehindDay()
            else {
                return nil
            }
            return parser.day(day, ofMonth: month, year: parser.yearBehindDate())
        }
    }

    /// "5 March", "the 5th of March 2019", "20th day of next month", "the 7th of the month".
    mutating func dayAndMonth() -> DateReading? {
        attempt { parser in
            _ = parser.accept("the")
            let isOne = parser.word() == "one"
            let ordinal = parser.smallOrdinal()
            guard !isOne, let day = ordinal ?? parser.smallCardinal(), (1...31).contains(day) else { return nil }
            if ordinal != nil { _ = parser.accept("day") }
            let hasOf = parser.accept("of") || parser.accept("in")
            if let month = parser.monthName() { return parser.day(day, ofMonth: month, year: parser.yearBehindDate()) }
            guard hasOf else {
                // "25th this month"
                guard ordinal != nil, let relation = parser.relation(), parser.accept("month") else { return nil }
                return parser.day(day, monthsAhead: relation.offset)
            }
            // "the 18th of the 3rd, 1976"
            if let numbered = parser.attempt({ parser -> DateReading? in
                guard parser.accept("the"), let month = parser.smallOrdinal(), (1...12).contains(month), let year = parser.yearBehindDate()
                else { return nil }
                return parser.day(day, ofMonth: month, year: year)
            }) {
                return numbered
            }
            if parser.accept("the", "month") || parser.accept("month") { return .dayOfMonth(day) }
            if let relation = parser.relation(), parser.accept("month") { return parser.day(day, monthsAhead: relation.offset) }
            return nil
        }
    }

    private func day(_ day: Int, monthsAhead: Int) -> DateReading? {
        let month = today.month1st.advanced(byMonths: monthsAhead)
        return LocalDate(year: month.year, month: month.month, day: day).map(DateReading.day)
    }

    private func day(_ day: Int, ofMonth month: Int, year: Int?) -> DateReading? {
        guard let year else {
            return day <= LocalDate.length(ofMonth: month, in: 2000) ? .monthDay(month: month, day: day) : nil
        }
        return LocalDate(year: year, month: month, day: day).map(DateReading.day)
    }

    private func month(_ month: Int, in year: Int) -> DateReading? {
        LocalDate(year: year, month: month, day: 1).map { .span($0.wholeMonth) }
    }

    private mutating func yearBehindDate() -> Int? {
        attempt { parser in
            _ = parser.accept("of") || parser.accept("in")
            if let year = parser.year() { return year }
            // "March 5, '19"
            guard parser.isDigits(), parser.gap().hasSuffix("'") || parser.gap().hasSuffix("\u{2019}"), let word = parser.word(),
                word.utf8.count == 2, let short = Int(word)
            else { return nil }
            parser.index += 1
            return Self.fullYear(short)
        }
    }

    /// Two digits are a year from 1930 to 2029.
    static func fullYear(_ short: Int) -> Int { short < 30 ? 2000 + short : 1900 + short }

    mutating func monthName() -> Int? {
        guard let word = word(), let month = English.months[word] else { return nil }
        index += 1
        return month
    }

    /// "March 5 pm", "May 7:30": the number is a time.
    private func isTimeBehindDay() -> Bool {
        guard let word = word() else { return false }
        if gap() == ":" { return true }
        return ["am", "pm", "oclock"].contains(word)
    }

    /// "in March", "March" with a capital letter.
    private mutating func monthAlone() -> DateReading? {
        attempt { parser in
            let relation = parser.relation()
            let opener = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            let start = parser.index
            guard let month = parser.monthName() else { return nil }
            let word = parser.utterance.tokens[start].word
            let isOpened = ["in", "of", "during", "since", "until", "by", "before", "after", "from", "to", "mid", "early", "late"].contains(
                opener)
            let isCapital = parser.utterance.text(of: start..<(start + 1)).first?.isUppercase ?? false
            if English.everydayCalendarWords.contains(word), !isOpened {
                // Capitals are no sign in the words that also begin sentences.
                let beginsSentences = ["may", "march", "mar", "sun"].contains(word)
                guard relation == nil ? isCapital && !beginsSentences : isCapital || word != "may" else { return nil }
            }
            switch relation {
            case nil: return .month(month)
            case .this: return parser.month(month, in: parser.today.year)
            case .next: return parser.month(month, in: parser.today.year + (month > parser.today.month ? 0 : 1))
            case .last: return parser.month(month, in: parser.today.year - (month < parser.today.month ? 0 : 1))
            }
        }
    }

    /// "the 7th": an ordinal that is no fraction and no rank.
    private mutating func dayAlone() -> DateReading? {
        attempt { parser in
            let before = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            let hasArticle = parser.accept("the") || before == "the" || before == "on"
            let isWritten = parser.isDigits()
            guard hasArticle || isWritten, let day = parser.smallOrdinal(), (1...31).contains(day) else { return nil }
            _ = parser.accept("day", "of", "the", "month")
            // "the first one", "the second time", "the third floor"
            if !isWritten, let next = parser.word(), !parser.mayFollowDay(next) { return nil }
            if isWritten, let next = parser.word(), ["floor", "street", "avenue", "time", "st", "ave", "one"].contains(next) { return nil }
            return .dayOfMonth(day)
        }
    }

    private func mayFollowDay(_ word: String) -> Bool {
        English.momentJoints.contains(word) || English.rangeJoints.contains(word) || English.weekdays[word] != nil || isDigits()
            || English.partsOfDay[word] != nil || English.cardinals[word] != nil && word != "one"
            || ["please", "if", "would", "is", "works", "or", "thanks", "then"].contains(word)
    }

    // MARK: Figures

    /// "2016-10-16", "3/14/2026", "14.3.2026", "3/14".
    mutating func numericDate() -> DateReading? {
        attempt { parser in
            guard parser.isDigits(), let first = parser.word().flatMap({ Int($0) }), let firstWord = parser.word() else { return nil }
            let separator = parser.gap(1)
            guard ["/", "-", ".", " "].contains(separator) else { return nil }
            let second = parser.word(1)
            if let second, let month = English.months[second] {
                return parser.figures(first, firstWord, monthName: month, separator: separator)
            }
            if separator == "/", firstWord.utf8.count <= 2, second?.utf8.count == 4, (1...12).contains(first), parser.isDigits(1),
                let year = second.flatMap({ Int($0) })
            {
                parser.index += 2
                return parser.month(first, in: year)
            }
            guard parser.isDigits(1), let second, second.utf8.count <= 2, let secondValue = Int(second) else { return nil }
            if parser.isDigits(2), parser.gap(2) == separator, let third = parser.word(2), let thirdValue = Int(third) {
                // "2020/23/Sep" is read above; "12 5 3" is no date.
                guard separator != " " || firstWord.utf8.count == 4 || third.utf8.count == 4 else { return nil }
                guard let date = parser.date(first, firstWord, secondValue, thirdValue, third, separator: separator) else { return nil }
                parser.index += 3
                return .day(date)
            }
            if firstWord.utf8.count == 4, separator == "/", parser.gap(2) == "/", let name = parser.word(2),
                let month = English.months[name]
            {
                guard let date = LocalDate(year: first, month: month, day: secondValue) else { return nil }
                parser.index += 3
                return .day(date)
            }
            guard separator == "/", firstWord.utf8.count <= 2 else { return nil }
            let (month, day) = parser.monthAndDay(first, secondValue, dayFirst: parser.numericOrder == .dayFirst)
            guard (1...12).contains(month), day >= 1, day <= LocalDate.length(ofMonth: month, in: 2000) else { return nil }
            parser.index += 2
            return .monthDay(month: month, day: day)
        }
    }

    /// "2019-aug-01", "7-Mar-2020".
    private mutating func figures(_ first: Int, _ firstWord: String, monthName month: Int, separator: String) -> DateReading? {
        guard separator != " ", separator == gap(2), isDigits(2), let third = word(2), let thirdValue = Int(third) else { return nil }
        let isYearFirst = firstWord.utf8.count == 4
        let year = isYearFirst ? first : third.utf8.count == 4 ? thirdValue : Self.fullYear(thirdValue)
        guard let date = LocalDate(year: year, month: month, day: isYearFirst ? thirdValue : first) else { return nil }
        index += 3
        return .day(date)
    }

    private func date(_ first: Int, _ firstWord: String, _ second: Int, _ third: Int, _ thirdWord: String, separator: String) -> LocalDate?
    {
        if firstWord.utf8.count == 4 {
            guard thirdWord.utf8.count <= 2 else { return nil }
            return LocalDate(year: first, month: second, day: third) ?? LocalDate(year: first, month: third, day: second)
        }
        guard firstWord.utf8.count <= 2, thirdWord.utf8.count == 4 || thirdWord.utf8.count == 2 else { return nil }
        let year = thirdWord.utf8.count == 4 ? third : Self.fullYear(third)
        let (month, day) = monthAndDay(first, second, dayFirst: numericOrder == .dayFirst || separator == ".")
        return LocalDate(year: year, month: month, day: day)
    }

    /// The order that is possible; where both are, the usual one.
    private func monthAndDay(_ first: Int, _ second: Int, dayFirst: Bool) -> (month: Int, day: Int) {
        if first > 12 { return (second, first) }
        if second > 12 { return (first, second) }
        return dayFirst ? (second, first) : (first, second)
    }
}
