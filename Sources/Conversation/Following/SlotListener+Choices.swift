/// Which of the business's own names, places and headings are meant.
extension SlotListener {
    /// A name that nobody asked for must be clearer than an answer.
    private static let leastOfAnswer = 0.55
    private static let leastUnasked = 0.66
    /// So many words of a name in a row are no coincidence.
    private static let longName = 3

    func choiceMentions(in utterance: Utterance, asked: Set<Int>) -> [Mention] {
        var mentions: [Mention] = []
        var alike: [Candidate<Choice>] = []
        func close() {
            let preferred = alike.first { asked.contains($0.value.slot) } ?? alike.first
            guard let preferred else { return }
            let isAsked = asked.contains(preferred.value.slot)
            let likelihood = preferred.confidence * Double(alike.count)
            let isLong = utterance.tokens.count { preferred.span.contains($0.span.lowerBound) } >= Self.longName
            if likelihood >= (isAsked || isLong ? Self.leastOfAnswer : Self.leastUnasked), isTelling(preferred, in: utterance) {
                let value = slots[preferred.value.slot].kind.choices[preferred.value.value].id
                mentions.append(
                    Mention(
                        slot: preferred.value.slot, value: value, span: preferred.span, confidence: preferred.confidence,
                        isPlain: preferred.evidence == "its name"))
            }
            alike = []
        }
        for candidate in choices.candidates(in: utterance) {
            if let last = alike.last, last.span != candidate.span { close() }
            alike.append(candidate)
        }
        close()
        return mentions
    }

    /// Frequent words are no part of a name, "any" is not short for "Annie's Diner", and "a diner" is any.
    private func isTelling(_ candidate: Candidate<Choice>, in utterance: Utterance) -> Bool {
        if candidate.evidence == "its name" { return true }
        let tokens = utterance.tokens.indices.filter { candidate.span.contains(utterance.tokens[$0].span.lowerBound) }
        guard case .name = slots[candidate.value.slot].kind, let first = tokens.first else { return true }
        if utterance.hasCapitals, !tokens.contains(where: utterance.isCapitalised) { return false }
        let before = utterance.tokens[max(0, first - 2)..<first].map(\.word)
        if before.contains(where: { English.indefiniteWords.contains($0) }) { return false }
        return tokens.contains { !English.commonWords.contains(utterance.tokens[$0].word) && !utterance.tokens[$0].isDigits }
    }
}

extension Utterance {
    /// Whether it is written with capital letters, as most recognisers do; then a name has one.
    fileprivate var hasCapitals: Bool { text.contains(where: \.isUppercase) }

    fileprivate func isCapitalised(_ token: Int) -> Bool {
        text(of: token..<(token + 1)).first.map { !$0.isLowercase } ?? false
    }
}
