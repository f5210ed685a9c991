import Core

/// Yes and no, as the answer to the question or as what is said of the label.
extension SlotScan {
    mutating func findAnswers() {
        for slot in slots(where: { $0 == .yesNo }) {
            if let said = saidOfLabel(of: slot) {
                let evidence = said.isWanted ? "wanted" : "not wanted"
                claim(slot, said.tokens, .answer(said.isWanted), score: Self.answer + Weight.label, evidence: evidence)
            } else if isAsked(slot) {
                let acts = SpeechAct.english.matches(in: utterance.tokens)
                guard let act = acts.first(where: { $0.meaning == .yes || $0.meaning == .no }) else { continue }
                claim(slot, act.tokens, .answer(act.meaning == .yes), score: Self.answer, evidence: "yes or no")
            }
        }
    }

    /// "No gift wrap", "it needs gift wrap": all words of the label, together, behind one that denies or wants it.
    private func saidOfLabel(of slot: Int) -> (tokens: Range<Int>, isWanted: Bool)? {
        let label = SlotLabel(reader.slots[slot].label).words.map(WordForm.stem)
        guard !label.isEmpty, let start = utterance.tokens.indices.first(where: { begins(label, at: $0) }) else { return nil }
        var index = start - 1
        while index >= 0, start - index <= Self.reach, utterance.tokens[index].joinsNext {
            let word = utterance.tokens[index].word
            let isDenied = English.flagNegations.contains(word)
            if isDenied || English.flagWishes.contains(word) {
                // "I don't want": what is denied is the wish.
                let isWishDenied = index > 0 && English.flagNegations.contains(utterance.tokens[index - 1].word)
                return (index..<(start + label.count), !isDenied && !isWishDenied)
            }
            index -= 1
        }
        return nil
    }

    /// What a yes or a no is worth by itself, in log-odds.
    private static let answer = 1.5
    /// How many words before a label it can be denied or wanted.
    private static let reach = 3

    private func begins(_ label: [String], at start: Int) -> Bool {
        start + label.count <= utterance.tokens.count
            && label.indices.allSatisfy { WordForm.stem(utterance.tokens[start + $0].word) == label[$0] }
    }
}
