/// Properties that a caller wants or does not want, named by the label's own words: "with live music".
extension SlotListener {
    func flagMentions(in utterance: Utterance) -> [Mention] {
        slots.indices.filter { slots[$0].kind == .flag }.compactMap { slot in
            let stems = utterance.tokens.map { WordForm.stem($0.word) }
            let places = labelStems[slot].subtracting(Self.emptyStems).map { stems.firstIndex(of: $0) }
            let found = places.compactMap { $0 }
            guard !found.isEmpty, found.count == places.count, let first = found.min(), let last = found.max() else { return nil }
            let isNegated = (max(0, first - 3)..<first).contains { English.flagNegations.contains(utterance.tokens[$0].word) }
            return Mention(
                slot: slot, value: isNegated ? "False" : "True", span: utterance.span(of: first..<(last + 1)), confidence: 0.85)
        }
    }

    /// "Cosmetic services", "vegetarian options": the noun adds nothing to the word before it.
    static let emptyStems = Set(["services", "service", "options", "option", "available", "offered"].map(WordForm.stem))
}
