/// How many people or things are meant.
extension SlotListener {
    func countMentions(in utterance: Utterance, asked: Set<Int>) -> [Mention] {
        guard let slot = positions(asked: asked, where: { $0 == .count }).first else { return [] }
        let isAsked = asked.contains(slot)
        let countsPeople = !nameStems[slot].isDisjoint(with: English.personCountWords.map(WordForm.stem))
        var mentions: [Mention] = []
        for number in NumberReader.numbers(in: utterance) where number.value.kind == .cardinal {
            guard let count = number.value.wholeNumber, count > 0,
                let first = utterance.tokens.firstIndex(where: { $0.span.lowerBound >= number.span.lowerBound }),
                let last = utterance.tokens.lastIndex(where: { $0.span.upperBound <= number.span.upperBound })
            else { continue }
            let isPlain = isCounting(first...last, in: utterance, slot: slot, countsPeople: countsPeople)
            guard isPlain || countsPeople && isFor(first...last, in: utterance) || isAsked && isBare(first...last, in: utterance) else {
                continue
            }
            mentions.append(Mention(slot: slot, value: "\(count)", span: number.span, confidence: 0.9, isPlain: isPlain))
        }
        if mentions.isEmpty, countsPeople, let tokens = utterance.firstRange(ofAny: English.aloneWords) {
            mentions.append(Mention(slot: slot, value: "1", span: utterance.span(of: tokens), confidence: 0.8))
        }
        return mentions
    }

    /// "Four people", "two seats", "party of six".
    private func isCounting(_ tokens: ClosedRange<Int>, in utterance: Utterance, slot: Int, countsPeople: Bool) -> Bool {
        if let next = utterance.word(tokens.upperBound + 1) {
            if nameStems[slot].contains(WordForm.stem(next)) || countsPeople && English.personNouns[next] == 1 { return true }
            if countsPeople, next == "of", utterance.word(tokens.upperBound + 2) == "us" { return true }
        }
        guard countsPeople, utterance.word(tokens.lowerBound - 1) == "of" else { return false }
        return utterance.word(tokens.lowerBound - 2).map(English.partyNouns.contains) ?? false
    }

    /// "A table for four", but not "for 2 hours".
    private func isFor(_ tokens: ClosedRange<Int>, in utterance: Utterance) -> Bool {
        guard utterance.word(tokens.lowerBound - 1) == "for" else { return false }
        let last = utterance.tokens[tokens.upperBound]
        guard last.joinsNext, let next = utterance.word(tokens.upperBound + 1) else { return !last.gap.hasPrefix(":") }
        return English.functionWords.contains(next) || English.temporalOpeners.contains(next) || English.commonWords.contains(next)
    }

    private func isBare(_ tokens: ClosedRange<Int>, in utterance: Utterance) -> Bool {
        utterance.tokens.indices.allSatisfy { tokens.contains($0) || English.commonWords.contains(utterance.tokens[$0].word) }
    }
}

extension Utterance {
    /// Nil before the first and behind the last token.
    func word(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].word : nil }

    /// Where the first of some phrases stands that occurs.
    func firstRange(ofAny phrases: [[String]]) -> Range<Int>? {
        for start in tokens.indices {
            for phrase in phrases where start + phrase.count <= tokens.count {
                if phrase.indices.allSatisfy({ tokens[start + $0].word == phrase[$0] }) { return start..<(start + phrase.count) }
            }
        }
        return nil
    }

    /// Its sentences, as ranges of tokens.
    var sentences: [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for index in tokens.indices where index + 1 == tokens.count || tokens[index].gap.contains(where: { ".!?;\n".contains($0) }) {
            // A point inside of a number or an abbreviation ends nothing.
            if index + 1 < tokens.count, !tokens[index].gap.contains(where: { "!?;\n".contains($0) }),
                tokens[index].gap == "." && tokens[index].isDigits || ["a", "p", "m", "dr", "st"].contains(tokens[index].word)
            {
                continue
            }
            sentences.append(start..<(index + 1))
            start = index + 1
        }
        return sentences
    }
}
