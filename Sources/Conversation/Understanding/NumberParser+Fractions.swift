import Foundation

/// Numbers that are not whole: "three quarters", "2.5", "two and a half".
extension NumberParser {
    /// "20/100", "1/2", "0.77", "1 1/2", "2½".
    mutating func writtenFractionOrDecimal() -> SpokenNumber? {
        let start = index
        if let sign = fractionSign() { return SpokenNumber(sign, kind: .fraction) }
        guard let whole = writtenInteger(), !whole.isOrdinal else {
            index = start
            return nil
        }
        let gap = utterance.tokens[index - 1].gap
        if gap.isEmpty || gap == " ", let sign = fractionSign() { return SpokenNumber(Decimal(whole.value) + sign, kind: .fraction) }
        if gap == "/" || gap == "⁄", let denominator = writtenInteger(), denominator.value > 0, token(at: index - 1)?.gap != "/" {
            return SpokenNumber(Decimal(whole.value) / Decimal(denominator.value), kind: .fraction)
        }
        if gap == ".", let decimals = token(at: index), decimals.isDigits, decimals.gap != "." || token(at: index + 1)?.isDigits != true {
            index += 1
            return SpokenNumber(Decimal(whole.value) + Self.decimalPart(decimals.word), kind: .decimal)
        }
        if gap == " ", let numerator = writtenInteger(), utterance.tokens[index - 1].gap == "/", let denominator = writtenInteger(),
            numerator.value < denominator.value
        {
            return SpokenNumber(Decimal(whole.value) + Decimal(numerator.value) / Decimal(denominator.value), kind: .fraction)
        }
        index = start
        return nil
    }

    private mutating func fractionSign() -> Decimal? {
        guard let word = word(at: index), let sign = English.fractionSigns[word] else { return nil }
        index += 1
        return Decimal(sign.numerator) / Decimal(sign.denominator)
    }

    /// "half", "a quarter", "three quarters", "two thirds".
    mutating func fraction() -> Decimal? {
        guard let first = word(at: index) else { return nil }
        if English.bareFractions.contains(first) {
            index += 1
            return 1 / Decimal(English.denominators[first] ?? 1)
        }
        guard joins(index), let second = word(at: index + 1), let denominator = English.denominators[second] else { return nil }
        let numerator: Int
        switch English.cardinals[first] {
        case .unit(let value) where value > 0: numerator = value
        case nil where English.articles.contains(first) && English.bareFractions.contains(second): numerator = 1
        default: return nil
        }
        // "One quarter", "two thirds": more than one of them is a plural, or it is an ordinal after a count.
        guard numerator == 1 || second.hasSuffix("s") || English.bareFractions.contains(second) else { return nil }
        index += 2
        return Decimal(numerator) / Decimal(denominator)
    }

    /// "… and a half", "… and three quarters".
    mutating func addedFraction() -> Decimal? {
        let start = index
        guard joinsPrevious, word(at: index) == "and" else { return nil }
        index += 1
        if let part = fraction() { return part }
        index = start
        return nil
    }

    /// "point seven one", "point seventy-one".
    mutating func decimals() -> Decimal? {
        guard let point = word(at: index), English.decimalPoints.contains(point), joins(index) else { return nil }
        let start = index
        index += 1
        var digits = ""
        while let token = token(at: index) {
            if token.isDigits {
                digits += token.word
                index += 1
            } else if case .unit(let value) = English.cardinals[token.word] {
                digits += String(value)
                index += 1
            } else if digits.isEmpty, let value = belowHundred(), !value.isOrdinal {
                digits += String(value.value)
            } else {
                break
            }
            guard joins(index - 1) else { break }
        }
        guard !digits.isEmpty else {
            index = start
            return nil
        }
        return Self.decimalPart(digits)
    }

    private static func decimalPart(_ digits: String) -> Decimal {
        Decimal(string: "0." + digits) ?? 0
    }
}
