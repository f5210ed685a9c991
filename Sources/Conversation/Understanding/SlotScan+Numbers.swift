import Core
import Foundation

extension SlotScan {
    mutating func findNumbers() {
        findPeople()
        findCounts()
        findMoney()
    }

    // MARK: Counts and amounts

    private mutating func findCounts() {
        let wanted = slots { $0 == .number }
        guard !wanted.isEmpty else { return }
        findSingles(for: wanted)
        for number in NumberReader.numbers(in: utterance) where number.value.kind != .ordinal {
            let tokens = tokens(of: number.span)
            let isWhole = tokens.count == utterance.tokens.count
            for slot in wanted {
                let words = reader.labels[slot].words
                var score = -1.5 + (isWhole ? Weight.wholeAnswer : 0)
                if let persons = reader.labels[slot].persons {
                    score = isFollowed(tokens.upperBound, by: persons) ? 3 : score - 1
                }
                if words.contains("year") {
                    score = number.value.wholeNumber.map { (1900...2099).contains($0) } == true ? 1.5 : -3
                } else if words.contains(where: English.countWords.contains), counts(tokens) {
                    score = 1.2
                }
                claim(slot, tokens, .number(number.value.value), score: score, evidence: "a number")
            }
        }
    }

    /// "A double room", "a child": one of what the slot counts.
    private mutating func findSingles(for wanted: [Int]) {
        for start in utterance.tokens.indices where English.articles.contains(utterance.tokens[start].word) {
            for slot in wanted {
                let label = reader.labels[slot]
                let end = (start + 1..<min(start + 4, utterance.tokens.count)).first { index in
                    label.counts(utterance.tokens[index].word) || English.functionWords.contains(utterance.tokens[index].word)
                }
                guard let end, label.counts(utterance.tokens[end].word) else { continue }
                claim(slot, start..<(end + 1), .number(1), score: 0.5, evidence: "one of them")
            }
        }
    }

    private func isFollowed(_ index: Int, by persons: Set<String>) -> Bool {
        (index..<min(index + 2, utterance.tokens.count)).contains { persons.contains(utterance.tokens[$0].word) }
    }

    /// Whether a number tells how many of something there are: "two coffees".
    private func counts(_ tokens: Range<Int>) -> Bool {
        guard tokens.upperBound < utterance.tokens.count, utterance.tokens[tokens.upperBound - 1].joinsNext else { return false }
        let next = utterance.tokens[tokens.upperBound]
        return !next.isDigits && !English.functionWords.contains(next.word) && English.units[next.word] == nil
    }

    private mutating func findMoney() {
        for slot in slots(where: { if case .money = $0 { true } else { false } }) {
            guard case .money(let currency) = reader.slots[slot].kind else { continue }
            let reader = MoneyReader(currency: currency)
            let sure = reader.amounts(in: utterance)
            for amount in reader.amounts(in: utterance, expecting: true) {
                // A bare number is an amount only where one is asked for or named.
                let score = sure.contains { $0.span == amount.span } ? 2.0 : -1.0
                claim(slot, tokens(of: amount.span), .money(amount.value), score: score, evidence: "an amount")
            }
        }
    }

    // MARK: Persons

    private mutating func findPeople() {
        let wanted = slots { $0 == .people }
        guard !wanted.isEmpty else { return }
        var index = 0
        while index < utterance.tokens.count {
            guard let party = party(at: index) else {
                index += 1
                continue
            }
            for slot in wanted {
                let tokens = reader.labels[slot].asksForNumber ? numeral(in: party.tokens) : party.tokens
                claim(slot, tokens, .number(Decimal(party.count)), score: party.score, evidence: "persons")
            }
            index = party.tokens.upperBound
        }
    }

    private typealias Party = (count: Int, tokens: Range<Int>, score: Double)

    /// "Two adults and a child", "party of six", "four of us", "me and my wife".
    private func party(at start: Int) -> Party? {
        guard var party = group(at: start) else { return nil }
        var isJoined = false
        while !reader.countsKindsOfPersons, let joint = joint(at: party.tokens.upperBound), let more = group(at: joint) {
            guard more.score > 1 else { break }
            party = (party.count + more.count, start..<more.tokens.upperBound, max(party.score, more.score))
            isJoined = true
        }
        // "I'm going out with my friend" says nothing of how many come.
        return isJoined || !English.ownWords.contains(utterance.tokens[start].word) ? party : nil
    }

    private func joint(at index: Int) -> Int? {
        guard index < utterance.tokens.count else { return nil }
        if index > 0, utterance.tokens[index - 1].gap == ", " { return index }
        return index + 1 < utterance.tokens.count && ["and", "plus", "with"].contains(utterance.tokens[index].word) ? index + 1 : nil
    }

