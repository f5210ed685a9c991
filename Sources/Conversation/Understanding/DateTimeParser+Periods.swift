import Core

extension DateTimeParser {

    /// "next week", "this weekend", "the week of March 5", "the end of the month", "summer", "in 2027".
    mutating func period() -> DateReading? {
        partOfPeriod() ?? dayOfWeek() ?? wholePeriod().map { .span($0) }
    }

    /// "next week on Tuesday", "this week Friday".
    private mutating func dayOfWeek() -> DateReading? {
        attempt { parser in
            guard let relation = parser.relation(), parser.accept("week") else { return nil }
            _ = parser.accept("on")
            guard let word = parser.word(), let weekday = English.weekdays[word] else { return nil }
            parser.index += 1
            return .day(parser.today.startOfWeek.advanced(byDays: 7 * relation.offset + weekday.rawValue - 1))
        }
    }

    /// "beginning of next week", "end of the month", "mid March", "rest of the week".
    private mutating func partOfPeriod() -> DateReading? {
        attempt { parser in
            _ = parser.accept("the")
            if parser.accept("rest", "of") {
                _ = parser.accept("the") || parser.accept("this")
                guard let unit = parser.acceptUnit(), let span = parser.span(of: unit, .this) else { return nil }
                return .span(parser.today...max(parser.today, span.upperBound))
            }
            guard let part = parser.acceptPart() else { return nil }
            _ = parser.accept("of")
            _ = parser.accept("around")
            let span = parser.wholePeriod() ?? parser.attempt { $0.bareUnitOrMonth() }
            guard let span else { return nil }
            return .span(Self.part(part, of: span))
        }
    }

    private enum PeriodPart { case beginning, middle, end }

    private mutating func acceptPart() -> PeriodPart? {
        guard let word = word() else { return nil }
        let part: PeriodPart
        switch word {
        case "beginning", "start", "early": part = .beginning
        case "middle", "mid": part = .middle
        case "end", "late": part = .end
        default: return nil
        }
        index += 1
        return part
    }

    mutating func bareUnitOrMonth() -> ClosedRange<LocalDate>? {
        _ = accept("the") || accept("this")
        if let unit = acceptUnit() { return span(of: unit, .this) }
        guard let month = monthName() else { return nil }
        if let year = attempt({ $0.isDigits() ? $0.year() : nil }) { return LocalDate(year: year, month: month, day: 1)?.wholeMonth }
        return DateReading.month(month).days(after: today)
    }

    /// A week in three, one and three days; a month in three times ten; a year in thirds.
    private static func part(_ part: PeriodPart, of span: ClosedRange<LocalDate>) -> ClosedRange<LocalDate> {
        let days = span.upperBound.dayNumber - span.lowerBound.dayNumber + 1
        guard days >= 7 else { return span }
        let first = days <= 7 ? 3 : days <= 31 ? 10 : days / 3
        let second = days <= 7 ? 4 : days <= 31 ? 20 : days * 2 / 3
        switch part {
        case .beginning: return span.lowerBound...span.lowerBound.advanced(byDays: first - 1)
        case .middle: return span.lowerBound.advanced(byDays: first)...span.lowerBound.advanced(byDays: second - 1)
        case .end: return span.lowerBound.advanced(byDays: second)...span.upperBound
        }
    }

