import Core

/// One reading in a wish, and what the words around it say of it.
struct WishClause {
    /// All meanings; the likeliest first.
    var values: [TemporalValue]
    var tokens: Range<Int>
    /// Whether it does not suit: "not Monday", "Monday is no good".
    var isExcluded: Bool
    /// Whether it is joined to the clause before: "Monday or Tuesday".
    var isAlternative: Bool
    /// Whether it is the new time of what is moved: "move it to Monday".
    var isMoved: Bool
    /// "Early the day after": the end of the day that suits, where only a day is named.
    var endOfDay: (earliest: LocalTime?, latest: LocalTime?)?
    /// Whether what was said before it is void: "Monday, no sorry, Tuesday".
    var takesBack: Bool
}

extension DateTimeReader {
    func wishClauses(in utterance: Utterance, expecting: Bool) -> [WishClause] {
        var clauses: [WishClause] = []
        for reading in readings(in: utterance, expecting: expecting) where !isTold(reading) {
            let between = (clauses.last?.tokens.upperBound ?? reading.tokens.lowerBound)..<reading.tokens.lowerBound
            var clause = WishClause(
                values: reading.values, tokens: reading.tokens, isExcluded: utterance.excludes(reading),
                isAlternative: utterance.joinsAlternatives(between), isMoved: utterance.moves(reading.tokens),
                endOfDay: utterance.endOfDay(before: reading.tokens.lowerBound),
                takesBack: between.contains { English.correctionLength(in: utterance, at: $0) != nil })
            // "Any day but Monday or Tuesday": what is said of the first is said of the second.
            if clause.isAlternative, clauses.last?.isExcluded == true { clause.isExcluded = true }
            clauses.append(clause)
        }
        // "Monday and Tuesday are bad": what is said of the second is said of the first.
        for index in clauses.indices.dropLast().reversed() where clauses[index + 1].isAlternative {
            if utterance.refuses(behind: clauses[index + 1].tokens.upperBound) { clauses[index].isExcluded = true }
        }
        return clauses
    }

    /// "I called this morning": told as past, and not wished for. No other words mean a day or else a part of it.
    private func isTold(_ reading: Reading) -> Bool {
        guard case .dateTimes(_?, _?)? = reading.values.last else { return false }
        return reading.values.first == .date(reference.date)
    }
}

extension Utterance {
    fileprivate func joinsAlternatives(_ range: Range<Int>) -> Bool {
        !range.isEmpty && range.count <= 3 && tokens[range].allSatisfy { English.alternativeJoints.contains($0.word) }
    }

    /// "Early on …", "late …"; but who is running late wishes for nothing.
    fileprivate func endOfDay(before start: Int) -> (earliest: LocalTime?, latest: LocalTime?)? {
        let before = tokens[..<start].suffix(3).map(\.word).filter { $0 != "on" }
        guard let last = before.last, let end = English.wishedEndsOfDay[last] else { return nil }
        return before.dropLast().last.map(English.wordsBeforeLateness.contains) ?? false ? nil : end
    }

    /// "Move it to Monday", "change it from Friday to Monday".
    fileprivate func moves(_ range: Range<Int>) -> Bool {
        guard let before = tokens[..<range.lowerBound].last?.word else { return false }
        guard before == "to" || tokens[range.lowerBound].word == "from" else { return false }
        return tokens[..<range.lowerBound].contains { English.movingVerbs.contains($0.word) }
    }

    fileprivate func excludes(_ reading: DateTimeReader.Reading) -> Bool {
        let isOpen = reading.values.first?.isOpen == true
        return excludes(before: reading.tokens.lowerBound, isOpen: isOpen) || refuses(behind: reading.tokens.upperBound)
    }

    /// Whether words before a token say that what follows does not suit.
    ///
    /// - Parameter isOpen: whether it has one end only. "After ten but before noon" excludes nothing.
    func excludes(before start: Int, isOpen: Bool = false) -> Bool {
        var index = start - 1
        while index >= 0, start - index <= 4 {
            let token = tokens[index]
            // "No, Monday": the no answers a question and the day is wished.
            if token.gap.contains(",") || token.gap.contains(".") { return false }
            if English.exclusions.contains(token.word) { return !(isOpen && token.word == "but") }
            // "Any day apart from Friday", "other than Friday"
            if index > 0, English.exclusionPairs[tokens[index - 1].word] == token.word { return true }
            guard English.exclusionJoints.contains(token.word) else { return false }
            index -= 1
        }
        return false
    }

    /// "… doesn't work", "… is no good for me".
    fileprivate func refuses(behind end: Int) -> Bool {
        guard end > 0, end < tokens.count, !tokens[end - 1].gap.contains(",") else { return false }
        return English.refusals.contains { refusal in
            end + refusal.count <= tokens.count && refusal.indices.allSatisfy { tokens[end + $0].word == refusal[$0] }
        }
    }
}
