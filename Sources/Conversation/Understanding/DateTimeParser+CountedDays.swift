import Core

/// Days that are found by counting: "in three days", "the first Monday of May", "Easter".
extension DateTimeParser {
    /// "the first Monday of the month", "last Thursday in May", "the last day of May".
    mutating func nthWeekday() -> DateReading? {
        attempt { parser in
            _ = parser.accept("the")
            var number = parser.smallOrdinal()
            if parser.accept("last") { number = -(number ?? 1) }
            guard let number, abs(number) <= 31 else { return nil }
            if let day = parser.nthBusinessDay(number) { return .day(day) }
            guard let word = parser.word() else { return nil }
            let weekday = English.weekdays[word]
            guard weekday != nil || word == "day" else { return nil }
            parser.index += 1
            if let weekday, number > 0, parser.accept("after"), let date = parser.dayReading() {
                return .day(date.advanced(byDays: (number - 1) * 7).next(weekday))
            }
            if let weekday, number == -1, parser.accept("before"), let date = parser.dayReading() { return .day(date.previous(weekday)) }
            guard parser.accept("of") || parser.accept("in") else { return nil }
            if let weekday, parser.accept("every", "month") || parser.accept("each", "month") {
                return parser.nextInMonth(number, weekday).map(DateReading.day)
            }
            guard let month = parser.wholePeriod() ?? parser.attempt({ $0.bareUnitOrMonth() }) else { return nil }
            if let weekday {
                return LocalDate.nth(number, weekday, ofMonth: month.lowerBound.month, in: month.lowerBound.year).map(DateReading.day)
            }
            let day = number > 0 ? month.lowerBound.advanced(byDays: number - 1) : month.upperBound.advanced(byDays: number + 1)
            return month.contains(day) ? .day(day) : nil
        }
    }

    /// "The third Thursday of every month": the next of them.
    private func nextInMonth(_ number: Int, _ weekday: Weekday) -> LocalDate? {
        (0...1).lazy.compactMap { ahead in
            let month = today.firstOfMonth.advanced(byMonths: ahead)
            return LocalDate.nth(number, weekday, ofMonth: month.month, in: month.year)
        }.first { $0 >= today }
    }

    /// "… working day of next month", "… business day after Christmas" behind "the first", "the last".
    private mutating func nthBusinessDay(_ number: Int) -> LocalDate? {
        attempt { parser in
            guard parser.accept(anyOf: English.businessWords) != nil, parser.accept("day") else { return nil }
            if parser.accept("after") { return parser.dayReading()?.advanced(byBusinessDays: number) }
            guard parser.accept("of") || parser.accept("in"), let period = parser.wholePeriod() ?? parser.attempt({ $0.bareUnitOrMonth() })
            else { return nil }
            let outside = number > 0 ? period.lowerBound.advanced(byDays: -1) : period.upperBound.advanced(byDays: 1)
            let day = outside.advanced(byBusinessDays: number)
            return period.contains(day) ? day : nil
        }
    }

    /// "the Monday closest to the 5th", "the nearest Friday to Christmas".
    mutating func nearestWeekday() -> DateReading? {
        attempt { parser in
            _ = parser.accept("the")
            // "The second closest Monday": further off, on the other side.
            let rank = parser.attempt { $0.smallOrdinal() } ?? 1
            let isFirst = parser.accept(anyOf: English.nearestWords) != nil
            guard isFirst || rank == 1, (1...9).contains(rank), let word = parser.word(), let weekday = English.weekdays[word] else {
                return nil
            }
            parser.index += 1
            guard isFirst || parser.accept(anyOf: English.nearestWords) != nil, parser.accept("to"), let date = parser.dayReading() else {
                return nil
            }
            let nearest = date.advanced(byDays: -4).next(weekday)
            let days = (-rank...rank).map { nearest.advanced(byDays: 7 * $0) }
            return .day(days.sorted { abs($0.dayNumber - date.dayNumber) < abs($1.dayNumber - date.dayNumber) }[rank - 1])
        }
    }

    /// "in three days", "two weeks ago", "a week from Friday", "a fortnight today", "4 Tuesdays from now".
    mutating func offset() -> DateReading? {
        attempt { parser in
            let isAhead = parser.accept("in") || parser.accept("within") || parser.accept("after")
            if isAhead { _ = parser.accept(anyOf: English.approximations) }
            guard let count = parser.quantity() ?? parser.theDay(), count == count.rounded(), count <= 5_000, let word = parser.word()
            else {
                return nil
            }
            let number = Int(count)
            if let weekday = English.weekdays[word] { return parser.countedWeekday(number, weekday) }
            // "Three nights from the 4th" are a stay.
            if word.hasPrefix("night"), parser.word(1) == "from", parser.word(2) != "now" { return nil }
            guard let unit = parser.unit(), !unit.isOfClock, let date = parser.shifted(by: number, unit, isAhead: isAhead) else {
                return nil
            }
            return .day(parser.weekdayBehind(date, counting: unit))
        }
    }

