/// Reads words that are spelled: "S I O B H A N", "S as in Sam", "double l", "alpha bravo".
public enum SpellingReader {
    /// The longest run of at least two letters as one lower-case word; nil when nothing is spelled.
    ///
    /// - Parameter digits: whether digits belong to it, as in a postcode or a booking reference.
    public static func word(in utterance: Utterance, digits: Bool = false) -> Candidate<String>? {
        var best: (letters: String, range: Range<Int>)?
        var index = 0
        while index < utterance.tokens.count {
            let run = run(in: utterance, from: index, digits: digits)
            if run.letters.count >= 2, run.letters.count > best?.letters.count ?? 0 { best = (run.letters, index..<run.end) }
            index = max(run.end, index + 1)
        }
        return best.map { best in
            Candidate(
                best.letters, span: utterance.span(of: best.range), confidence: best.letters.count >= 3 ? 0.85 : 0.6, evidence: "spelled")
        }
    }

    private static func run(in utterance: Utterance, from start: Int, digits: Bool) -> (letters: String, end: Int) {
        var letters = ""
        var index = start
        var end = start
        while index < utterance.tokens.count {
            if let letter = letter(in: utterance, at: &index, digits: digits, isInside: !letters.isEmpty) {
                letters += letter
                end = index
            } else if !letters.isEmpty, English.spellingFillers.contains(utterance.tokens[index].word) {
                index += 1
            } else {
                break
            }
        }
        return (letters, end)
    }

    /// One letter, a doubled one, or figures; the cursor moves behind it and behind the word that makes it clear.
    private static func letter(in utterance: Utterance, at index: inout Int, digits: Bool, isInside: Bool) -> String? {
        let word = utterance.tokens[index].word
        // "Double u" is the letter W far more often than two letters U.
        if word == "double", index + 1 < utterance.tokens.count, ["u", "you"].contains(utterance.tokens[index + 1].word) {
            index += 2
            return "w"
        }
        if let times = English.repeats[word], index + 1 < utterance.tokens.count {
            var next = index + 1
            guard let letter = letter(in: utterance, at: &next, digits: digits, isInside: true), letter.count == 1 else { return nil }
            index = next
            return String(repeating: letter, count: times)
        }
        if digits, let figures = figures(word) {
            index += 1
            return figures
        }
        if word.utf8.count == 1, let letter = word.first, letter.isLetter {
            index += 1
            return clear(letter, in: utterance, at: &index)
        }
        if English.spellingWords.contains(word), let first = word.first {
            index += 1
            return String(first)
        }
        // The names of letters are words of their own; only inside a spelling they are letters.
        guard isInside || isBeforeLetter(utterance, index), let letter = English.letterNames[word] else { return nil }
        index += 1
        return clear(letter, in: utterance, at: &index)
    }

    private static func isBeforeLetter(_ utterance: Utterance, _ index: Int) -> Bool {
        index + 1 < utterance.tokens.count && utterance.tokens[index + 1].word.utf8.count == 1
    }

    private static func figures(_ word: String) -> String? {
        if let first = word.utf8.first, (0x30...0x39).contains(first) { return word }
        return English.cardinals[word]?.belowHundred.map(String.init)
    }

    /// "… as in Sam": the word decides, as it is heard better than the letter.
    private static func clear(_ letter: Character, in utterance: Utterance, at index: inout Int) -> String {
        for link in English.spellingLinks where index + link.count < utterance.tokens.count {
            guard link.indices.allSatisfy({ utterance.tokens[index + $0].word == link[$0] }) else { continue }
            let example = utterance.tokens[index + link.count].word
            guard example.utf8.count > 1, let first = example.first, first.isLetter else { continue }
            index += link.count + 1
            return String(first)
        }
        return String(letter)
    }
}
