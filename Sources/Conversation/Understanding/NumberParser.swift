import Foundation

/// A cursor over the tokens of an utterance that reads one number. After a successful read `index` is behind it; after a
/// failed one it is where it was.
struct NumberParser {
    let utterance: Utterance
    var index: Int
    /// The scale word that ended the last whole number, as a number; 1 when it ended otherwise.
    private var closingScale = 1

    /// A whole number and whether its last word was an ordinal.
    typealias Integer = (value: Int, isOrdinal: Bool)

    /// Products beyond this are not read: no caller means them.
    private static let greatest = 1_000_000_000_000_000

    init(_ utterance: Utterance, at index: Int) {
        self.utterance = utterance
        self.index = index
    }

    mutating func signedNumber() -> SpokenNumber? {
        guard let first = token(at: index), first.isDigits || English.numberOpeners.contains(first.word) else { return nil }
        let start = index
        var isNegative = false
        if let word = word(at: index), English.negatives.contains(word), joins(index) {
            isNegative = true
            index += 1
        } else if isSignWritten(before: index) {
            isNegative = true
        }
        guard var number = unsignedNumber() else {
            index = start
            return nil
        }
        if isNegative { number.value.negate() }
        return number
    }

    private mutating func unsignedNumber() -> SpokenNumber? {
        if let repeated = repeatedDigit() { return SpokenNumber(Decimal(repeated), kind: .cardinal) }
        if let written = writtenFractionOrDecimal() { return scaled(written) }
        if let fraction = fraction() { return grouped(fraction) }
        if let noun = countNoun() { return SpokenNumber(Decimal(noun), kind: .cardinal) }
        if let digits = decimals() { return SpokenNumber(digits, kind: .decimal) }
        guard let integer = integer() else { return nil }
        if integer.isOrdinal { return SpokenNumber(Decimal(integer.value), kind: .ordinal) }
        if let digits = decimals() { return scaled(SpokenNumber(Decimal(integer.value) + digits, kind: .decimal)) }
        if let part = addedFraction() {
            // "One million and a half" is half a million more.
            return scaled(SpokenNumber(Decimal(integer.value) + part * Decimal(closingScale), kind: .fraction))
        }
        return SpokenNumber(Decimal(integer.value), kind: .cardinal)
    }

    // MARK: Whole numbers

    /// "two hundred and five", "322 hundred", "three million two hundred thousand", "nineteen eighty four", "21st".
    mutating func integer() -> Integer? {
        let start = index
        var total = 0
        var lastScale = Int.max
        closingScale = 1
        while let group = hundreds(isFirst: total == 0) {
            var value = group.value
            if !group.isOrdinal, let scale = scaleWord(from: index), scale.value < lastScale {
                guard value < Self.greatest / scale.value else { break }
                value *= scale.value
                lastScale = scale.value
                closingScale = scale.value
                index += 1
                total += value
                if scale.isOrdinal { return (total, true) }
                guard skipJoin(afterScale: true) else { return (total, false) }
                continue
            }
            guard total == 0 || value < lastScale else { break }
            total += value
            closingScale = 1
            return (total, group.isOrdinal)
        }
        guard total > 0 else {
            index = start
            return nil
        }
        stepBackOverJoin()
        return (total, false)
    }

    /// Up to a scale word: "two hundred and five", "hundred" alone, "eleven hundred", "three dozen".
    private mutating func hundreds(isFirst: Bool) -> Integer? {
        let start = index
        if isFirst, let word = word(at: index), English.articles.contains(word), joins(index),
            let next = self.word(at: index + 1), let kind = English.cardinals[next], kind.belowHundred == nil
        {
            index += 1
        }
        var value = 1
        var hasCount = false
        if let count = belowHundred() {
            if count.isOrdinal { return count }
            (value, hasCount) = (count.value, true)
        }
        if let hundred = hundredWord() {
            value *= 100
            if hundred.isOrdinal { return (value, true) }
            let afterHundred = index
            if skipJoin(afterScale: false) {
                if let rest = belowHundred(), rest.value < 100 {
                    if rest.isOrdinal { return (value + rest.value, true) }
                    // "three hundred and two dozen" counts the dozens apart.
                    let multiplier = groupWord() ?? 1
                    return (value + rest.value * multiplier, false)
                }
                index = afterHundred
            }
            if let group = groupWord() { return (value * group, false) }
            return (value, false)
        }
        if let group = groupWord() { return (value * group, false) }
        if hasCount { return (value, false) }
        // A scale word alone counts as one of it: "a million".
        if isFirst, scaleWord(from: index) != nil { return (1, false) }
        index = start
        return nil
    }

