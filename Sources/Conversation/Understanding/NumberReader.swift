public import Foundation

/// A number as it was said.
public struct SpokenNumber: Sendable, Hashable {
    public var value: Decimal
    public var kind: Kind

    public init(_ value: Decimal, kind: Kind) {
        self.value = value
        self.kind = kind
    }

    public enum Kind: String, Sendable, Hashable {
        /// How many: "three", "a dozen", "1,200".
        case cardinal
        /// Which one: "third", "21st".
        case ordinal
        /// With decimals: "7.5", "two point five".
        case decimal
        /// With a part of one: "half", "three quarters", "two and a half".
        case fraction
    }

    /// The value where it is a whole number that fits.
    public var wholeNumber: Int? {
        let whole = NSDecimalNumber(decimal: value).intValue
        return Decimal(whole) == value ? whole : nil
    }
}

/// Reads numbers in digits and in words, mixed as people mix them.
///
/// | said | value |
/// | --- | --- |
/// | two hundred and five; 322 hundred; 1,200 | 205; 32,200; 1,200 |
/// | nineteen eighty four; one twenty two | 1984; 122 |
/// | half a dozen; two and a half; three quarters; 1/2; 2½ | 6; 2.5; 0.75; 0.5; 2.5 |
/// | two point five; minus ten; twenty first; 3rd | 2.5; -10; 21st; 3rd |
/// | double five | 55, as digits are dictated |
public enum NumberReader {
    /// Every number of an utterance, in order, not overlapping. "One" as a pronoun ("that one") is left out.
    public static func numbers(in utterance: Utterance) -> [Candidate<SpokenNumber>] {
        var found: [Candidate<SpokenNumber>] = []
        var index = 0
        while index < utterance.tokens.count {
            guard !isPronoun(in: utterance, at: index), let reading = number(in: utterance, at: index) else {
                index += 1
                continue
            }
            let range = index..<(index + reading.tokenCount)
            let isWritten = utterance.tokens[index].isDigits
            found.append(
                Candidate(reading.number, span: utterance.span(of: range), confidence: isWritten ? 0.98 : 0.95, evidence: "number"))
            index = range.upperBound
        }
        return found
    }

    /// The longest number that begins with a token.
    ///
    /// - Returns: nil when none begins there; an article counts only when a number needs it ("a dozen", "a half").
    public static func number(in utterance: Utterance, at tokenIndex: Int) -> (number: SpokenNumber, tokenCount: Int)? {
        var parser = NumberParser(utterance, at: tokenIndex)
        guard let number = parser.signedNumber() else { return nil }
        return (number, parser.index - tokenIndex)
    }

    /// The whole number that begins with a token, without fractions, signs or joined years.
    static func plainCardinal(in utterance: Utterance, at tokenIndex: Int) -> (value: Int, tokenCount: Int)? {
        var parser = NumberParser(utterance, at: tokenIndex)
        guard let value = parser.integer(), !value.isOrdinal else { return nil }
        return (value.value, parser.index - tokenIndex)
    }

    private static func isPronoun(in utterance: Utterance, at index: Int) -> Bool {
        guard index > 0, utterance.tokens[index].word == "one" else { return false }
        let previous = utterance.tokens[index - 1].word
        return English.wordsBeforePronounOne.contains(previous) || English.ordinals[previous] != nil
    }
}

extension Utterance.Token {
    /// Whether it consists of ASCII digits, as numbers do after folding.
    var isDigits: Bool {
        guard let first = word.utf8.first else { return false }
        return first >= 0x30 && first <= 0x39
    }

    /// Whether nothing but spaces or a hyphen lies between this word and the next.
    var joinsNext: Bool { gap.utf8.allSatisfy { $0 == 0x20 } || gap == "-" }
}
