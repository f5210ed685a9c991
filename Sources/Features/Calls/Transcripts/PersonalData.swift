import Foundation

/// Telephone numbers, card numbers and addresses of mail in what was said, written or spoken.
///
///     PersonalData.hidden(in: "it's 415 555 0101")             // "it's [number]"
///     PersonalData.hidden(in: "five five five oh one oh one")  // "[number]"
///     PersonalData.hidden(in: "ada at example dot com")        // "[email]"
///
/// Prices, times, quantities and the short numbers of orders stay.
enum PersonalData {
    /// Fewer digits in a row are a quantity, a time, a price, the number of an order.
    private static let fewestDigits = 7
    /// Spoken, fewer are an order's number.
    private static let fewestWords = 5

    private static let digitWords: Set<String> = [
        "zero", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple", "nought", "naught",
    ]

    static func hidden(in text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map { Word(String($0)) }
        hideMail(in: &words)
        hideNumbers(in: &words)
        return words.map(\.text).joined(separator: " ")
    }

    private struct Word {
        var text: String
        /// Lower case, without what closes a sentence.
        let bare: String
        /// How many digits it is; 0 when it is something else, or a price or a time.
        let digits: Int
        let isDigitWord: Bool

        init(_ text: String) {
            self.text = text
            bare = text.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ",.;:?!\"'"))
            let isPlain = !bare.isEmpty && bare.allSatisfy { $0.isNumber || "+-().–/".contains($0) }
            digits = isPlain ? bare.count(where: \.isNumber) : 0
            isDigitWord =
                digitWords.contains(bare) || !bare.isEmpty && bare.split(separator: "-").allSatisfy { digitWords.contains(String($0)) }
        }
    }

    private static func hideMail(in words: inout [Word]) {
        for index in words.indices where words[index].bare.contains("@") && words[index].bare.count > 1 {
            words[index] = Word("[email]")
        }
        // "ada dot byron at example dot com": from the word before the "at", and what is joined to it, to the last "dot".
        var at = 1
        while at + 3 < words.count + 1 {
            defer { at += 1 }
            guard at + 3 < words.count, words[at].bare == "at", words[at + 2].bare == "dot" else { continue }
            var start = at - 1
            while start >= 2, ["dot", "underscore", "dash"].contains(words[start - 1].bare) { start -= 2 }
            var end = at + 3
            while end + 2 < words.count, words[end + 1].bare == "dot" { end += 2 }
            words.replaceSubrange(start...end, with: [Word("[email]")])
        }
    }

    private static func hideNumbers(in words: inout [Word]) {
        var index = 0
        while index < words.count {
            var end = index
            var digits = 0
            var spoken = 0
            while end < words.count, words[end].digits > 0 || words[end].isDigitWord {
                digits += words[end].digits
                spoken += words[end].isDigitWord ? 1 : 0
                end += 1
            }
            if digits + spoken >= fewestDigits || spoken >= fewestWords {
                words.replaceSubrange(index..<end, with: [Word("[number]")])
            }
            index = max(index + 1, end)
        }
    }
}
