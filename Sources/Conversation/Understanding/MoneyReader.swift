public import Core
import Foundation

/// Reads amounts of money, written or said.
///
/// | said | amount, where the business has dollars |
/// | --- | --- |
/// | $12.50; 20 bucks; fifty cents | 12.50; 20; 0.50 |
/// | five dollars fifty; five pounds and 20 pence | 5.50; 5.20 pounds |
/// | a fiver; two grand; half a million dollars | 5; 2,000; 500,000 |
/// | twelve ninety nine; five oh five; twenty | 12.99; 5.05; 20, only in answer to "how much?" |
public struct MoneyReader: Sendable {
    private let currency: String

    /// - Parameter currency: ISO 4217 code of the business's prices: what is meant where no currency is named.
    public init(currency: String) {
        self.currency = currency
    }

    /// Every amount, in order, not overlapping.
    ///
    /// - Parameter expecting: whether an amount was just asked for; then a bare number is one.
    public func amounts(in utterance: Utterance, expecting: Bool = false) -> [Candidate<Money>] {
        var found: [Candidate<Money>] = []
        var index = 0
        while index < utterance.tokens.count {
            guard let reading = amount(in: utterance, at: index, expecting: expecting), let money = money(reading) else {
                index += 1
                continue
            }
            let span = utterance.span(of: index..<reading.end)
            found.append(Candidate(money, span: span, confidence: reading.confidence, evidence: reading.evidence))
            index = reading.end
        }
        return found
    }

    private struct Reading {
        var value: Decimal
        var unit: English.MoneyUnit?
        /// Behind the last token.
        var end: Int
        var confidence: Double
        var evidence: String
    }

    private func amount(in utterance: Utterance, at start: Int, expecting: Bool) -> Reading? {
        let sign = utterance.gap(before: start).last.flatMap { English.moneySigns[$0] }
        guard let count = count(in: utterance, at: start) else { return nil }
        var reading = Reading(value: count.value, end: count.end, confidence: 0.95, evidence: "an amount")
        // "Three two dollar bills" and the like are left alone: a unit stands directly behind its number.
        let following =
            count.end < utterance.tokens.count && utterance.tokens[count.end - 1].joinsNext ? utterance.tokens[count.end].word : ""
        if let sum = English.sums[following] {
            reading.value *= Decimal(sum)
            reading.end += 1
            if let unit = unit(in: utterance, at: reading.end) { (reading.unit, reading.end) = (unit, reading.end + 1) }
            reading.unit = reading.unit ?? sign
        } else if let sign {
            reading.unit = sign
        } else if English.sums[utterance.tokens[count.end - 1].word] != nil,
            utterance.tokens[count.end - 1].word != utterance.tokens[start].word
        {
            // "5k", a thousand in one word with its number.
            reading.unit = unit(in: utterance, at: count.end)
            if reading.unit != nil { reading.end += 1 }
        } else if let unit = unit(in: utterance, at: count.end) ?? written(in: utterance, behind: count.end) {
            reading.unit = unit
            if unit == English.moneyUnits[following] { reading.end += 1 }
            addHundredths(to: &reading, in: utterance)
        } else if expecting, !count.isArticle {
            reading.confidence = 0.85
            reading.evidence = "a bare number"
            readPrice(&reading, from: start, in: utterance)
        } else {
            return nil
        }
        return reading
    }

    /// A number, or the article of "a dollar".
    private func count(in utterance: Utterance, at start: Int) -> (value: Decimal, end: Int, isArticle: Bool)? {
        if let read = NumberReader.number(in: utterance, at: start), read.number.kind != .ordinal, read.number.value >= 0 {
            return (read.number.value, start + read.tokenCount, false)
        }
        return English.articles.contains(utterance.tokens[start].word) ? (1, start + 1, true) : nil
    }

    private func unit(in utterance: Utterance, at index: Int) -> English.MoneyUnit? {
        guard index < utterance.tokens.count, utterance.tokens[index - 1].joinsNext else { return nil }
        return English.moneyUnits[utterance.tokens[index].word]
    }

    /// "5€": the sign behind the number.
    private func written(in utterance: Utterance, behind end: Int) -> English.MoneyUnit? {
        utterance.tokens[end - 1].gap.first { $0 != " " }.flatMap { English.moneySigns[$0] }
    }

    /// "five pounds fifty", "twenty dollars and five cents".
    private func addHundredths(to reading: inout Reading, in utterance: Utterance) {
        guard reading.unit.map(isMain) == true, reading.end < utterance.tokens.count, utterance.tokens[reading.end - 1].joinsNext else {
            return
        }
        let hasJoint = utterance.tokens[reading.end].word == "and"
        let start = reading.end + (hasJoint ? 1 : 0)
        guard let part = NumberReader.plainCardinal(in: utterance, at: start), (1...99).contains(part.value) else { return }
        let end = start + part.tokenCount
        let named = unit(in: utterance, at: end).map(isMain)
        // "Five dollars fifty" needs no cents, "five dollars and two coffees" are none, "five dollars ten dollars" are two amounts.
        guard named == false || named == nil && !hasJoint && part.value >= 10 else { return }
        reading.value += Decimal(part.value) / 100
        reading.end = end + (named == false ? 1 : 0)
    }

    /// "Twelve ninety nine" is a price, although it could be a year.
    private func readPrice(_ reading: inout Reading, from start: Int, in utterance: Utterance) {
        let tokens = utterance.tokens[start..<reading.end]
        let isSpokenInParts = tokens.allSatisfy { English.cardinals[$0.word]?.belowHundred != nil } && tokens.count >= 2
        if isSpokenInParts, reading.value >= 100, reading.value < 10_000 {
            reading.value /= 100
        } else if reading.value < 1000, let hundredths = hundredths(in: utterance, at: reading.end) {
            reading.value += Decimal(hundredths.value) / 100
            reading.end = hundredths.end
        } else {
            return
        }
        // "Five fifty" may be five hundred and fifty.
        reading.confidence = 0.75
        reading.evidence = "a price in two parts"
    }

    /// Two digits behind the main unit: "fifty", "99", "oh five".
    private func hundredths(in utterance: Utterance, at index: Int) -> (value: Int, end: Int)? {
        guard index < utterance.tokens.count, utterance.tokens[index - 1].joinsNext else { return nil }
        if English.zeroLetters.contains(utterance.tokens[index].word) || English.cardinals[utterance.tokens[index].word] == .unit(0) {
            guard index + 1 < utterance.tokens.count, case .unit(let value)? = English.cardinals[utterance.tokens[index + 1].word] else {
                return nil
            }
            return (value, index + 2)
        }
        guard let part = NumberReader.plainCardinal(in: utterance, at: index), (10...99).contains(part.value) else { return nil }
        return (part.value, index + part.tokenCount)
    }

    private func isMain(_ unit: English.MoneyUnit) -> Bool {
        switch unit {
        case .dollars, .main: true
        case .cents, .hundredths: false
        }
    }

    /// - Returns: nil for an amount that the currency has no coins for.
    private func money(_ reading: Reading) -> Money? {
        let dollars = English.dollarCurrencies.contains(currency) ? currency : "USD"
        return switch reading.unit {
        case nil: try? Money(decimal: reading.value, currency: currency)
        case .dollars?: try? Money(decimal: reading.value, currency: dollars)
        case .main(let named)?: try? Money(decimal: reading.value, currency: named)
        case .cents?: try? Money(decimal: reading.value / 100, currency: currency)
        case .hundredths(let named)?: try? Money(decimal: reading.value / 100, currency: named)
        }
    }
}
