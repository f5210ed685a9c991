public import Core

/// Names chosen among what a recogniser heard, said or spelled.
extension NameReader {
    /// How much less likely a name is when only one of its parts or none is frequent, or when a part is missing: what is chosen hardly
    /// depends on the exact figures.
    private static let oneFrequent = 0.2
    private static let noneFrequent = 0.1
    private static let onePart = 0.1
    /// Where another frequent given name sounds the same, hearing does not tell which of them it is.
    private static let doubtOfHomophone = 0.6

    /// The names that an answer to "what is your name?" may give, the likeliest first. A word that is a frequent name is believed
    /// before one that merely sounds like it.
    ///
    /// - Parameter isFull: whether a first and a last name were asked for.
    public static func names(in hypotheses: [Hypothesis], isFull: Bool = false) -> [Candidate<String>] {
        names(in: [hypotheses], isFull: isFull)
    }

    /// The same from several answers to that question, the latest last.
    static func names(in attempts: [[Hypothesis]], isFull: Bool = false) -> [Candidate<String>] {
        let ranked = Consensus.ranked(attempts, calibration: .name, doubt: doubt) { readings(of: $0, isFull: isFull) }
        // Answers that differ may all be wrong by another letter.
        guard attempts.count > 1, ranked.first.map({ $0.confidence < agreed }) ?? true, let last = attempts.last,
            last.contains(where: { SpelledName.isOnlySpelled(Utterance($0.text)) })
        else { return ranked }
        return SpelledConsensus(
            attempts, likelihood: { likelihood(of: $0, isFull: isFull) }, read: { readings(of: $0, isFull: isFull) }
        ).ranked
    }

    /// From here on several answers agree about a name, 0...1.
    private static let agreed = 0.5

    private static func doubt(of name: String) -> Double {
        guard let first = Utterance(name).tokens.first?.word, homophones.contains(first) else { return 0 }
        return doubtOfHomophone
    }

    /// Frequent given names that are told from another one by letters only: "Carol" and "Carole", "Stephen" and "Steven".
    private static let homophones: Set<String> = {
        let families = Dictionary(grouping: English.givenNames) { $0.prefix(1) + WordForm.sound($0) }
        return Set(
            families.values.flatMap { names in
                names.filter { name in names.contains { $0 != name && WordForm.distance($0, name) <= lettersOfHomophones } }
            })
    }()

    /// Names that sound the same differ in so many letters at most.
    private static let lettersOfHomophones = 2

    private static func readings(of utterance: Utterance, isFull: Bool) -> [Candidate<String>] {
        let isSpelled = SpelledName.isSpelled(utterance)
        let readings = isSpelled ? spelled(utterance) : said(utterance)
        return readings.map { reading in
            let words = words(of: reading)
            var reading = reading
            if words.count < reading.value.split(separator: " ").count { reading.value = words.joined(separator: " ").capitalisedName }
            reading.confidence = plausibility(of: words, isFull: isFull) * (isSpelled ? reading.confidence : 1)
            return reading
        }
    }

    private static func spelled(_ utterance: Utterance) -> [Candidate<String>] {
        let span = utterance.span(of: utterance.tokens.indices)
        return SpelledName.readings(of: utterance).map {
            Candidate($0.name.capitalisedName, span: span, confidence: $0.probability, evidence: "spelled name")
        }
    }

    private static func said(_ utterance: Utterance) -> [Candidate<String>] {
        let said = name(in: utterance, expecting: true)
        if let said, plausibility(of: words(of: said), isFull: true) == 1 { return [said] }
        return [said, frequentPair(in: utterance)].compactMap { $0 }
    }

    /// A frequent given name with a frequent surname behind it is a name wherever it stands.
    private static func frequentPair(in utterance: Utterance) -> Candidate<String>? {
        let tokens = utterance.tokens
        guard
            let start = tokens.indices.dropLast().first(where: { index in
                English.givenNames.contains(tokens[index].word) && tokens[index].joinsNext
                    && English.surnames.contains(tokens[index + 1].word)
            })
        else { return nil }
        let range = start..<(start + 2)
        return Candidate(
            written(utterance, range), span: utterance.span(of: range), confidence: 0.85, evidence: "a frequent name")
    }

    /// The parts of a name; "white head" is one that was heard as two words.
    private static func words(of reading: Candidate<String>) -> [String] {
        Utterance(reading.value).tokens.map(\.word).reduce(into: []) { parts, word in
            if let last = parts.last, English.surnames.contains(last + word) || English.givenNames.contains(last + word) {
                parts[parts.count - 1] = last + word
            } else {
                parts.append(word)
            }
        }
    }

    /// How likely somebody has a name who is about to spell it.
    private static func likelihood(of name: String, isFull: Bool) -> Double {
        let words = Utterance(name).tokens.map(\.word)
        return plausibility(of: words, isFull: isFull) * SpelledName.likelihood(of: words)
    }

    private static func plausibility(of words: [String], isFull: Bool) -> Double {
        guard let first = words.first, let last = words.last else { return 0 }
        let isGiven = English.givenNames.contains(first)
        let isSurname = English.surnames.contains(last)
        guard words.count > 1 else { return (isGiven || isSurname ? 1 : oneFrequent) * (isFull ? onePart : 1) }
        return switch (isGiven, isSurname) {
        case (true, true): 1
        case (true, false), (false, true): oneFrequent
        case (false, false): noneFrequent
        }
    }
}