    /// "… Fridays from now", "… Fridays ago".
    private mutating func countedWeekday(_ number: Int, _ weekday: Weekday) -> DateReading? {
        index += 1
        if accept("ago") || accept("back") { return .day(today.previous(weekday).advanced(byDays: -(number - 1) * 7)) }
        guard accept("from", "now") else { return nil }
        return .day(today.next(weekday).advanced(byDays: (number - 1) * 7))
    }

    /// Where the words behind a count lead: "… ago", "… from now", "… tomorrow", "… before Friday".
    private mutating func shifted(by number: Int, _ unit: TimeUnit, isAhead: Bool) -> LocalDate? {
        if isAhead, !["from", "after", "since"].contains(word()) { return today.advanced(by: number, unit) }
        _ = accept("away")
        if accept("ago") || accept("back") || accept("earlier") {
            _ = accept("today")
            return today.advanced(by: -number, unit)
        }
        if accept("from", "now") || accept("hence") || accept("later") { return today.advanced(by: number, unit) }
        if let day = relativeDay() { return day.days(after: today)?.lowerBound.advanced(by: number, unit) }
        if accept("from") || accept("after") || accept("on") || accept("since") { return dayReading()?.advanced(by: number, unit) }
        return accept("before") ? dayReading()?.advanced(by: -number, unit) : nil
    }

    /// "In two weeks on Friday": the Friday of that week; of longer and shorter units the first one from there.
    private mutating func weekdayBehind(_ date: LocalDate, counting unit: TimeUnit) -> LocalDate {
        attempt { parser in
            guard parser.accept("on"), let word = parser.word(), let weekday = English.weekdays[word] else { return nil }
            parser.index += 1
            let isWeek = unit == .week || unit == .fortnight
            return (isWeek ? date.startOfWeek : date).advanced(byDays: -1).next(weekday)
        } ?? date
    }

    /// The one of "the day after Christmas": the article, with a day behind it.
    private mutating func theDay() -> Double? {
        guard word() == "the", word(1) == "day", let joint = word(2), joint == "after" || joint == "before" else { return nil }
        index += 1
        return 1
    }

    /// A unit of time, "business days" among them.
    mutating func unit() -> TimeUnit? {
        attempt { parser in
            let areBusinessDays = parser.accept(anyOf: English.businessWords) != nil
            guard let word = parser.word(), let unit = English.units[word] else { return nil }
            parser.index += 1
            guard areBusinessDays else { return unit }
            return unit == .day ? .businessDay : nil
        }
    }

    /// A date that is one day.
    mutating func dayReading() -> LocalDate? {
        attempt { parser in
            guard let reading = parser.date(), !reading.isSpan else { return nil }
            return reading.days(after: parser.today)?.lowerBound
        }
    }

    /// "Christmas", "Mother's Day 2027", "last Easter".
    mutating func holiday() -> DateReading? {
        attempt { parser in
            let relation = parser.relation()
            _ = relation == nil && parser.accept("the")
            guard let word = parser.word(), let entries = English.holidays[word],
                let entry = entries.first(where: { parser.accept($0.phrase) })
            else { return nil }
            let hasDay = parser.accept("day") || parser.accept("days")
            if !hasDay, let last = entry.phrase.last, English.holidaysThatNeedDay.contains(last) { return nil }
            _ = parser.accept("of")
            let year = parser.attempt { $0.year() } ?? parser.attempt { $0.relativeYear() }
            if let year { return entry.holiday.dates(in: year).first.map(DateReading.day) }
            // Every named day comes once a year, but for a few that the moon leaves out of a year.
            let thisYear = parser.today.year
            if let past = parser.offsetIntoPast() {
                let dates = ((past.year - 1)...(past.year + 1)).flatMap(entry.holiday.dates)
                return dates.min { abs($0.dayNumber - past.dayNumber) < abs($1.dayNumber - past.dayNumber) }.map(DateReading.day)
            }
            let dates = (relation == .last ? [thisYear - 1, thisYear] : [thisYear, thisYear + 1]).flatMap(entry.holiday.dates)
            return (relation == .last ? dates.last { $0 < parser.today } : dates.first { $0 >= parser.today }).map(DateReading.day)
        }
    }

    /// "… three months ago" behind the name of a day: the one nearest to it is meant.
    private mutating func offsetIntoPast() -> LocalDate? {
        attempt { parser in
            guard let count = parser.quantity(), count == count.rounded(), count <= Self.mostYears, let unit = parser.unit(),
                !unit.isOfClock,
                parser.accept("ago")
            else { return nil }
            return parser.today.advanced(by: -Int(count), unit)
        }
    }
}

extension LocalDate {
    /// That many units later; units of the clock do not move a date.
    func advanced(by count: Int, _ unit: TimeUnit) -> LocalDate {
        switch unit {
        case .second, .minute, .hour: self
        case .day: advanced(byDays: count)
        case .businessDay: advanced(byBusinessDays: count)
        case .week, .weekend: advanced(byDays: 7 * count)
        case .fortnight: advanced(byDays: 14 * count)
        case .month: advanced(byMonths: count)
        case .quarter: advanced(byMonths: 3 * count)
        case .year: advanced(byMonths: 12 * count)
        }
    }
}
