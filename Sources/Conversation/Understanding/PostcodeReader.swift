public import Core

/// Reads postal codes that are spelled on a telephone line. What the format of a country rules out is repaired to what sounds
/// most like it: a letter O where a digit must stand is a zero, an M where none can stand is an N.
public struct PostcodeReader: Sendable {
    private let formats: [PostcodeFormat]

    /// - Parameter formats: of the countries the business serves.
    public init(formats: [PostcodeFormat] = [.unitedKingdom, .unitedStates, .canada]) {
        self.formats = formats
    }

    /// The codes that were said, the likeliest first.
    public func postcodes(in hypotheses: [Hypothesis]) -> [Candidate<String>] {
        postcodes(in: [hypotheses])
    }

    /// The same from several answers to the question, the latest last.
    func postcodes(in attempts: [[Hypothesis]]) -> [Candidate<String>] {
        Consensus.ranked(attempts, calibration: .postcode) { utterance in
            formats.flatMap { format in CodeSearch(shape: format.shape).candidates(in: utterance, write: format.written) }
        }
    }

    /// Words that stand together and make a code as they are, written or said sign by sign: the last in the utterance.
    ///
    /// - Parameter isAtEnd: whether nothing may stand behind it.
    func plainPostcode(in utterance: Utterance, isAtEnd: Bool = false) -> Candidate<String>? {
        let signs = utterance.tokens.indices.map { Self.sign(at: $0, in: utterance) }
        for end in utterance.tokens.indices.reversed() {
            var text = ""
            var found: Candidate<String>?
            for start in (0...end).reversed() {
                guard let sign = signs[start], sign.utf8.count + text.utf8.count <= CodeSearch.longest else { break }
                text = sign + text
                // The longest counts: nine figures are no five.
                if let code = formats.lazy.compactMap({ $0.code(text) }).first {
                    found = Candidate(code, span: utterance.span(of: start..<(end + 1)), confidence: 0.9, evidence: "a postal code")
                }
            }
            if found != nil || isAtEnd { return found }
        }
        return nil
    }

    /// The letters and digits of a word that is nothing else: "SW1A", "two", "b", but not the "is" before a code or an article.
    private static func sign(at index: Int, in utterance: Utterance) -> String? {
        let word = utterance.tokens[index].word
        if let digit = English.digitWords[word] { return digit }
        if let number = English.cardinals[word]?.belowHundred { return number < leastTens ? String(number) : nil }
        if utterance.tokens[index].isDigits || word.utf8.contains(where: { (0x30...0x39).contains($0) }) { return word }
        let next = utterance.tokens[(index + 1)...].first?.word ?? ""
        let isBeforeCode = next.utf8.count > 1 && next.utf8.contains { (0x30...0x39).contains($0) }
        let isFunctionWord = English.functionWords.contains(word) && (word.utf8.count > 1 || isBeforeCode)
        return word.utf8.count <= longestLetters && !isFunctionWord ? word : nil
    }

    /// Letters that stand together: "SW1A" is heard as a word of two letters, a figure and another letter.
    private static let longestLetters = 3
    /// "Twenty-one" are not two figures of a code by themselves.
    private static let leastTens = 20
}