    /// Digits, or words below one hundred, with the colloquial "one twenty two" and "nineteen eighty four".
    mutating func belowHundred() -> Integer? {
        if let written = writtenInteger() { return written }
        guard let word = word(at: index) else { return nil }
        if let ordinal = English.ordinals[word]?.belowHundred {
            index += 1
            return (ordinal, true)
        }
        guard let kind = English.cardinals[word] else { return nil }
        switch kind {
        case .unit(let value):
            index += 1
            if value > 0, joinsPrevious, let tens = spokenTens(needsUnit: true) { return (value * 100 + tens.value, tens.isOrdinal) }
            return (value, false)
        case .teen(let value):
            index += 1
            if value > 10, joinsPrevious, let tens = spokenTens(needsUnit: false), !tens.isOrdinal {
                return (value * 100 + tens.value, false)
            }
            return (value, false)
        case .tens:
            return spokenTens(needsUnit: false)
        case .joined(let value):
            index += 1
            return (value, false)
        case .hundred, .scale, .group:
            return nil
        }
    }

    /// "twenty", "twenty two", "twenty-second".
    private mutating func spokenTens(needsUnit: Bool) -> Integer? {
        guard let word = word(at: index) else { return nil }
        if case .joined(let value) = English.cardinals[word] {
            index += 1
            return (value, false)
        }
        guard case .tens(let tens) = English.cardinals[word] else { return nil }
        if joins(index), let next = self.word(at: index + 1) {
            if case .unit(let unit) = English.cardinals[next], unit > 0 {
                index += 2
                return (tens + unit, false)
            }
            if case .unit(let unit) = English.ordinals[next] {
                index += 2
                return (tens + unit, true)
            }
        }
        guard !needsUnit else { return nil }
        index += 1
        return (tens, false)
    }

    /// "1200", "1,200", "12,34,567", "21st".
    mutating func writtenInteger() -> Integer? {
        guard let token = token(at: index), token.isDigits, token.word.utf8.count <= 15, var value = Int(token.word) else { return nil }
        if token.word.utf8.count <= 3, token.gap == "," {
            // Groups of thousands, or Indian groups of two with three at the end; anything else is a list.
            var last = index
            var length = 0
            while self.token(at: last)?.gap == ",", let next = self.token(at: last + 1), next.isDigits,
                (2...3).contains(next.word.utf8.count)
            {
                last += 1
                length = next.word.utf8.count
            }
            if last > index, length == 3, last - index <= 4 {
                let groups = utterance.tokens[index...last].map(\.word).joined()
                guard let whole = Int(groups) else { return nil }
                value = whole
                index = last
            }
        }
        index += 1
        if utterance.tokens[index - 1].gap.isEmpty, word(at: index) == "k", value < Self.greatest / 1000 {
            index += 1
            return (value * 1000, false)
        }
        if utterance.tokens[index - 1].gap.isEmpty, let suffix = word(at: index), English.ordinalSuffixes.contains(suffix) {
            index += 1
            return (value, true)
        }
        return (value, false)
    }
    // MARK: What follows and what precedes

    /// "half a dozen", "half a million", "a quarter of a million".
    private mutating func grouped(_ fraction: Decimal) -> SpokenNumber {
        let start = index
        if word(at: index) == "of" { index += 1 }
        if let article = word(at: index), English.articles.contains(article) { index += 1 }
        if let group = groupWord() { return SpokenNumber(fraction * Decimal(group), kind: .cardinal) }
        if let scale = scaleWord(from: index), !scale.isOrdinal {
            index += 1
            return SpokenNumber(fraction * Decimal(scale.value), kind: .cardinal)
        }
        index = start
        return SpokenNumber(fraction, kind: .fraction)
    }

