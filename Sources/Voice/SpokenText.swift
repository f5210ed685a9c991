/// Text as voices read it best: what a screen shows well is not always what a voice says well.
///
/// | shown | said |
/// | --- | --- |
/// | `2 × Margherita` | `2 Margherita` |
/// | `415-555-0101` | `4 1 5, 5 5 5, 0 1 0 1` |
/// | `#1042` | `number 1042` |
/// | `ada@example.com` | `ada at example dot com` |
/// | `**ready**` | `ready` |
///
/// Money, clock times, dates and names like `A17` are left alone: voices read them well.
public enum SpokenText {
    public static func speakable(_ text: String) -> String {
        text.split(separator: "\n").map { line in
            groups(of: line.split(whereSeparator: \.isWhitespace)).compactMap(said).joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// Joins the words of a phone number that is written with spaces: `+1 (415) 555-0101`.
    private static func groups(of words: [Substring]) -> [String] {
        var groups: [String] = []
        var number: [Substring] = []
        func flush() {
            guard !number.isEmpty else { return }
            let isPhone = number.joined().filter(\.isNumber).count >= shortestPhone
            groups += isPhone ? [number.joined(separator: "-")] : number.map(String.init)
            number = []
        }
        for word in words {
            if word.contains(where: \.isNumber), word.allSatisfy({ $0.isNumber || "+-().,?!".contains($0) }) {
                number.append(word)
                if ",?!.".contains(word.last ?? " ") { flush() }
            } else {
                flush()
                groups.append(String(word))
            }
        }
        flush()
        return groups
    }

    /// Fewer digits are a quantity, a year, a price.
    private static let shortestPhone = 7
    /// Said by nobody: multiplication signs, and what marks text as bold or as a list.
    private static let unspoken: Set<String> = ["x", "×", "-", "–", "*", "•", "#", "|"]

    private static func said(_ word: String) -> String? {
        guard !unspoken.contains(word) else { return nil }
        let bare = word.filter { !"*_`".contains($0) }
        let ending = bare.reversed().prefix { ".,?!:;".contains($0) }.reversed()
        let stem = bare.dropLast(ending.count)
        return spoken(stem).map { $0 + String(ending) }
    }

    private static func spoken(_ word: Substring) -> String? {
        if word.isEmpty { return nil }
        if let digits = digitGroups(of: word) { return digits }
        if word.first == "#", word.dropFirst().allSatisfy(\.isNumber) { return "number " + word.dropFirst() }
        if word.last == "×" || word.last == "x", word.dropLast().allSatisfy(\.isNumber), word.count > 1 { return String(word.dropLast()) }
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(".") else { return String(word) }
        return "\(parts[0]) at \(parts[1])".split(separator: ".").joined(separator: " dot ")
    }

    private static func digitGroups(of word: Substring) -> String? {
        guard word.allSatisfy({ $0.isNumber || "+-().".contains($0) }), word.filter(\.isNumber).count >= shortestPhone else { return nil }
        let numbers = word.split { !$0.isNumber }
        let isDate = numbers.map(\.count) == [4, 2, 2]
        guard !isDate else { return nil }
        let groups = numbers.map { group in group.map(String.init).joined(separator: " ") }
        return (word.first == "+" ? "plus " : "") + groups.joined(separator: ", ")
    }
}
