package import Core
package import Foundation

/// Values as the agent says them: short, in words, so that every synthesiser reads them alike.
package enum Spoken {
    /// 0 to 999,999 in words ("one hundred five"); other numbers in figures.
    package static func number(_ value: Int) -> String {
        switch value {
        case 0..<20: small[value]
        case 20..<100: tens[value / 10] + (value % 10 == 0 ? "" : "-" + small[value % 10])
        case 100..<1000: small[value / 100] + " hundred" + (value % 100 == 0 ? "" : " " + number(value % 100))
        case 1000..<1_000_000: number(value / 1000) + " thousand" + (value % 1000 == 0 ? "" : " " + number(value % 1000))
        default: String(value)
        }
    }

    /// "two point five", "minus ten"; what is too long to be listened to in figures.
    package static func decimal(_ value: Decimal) -> String {
        guard value >= 0 else { return "minus " + decimal(-value) }
        let parts = "\(value)".split(separator: ".")
        guard let whole = parts.first.flatMap({ Int($0) }) else { return "\(value)" }
        guard parts.count > 1 else { return number(whole) }
        return number(whole) + " point " + parts[1].compactMap { $0.wholeNumberValue.map { small[$0] } }.joined(separator: " ")
    }

    /// 1 to 99: "first", "twenty-second".
    package static func ordinal(_ value: Int) -> String {
        switch value {
        case 1..<20: return smallOrdinals[value]
        case 20..<100 where value % 10 == 0: return tens[value / 10].dropLast() + "ieth"
        case 20..<100: return tens[value / 10] + "-" + smallOrdinals[value % 10]
        default: return number(value)
        }
    }

    /// "eighteen ninety-nine", "eighteen dollars", "ninety-nine cents"; an unfamiliar currency by its code.
    package static func money(_ amount: Money) -> String {
        let places = Money.decimalPlaces(of: amount.currency)
        let scale = places == 0 ? 1 : (places == 3 ? 1000 : 100)
        let whole = abs(amount.minorUnits) / scale
        let part = abs(amount.minorUnits) % scale
        let unit = units[amount.currency] ?? (one: amount.currency, many: amount.currency, part: "")
        guard places == 2, part > 0 else {
            return number(whole) + " " + (whole == 1 ? unit.one : unit.many)
        }
        guard whole > 0 else { return number(part) + " " + (unit.part.isEmpty ? "hundredths " + unit.many : unit.part) }
        return number(whole) + " " + (part < 10 ? "oh " : "") + number(part)
    }

    /// Digit by digit in the groups in which people say them: "four one five, five five five, oh one oh one".
    package static func digits(_ digits: String) -> String {
        let signs = Array(digits)
        let sizes: [Int] =
            switch signs.count {
            case 10: [3, 3, 4]
            case 7: [3, 4]
            case ..<5: [signs.count]
            default: Array(repeating: 3, count: signs.count / 3) + (signs.count % 3 == 0 ? [] : [signs.count % 3])
            }
        var start = 0
        return sizes.map { size in
            defer { start += size }
            return signs[start..<start + size].map(digit).joined(separator: " ")
        }.joined(separator: ", ")
    }

    /// A telephone number in the groups of its country: "oh seven seven oh oh, nine oh oh, one two three"; with its country code where
    /// it is not of the region.
    package static func phone(_ number: PhoneNumber, in region: PhoneNumber.Region) -> String {
        number.groups(in: region).map { group in group.map { $0 == "+" ? "plus" : digit($0) }.joined(separator: " ") }.joined(
            separator: ", ")
    }

    /// A code sign by sign, in the groups in which it is written: "K V X, four four one two".
    package static func signs(_ code: String) -> String {
        code.split { !$0.isLetter && !$0.isNumber }
            .map { group in group.map { $0.isNumber ? digit($0) : $0.uppercased() }.joined(separator: " ") }
            .joined(separator: ", ")
    }

    /// The number of a record as a person says it: "1042" is "ten forty-two".
    static func recordNumber(_ text: String) -> String {
        guard text.allSatisfy({ ("0"..."9").contains($0) }), let value = Int(text), !text.hasPrefix("0") else { return text }
        switch value {
        case 1000..<10_000 where value % 100 == 0: return number(value / 100) + " hundred"
        case 1000..<10_000: return number(value / 100) + " " + (value % 100 < 10 ? "oh " : "") + number(value % 100)
        case ..<1000: return number(value)
        default: return digits(text)
        }
    }

    /// "a, b and c".
    package static func list(_ parts: [String], _ conjunction: String = "and") -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    /// The plural of a name, by its last word: "Caesar Salads", "Cherries".
    package static func plural(_ name: String) -> String {
        let lower = name.lowercased()
        if ["s", "x", "z", "ch", "sh"].contains(where: lower.hasSuffix) { return lower.hasSuffix("s") ? name : name + "es" }
        if lower.hasSuffix("y"), let before = lower.dropLast().last, !"aeiou".contains(before) { return name.dropLast() + "ies" }
        return name + "s"
    }

    /// "a salad", "an appointment": by the first letter, which is right for most names.
    package static func withArticle(_ name: String) -> String {
        guard let first = name.lowercased().first else { return name }
        return ("aeiou".contains(first) ? "an " : "a ") + name
    }

    package static func capitalized(_ sentence: String) -> String {
        sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    private static func digit(_ sign: Character) -> String {
        guard let value = sign.wholeNumberValue else { return String(sign) }
        return value == 0 ? "oh" : small[value]
    }

    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    private static let smallOrdinals = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    ]
    private static let units: [String: (one: String, many: String, part: String)] = [
        "USD": ("dollar", "dollars", "cents"), "CAD": ("dollar", "dollars", "cents"), "AUD": ("dollar", "dollars", "cents"),
        "EUR": ("euro", "euros", "cents"), "GBP": ("pound", "pounds", "pence"), "JPY": ("yen", "yen", ""),
        "CHF": ("franc", "francs", "rappen"), "INR": ("rupee", "rupees", "paise"),
    ]
}
