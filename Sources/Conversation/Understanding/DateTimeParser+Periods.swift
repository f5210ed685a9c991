import Core

/// Whole weeks, months, seasons and years.
extension DateTimeParser {
    /// "next week", "this weekend", "the week of March 5", "the end of the month", "summer", "in 2027".
    mutating func period() -> DateReading? {
        dayOfWeek() ?? dayOfRelatedMonth() ?? (partOfPeriod() ?? wholePeriod()).map { .span($0) }
    }

    /// "next week on Tuesday", "this week Friday", "the first week of May, on Friday".
    private mutating func dayOfWeek() -> DateReading? {
        attempt { parser in
            guard let week = parser.partOfPeriod() ?? parser.wholePeriod(), week.lowerBound.advanced(byDays: 6) == week.upperBound else {
                return nil
            }
            _ = parser.accept("on")
            guard let word = parser.word(), let weekday = English.weekdays[word], !word.hasSuffix("days") else { return nil }
            parser.index += 1
            return .day(week.lowerBound.advanced(byDays: -1).next(weekday))
        }
    }

    /// "next month on the 5th".
    private mutating func dayOfRelatedMonth() -> DateReading? {
        attempt { parser in
            guard let relation = parser.relation(), parser.accept("month"), parser.accept("on", "the") || parser.accept("on"),
                let day = parser.ordinalDay(),
                case .dayOfMonth(let number) = day
            else { return nil }
            let month = parser.today.firstOfMonth.advanced(byMonths: relation.offset)
            return LocalDate(year: month.year, month: month.month, day: number).map(DateReading.day)
        }
    }

    mutating func wholePeriod() -> ClosedRange<LocalDate>? {
        weekAroundDay() ?? afterNext() ?? weekBesideDay() ?? laterThis() ?? relatedPeriod() ?? barePeriod() ?? ramadan() ?? manyYears()
            ?? yearAlone()
    }

    /// "the week of March 5", "week commencing the 3rd", "w/c 4 May", "the weekend of Halloween", "Christmas week".
    mutating func weekAroundDay() -> ClosedRange<LocalDate>? {
        attempt { parser in
            if let (day, isWeekend) = parser.attempt({ parser -> (LocalDate, Bool)? in
                guard let day = parser.holidayOrDate()?.days(after: parser.today)?.lowerBound else { return nil }
                if parser.acceptWeekend() { return (day, true) }
                return parser.accept("week") ? (day, false) : nil
            }) {
                return isWeekend ? Self.weekend(around: day) : day.startOfWeek...day.startOfWeek.advanced(byDays: 6)
            }
            _ = parser.accept("the")
            let isWeekend = parser.acceptWeekend()
            guard isWeekend && parser.accept("of") || parser.acceptWeekOpener() else { return nil }
            _ = parser.accept("on")
            _ = parser.accept("the")
            let date = parser.monthAndDay() ?? parser.dayAndMonth() ?? parser.numericDate() ?? parser.ordinalDay() ?? parser.holiday()
            guard let date, !date.isSpan, let day = date.days(after: parser.today)?.lowerBound else { return nil }
            // "The week of the 6th", a Sunday, is the one that it opens.
            let monday = day.advanced(byDays: 1).startOfWeek
            return isWeekend ? Self.weekend(around: day) : monday...monday.advanced(byDays: 6)
        }
    }

    /// "Labor Day", "the fourth of July".
    private mutating func holidayOrDate() -> DateReading? {
        holiday()
            ?? attempt { parser in
                _ = parser.accept("the")
                return parser.dayAndMonth()
            }
    }

    private mutating func acceptWeekOpener() -> Bool {
        accept("week", "of") || accept("week", "starting") || accept("week", "commencing") || accept("week", "beginning")
            || word(1) == "c" && gap(1) == "/" && accept("w", "c")
    }

    /// The Saturday and Sunday nearest to a day, and the days between it and them.
    private static func weekend(around day: LocalDate) -> ClosedRange<LocalDate> {
        let saturday = day.advanced(byDays: -4).next(.saturday)
        return min(saturday, day)...max(saturday.advanced(byDays: 1), day)
    }

