import Core

extension CodeFormat {
    /// So many letters and digits in their places are hardly there by chance.
    private static let tellingPlaces = 5

    /// The code in an utterance: typed, spelled, or said in figures.
    ///
    /// - Parameter isAsked: whether the caller was just asked for it; a short code is believed only then.
    func code(in utterance: Utterance, isAsked: Bool) -> Candidate<String>? {
        guard isAsked || pattern.count(where: Self.isPlace) >= Self.tellingPlaces else { return nil }
        if let typed = typedCode(in: utterance) { return typed }
        guard let spelled = Self.spelling(in: utterance), let code = code(spelled.value) else { return nil }
        return Candidate(code, span: spelled.span, confidence: spelled.confidence, evidence: spelled.evidence)
    }

    /// Letters and figures one by one, also with the signs between them said: "K nine dash four".
    static func spelling(in utterance: Utterance) -> Candidate<String>? {
        let words = utterance.tokens.map(\.word)
        guard words.contains(where: English.codeSigns.contains) else { return SpellingReader.word(in: utterance, digits: true) }
        let spelled = Utterance(words.filter { !English.codeSigns.contains($0) }.joined(separator: " "))
        return SpellingReader.word(in: spelled, digits: true).map {
            Candidate($0.value, span: utterance.span(of: words.indices), confidence: $0.confidence, evidence: $0.evidence)
        }
    }

    /// "KVX 4412", "kvx-4412": words that stand together and make a code as they are written.
    private func typedCode(in utterance: Utterance) -> Candidate<String>? {
        for start in utterance.tokens.indices {
            var text = ""
            for end in start..<utterance.tokens.count {
                text += utterance.tokens[end].word
                guard text.utf8.count <= Self.longest else { break }
                if let code = code(text) {
                    return Candidate(code, span: utterance.span(of: start..<(end + 1)), confidence: 0.95, evidence: "its format")
                }
            }
        }
        return nil
    }

    /// "three letters, then four digits": what a caller may be told of it.
    var spoken: String {
        var runs: [(place: Character, count: Int)] = []
        for place in pattern where Self.isPlace(place) {
            if runs.last?.place == place { runs[runs.count - 1].count += 1 } else { runs.append((place, 1)) }
        }
        let parts = runs.map { run in
            let noun = run.place == "A" ? "letter" : run.place == "9" ? "digit" : "letter or digit"
            return Spoken.number(run.count) + " " + (run.count == 1 ? noun : run.place == "*" ? "letters or digits" : noun + "s")
        }
        return parts.joined(separator: ", then ")
    }
}
