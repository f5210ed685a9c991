import Core
import Foundation

/// A cursor over one sentence of an utterance that reads words about time, in relation to the reader's time. Every reading function leaves `index` where it was when it finds nothing.
struct DateTimeParser {
    let utterance: Utterance
    let reader: DateTimeReader
    var index: Int
    /// The day that was named last, for "the day after".
    var namedDay: LocalDate?
    /// Behind the last token of the sentence that is read.
    private(set) var end: Int

    var reference: LocalDateTime { reader.reference }
    var today: LocalDate { reader.reference.date }

    init(_ utterance: Utterance, reader: DateTimeReader) {
        self.utterance = utterance
        self.reader = reader
        index = 0
        end = 0
    }

    /// Goes to a token, and finds where the sentence around it ends.
    mutating func move(to index: Int) {
        self.index = index
        guard index >= end else { return }
        end = index
        while end < utterance.tokens.count {
            end += 1
            if Self.endsSentence(utterance.tokens[end - 1]) { break }
        }
    }

    private static func endsSentence(_ token: Utterance.Token) -> Bool {
        guard token.gap.utf8.count > 1 else { return token.gap == "\n" }
        if token.gap.contains(where: { "?!;\n".contains($0) }) { return true }
        // "a.m. on Friday", "Sept. 5": the point of an abbreviation.
        guard token.gap.hasPrefix(". ") else { return false }
        return !["a", "m", "p", "am", "pm", "st"].contains(token.word)
            && (English.months[token.word] ?? English.weekdays[token.word]?.rawValue) == nil
    }

    /// Whether the sentence has told before the cursor that something happened: "I lost it …".
    var isToldAsPast: Bool {
        utterance.tokens[..<index].indices.reversed().prefix { $0 == index - 1 || !Self.endsSentence(utterance.tokens[$0]) }
            .contains { utterance.tellsOfPast($0) || isAlikeInPast($0) }
    }

    /// "The one I set up": a form that is present as well, behind its subject and no other verb.
    private func isAlikeInPast(_ index: Int) -> Bool {
        guard index > 0, English.verbsAlikeInPast.contains(utterance.tokens[index].word),
            English.answeringSubjects.contains(utterance.tokens[index - 1].word)
        else { return false }
        return index == 1 || !English.auxiliaries.union(English.negatedAuxiliaries).contains(utterance.tokens[index - 2].word)
    }

    // MARK: Words

    func word(_ ahead: Int = 0) -> String? {
        index + ahead < end ? utterance.tokens[index + ahead].word : nil
    }

    /// The punctuation and spaces before the token `ahead` of the cursor; empty behind the last gap.
    func gap(_ ahead: Int = 0) -> String { index + ahead <= utterance.tokens.count ? utterance.gap(before: index + ahead) : "" }

    func isDigits(_ ahead: Int = 0) -> Bool { index + ahead < end && utterance.tokens[index + ahead].isDigits }

    /// Whether the token was written with a capital letter.
    func isCapitalised(_ ahead: Int = 0) -> Bool {
        guard index + ahead < end else { return false }
        return utterance.text(of: (index + ahead)..<(index + ahead + 1)).first?.isUppercase ?? false
    }

    mutating func accept(_ word: String) -> Bool {
        guard index < end, utterance.tokens[index].word == word else { return false }
        index += 1
        return true
    }

    mutating func accept(_ first: String, _ second: String, _ more: String...) -> Bool {
        // Most phrases differ in the first word; looking at it alone spares the array.
        guard index < end, utterance.tokens[index].word == first else { return false }
        return accept([first, second] + more)
    }

    mutating func accept(_ phrase: [String]) -> Bool {
        guard index + phrase.count <= end else { return false }
        for offset in phrase.indices where utterance.tokens[index + offset].word != phrase[offset] { return false }
        index += phrase.count
        return true
    }

    mutating func accept(anyOf words: Set<String>) -> String? {
        guard let word = word(), words.contains(word) else { return nil }
        index += 1
        return word
    }

