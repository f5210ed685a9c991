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
        for clause in wishClauses(in: utterance, expecting: expecting) {
            if tokens != nil, clause.isMoved || clause.takesBack { builder = WishBuilder(today: reference.date) }
            // "Until Friday" names the Friday, and wishes for the days before it as well.
            let bounds = clause.values.filter(\.isOpen)
            let meanings = bounds.isEmpty ? clause.values : bounds
            guard var value = meanings.first(where: { hours.allow($0) }) ?? meanings.first else { continue }
            // "As soon as possible" is no wish for the rest of today; it is looked at below.
            if value == .dateTimes(from: reference, until: nil) { continue }
            if clause.isMoved, case .dates(_, let through?) = value, utterance.tokens[clause.tokens.lowerBound].word == "from" {
                value = .date(through)
            }
            guard builder.add(value, words: utterance.tokens[clause.tokens].map(\.word), of: clause) else { continue }
            // An hour without a.m. or p.m. is rarely in doubt where something can be booked.
            confidence = min(confidence, meanings.count == 1 ? 0.9 : 0.8)
            tokens = (tokens?.lowerBound ?? clause.tokens.lowerBound)..<clause.tokens.upperBound
        }
        for index in utterance.tokens.indices {
            guard let weekdays = English.weekdayGroups[utterance.tokens[index].word] else { continue }
            builder.add(weekdays, isExcluded: utterance.excludes(before: index))
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
