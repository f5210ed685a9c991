import Core

/// Ranges of days: "July 13 to 15", "from Friday to Monday".
extension DateTimeParser {
    /// "from the 4th to the 9th of May", "May 4 through 9", "23-26 Oct 2027".
    mutating func dayRange() -> [TemporalValue]? {
        attempt { parser in
            let isOpened = parser.accept(anyOf: English.rangeOpeners) != nil
            if let month = parser.monthName() {
                _ = parser.accept("the")
                guard let first = parser.dayNumber(), parser.acceptRangeJoint(isOpened: isOpened) else { return nil }
                _ = parser.accept("the")
                guard let second = parser.dayNumber() else { return nil }
                return parser.days(first, second, ofMonth: month)
            }
            _ = parser.accept("the")
            guard let first = parser.dayNumber(), parser.acceptRangeJoint(isOpened: isOpened) else { return nil }
            _ = parser.accept("the")
            guard let second = parser.dayNumber() else { return nil }
            _ = parser.accept("of") || parser.accept("in")
            if let month = parser.monthName() { return parser.days(first, second, ofMonth: month) }
            guard let relation = parser.relation(), parser.accept("month") else { return nil }
            let month = parser.today.firstOfMonth.advanced(byMonths: relation.offset)
            guard let from = LocalDate(year: month.year, month: month.month, day: first),
                let through = LocalDate(year: month.year, month: month.month, day: second), from <= through
            else { return nil }
            return [.dates(from: from, through: through)]
        }
    }

    private mutating func dayNumber() -> Int? {
        attempt { parser in
            guard let day = parser.smallOrdinal() ?? parser.smallCardinal(), (1...31).contains(day), parser.gap() != ":" else { return nil }
            return day
        }
    }

    private mutating func days(_ first: Int, _ second: Int, ofMonth month: Int) -> [TemporalValue]? {
        guard first < second else { return nil }
        let year = attempt { $0.year() }
        if let year {
            guard let from = LocalDate(year: year, month: month, day: first), let through = LocalDate(year: year, month: month, day: second)
            else { return nil }
            return [.dates(from: from, through: through)]
        }
        guard let through = DateReading.monthDay(month: month, day: second).days(after: today)?.lowerBound,
            let from = LocalDate(year: through.year, month: month, day: first)
        else { return nil }
        return [.dates(from: from, through: through)]
    }

    /// From one day, week or month to another.
    func dateRange(_ first: Moment, _ second: Moment) -> [TemporalValue]? {
        guard var from = first.date, let to = second.date else { return nil }
        if case .dayOfMonth(let day) = from, case .monthDay(let month, let last) = to, day < last {
            from = .monthDay(month: month, day: day)
        }
        guard let start = start(from, before: to), let end = to.days(after: start.lowerBound), start.lowerBound <= end.upperBound else {
            return nil
        }
        // "from August to October" ends where October begins; "from Monday to Wednesday" includes Wednesday.
        let through = to.isSpan ? end.lowerBound : end.upperBound
        return [.dates(from: start.lowerBound, through: max(start.lowerBound, through))]
    }

    /// The days on which a range begins: what the year of its end leaves open is the last such day before it, so that "from
    /// October to March" runs over the new year, and one that has begun is the one that is meant.
    private func start(_ from: DateReading, before to: DateReading) -> ClosedRange<LocalDate>? {
        switch to {
        case .weekday, .dayOfMonth: return from.days(after: today)
        case .day, .monthDay, .span, .month: break
        }
        guard let end = to.days(after: today)?.upperBound else { return nil }
        for year in [end.year, end.year - 1] {
            switch from {
            case .monthDay(let month, let day):
                if let date = LocalDate(year: year, month: month, day: day), date <= end { return date...date }
            case .month(let month):
                if let first = LocalDate(year: year, month: month, day: 1), first <= end { return first.wholeMonth }
            case .day, .dayOfMonth, .weekday, .span:
                return from.days(after: today)
            }
        }
        return from.days(after: today)
    }
}
