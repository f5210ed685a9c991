import Core

extension DateTimeReader {
    /// When a booking would suit the caller. The past is never wished for: a wish that lies behind is left out.
    ///
    /// | said on Tuesday, March 10, 2026 | wished |
    /// | --- | --- |
    /// | some time next week, not Monday, mornings are best | March 16 through 22, without Mondays, before 12:00 |
    /// | next Tuesday afternoon | March 17, 12:00 to 18:00 |
    /// | tomorrow at three | March 11, 15:00 preferred |
    /// | any time after lunch on Friday | March 13, from 13:00 |
    ///
    /// - Parameters:
    ///   - expecting: whether the caller was just asked for a time; then a bare number is an hour.
    ///   - hours: of two meanings of an hour the one is taken at which the business is open.
    /// - Returns: nil when the caller said nothing about time.
    public func wish(in utterance: Utterance, expecting: Bool = false, hours: OpeningHours = .alwaysOpen) -> Candidate<AvailabilityWish>? {
        var builder = WishBuilder(today: reference.date)
        var confidence = 1.0
        var tokens: Range<Int>?
        for reading in readings(in: utterance, expecting: expecting) {
            let isMoved = Self.isMoved(reading.tokens, in: utterance)
            if let tokens, isMoved || Self.takesBack(tokens.upperBound..<reading.tokens.lowerBound, in: utterance) {
                builder = WishBuilder(today: reference.date)
            }
            // "Until Friday" names the Friday, and wishes for the days before it as well.
            let bounds = reading.values.filter(\.isOpen)
            let meanings = bounds.isEmpty ? reading.values : bounds
            guard var value = meanings.first(where: { hours.allow($0) }) ?? meanings.first else { continue }
            // "As soon as possible" is no wish for the rest of today; it is looked at below.
            if value == .dateTimes(from: reference, until: nil) { continue }
            if isMoved, case .dates(_, let through?) = value, utterance.tokens[reading.tokens.lowerBound].word == "from" {
                value = .date(through)
            }
            let words = utterance.tokens[reading.tokens].map(\.word)
            let isExcluded = Self.isExcluded(reading.tokens.lowerBound, in: utterance)
            guard builder.add(value, words: words, isExcluded: isExcluded) else { continue }
            // An hour without a.m. or p.m. is rarely in doubt where something can be booked.
            confidence = min(confidence, meanings.count == 1 ? 0.9 : 0.8)
            tokens = (tokens?.lowerBound ?? reading.tokens.lowerBound)..<reading.tokens.upperBound
        }
        for index in utterance.tokens.indices {
            guard let weekdays = English.weekdayGroups[utterance.tokens[index].word] else { continue }
            builder.add(weekdays, isExcluded: Self.isExcluded(index, in: utterance))
            tokens = min(tokens?.lowerBound ?? index, index)..<max(tokens?.upperBound ?? 0, index + 1)
        }
        if let phrase = utterance.firstRange(ofAny: English.urgencies) {
            if builder.wish.from == nil { builder.wish.from = reference.date }
            tokens = tokens ?? phrase
        } else if tokens == nil {
            tokens = utterance.firstRange(ofAny: English.indifferences)
        }
        guard let tokens else { return nil }
        return Candidate(
            builder.wish, span: utterance.span(of: tokens), confidence: min(confidence, 0.9), evidence: utterance.text(of: tokens))
    }

    /// "Monday, no sorry, Tuesday": what was said before is void.
    private static func takesBack(_ range: Range<Int>, in utterance: Utterance) -> Bool {
        range.contains { English.correctionLength(in: utterance, at: $0) != nil }
    }

    /// "Move it to Monday", "change it from Friday to Monday".
    private static func isMoved(_ tokens: Range<Int>, in utterance: Utterance) -> Bool {
        guard let before = utterance.tokens[..<tokens.lowerBound].last?.word else { return false }
        guard before == "to" || utterance.tokens[tokens.lowerBound].word == "from" else { return false }
        return utterance.tokens[..<tokens.lowerBound].contains { English.movingVerbs.contains($0.word) }
    }

