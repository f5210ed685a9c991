import Core

/// Dates by day and month: "March 5th", "the 5th of March", "in March", "the 7th".
extension DateTimeParser {
    /// "March 5th", "may twenty nine 2017", "Feb the 12th", "October 2014".
    mutating func monthAndDay() -> DateReading? {
        attempt { parser in
            guard let month = parser.monthName() else { return nil }
            if let year = parser.attempt({ parser -> Int? in
                _ = parser.accept("of") || parser.accept("in")
                return parser.isDigits() || parser.word(1) == "thousand" ? parser.year() : nil
            }) {
                return parser.month(month, in: year)
            }
            _ = parser.accept("the")
            guard let day = parser.attempt({ $0.smallOrdinal() ?? $0.smallCardinal() }), (1...31).contains(day), !parser.isTimeBehindDay()
            else {
                return nil
            }
            return parser.day(day, ofMonth: month, year: parser.yearBehindDate())
        }
    }

    /// "5 March", "the 5th of March 2019", "8th day of next month", "the 7th of the month".
    mutating func dayAndMonth() -> DateReading? {
        attempt { parser in
            _ = parser.accept("the")
            let isOne = parser.word() == "one"
            let ordinal = parser.smallOrdinal()
            guard !isOne, !parser.isBehindSign, let day = ordinal ?? parser.smallCardinal(), (1...31).contains(day) else { return nil }
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
        let month = today.firstOfMonth.advanced(byMonths: monthsAhead)
        return LocalDate(year: month.year, month: month.month, day: day).map(DateReading.day)
    }

    func day(_ day: Int, ofMonth month: Int, year: Int?) -> DateReading? {
        guard let year else {
            return day <= LocalDate.length(ofMonth: month, in: 2000) ? .monthDay(month: month, day: day) : nil
        }
        return LocalDate(year: year, month: month, day: day).map(DateReading.day)
    }

    func month(_ month: Int, in year: Int) -> DateReading? {
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
    mutating func monthAlone() -> DateReading? {
        attempt { parser in
            let relation = parser.relation()
            let opener = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            let start = parser.index
            guard let month = parser.monthName() else { return nil }
            let word = parser.utterance.tokens[start].word
            let isOpened = English.periodOpeners.contains(opener)
            let isCapital = parser.utterance.text(of: start..<(start + 1)).first?.isUppercase ?? false
            if English.everydayCalendarWords.contains(word), !isOpened {
                // Capitals are no sign in the words that also begin sentences.
                let beginsSentences = ["may", "march", "mar", "sun"].contains(word)
                guard relation == nil ? isCapital && !beginsSentences : isCapital || word != "may" else { return nil }
            }
            // "December of last year", "September this year"
            if relation == nil,
                let year = parser.attempt({ parser -> Int? in
                    _ = parser.accept("of") || parser.accept("in")
                    return parser.relativeYear()
                })
            {
                return parser.month(month, in: year)
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
    mutating func dayAlone() -> DateReading? {
        attempt { parser in
            let before = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            let opener = before == "the" && parser.index > 1 ? parser.utterance.tokens[parser.index - 2].word : before
            let hasArticle = parser.accept("the") || before == "the" || before == "on"
            let isWritten = parser.isDigits()
            if !hasArticle, let date = parser.alternativeDay() { return date }
            guard hasArticle || isWritten, let day = parser.smallOrdinal(), (1...31).contains(day) else { return nil }
            if let month = parser.monthOfAlternative(after: day) ?? parser.monthBeforeAlternative() {
                return parser.day(day, ofMonth: month, year: nil)
            }
            _ = parser.accept("day", "of", "the", "month")
            // "the first one", "the second time", "the third floor"; but "on the tenth from …"
            let isOn = opener == "on" && parser.word().map { English.functionWords.contains($0) } ?? false
            if !isWritten, !isOn, let next = parser.word(), !parser.mayFollowDay(next) { return nil }
            if isWritten, let next = parser.word(), English.rankedThings.contains(next) { return nil }
            return .dayOfMonth(day)
        }
    }

    func mayFollowDay(_ word: String) -> Bool {
        English.momentJoints.contains(word) || English.rangeJoints.contains(word) || English.weekdays[word] != nil || isDigits()
            || English.partsOfDay[word] != nil || English.cardinals[word] != nil && word != "one"
            || English.wordsBehindDay.contains(word)
    }
}
