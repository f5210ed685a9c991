import Core

extension SlotScan {
    mutating func findTimes() {
        let dates = slots { $0 == .date }
        let times = slots { $0 == .time }
        let durations = slots { $0 == .duration }
        guard !dates.isEmpty || !times.isEmpty || !durations.isEmpty else { return }
        let parts = DateTimeReader(reference: reference).parts(in: utterance, expectsHour: times.contains(where: isAsked))
        let lasts = parts.contains { $0.kind == .duration }
        for (position, part) in parts.enumerated() where !isCount(part, among: parts) {
            let following = position + 1 < parts.count ? parts[position + 1] : nil
            let preceding = position > 0 ? parts[position - 1] : nil
            let role =
                following.map { isRange(part, $0) } == true
                ? English.LabelRole.start : preceding.map { isRange($0, part) } == true ? .end : role(before: part.tokens.lowerBound)
            let wanted = part.kind == .date ? dates : part.kind == .time ? times : durations
            for slot in wanted {
                var score = 1.8 + roleScore(of: slot, said: role)
                // "Three nights from Friday": the day is the first of them.
                if lasts, part.kind == .date, role == nil, reader.labels[slot].role == .start { score += Weight.role }
                claim(slot, part.tokens, .time(part.value), score: score, evidence: "\(part.kind)")
            }
        }
    }

    /// Whether a bare number is how many come and no hour: "six people", "at half past five for four".
    private func isCount(_ part: DateTimeReader.Part, among parts: [DateTimeReader.Part]) -> Bool {
        guard part.kind == .time, part.tokens.count == 1 else { return false }
        if personNoun(at: part.tokens.upperBound) != nil { return true }
        let isFor = words(before: part.tokens.lowerBound, atMost: 1) == ["for"]
        return isFor && parts.contains { $0.kind == .time && $0.tokens.count > 1 }
    }

    /// Whether two parts are the ends of one range: "Friday to Sunday", "the 3rd - the 5th".
    private func isRange(_ first: DateTimeReader.Part, _ second: DateTimeReader.Part) -> Bool {
        guard first.kind == second.kind else { return false }
        let between = utterance.tokens[first.tokens.upperBound..<second.tokens.lowerBound].map(\.word)
        if between.allSatisfy({ $0 == "the" }) { return utterance.gap(before: first.tokens.upperBound).contains("-") }
        let isOpened = words(before: first.tokens.lowerBound, atMost: 2).contains("between")
        return between.count <= 2 && between.contains { English.rangeJoints.contains($0) && ($0 != "and" || isOpened) }
    }

    /// What the words before a value tell of its place in a range or on a way.
    func role(before index: Int) -> English.LabelRole? {
        let words = words(before: index, atMost: 4)
        for (offset, word) in words.enumerated() {
            if let role = English.spokenRoles[word] { return role }
            if word == "check" || word == "checking", offset > 0 {
                return words[offset - 1] == "in" ? .start : words[offset - 1] == "out" ? .end : nil
            }
            if offset > 0, !English.slotJoints.contains(word), !English.functionWords.contains(word) { return nil }
        }
        return nil
    }

    /// What speaks for a slot that has a place in a range, or against one that has not.
    func roleScore(of slot: Int, said role: English.LabelRole?) -> Double {
        switch (reader.labels[slot].role, role) {
        case (nil, nil): 0
        case (nil, _): -0.7
        case (.start, nil): -1
        case (.end, nil): -2
        case (let wanted, let said): wanted == said ? Weight.role : -Weight.role
        }
    }
}