    /// "2.5 million", "five and a half thousand".
    private mutating func scaled(_ number: SpokenNumber) -> SpokenNumber {
        guard joinsPrevious, let scale = scaleWord(from: index), !scale.isOrdinal else { return number }
        index += 1
        return SpokenNumber(number.value * Decimal(scale.value), kind: .cardinal)
    }

    /// "a couple", "a pair", "single".
    private mutating func countNoun() -> Int? {
        let start = index
        if let article = word(at: index), English.articles.contains(article) { index += 1 }
        if let word = word(at: index), let value = English.countNouns[word] {
            index += 1
            // "A couple hundred", "a couple of dozen".
            let behind = index
            if self.word(at: index) == "of" { index += 1 }
            if let group = groupWord() ?? hundredWord()?.value { return value * group }
            if let scale = scaleWord(from: index), !scale.isOrdinal {
                index += 1
                return value * scale.value
            }
            index = behind
            return value
        }
        index = start
        return nil
    }

    /// "double five".
    private mutating func repeatedDigit() -> Int? {
        guard let word = word(at: index), let times = English.repeats[word], joins(index), let next = token(at: index + 1) else {
            return nil
        }
        let digit: String
        if next.isDigits, next.word.utf8.count == 1 {
            digit = next.word
        } else if case .unit(let value) = English.cardinals[next.word] {
            digit = String(value)
        } else {
            return nil
        }
        index += 2
        return Int(String(repeating: digit, count: times))
    }

    private func scaleWord(from position: Int) -> Integer? {
        guard let word = word(at: position), position == 0 || position == index && (position == 0 || joins(position - 1)) else {
            return nil
        }
        if case .scale(let value) = English.cardinals[word] { return (value, false) }
        if case .scale(let value) = English.ordinals[word] { return (value, true) }
        return nil
    }

    private mutating func hundredWord() -> Integer? {
        guard let word = word(at: index) else { return nil }
        if English.cardinals[word] == .hundred {
            index += 1
            return (100, false)
        }
        if English.ordinals[word] == .hundred {
            index += 1
            return (100, true)
        }
        return nil
    }

    private mutating func groupWord() -> Int? {
        guard let word = word(at: index), case .group(let value) = English.cardinals[word] else { return nil }
        index += 1
        return value
    }

    /// Moves over "and" between the parts of a number, and asks whether another part can follow.
    private mutating func skipJoin(afterScale: Bool) -> Bool {
        guard index > 0, let last = token(at: index - 1), index < utterance.tokens.count else { return false }
        guard last.joinsNext || afterScale && last.gap == ", " else { return false }
        guard word(at: index) == "and", joins(index) else { return true }
        let beforeAnd = index
        index += 1
        // "… and one half" is a part of one, not one more.
        let afterAnd = index
        let isFraction = fraction() != nil
        index = isFraction ? beforeAnd : afterAnd
        return !isFraction
    }

    private mutating func stepBackOverJoin() {
        if word(at: index - 1) == "and" { index -= 1 }
    }

    /// "-5": a minus directly before the digits, itself after a space or at the beginning.
    private func isSignWritten(before index: Int) -> Bool {
        guard token(at: index)?.isDigits == true else { return false }
        let gap = utterance.gap(before: index)
        return gap.hasSuffix("-") && (gap.hasSuffix(" -") || index == 0 && gap == "-")
    }

    func token(at position: Int) -> Utterance.Token? {
        utterance.tokens.indices.contains(position) ? utterance.tokens[position] : nil
    }

    func word(at position: Int) -> String? { token(at: position)?.word }

    func joins(_ position: Int) -> Bool { token(at: position)?.joinsNext ?? false }

    var joinsPrevious: Bool { index > 0 && joins(index - 1) }
}
