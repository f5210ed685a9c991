import Core

/// Decades, centuries, and ranges from one year to another.
extension DateTimeParser {
    /// No year outside is meant, for all that a number may look like one.
    private static let years = 1000...2999
    /// Years in which people live and remember.
    private static let livingYears = 1900...2100

    mutating func manyYears() -> ClosedRange<LocalDate>? {
        decade() ?? century() ?? relatedYears()
    }

    /// "the eighties", "the early 1990s", "eighteen sixties": without a century of the one that is not ahead.
    private mutating func decade() -> ClosedRange<LocalDate>? {
        attempt { parser in
            let opener = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            let isOpened = parser.accept("the") || English.decadeOpeners.contains(opener)
            guard let word = parser.word() else { return nil }
            if parser.isDigits(), parser.word(1) == "s", parser.gap(1).isEmpty || parser.gap(1) == "'", let figures = Int(word),
                figures % 10 == 0, isOpened
            {
                parser.index += 2
                return parser.decade(figures)
            }
            if let century = English.cardinals[word]?.belowHundred, (10...20).contains(century), let next = parser.word(1),
                let decade = English.decades[next]
            {
                parser.index += 2
                return parser.decade(century * 100 + decade)
            }
            guard isOpened, let decade = English.decades[word] else { return nil }
            parser.index += 1
            return parser.decade(decade)
        }
    }

    private func decade(_ figures: Int) -> ClosedRange<LocalDate>? {
        // "The 1800s" are a century, "the 2000s" rather ten years.
        if figures % 100 == 0, (1000..<2000).contains(figures) { return years(from: figures, count: 100) }
        let year = figures >= 1000 ? figures : figures + (2000 + figures <= today.year ? 2000 : 1900)
        return years(from: year, count: 10)
    }

    /// "the nineteenth century".
    private mutating func century() -> ClosedRange<LocalDate>? {
        attempt { parser in
            guard parser.accept("the"), let number = parser.smallOrdinal(), parser.accept("century") else { return nil }
            return parser.years(from: (number - 1) * 100, count: 100)
        }
    }

    /// "this decade", "last century".
    private mutating func relatedYears() -> ClosedRange<LocalDate>? {
        attempt { parser in
            guard let relation = parser.relation() else { return nil }
            let length = parser.accept("decade") ? 10 : parser.accept("century") ? 100 : 0
            guard length > 0 else { return nil }
            return parser.years(from: (parser.today.year / length + relation.offset) * length, count: length)
        }
    }

    private func years(from year: Int, count: Int) -> ClosedRange<LocalDate>? {
        guard Self.years.contains(year), let first = LocalDate(year: year, month: 1, day: 1) else { return nil }
        return first...first.advanced(byMonths: 12 * count).advanced(byDays: -1)
    }

    /// "from 2010 to 2015", "between nineteen ninety and two thousand": years, and not hours of the day, where they can be.
    mutating func yearRange() -> [TemporalValue]? {
        attempt { parser in
            guard parser.accept(anyOf: English.rangeOpeners) != nil, let first = parser.livingYear(),
                parser.acceptRangeJoint(isOpened: true), let second = parser.livingYear(), first.year < second.year,
                !(first.mayBeTime && second.mayBeTime),
                parser.word().map({ !["am", "pm", "a", "p", "hours"].contains($0) }) ?? true,
                let from = parser.years(from: first.year, count: 1), let to = parser.years(from: second.year, count: 1)
            else { return nil }
            return parser.dateRange(Moment(date: .span(from)), Moment(date: .span(to)))
        }
    }

    /// A year; "1930" and "2000" may be half past seven and eight in the evening as well.
    private mutating func livingYear() -> (year: Int, mayBeTime: Bool)? {
        attempt { parser in
            let isFigures = parser.isDigits()
            guard let year = parser.year(), Self.livingYears.contains(year) else { return nil }
            let minute = year % 100
            return (year, isFigures && year / 100 <= 23 && minute < 60 && minute % 15 == 0)
        }
    }
}
