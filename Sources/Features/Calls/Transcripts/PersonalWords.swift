import Core
import Foundation

/// The words that tell who one caller is, to be taken out of what was said in the call.
///
///     let words = PersonalWords(["Siobhan Byrne", "12 Via Roma", "+14155550199"])
///     words.hidden(in: "it's S I O B H A N, Byrne.")            // "it's [hidden]."
///     words.hidden(in: "twelve via Roma, as always")            // "[hidden] as always"
///     words.hidden(in: "four one five … and then 0199")         // "[hidden] … and then [hidden]"
///
/// What the form never held, as a name that was misheard and corrected, is known only where it was spelled.
struct PersonalWords: Sendable, Hashable {
    static let replacement = "[hidden]"

    /// Fewer letters in a row are no spelled word.
    private static let fewestLetters = 3
    /// Fewer digits in a row may be anything.
    private static let fewestDigits = 3
    /// A value of so many digits is a number of a telephone, an account or the like.
    private static let digitsOfNumber = 6

    private static let ordinary: Set<String> = [
        "the", "and", "of", "at", "in", "on", "to", "for", "an", "is", "it", "my", "no", "number", "com", "dot",
    ]
    private static let numberWords: Set<String> = [
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
        "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    ]

    private let words: Set<String>
    private let numbers: [String]
    /// A value has a number in it that belongs to the words beside it: of a house.
    private let hasHouseNumber: Bool

    /// - Parameter values: as the form held them, in any order.
    init(_ values: [String]) {
        let parts = values.map { Self.parts(of: $0) }
        numbers = values.map { $0.filter { $0.isASCII && $0.isNumber } }.filter { $0.count >= Self.digitsOfNumber }
        words = Set(parts.joined().filter { $0.count > 1 && !$0.allSatisfy(\.isNumber) && !Self.ordinary.contains($0) })
        hasHouseNumber = parts.contains { $0.count > 1 && $0.contains { $0.allSatisfy(\.isNumber) } }
    }

    func hidden(in text: String) -> String {
        let spoken = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let bare = spoken.map(Self.bare)
        var isPersonal = bare.map { word in
            let parts = Self.parts(of: word)
            return Self.isSpelled(word) || parts.contains(where: words.contains)
        }
        mark(Self.runs(of: bare.map { $0.count == 1 && $0.first?.isLetter == true }, least: Self.fewestLetters), in: &isPersonal)
        markNumbers(in: spoken, &isPersonal)
        if hasHouseNumber { markHouseNumbers(in: bare, &isPersonal) }
        // What looks like a number or an address of mail is one, whoever's it is.
        return PersonalData.hidden(in: joined(spoken, without: isPersonal))
    }

    private func mark(_ runs: [Range<Int>], in isPersonal: inout [Bool]) {
        for index in runs.joined() { isPersonal[index] = true }
    }

    /// Pieces of a known number, however they are said.
    private func markNumbers(in spoken: [String], _ isPersonal: inout [Bool]) {
        let digits = SpokenDigits.of(spoken)
        for run in Self.runs(of: digits.map { $0 != nil }, least: 1) {
            let said = digits[run].compactMap(\.self).joined()
            if said.count >= Self.fewestDigits, numbers.contains(where: { $0.contains(said) }) { mark([run], in: &isPersonal) }
        }
    }

    private func markHouseNumbers(in bare: [String], _ isPersonal: inout [Bool]) {
        let digits = SpokenDigits.of(bare)
        let isNumber = bare.indices.map { digits[$0]?.isEmpty == false || Self.numberWords.contains(bare[$0]) }
        for run in Self.runs(of: isNumber, least: 1) {
            let isBeside = run.lowerBound > 0 && isPersonal[run.lowerBound - 1] || run.upperBound < bare.count && isPersonal[run.upperBound]
            if isBeside { mark([run], in: &isPersonal) }
        }
    }

    private func joined(_ spoken: [String], without isPersonal: [Bool]) -> String {
        var kept: [String] = []
        for (index, word) in spoken.enumerated() {
            guard isPersonal[index] else {
                kept.append(word)
                continue
            }
            if index > 0, isPersonal[index - 1] { kept.removeLast() }
            // What closes a sentence stays.
            let end = word.last.flatMap { ".?!".contains($0) ? String($0) : nil } ?? ""
            kept.append(Self.replacement + end)
        }
        return kept.joined(separator: " ")
    }

    private static func runs(of flags: [Bool], least: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for index in 0...flags.count where index == flags.count || !flags[index] {
            if index - start >= least { runs.append(start..<index) }
            start = index + 1
        }
        return runs
    }

    /// "S-I-O-B-H-A-N".
    private static func isSpelled(_ word: String) -> Bool {
        let letters = word.split { "-.".contains($0) }
        return letters.count >= fewestLetters && letters.allSatisfy { $0.count == 1 && $0.first?.isLetter == true }
    }

    private static func bare(_ word: String) -> String {
        let trimmed = word.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ",.;:?!\"'()"))
        return trimmed.hasSuffix("'s") || trimmed.hasSuffix("’s") ? String(trimmed.dropLast(2)) : trimmed
    }

    private static func parts(of value: String) -> [String] {
        value.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
