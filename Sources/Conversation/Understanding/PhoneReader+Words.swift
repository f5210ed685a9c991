/// Numbers that are advertised as words: "1-800-FLOWERS".
extension PhoneReader {
    /// Digits behind the area code.
    private static let localDigits = 7
    private static let mostWords = 3
    /// What is longer than the number needs not be dialled, so an advertised word may go on behind it.
    private static let mostSpareLetters = 2

    /// The number that a run begins and the words behind it complete; nil when they are no such words.
    static func spelledOut(_ run: DigitRun, in utterance: Utterance) -> Candidate<String>? {
        guard run.digits.hasPrefix("1"), English.tollFreeCodes.contains(where: { run.digits.dropFirst().hasPrefix($0) }) else { return nil }
        let missing = localDigits + 4 - run.digits.utf8.count
        var keys = ""
        var end = run.range.upperBound
        while missing > keys.utf8.count, end < utterance.tokens.count, end - run.range.upperBound < mostWords {
            let token = utterance.tokens[end]
            guard !token.isDigits, !English.functionWords.contains(token.word), let dialled = keypad(token.word) else { return nil }
            keys += dialled
            end += 1
        }
        guard missing > 0, (missing...(missing + mostSpareLetters)).contains(keys.utf8.count) else { return nil }
        return Candidate(
            run.digits + keys.prefix(missing), span: utterance.span(of: run.range.lowerBound..<end), confidence: 0.9,
            evidence: "a number in words")
    }

    /// The keys of letters. Source: ITU-T E.161.
    private static func keypad(_ word: String) -> String? {
        var digits = ""
        for letter in word.utf8 {
            guard let key = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"].firstIndex(where: { $0.utf8.contains(letter) })
            else {
                return nil
            }
            digits += String(key + 2)
        }
        return digits
    }
}
