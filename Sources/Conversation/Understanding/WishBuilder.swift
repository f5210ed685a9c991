import Core

/// Puts the parts of a wish together, in the order in which they were said.
struct WishBuilder {
    let today: LocalDate
    var wish = AvailabilityWish()
    /// Single days named so far: several are an alternative.
    private var days: [LocalDate] = []

    init(today: LocalDate) {
        self.today = today
    }

    /// - Returns: false when the value says nothing about a booking.
    mutating func add(_ value: TemporalValue, words: [String], of clause: WishClause) -> Bool {
        if clause.isExcluded { return exclude(value) }
        let isAlternative = clause.isAlternative
        switch value {
        case .date(let date):
            guard add(date, words: words) else { return false }
            if let end = clause.endOfDay { narrow(earliest: end.earliest, latest: end.latest, words: [], isAlternative: isAlternative) }
            return true
        case .time(let time):
            wish.preferred = isAlternative ? wish.preferred ?? time : time
            return true
        case .dateTime(let moment):
            guard add(moment.date, words: words) else { return false }
            wish.preferred = moment.time
            return true
        case .dates(let from, let through):
            return isAlternative && widen(from: from, through: through) || narrow(from: from, through: through)
        case .times(let from, let until):
            narrow(earliest: from, latest: until, words: words, isAlternative: isAlternative)
            return true
        case .dateTimes(let from, let until): return add(from: from, until: until, words: words, isAlternative: isAlternative)
        case .duration: return false
        }
    }

    mutating func add(_ weekdays: Set<Weekday>, isExcluded: Bool) {
        if isExcluded {
            wish.excludedWeekdays.formUnion(weekdays)
        } else {
            wish.weekdays.formUnion(weekdays)
        }
    }

    private mutating func exclude(_ value: TemporalValue) -> Bool {
        switch value {
        case .date(let date):
            wish.excludedWeekdays.insert(date.weekday)
        case .dateTimes(let from?, _):
            wish.excludedWeekdays.insert(from.date.weekday)
        case .times(let from, let until):
            // Not in the morning is later; not in the evening is earlier.
            if let until, from.map({ $0.minutes < 720 }) ?? true { wish.earliest = until } else { wish.latest = from }
        case .dates(let from?, let through?) where from <= today && today <= through:
            // Not this week is from the next one on.
            wish.from = through.advanced(byDays: 1)
        case .time, .dateTime, .dateTimes, .dates, .duration:
            return false
        }
        return true
    }

    private mutating func add(_ date: LocalDate, words: [String]) -> Bool {
        guard date >= today else { return false }
        let weekdayWord = words.first { English.weekdays[$0] != nil }
        let isPlain = weekdayWord != nil && !words.contains { English.relations[$0] != nil || English.ordinals[$0] != nil }
        // "Mondays" are all of them; a weekday beside a week is the one in that week.
        if let weekdayWord, isPlain, weekdayWord.hasSuffix("days") || days.isEmpty && wish.from != nil && wish.through != nil {
            wish.weekdays.insert(date.weekday)
            return true
        }
        var date = date
        // "Next Tuesday or Thursday" goes on from the Tuesday.
        if isPlain, let last = days.last, date < last { date = last.next(date.weekday) }
        days.append(date)
        wish.from = days.min()
        wish.through = days.max()
        wish.weekdays = days.count > 1 ? Set(days.map(\.weekday)) : []
        return true
    }

    /// "This week or next week": both.
    private mutating func widen(from: LocalDate?, through: LocalDate?) -> Bool {
        guard let from, let through, let earlier = wish.from, let later = wish.through, through >= today else { return false }
        wish.from = max(today, min(earlier, from))
        wish.through = max(later, through)
        return true
    }

    private mutating func narrow(from: LocalDate?, through: LocalDate?) -> Bool {
        if let through, through < today { return false }
        if let from { wish.from = max(from, today) }
        if let through {
            wish.through = through
            wish.from = wish.from ?? today
        }
        // Weekdays that were said before their week: "Tuesday or Thursday next week".
        if from != nil, through != nil, !days.isEmpty {
            wish.weekdays.formUnion(days.map(\.weekday))
            days = []
        }
        return true
    }

    /// "Mornings or evenings" widens, "after ten but before noon" narrows.
    private mutating func narrow(earliest: LocalTime?, latest: LocalTime?, words: [String], isAlternative: Bool) {
        let (earliest, latest) = Self.suiting(earliest, latest, words: words)
        let isFirst = wish.earliest == nil && wish.latest == nil
        if isAlternative, !isFirst {
            wish.earliest = earliest.flatMap { new in wish.earliest.map { min($0, new) } }
            wish.latest = latest.flatMap { new in wish.latest.map { max($0, new) } }
            return
        }
        let start = [wish.earliest, earliest].compactMap { $0 }.max()
        let end = [wish.latest, latest].compactMap { $0 }.min()
        // Of two that exclude each other the later one holds.
        let isPossible = start.flatMap { start in end.map { start < $0 } } ?? true
        (wish.earliest, wish.latest) = isPossible ? (start, end) : (earliest, latest)
    }

    /// A part of the day as it suits who asks for it; times that were said as they are.
    private static func suiting(_ earliest: LocalTime?, _ latest: LocalTime?, words: [String]) -> (earliest: LocalTime?, latest: LocalTime?)
    {
        guard let part = words.lazy.compactMap({ English.partsOfDay[$0] }).first, let wished = English.wishedPartsOfDay[part],
            earliest?.minutes == part.from, latest?.minutes == part.until
        else { return (earliest, latest) }
        return wished
    }

    private mutating func add(from: LocalDateTime?, until: LocalDateTime?, words: [String], isAlternative: Bool) -> Bool {
        if let from, let until, until.minutes - from.minutes > 1440 {
            // Several days with the same hours; hours that cannot be the same are only the ends of one long time.
            let through = until.time.minutes == 0 ? until.date.advanced(byDays: -1) : until.date
            guard narrow(from: from.date, through: through) else { return false }
            let latest = until.time.minutes == 0 ? nil : until.time
            if latest.map({ $0 > from.time }) ?? true {
                narrow(earliest: from.time, latest: latest, words: words, isAlternative: isAlternative)
            }
            return true
        }
        guard let day = from?.date ?? until?.date, day >= today, add(day, words: words) else { return false }
        let endsAtMidnight = until.map { $0.date > day } ?? false
        narrow(earliest: from?.time, latest: endsAtMidnight ? nil : until?.time, words: words, isAlternative: isAlternative)
        return true
    }
}