    /// "the week after next", "the month before last".
    mutating func afterNext() -> ClosedRange<LocalDate>? {
        attempt { parser in
            _ = parser.accept("the")
            guard let unit = parser.acceptWeekend() ? .weekend : parser.acceptUnit() else { return nil }
            if parser.accept("after", "next") { return parser.span(of: unit, offset: 2) }
            return parser.accept("before", "last") ? parser.span(of: unit, offset: -2) : nil
        }
    }

    /// "the week before Easter", "the weekend after the 15th": the one beside that day's own.
    private mutating func weekBesideDay() -> ClosedRange<LocalDate>? {
        attempt { parser in
            _ = parser.accept("the")
            let isWeekend = parser.acceptWeekend()
            guard isWeekend || parser.accept("week") else { return nil }
            let isAfter = parser.accept("after")
            guard isAfter || parser.accept("before"), let day = parser.dayReading() else { return nil }
            if isWeekend {
                let saturday = isAfter ? day.next(.saturday) : day.previous(.sunday).advanced(byDays: -1)
                return saturday...saturday.advanced(byDays: 1)
            }
            let monday = day.startOfWeek.advanced(byDays: isAfter ? 7 : -7)
            return monday...monday.advanced(byDays: 6)
        }
    }

    /// "later this month", "some time this week": what is left of it; "earlier this week": what is over.
    private mutating func laterThis() -> ClosedRange<LocalDate>? {
        attempt { parser in
            if parser.accept("earlier", "this") {
                guard let unit = parser.acceptUnit(), let span = parser.span(of: unit, .this) else { return nil }
                // The weekend may not have begun.
                return span.lowerBound <= parser.today ? span.lowerBound...parser.today : nil
            }
            guard parser.accept("later") || parser.accept("sometime") || parser.accept("some", "time"), parser.accept("this"),
                let unit = parser.acceptUnit(), let span = parser.span(of: unit, .this)
            else { return nil }
            return max(parser.today, span.lowerBound)...max(parser.today, span.upperBound)
        }
    }

    /// "next week", "this coming weekend", "last summer", "all month".
    private mutating func relatedPeriod() -> ClosedRange<LocalDate>? {
        attempt { parser in
            _ = parser.accept("the")
            if parser.accept("all") || parser.accept("whole") || parser.accept("entire") {
                return parser.acceptUnit().flatMap { $0 == .day ? nil : parser.span(of: $0, .this) }
            }
            let isComing = parser.word() == "coming" || parser.word() == "upcoming"
            guard let relation = parser.relation() else { return nil }
            // "this coming week"
            let closer = relation == .this ? parser.relation() ?? relation : relation
            // The weekend that comes is the one of this week.
            if parser.acceptWeekend() {
                return parser.span(of: .weekend, isComing || relation == .this && closer == .next ? .this : closer)
            }
            if closer == .next, let day = parser.businessDay() { return day...day }
            if let unit = parser.acceptUnit() { return parser.word() == "off" ? nil : parser.span(of: unit, closer) }
            return parser.acceptSeason().flatMap { parser.season($0, closer) }
        }
    }

    /// "… business day", the next.
    private mutating func businessDay() -> LocalDate? {
        attempt { parser in
            parser.accept(anyOf: English.businessWords) != nil && parser.accept("day") ? parser.today.advanced(byBusinessDays: 1) : nil
        }
    }

    /// "the weekend", "in the spring", "during the week", "summer 2027".
    private mutating func barePeriod() -> ClosedRange<LocalDate>? {
        attempt { parser in
            let opener = parser.index > 0 ? parser.utterance.tokens[parser.index - 1].word : ""
            let hasArticle = parser.accept("the")
            if parser.acceptWeekend() { return parser.span(of: .weekend, .this) }
            // "Which day of the week" asks for no week.
            let isOfDay = opener == "of" && parser.index > 2 && parser.utterance.tokens[parser.index - 3].word == "day"
            if hasArticle, English.wholeUnitOpeners.contains(opener), !isOfDay, let unit = parser.acceptUnit(),
                unit != .day || opener == "for" && !parser.isBesideDay()
            {
                return parser.span(of: unit, .this)
            }
            // "Fall" and "spring" are everyday words, too.
            let isOpened = English.periodOpeners.contains(opener) || !["fall", "spring"].contains(parser.word()) || parser.isYear(1)
            guard isOpened, let season = parser.acceptSeason() else { return nil }
            _ = parser.word(1) != nil && (parser.isDigits(1) || parser.word(2) == "year") && parser.accept("of")
            if let year = parser.attempt({ $0.isDigits() ? $0.year() : nil }) ?? parser.relativeYear() {
                return Self.season(season, in: year)
            }
            return parser.season(season, .this)
        }
    }