    mutating func wholePeriod() -> ClosedRange<LocalDate>? {
        attempt { parser in
            if parser.accept("the", "week", "of") || parser.accept("week", "of") || parser.accept("the", "week", "starting") {
                _ = parser.accept("on")
                _ = parser.accept("the")
                guard let date = parser.monthAndDay() ?? parser.dayAndMonth() ?? parser.numericDate() ?? parser.ordinalDay(),
                    let days = date.days(after: parser.today)
                else { return nil }
                let monday = days.lowerBound.startOfWeek
                return monday...monday.advanced(byDays: 6)
            }
            let hasArticle = parser.accept("the")
            if parser.accept("week", "after", "next") {
                let monday = parser.today.startOfWeek.advanced(byDays: 14)
                return monday...monday.advanced(byDays: 6)
            }
            if parser.accept("later") || parser.accept("sometime") || parser.accept("some", "time") {
                guard parser.accept("this"), let unit = parser.acceptUnit(), let span = parser.span(of: unit, .this) else { return nil }
                return max(parser.today, span.lowerBound)...max(parser.today, span.upperBound)
            }
            if let relation = parser.relation() {
                // "this coming week"
                let closer = relation == .this ? parser.relation() ?? relation : relation
                if parser.acceptWeekend() { return parser.span(of: .weekend, closer) }
                if let unit = parser.acceptUnit() { return parser.span(of: unit, closer) }
                if let season = parser.acceptSeason() { return parser.season(season, closer) }
                return nil
            }
            if parser.accept("all", "week") || parser.accept("all", "month") || parser.accept("all", "year") {
                let word = parser.utterance.tokens[parser.index - 1].word
                return English.units[word].flatMap { parser.span(of: $0, .this) }
            }
            if parser.acceptWeekend() { return parser.span(of: .weekend, .this) }
            let opener = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            if hasArticle, opener == "the", let unit = parser.attempt({ $0.acceptSingularUnit() }), parser.mayEndPeriod() {
                return parser.span(of: unit, .this)
            }
            if English.periodOpeners.contains(opener)
                || parser.isCapitalSeason(), let season = parser.acceptSeason()
            {
                return parser.season(season, .this)
            }
            guard parser.isDigits(), English.yearOpeners.contains(opener),
                let year = parser.year(), (1900...2100).contains(year)
            else { return nil }
            return LocalDate(year: year, month: 1, day: 1)?.wholeYear
        }
    }

    private func mayEndPeriod() -> Bool {
        let opener = index >= 3 ? utterance.tokens[index - 3].word : ""
        return English.wholeUnitOpeners.contains(opener)
    }

    private func isCapitalSeason() -> Bool { word() != "fall" && word() != "spring" }

    private mutating func acceptSeason() -> String? {
        guard let word = word(), English.seasons[word] != nil else { return nil }
        index += 1
        return word
    }

    private mutating func acceptWeekend() -> Bool {
        accept("weekend") || accept("week", "end")
    }

    private mutating func acceptUnit() -> TimeUnit? {
        guard let word = word(), let unit = English.units[word], !unit.isOfClock, !word.hasSuffix("s"), word != "night" else { return nil }
        index += 1
        return unit
    }

    private mutating func acceptSingularUnit() -> TimeUnit? {
        guard let unit = acceptUnit(), [.week, .month, .year, .day].contains(unit) else { return nil }
        return unit
    }

    private mutating func ordinalDay() -> DateReading? {
        guard let day = smallOrdinal(), (1...31).contains(day) else { return nil }
        return .dayOfMonth(day)
    }

    /// The unit that runs, or the one before or behind it.
    private func span(of unit: TimeUnit, _ relation: Relation) -> ClosedRange<LocalDate>? {
        let offset = relation.offset
        switch unit {
        case .second, .minute, .hour: return nil
        case .day:
            let day = today.advanced(byDays: offset)
            return day...day
        case .week:
            let monday = today.startOfWeek.advanced(byDays: 7 * offset)
            return monday...monday.advanced(byDays: 6)
        case .fortnight:
            let monday = today.startOfWeek.advanced(byDays: 14 * offset)
            return monday...monday.advanced(byDays: 13)
        case .weekend:
            let saturday = today.startOfWeek.advanced(byDays: 5 + 7 * offset)
            return saturday...saturday.advanced(byDays: 1)
        case .month: return today.firstOfMonth.advanced(byMonths: offset).wholeMonth
        case .quarter:
            let first = today.firstOfMonth.advanced(byMonths: -((today.month - 1) % 3) + 3 * offset)
            return first...first.advanced(byMonths: 2).wholeMonth.upperBound
        case .year: return today.firstOfMonth.advanced(byMonths: 12 * offset).wholeYear
        }
    }

    /// The season that runs or comes next, and those beside it.
    private func season(_ name: String, _ relation: Relation) -> ClosedRange<LocalDate>? {
        guard let start = English.seasons[name] else { return nil }
        for year in (today.year - 1)...(today.year + 1) {
            guard let first = LocalDate(year: year, month: start.month, day: start.day) else { return nil }
            let season = first...first.advanced(byMonths: 3).advanced(byDays: -1)
            guard season.upperBound >= today else { continue }
            let shift = relation == .last ? -12 : relation == .next && season.contains(today) ? 12 : 0
            return season.lowerBound.advanced(byMonths: shift)...season.upperBound.advanced(byMonths: shift)
        }
        return nil
    }
}
