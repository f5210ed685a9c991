import Core

/// Dates written in figures.
extension DateTimeParser {
    /// "2016-10-16", "3/14/2026", "14.3.2026", "3/14".
    mutating func numericDate() -> DateReading? {
        attempt { parser in
            // "133-03-03-2026" is a number of something; behind a whole date another one may follow.
            let isBehindFigures = parser.gap(1) == "-" && parser.figuresBefore() % 3 != 0
            guard parser.isDigits(), !isBehindFigures, let first = parser.word().flatMap({ Int($0) }), let firstWord = parser.word() else {
                return nil
            }
            if firstWord.utf8.count == 8 { return parser.compactDate(first) }
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
            // "24/7" is always.
            guard separator == "/", firstWord.utf8.count <= 2, (first, secondValue) != (24, 7) else { return nil }
            let (month, day) = parser.monthAndDay(first, secondValue, dayFirst: parser.reader.numericOrder == .dayFirst)
            guard (1...12).contains(month), day >= 1, day <= LocalDate.length(ofMonth: month, in: 2000) else { return nil }
            parser.index += 2
            // "5/7, 2020"
            if let year = parser.attempt({ $0.gap().hasPrefix(",") && $0.isDigits() ? $0.year() : nil }) {
                return LocalDate(year: year, month: month, day: day).map(DateReading.day)
            }
            return .monthDay(month: month, day: day)
        }
    }

    /// How many figures stand before the cursor with a dash behind each.
    private func figuresBefore() -> Int {
        utterance.tokens[..<index].reversed().prefix { $0.isDigits && $0.gap == "-" }.count
    }

    /// "20200701", as ISO 8601 writes it without signs.
    private mutating func compactDate(_ figures: Int) -> DateReading? {
        guard (1900...2100).contains(figures / 10_000),
            let date = LocalDate(year: figures / 10_000, month: figures / 100 % 100, day: figures % 100)
        else { return nil }
        index += 1
        return .day(date)
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
        let (month, day) = monthAndDay(first, second, dayFirst: reader.numericOrder == .dayFirst || separator == ".")
        return LocalDate(year: year, month: month, day: day)
    }

    /// The order that is possible; where both are, the usual one.
    private func monthAndDay(_ first: Int, _ second: Int, dayFirst: Bool) -> (month: Int, day: Int) {
        if first > 12 { return (second, first) }
        if second > 12 { return (first, second) }
        return dayFirst ? (second, first) : (first, second)
    }
}
