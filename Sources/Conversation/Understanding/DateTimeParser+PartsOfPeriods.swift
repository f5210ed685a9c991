import Core

/// Parts of a week, a month or a year: "the end of the month", "the second week of May", "Q3".
extension DateTimeParser {
    mutating func partOfPeriod() -> ClosedRange<LocalDate>? {
        restOfPeriod() ?? namedPart() ?? numberedPart() ?? countedPart() ?? quarter()
    }

    /// "the rest of the week": from today on.
    private mutating func restOfPeriod() -> ClosedRange<LocalDate>? {
        attempt { parser in
            _ = parser.accept("the")
            guard parser.accept("rest", "of") || parser.accept("remainder", "of") else { return nil }
            _ = parser.accept("the") || parser.accept("this")
            guard let unit = parser.acceptUnit(), let span = parser.span(of: unit, .this) else { return nil }
            return parser.today...max(parser.today, span.upperBound)
        }
    }

    private enum Part { case beginning, middle, end }

    /// "beginning of next week", "end of the month", "mid March".
    private mutating func namedPart() -> ClosedRange<LocalDate>? {
        attempt { parser in
            if parser.accept("midweek") { return parser.span(of: .week, .this).map { Self.part(.middle, of: $0) } }
            if parser.accept("eow") { return parser.span(of: .week, .this).map { Self.part(.end, of: $0) } }
            if parser.accept("bom") { return parser.span(of: .month, .this).map { Self.part(.beginning, of: $0) } }
            if parser.accept("eom") { return parser.span(of: .month, .this).map { Self.part(.end, of: $0) } }
            if parser.accept("eoy") { return parser.span(of: .year, .this).map { Self.part(.end, of: $0) } }
            _ = parser.accept("the")
            guard let part = parser.acceptPart() else { return nil }
            _ = parser.accept("of") || parser.accept("in")
            _ = parser.accept("around")
            guard let span = parser.wholePeriod() ?? parser.attempt({ $0.bareUnitOrMonth() }) else { return nil }
            // The end of a day is a time of day.
            return span.count > 1 ? Self.part(part, of: span) : nil
        }
    }

    private mutating func acceptPart() -> Part? {
        if accept("early") || accept(anyOf: English.beginningWords) != nil { return .beginning }
        if accept("middle") || accept("mid") { return .middle }
        return accept("late") || accept("end") ? .end : nil
    }

    /// A week from Monday to Wednesday, about Wednesday, from Friday on; a month in three times ten; anything else in thirds.
    private static func part(_ part: Part, of span: ClosedRange<LocalDate>) -> ClosedRange<LocalDate> {
        let days = span.count
        guard days >= 7 else { return span }
        let isMonth = (28...31).contains(days)
        let first = days == 7 ? 3 : isMonth ? 10 : days / 3
        let second = days == 7 ? 4 : isMonth ? 20 : days * 2 / 3
        switch part {
        case .beginning: return span.lowerBound...span.lowerBound.advanced(byDays: first - 1)
        case .middle where days <= 7: return span.lowerBound.advanced(byDays: 1)...span.lowerBound.advanced(byDays: 3)
        case .middle: return span.lowerBound.advanced(byDays: first)...span.lowerBound.advanced(byDays: second - 1)
        case .end: return span.lowerBound.advanced(byDays: second)...span.upperBound
        }
    }

    /// "the first week of May", "the last weekend in October", "the second half of next month".
    private mutating func numberedPart() -> ClosedRange<LocalDate>? {
        attempt { parser in
            _ = parser.accept("the")
            guard let number = parser.accept("last") ? -1 : parser.smallOrdinal(), let word = parser.word() else { return nil }
            parser.index += 1
            let isWeekend = word == "weekend" || word == "week" && parser.accept("end")
            guard parser.accept("of") || parser.accept("in") else { return nil }
            guard let whole = parser.wholePeriod() ?? parser.attempt({ $0.bareUnitOrMonth() }), whole.count > 7 else { return nil }
            if isWeekend { return Self.week(number, of: whole, around: .saturday).map { $0...$0.advanced(byDays: 1) } }
            switch word {
            case "week": return Self.week(number, of: whole, around: .thursday).map { $0.startOfWeek...$0.startOfWeek.advanced(byDays: 6) }
            case "half": return number == 1 ? Self.half(of: whole, isFirst: true) : Self.half(of: whole, isFirst: false)
            default: return nil
            }
        }
    }

