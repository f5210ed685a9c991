import Core

/// The ends of a range that are values by themselves.
extension DateTimeReader {
    /// The Friday and the Monday of "from Friday to Monday", the six of "before six". A stretch from one date with its year to
    /// another, or up to today, is named for itself and has none.
    func ends(of reading: Reading, in utterance: Utterance) -> [Reading] {
        switch reading.values.first {
        case .dates(let from?, let through?)?:
            guard from < through, through != reference.date, !utterance.namesYear(reading.tokens) else { return [] }
            return days(from, through, of: reading, in: utterance)
        case .times(let from?, let until?)?: return times(from, until, of: reading, in: utterance)
        case .times?: return clockEnd(of: reading, in: utterance)
        case .dates(_?, nil)?, .dates(nil, _?)?: return dayEnd(of: reading, in: utterance)
        case .dateTimes(_?, nil)?, .dateTimes(nil, _?)?: return momentEnd(of: reading, in: utterance)
        default: return []
        }
    }

    private func days(_ from: LocalDate, _ through: LocalDate, of reading: Reading, in utterance: Utterance) -> [Reading] {
        let ends = parts(in: utterance, within: reading.tokens, expectsHour: false)
        guard ends.map(\.value) == [.date(from), .date(through)], ends[0].tokens.upperBound < ends[1].tokens.lowerBound else { return [] }
        return ends.map { ([$0.value], $0.tokens) }
    }

    /// The two ends of "from 7:25 p.m. to 11 p.m.", each a time by itself, but not of "5 to 6 p.m.".
    private func times(_ from: LocalTime, _ until: LocalTime, of reading: Reading, in utterance: Utterance) -> [Reading] {
        let said = parts(in: utterance, within: reading.tokens, expectsHour: true)
        guard said.map(\.value) == [.time(from), .time(until)], said[0].tokens.upperBound < said[1].tokens.lowerBound else { return [] }
        var parser = DateTimeParser(utterance, reader: self)
        let areSure = said.allSatisfy { part in
            parser.move(to: part.tokens.lowerBound)
            return parser.time(bare: true)?.isAmbiguous == false
        }
        return areSure ? said.map { ([$0.value], $0.tokens) } : []
    }

    /// The Friday of "after Friday" and "before Friday"; a week or a month there is no day by itself.
    private func dayEnd(of reading: Reading, in utterance: Utterance) -> [Reading] {
        let said = parts(in: utterance, within: reading.tokens, expectsHour: false)
        guard said.count == 1, case .date = said[0].value, isLimit(reading.tokens.lowerBound..<said[0].tokens.lowerBound, in: utterance)
        else { return [] }
        return [([said[0].value], said[0].tokens)]
    }

    /// The "six today" of "before six today", which is a moment by itself; "today before six" is a part of today.
    private func momentEnd(of reading: Reading, in utterance: Utterance) -> [Reading] {
        let said = parts(in: utterance, within: reading.tokens, expectsHour: true)
        guard said.map(\.kind) == [.time, .date], isLimit(reading.tokens.lowerBound..<said[0].tokens.lowerBound, in: utterance) else {
            return []
        }
        let moments = reading.values.compactMap { value -> TemporalValue? in
            switch value {
            case .dateTimes(let moment?, nil), .dateTimes(nil, let moment?): .dateTime(moment)
            default: nil
            }
        }
        return [(moments, said[0].tokens.lowerBound..<said[1].tokens.upperBound)]
    }

    /// Whether the words say that something lies before or after what follows them, and leave that out.
    private func isLimit(_ tokens: Range<Int>, in utterance: Utterance) -> Bool {
        let bound = tokens.lazy.compactMap { English.bound(in: utterance, at: $0) }.first
        return bound == .after || bound == .before
    }

    /// The six of "before six" and "later than six". "No later than six", "six or earlier" are limits from the start.
    private func clockEnd(of reading: Reading, in utterance: Utterance) -> [Reading] {
        let times = reading.values.compactMap { value -> TemporalValue? in
            switch value {
            case .times(let time?, nil), .times(nil, let time?): .time(time)
            default: nil
            }
        }
        guard times.count == reading.values.count else { return [] }
        let said = parts(in: utterance, within: reading.tokens, expectsHour: true).filter { $0.kind == .time }
        guard said.count == 1, times.contains(said[0].value) else { return [] }
        guard isLimit(reading.tokens.lowerBound..<said[0].tokens.lowerBound, in: utterance) else { return [] }
        return [(times, said[0].tokens)]
    }
}

extension Utterance {
    /// Whether one of the tokens is a year in four figures.
    fileprivate func namesYear(_ range: Range<Int>) -> Bool {
        tokens[range].contains { $0.isDigits && $0.word.utf8.count == 4 }
    }
}
