import Foundation

/// What a word can be in a number.
enum NumberWord: Hashable, Sendable {
    /// 0 to 9.
    case unit(Int)
    /// 10 to 19.
    case teen(Int)
    /// 20, 30 … 90.
    case tens(Int)
    /// 21 to 99 written as one word.
    case joined(Int)
    case hundred
    /// 1,000 and its powers.
    case scale(Int)
    /// Multiplies what was said before it, and stands for itself after "a": 12, 20.
    case group(Int)

    /// The number of a word below one hundred.
    var belowHundred: Int? {
        switch self {
        case .unit(let value), .teen(let value), .tens(let value), .joined(let value): value
        case .hundred, .scale, .group: nil
        }
    }
}

extension English {
    static let unitWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    private static let teenWords = [
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tensWords = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    private static let scales = ["thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000]

    /// Words of cardinal numbers.
    static let cardinals: [String: NumberWord] = {
        var words: [String: NumberWord] = [
            "nought": .unit(0), "naught": .unit(0), "nil": .unit(0), "fourty": .tens(40), "hundred": .hundred, "hundreds": .hundred,
            "dozen": .group(12), "dozens": .group(12), "doz": .group(12), "dz": .group(12), "dzs": .group(12), "score": .group(20),
        ]
        for (value, word) in unitWords.enumerated() { words[word] = .unit(value) }
        for (value, word) in teenWords.enumerated() { words[word] = .teen(value + 10) }
        for (index, tens) in tensWords.enumerated() {
            let value = (index + 2) * 10
            words[tens] = .tens(value)
            for unit in 1...9 { words[tens + unitWords[unit]] = .joined(value + unit) }
        }
        for (word, value) in scales {
            words[word] = .scale(value)
            words[word + "s"] = .scale(value)
        }
        return words
    }()

    /// Words of ordinal numbers; of a number of several words only the last is one of these.
    static let ordinals: [String: NumberWord] = {
        let units = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
        let irregularTeens = ["twelve": "twelfth"]
        var words: [String: NumberWord] = ["hundredth": .hundred]
        for (index, word) in units.enumerated() { words[word] = .unit(index + 1) }
        for (index, word) in teenWords.enumerated() { words[irregularTeens[word] ?? word + "th"] = .teen(index + 10) }
        for (index, tens) in tensWords.enumerated() {
            let value = (index + 2) * 10
            words[tens.dropLast() + "ieth"] = .tens(value)
            for unit in 1...9 { words[tens + units[unit - 1]] = .joined(value + unit) }
        }
        for (word, value) in scales { words[word + "th"] = .scale(value) }
        return words
    }()

    /// Follow digits without a space: "3rd".
    static let ordinalSuffixes: Set<String> = ["st", "nd", "rd", "th"]

    /// Denominators of fractions, in the singular and in the plural.
    static let denominators: [String: Int] = {
        var words = ["half": 2, "halves": 2, "halfs": 2, "quarter": 4, "quarters": 4]
        for (word, value) in ordinals {
            guard let value = value.belowHundred, value > 2 else { continue }
            words[word] = value
            words[word + "s"] = value
        }
        return words
    }()

    /// Fractions that are said without a numerator: "half", "quarter". An ordinal alone ("third") is no fraction.
    static let bareFractions: Set<String> = ["half", "quarter"]

    /// Unicode's signs for fractions.
    static let fractionSigns: [String: (numerator: Int, denominator: Int)] = [
        "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    ]

    /// Counts that are no number words. After "a" or alone.
    static let countNouns: [String: Int] = ["couple": 2, "pair": 2, "single": 1]

    static let articles: Set<String> = ["a", "an"]
    static let negatives: Set<String> = ["minus", "negative"]
    static let decimalPoints: Set<String> = ["point"]

    /// Before a digit: how often it is meant.
    static let repeats: [String: Int] = ["double": 2, "triple": 3, "treble": 3, "quadruple": 4]

    /// After these words "one" is not a number: "that one", "the first one".
    static let wordsBeforePronounOne: Set<String> = [
        "this", "that", "the", "which", "another", "each", "every", "any", "some", "no", "other", "same", "last", "next", "good",
        "big", "small", "large", "medium", "new", "old",
    ]

    /// Every word with which a number begins; figures apart. Most words of a call are none of these, and are passed over with
    /// one look.
    static let numberOpeners: Set<String> = {
        var words = articles.union(negatives).union(decimalPoints).union(bareFractions)
        words.formUnion(cardinals.keys)
        words.formUnion(ordinals.keys)
        words.formUnion(repeats.keys)
        words.formUnion(countNouns.keys)
        words.formUnion(fractionSigns.keys)
        return words
    }()
}