    /// "the first three days of June", "the last two weeks of August".
    private mutating func countedPart() -> ClosedRange<LocalDate>? {
        attempt { parser in
            _ = parser.accept("the")
            let isFirst = parser.accept("first")
            guard isFirst || parser.accept("last"), let count = parser.smallCardinal(), count > 0, let unit = parser.unit(),
                parser.accept("of") || parser.accept("in"), let whole = parser.wholePeriod() ?? parser.attempt({ $0.bareUnitOrMonth() })
            else { return nil }
            let part =
                isFirst
                ? whole.lowerBound...max(whole.lowerBound, whole.lowerBound.advanced(by: count, unit).advanced(byDays: -1))
                : min(whole.upperBound, whole.upperBound.advanced(by: -count, unit).advanced(byDays: 1))...whole.upperBound
            return whole.contains(part.lowerBound) && whole.contains(part.upperBound) ? part : nil
        }
    }

    /// A week belongs to the month or year that holds its Thursday, as in ISO 8601; a weekend to the one that holds its Saturday.
    private static func week(_ number: Int, of span: ClosedRange<LocalDate>, around weekday: Weekday) -> LocalDate? {
        let day =
            number > 0
            ? span.lowerBound.advanced(byDays: -1).next(weekday).advanced(byDays: 7 * (number - 1))
            : span.upperBound.advanced(byDays: 1).previous(weekday)
        return span.contains(day) ? day : nil
    }

    private static func half(of span: ClosedRange<LocalDate>, isFirst: Bool) -> ClosedRange<LocalDate> {
        let isYear = span.count >= 365
        let middle = isYear ? span.lowerBound.advanced(byMonths: 6) : span.lowerBound.advanced(byDays: span.count / 2)
        return isFirst ? span.lowerBound...middle.advanced(byDays: -1) : middle...span.upperBound
    }

    /// "Q3", "the third quarter of 2027": without a year the one that runs or comes next.
    private mutating func quarter() -> ClosedRange<LocalDate>? {
        attempt { parser in
            let number: Int
            let yearBefore = parser.attempt { parser in parser.word(1) == "q" ? parser.year() : nil }
            if parser.accept("q"), parser.gap().isEmpty, let figure = parser.smallCardinal() {
                number = figure
            } else {
                _ = parser.accept("the")
                guard let ordinal = parser.smallOrdinal(), parser.accept("quarter") else { return nil }
                number = ordinal
            }
            guard (1...4).contains(number) else { return nil }
            _ = parser.accept("of") || parser.accept("in")
            let year = yearBefore ?? parser.attempt { $0.year() } ?? parser.relativeYear()
            guard let first = LocalDate(year: year ?? parser.today.year, month: 3 * number - 2, day: 1) else { return nil }
            let quarter = first.wholeQuarter
            return year == nil && quarter.upperBound < parser.today ? first.advanced(byMonths: 12).wholeQuarter : quarter
        }
    }

    /// "next year", "this year", "last year" as a number.
    mutating func relativeYear() -> Int? {
        attempt { parser in
            guard let relation = parser.relation(), parser.accept("year") else { return nil }
            return parser.today.year + relation.offset
        }
    }
}

extension LocalDate {
    /// All days of the three months that begin with this first day of a month.
    fileprivate var wholeQuarter: ClosedRange<LocalDate> { self...advanced(byMonths: 2).wholeMonth.upperBound }
}

extension ClosedRange<LocalDate> {
    /// In days, both ends included.
    fileprivate var count: Int { upperBound.dayNumber - lowerBound.dayNumber + 1 }
}
