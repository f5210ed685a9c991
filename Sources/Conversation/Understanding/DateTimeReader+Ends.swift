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
        case .times?: return clockEnd(of: reading, in: utterance)
        default: return []
        }
    }

    private func days(_ from: LocalDate, _ through: LocalDate, of reading: Reading, in utterance: Utterance) -> [Reading] {
        let ends = parts(in: utterance, within: reading.tokens, expectsHour: false)
        guard ends.map(\.value) == [.date(from), .date(through)], ends[0].tokens.upperBound < ends[1].tokens.lowerBound else { return [] }
        return ends.map { ([$0.value], $0.tokens) }
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
        let before = reading.tokens.lowerBound..<said[0].tokens.lowerBound
        let bound = before.lazy.compactMap { English.bound(in: utterance, at: $0) }.first
        guard bound == .after || bound == .before else { return [] }
        return [(times, said[0].tokens)]
    }
}

extension Utterance {
    /// Whether one of the tokens is a year in four figures.
    fileprivate func namesYear(_ range: Range<Int>) -> Bool {
        tokens[range].contains { $0.isDigits && $0.word.utf8.count == 4 }
    }
}