    /// "Five" of "five people"; all of "two men and a child".
    private func numeral(in tokens: Range<Int>) -> Range<Int> {
        guard let number = NumberReader.plainCardinal(in: utterance, at: tokens.lowerBound), number.tokenCount < tokens.count,
            personNoun(at: tokens.lowerBound + number.tokenCount)?.end == tokens.upperBound
        else { return tokens }
        return tokens.lowerBound..<(tokens.lowerBound + number.tokenCount)
    }

    private func group(at start: Int) -> Party? {
        let word = utterance.tokens[start].word
        let before = words(before: start, atMost: 2)
        if let count = English.selfWords[word] {
            let isAlone = before.first.map { ["just", "only", "by", "for", "and", "its"].contains($0) } ?? true
            let isJoined = joint(at: start + 1).flatMap { group(at: $0) } != nil
            guard word == "myself" || isJoined || isAlone && before.contains(where: { ["just", "only", "and"].contains($0) }) else {
                return nil
            }
            return (count, start..<(start + 1), 1.5)
        }
        if English.ownWords.contains(word), start + 1 < utterance.tokens.count,
            let count = English.companions[utterance.tokens[start + 1].word]
        {
            return (count, start..<(start + 2), 1.2)
        }
        // "I'm meeting a friend" counts nobody.
        if English.articles.contains(word), !before.isEmpty, !English.companionJoints.contains(before[0]) { return nil }
        guard let number = cardinal(at: start), number.value > 0, number.value < 1000 else { return nil }
        let end = start + number.tokenCount
        let tokens = start..<end
        if let noun = personNoun(at: end) {
            // Where adults and children are counted apart, each slot takes its number.
            guard reader.countsKindsOfPersons else { return (number.value * noun.each, start..<noun.end, 3) }
            let isKind = English.kindsOfPersons.contains { isFollowed(end, by: $0) }
            return isKind ? nil : (number.value * noun.each, tokens, 3)
        }
        if end + 1 < utterance.tokens.count, utterance.tokens[end].word == "of", ["us", "them"].contains(utterance.tokens[end + 1].word) {
            return (number.value, tokens, 2.5)
        }
        if before.first == "of", English.partyWords.contains(before.last ?? "") { return (number.value, tokens, 2.5) }
        if before.first == "for" {
            guard !isFollowedByThing(end) else { return nil }
            return (number.value, tokens, English.bookedThings.contains(before.last ?? "") ? 2.5 : 1)
        }
        if before.contains("we"), ["are", "be", "were"].contains(before.first ?? "") { return (number.value, tokens, 1) }
        if start == 0, end == utterance.tokens.count { return (number.value, tokens, -1.5 + Weight.wholeAnswer) }
        return isFollowedByThing(end) ? nil : (number.value, tokens, -1.5)
    }

    /// A number of whole things; "a" counts as one before a person.
    private func cardinal(at start: Int) -> (value: Int, tokenCount: Int)? {
        if English.articles.contains(utterance.tokens[start].word) {
            if start + 1 < utterance.tokens.count, utterance.tokens[start + 1].word == "couple" {
                return (2, personNoun(at: start + 3) != nil ? 3 : 2)
            }
            return personNoun(at: start + 1) != nil ? (1, 1) : nil
        }
        return NumberReader.plainCardinal(in: utterance, at: start)
    }

    /// "People", "small children": where it ends and how many one of it is.
    func personNoun(at start: Int) -> (end: Int, each: Int)? {
        for index in start..<min(start + 2, utterance.tokens.count) {
            if index > start, !utterance.tokens[index - 1].joinsNext { return nil }
            if let each = English.personNouns[utterance.tokens[index].word] { return (index + 1, each) }
            if English.functionWords.contains(utterance.tokens[index].word) { return nil }
        }
        return nil
    }

    /// Whether the number counts or names something that is no person: "two rooms", "7 pm", "7:30".
    private func isFollowedByThing(_ end: Int) -> Bool {
        guard end < utterance.tokens.count else { return false }
        guard utterance.tokens[end - 1].joinsNext else { return [":", ".", "/"].contains(utterance.tokens[end - 1].gap) }
        let next = utterance.tokens[end]
        // "For five in the evening" is a time.
        if next.word == "in", end + 2 < utterance.tokens.count, English.partsOfDay[utterance.tokens[end + 2].word] != nil { return true }
        return next.isDigits
            || !English.functionWords.contains(next.word) && !["people", "please", "thanks", "instead", "total"].contains(next.word)
    }

    func tokens(of span: Range<Int>) -> Range<Int> {
        let start = utterance.tokens.firstIndex { $0.span.upperBound > span.lowerBound } ?? 0
        let end = utterance.tokens.lastIndex { $0.span.lowerBound < span.upperBound } ?? start
        return start..<max(end + 1, start)
    }
}