    /// The month of fasting that runs or comes next.
    private mutating func ramadan() -> ClosedRange<LocalDate>? {
        attempt { parser in
            guard parser.accept("ramadan") else { return nil }
            let year = parser.attempt { $0.year() } ?? parser.relativeYear()
            let years = year.map { $0...$0 } ?? (parser.today.year - 1)...(parser.today.year + 1)
            return years.lazy.compactMap { LocalDate.islamic(month: 9, day: 1, in: $0) }.map { $0...$0.advanced(byDays: 29) }
                .first { year != nil || $0.upperBound >= parser.today }
        }
    }

    /// "in 2027", "since nineteen eighty four", a year that is all that was said.
    private mutating func yearAlone() -> ClosedRange<LocalDate>? {
        attempt { parser in
            let start = parser.index
            let opener = start > 0 ? parser.utterance.tokens[start - 1].word : ""
            guard let year = parser.year(), (1900...2100).contains(year) else { return nil }
            let isAllThatWasSaid = start == 0 && parser.index == parser.utterance.tokens.count
            // "After 2026-11-10": the year of a date.
            let isOfDate = parser.isDigits() && ["-", "/", "."].contains(parser.gap())
            guard English.yearOpeners.contains(opener) && !isOfDate || isAllThatWasSaid else { return nil }
            return LocalDate(year: year, month: 1, day: 1)?.wholeYear
        }
    }

    mutating func bareUnitOrMonth() -> ClosedRange<LocalDate>? {
        _ = accept("the") || accept("this")
        if let unit = acceptUnit() { return span(of: unit, .this) }
        if let year = attempt({ $0.isDigits() ? $0.year() : nil }) { return LocalDate(year: year, month: 1, day: 1)?.wholeYear }
        guard let month = monthName() else { return nil }
        if let year = attempt({ $0.isDigits() ? $0.year() : nil }) { return LocalDate(year: year, month: month, day: 1)?.wholeMonth }
        return DateReading.month(month).days(after: today)
    }

    private func isYear(_ ahead: Int) -> Bool { isDigits(ahead) && word(ahead)?.utf8.count == 4 }

    private mutating func acceptSeason() -> String? {
        guard let word = word(), English.seasons[word] != nil else { return nil }
        index += 1
        return word
    }

    /// "the day after", "the day before": not the day itself.
    private func isBesideDay() -> Bool { word() == "after" || word() == "before" }

    private mutating func acceptWeekend() -> Bool {
        accept("weekend") || accept("week", "end")
    }

    mutating func acceptUnit() -> TimeUnit? {
        guard let word = word(), let unit = English.units[word], !unit.isOfClock, !word.hasSuffix("s"), word != "night" else { return nil }
        index += 1
        return unit
    }

    private mutating func ordinalDay() -> DateReading? {
        guard let day = smallOrdinal(), (1...31).contains(day) else { return nil }
        return .dayOfMonth(day)
    }

    func span(of unit: TimeUnit, _ relation: Relation) -> ClosedRange<LocalDate>? {
        span(of: unit, offset: relation.offset)
    }

    /// The unit that runs, or one that is so many units before or behind it.
    private func span(of unit: TimeUnit, offset: Int) -> ClosedRange<LocalDate>? {
        switch unit {
        case .second, .minute, .hour: return nil
        case .day, .businessDay:
            let day = today.advanced(by: offset, unit)
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
        let seasons = ((today.year - 1)...(today.year + 1)).compactMap { Self.season(name, in: $0) }
        guard let season = seasons.first(where: { $0.upperBound >= today }) else { return nil }
        let shift = relation == .last ? -12 : relation == .next && season.contains(today) ? 12 : 0
        return season.lowerBound.advanced(byMonths: shift)...season.upperBound.advanced(byMonths: shift)
    }

    /// The season that begins in a year.
    private static func season(_ name: String, in year: Int) -> ClosedRange<LocalDate>? {
        guard let start = English.seasons[name], let first = LocalDate(year: year, month: start.month, day: start.day) else { return nil }
        return first...first.advanced(byMonths: 3).advanced(byDays: -1)
    }
}
