import Conversation
import Core

/// The numbers of payment cards. Nobody here has a use for one, so what a caller says is freed of them before anything else sees it:
/// neither the books nor the log nor a model ever holds one.
///
///     CardNumber.hidden(in: "it's 4111 1111 1111 1111")        // "it's [card number]"
///     CardNumber.hidden(in: "four one one one … one one")      // "[card number]"
///
/// A number is one when its length and its first digits are a card company's and its check digit is right (ISO/IEC 7812-1, annex B). Digits
/// spoken in pairs ("forty-one eleven") are not recognised.
enum CardNumber {
    static let replacement = "[card number]"

    static func hidden(in text: String) -> String {
        // Most of what is said has no digits at all.
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let digits = SpokenDigits.of(words)
        guard digits.reduce(0, { $0 + ($1?.count ?? 0) }) >= shortest else { return text }
        var (result, index): ([String], Int) = ([], 0)
        while index < words.count {
            // Spaces before a number are not part of it.
            if !words[index].isEmpty, let end = endOfNumber(in: digits, from: index) {
                result.append(replacement)
                index = end
            } else {
                result.append(words[index])
                index += 1
            }
        }
        return result.joined(separator: " ")
    }

    static func hidden(in hypotheses: [Hypothesis]) -> [Hypothesis] {
        hypotheses.map { Hypothesis(hidden(in: $0.text), confidence: $0.confidence) }
    }

    static func hidden(in value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(hidden(in: text))
        case .array(let elements): .array(elements.map { hidden(in: $0) })
        case .object(let members): .object(members.mapValues { hidden(in: $0) })
        default: value
        }
    }

    private static let shortest = 14
    private static let longest = 19

    /// The index after the longest card number that begins at a word; nil when none does.
    private static func endOfNumber(in digits: [String?], from start: Int) -> Int? {
        var (number, end): (String, Int?) = ("", nil)
        for index in start..<digits.count {
            guard let more = digits[index], number.count + more.count <= longest else { break }
            number += more
            if !more.isEmpty, isCard(number) { end = index + 1 }
        }
        return end
    }

    private static func isCard(_ number: String) -> Bool {
        let isACompanys =
            switch number.count {
            case 14: ["30", "36", "38", "39"].contains { number.hasPrefix($0) }
            case 15: number.hasPrefix("34") || number.hasPrefix("37")
            case 16: "23456".contains(number.prefix(1))
            case 17...longest: "456".contains(number.prefix(1))
            default: false
            }
        return isACompanys && hasRightCheckDigit(number)
    }

    /// Luhn's formula.
    private static func hasRightCheckDigit(_ number: String) -> Bool {
        let sum = number.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.element.wholeNumberValue ?? 0
            guard !digit.offset.isMultiple(of: 2) else { return sum + value }
            return sum + (value > 4 ? 2 * value - 9 : 2 * value)
        }
        return sum.isMultiple(of: 10)
    }
}