    /// Reads all or nothing.
    mutating func attempt<Value>(_ read: (inout Self) -> Value?) -> Value? {
        let start = index
        if let value = read(&self) { return value }
        index = start
        return nil
    }

    // MARK: Numbers

    /// A cardinal below one hundred, in at most two digits or two words.
    mutating func smallCardinal() -> Int? {
        guard let word = word() else { return nil }
        if isDigits() {
            guard word.utf8.count <= 2, let value = Int(word), !isOrdinalSuffix(1) else { return nil }
            index += 1
            return value
        }
        guard let kind = English.cardinals[word] else { return nil }
        switch kind {
        case .tens(let tens):
            index += 1
            if let next = self.word(), case .unit(let unit) = English.cardinals[next], unit > 0 {
                index += 1
                return tens + unit
            }
            return tens
        case .unit, .teen, .joined:
            index += 1
            return kind.belowHundred
        case .hundred, .scale, .group:
            return nil
        }
    }

    /// "3rd", "third", "twenty third".
    mutating func smallOrdinal() -> Int? {
        guard let word = word() else { return nil }
        if isDigits() {
            guard word.utf8.count <= 2, let value = Int(word), isOrdinalSuffix(1) else { return nil }
            index += 2
            return value
        }
        if let value = English.ordinals[word]?.belowHundred {
            index += 1
            return value
        }
        guard case .tens(let tens) = English.cardinals[word], let next = self.word(1), case .unit(let unit) = English.ordinals[next] else {
            return nil
        }
        index += 2
        return tens + unit
    }

    private func isOrdinalSuffix(_ ahead: Int) -> Bool {
        guard let word = word(ahead), gap(ahead).isEmpty else { return false }
        return English.ordinalSuffixes.contains(word)
    }

    /// A year in four digits or in words: "2019", "two thousand nine", "twenty twelve", "nineteen oh five".
    mutating func year() -> Int? {
        if isDigits() {
            guard let word = word(), word.utf8.count == 4, let year = Int(word), (1000...2999).contains(year) else { return nil }
            index += 1
            return year
        }
        return attempt { parser in
            guard let first = parser.smallCardinal() else { return nil }
            if parser.accept("thousand") {
                guard (1...2).contains(first) else { return nil }
                _ = parser.accept("and")
                return first * 1000 + (parser.attempt { $0.smallCardinal() } ?? 0)
            }
            guard (10...29).contains(first) else { return nil }
            if parser.accept("hundred") {
                _ = parser.accept("and")
                return first * 100 + (parser.attempt { $0.smallCardinal() } ?? 0)
            }
            if parser.accept("oh") || parser.accept("o") {
                guard let unit = parser.smallCardinal(), unit < 10 else { return nil }
                return first * 100 + unit
            }
            guard let second = parser.smallCardinal(), (10...99).contains(second) else { return nil }
            return first * 100 + second
        }
    }

    /// How many of a unit: "two", "a", "half an", "2.5", "a couple of", "a few", "one and a quarter of".
    mutating func quantity() -> Double? {
        attempt { parser in
            guard !parser.isBehindSign else { return nil }
            if let word = parser.word(), English.articles.contains(word), let next = parser.word(1), English.vagueCounts[next] != nil {
                parser.index += 1
            }
            if let word = parser.word(), let count = English.vagueCounts[word] {
                parser.index += 1
                return Double(count)
            }
            if let reading = NumberReader.number(in: parser.utterance, at: parser.index), parser.index + reading.tokenCount <= parser.end,
                reading.number.kind != .ordinal, reading.number.value >= 0
            {
                parser.index += reading.tokenCount
                _ = parser.accept("of")
                if let word = parser.word(), English.articles.contains(word) { parser.index += 1 }
                return Double("\(reading.number.value)")
            }
            if let word = parser.word(), English.articles.contains(word) || word == "another" {
                parser.index += 1
                return 1
            }
            return nil
        }
    }
}