    private static func isExcluded(_ start: Int, in utterance: Utterance) -> Bool {
        var index = start - 1
        while index >= 0, start - index <= 4 {
            let token = utterance.tokens[index]
            // "No, Monday": the no answers a question and the day is wished.
            if token.gap.contains(",") || token.gap.contains(".") { return false }
            if English.exclusions.contains(token.word) { return true }
            guard English.exclusionJoints.contains(token.word) else { return false }
            index -= 1
        }
        return false
    }
}

/// Puts the parts of a wish together, in the order in which they were said.
private struct WishBuilder {
    let today: LocalDate
    var wish = AvailabilityWish()
    /// Single days named so far: several are an alternative.
    private var days: [LocalDate] = []

    init(today: LocalDate) {
        self.today = today
    }

    /// - Returns: false when the value says nothing about a booking.
    mutating func add(_ value: TemporalValue, words: [String], isExcluded: Bool) -> Bool {
        if isExcluded { return exclude(value) }
        switch value {
        case .date(let date): return add(date, words: words)
        case .time(let time):
            wish.preferred = time
            return true
        case .dateTime(let moment):
            guard add(moment.date, words: words) else { return false }
            wish.preferred = moment.time
            return true
        case .dates(let from, let through): return narrow(from: from, through: through)
        case .times(let from, let until):
            narrow(earliest: from, latest: until, words: words)
            return true
        case .dateTimes(let from, let until): return add(from: from, until: until, words: words)
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

    /// A second part of the day widens the first.
    private mutating func narrow(earliest: LocalTime?, latest: LocalTime?, words: [String]) {
        let (earliest, latest) = Self.suiting(earliest, latest, words: words)
        if wish.earliest != nil || wish.latest != nil {
            wish.earliest = earliest.flatMap { new in wish.earliest.map { min($0, new) } }
            wish.latest = latest.flatMap { new in wish.latest.map { max($0, new) } }
        } else {
            wish.earliest = earliest
            wish.latest = latest
        }
    }

    /// A part of the day as it suits who asks for it; times that were said as they are.
    private static func suiting(_ earliest: LocalTime?, _ latest: LocalTime?, words: [String]) -> (earliest: LocalTime?, latest: LocalTime?)
    {
        guard let part = words.lazy.compactMap({ English.partsOfDay[$0] }).first, let wished = English.wishedPartsOfDay[part],
            earliest?.minutes == part.from, latest?.minutes == part.until
        else { return (earliest, latest) }
        return wished
    }

    private mutating func add(from: LocalDateTime?, until: LocalDateTime?, words: [String]) -> Bool {
        if let from, let until, until.minutes - from.minutes > 1440 {
            // Several days with the same hours; hours that cannot be the same are only the ends of one long time.
            let through = until.time.minutes == 0 ? until.date.advanced(byDays: -1) : until.date
            guard narrow(from: from.date, through: through) else { return false }
            let latest = until.time.minutes == 0 ? nil : until.time
            if latest.map({ $0 > from.time }) ?? true { narrow(earliest: from.time, latest: latest, words: words) }
            return true
        }
        guard let day = from?.date ?? until?.date, day >= today, add(day, words: words) else { return false }
        let endsAtMidnight = until.map { $0.date > day } ?? false
        narrow(earliest: from?.time, latest: endsAtMidnight ? nil : until?.time, words: words)
        return true
    }
}

extension OpeningHours {
    /// Whether the business can be open then; true for what names no time.
    fileprivate func allow(_ value: TemporalValue) -> Bool {
        switch value {
        case .time(let time): weekly.values.joined().contains { $0.opens <= time.minutes && time.minutes < $0.closes }
        case .dateTime(let moment): isOpen(on: moment.date, at: moment.time)
        case .times(let from?, _): allow(.time(from))
        case .dateTimes(let from?, _): isOpen(on: from.date, at: from.time)
        case .date, .dates, .times, .dateTimes, .duration: true
        }
    }
}
