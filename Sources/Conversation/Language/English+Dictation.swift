/// How people dictate digits and letters, and take back what they said.
extension English {
    /// The letter O stands for the digit when other digits are beside it.
    static let zeroLetters: Set<String> = ["o", "oh", "ow"]

    /// Said between the digits of one number, and no part of it.
    static let digitFillers: Set<String> = [
        "um", "uh", "uhm", "er", "erm", "hmm", "mm", "ah", "and", "then", "dash", "hyphen", "area", "code", "space", "ok", "okay", "dot",
        "brackets", "parenthesis", "again", "country",
    ]

    static let internationalPrefixes: Set<String> = ["plus"]

    /// What stands before it is taken back; what follows replaces it. Longer phrases first.
    static let corrections: [[String]] = [
        ["let", "me", "start", "over"], ["let", "me", "start", "again"], ["start", "over"], ["start", "again"], ["scratch", "that"],
        ["strike", "that"], ["no", "no", "sorry"], ["no", "sorry"], ["no", "wait"], ["oh", "sorry"], ["oh", "wait"], ["oh", "no"],
        ["sorry", "no"], ["i", "mean"], ["i", "meant"], ["make", "that"], ["my", "mistake"], ["my", "bad"], ["thats", "wrong"],
        ["or", "rather"], ["wait", "no"], ["correction"], ["sorry"], ["wait"], ["actually"], ["rather"],
    ]

    /// How many tokens from `index` on take back what was said before.
    static func correctionLength(in utterance: Utterance, at index: Int) -> Int? {
        let first = utterance.tokens[index]
        // "No" alone also abbreviates "number".
        if first.word == "no", first.gap.contains(",") { return 1 }
        return corrections.first { phrase in
            phrase[0] == first.word && index + phrase.count <= utterance.tokens.count
                && phrase.indices.allSatisfy { utterance.tokens[index + $0].word == phrase[$0] }
        }?.count
    }

    /// The extension follows: it is no part of the number that is dialled.
    static let extensionWords: Set<String> = ["ext", "extension", "x"]

    /// Signs between the letters and digits of a code, as they are said.
    static let codeSigns: Set<String> = ["dash", "hyphen", "minus", "slash", "stroke", "space", "dot", "point"]

    /// Digits after these words are a telephone number.
    static let phoneLabels: Set<String> = ["phone", "ph", "telephone", "tel", "cell", "mobile", "cellphone"]

    /// Digits after these words are no telephone number, whatever their length.
    static let otherNumberLabels: Set<String> = [
        "account", "card", "order", "ticket", "invoice", "reference", "confirmation", "tracking", "serial", "policy", "membership",
        "visa", "mastercard", "passport", "zip", "postcode", "code", "case",
    ]
    /// Between such a word and its digits.
    static let labelJoints: Set<String> = ["number", "no", "num", "is", "id", "nr", "code", "ending", "in"]

    /// Area codes of the North American Numbering Plan whose numbers are advertised as words: "1-800-FLOWERS".
    static let tollFreeCodes: Set<String> = ["800", "833", "844", "855", "866", "877", "888"]

    /// Marks of punctuation as they are dictated in addresses of e-mail.
    static let addressSigns: [String: String] = [
        "dot": ".", "period": ".", "point": ".", "dash": "-", "hyphen": "-", "minus": "-", "underscore": "_", "plus": "+", "ampersand": "&",
    ]

    /// The endings of internet names that people say; two-letter country endings are accepted beside them.
    static let domainEndings: Set<String> = [
        "com", "net", "org", "edu", "gov", "info", "biz", "dev", "app", "mil", "int", "name", "shop", "online", "site", "store", "tech",
        "cloud",
        "email", "agency", "company",
    ]

    /// Said about how an address is written, and no part of it. Longer phrases first.
    static let addressAsides: [[String]] = [
        ["all", "one", "word"], ["all", "in", "lower", "case"], ["all", "lower", "case"], ["in", "lower", "case"], ["lower", "case"],
        ["all", "lowercase"], ["with", "no", "spaces"], ["no", "spaces"], ["one", "word"], ["the", "letter"], ["the", "number"],
        ["the", "digit"], ["capital"], ["lowercase"], ["uppercase"],
    ]

    /// Ways to call the sign @ beside "at".
    static let atSigns: [[String]] = [["at", "the", "rate", "of"], ["at", "the", "rate"], ["at", "sign"], ["at", "symbol"]]

    /// Providers whose names are said without "dot com", and the ending that is meant.
    static let mailProviders: [String: String] = [
        "gmail": "com", "googlemail": "com", "hotmail": "com", "yahoo": "com", "outlook": "com", "icloud": "com", "aol": "com",
        "msn": "com", "live": "com", "ymail": "com", "protonmail": "com", "fastmail": "com", "comcast": "net", "verizon": "net",
        "btinternet": "com",
    ]

    /// Said before an address, and no part of it, although an address may begin with any word.
    static let addressLeadIns: Set<String> = [
        "is", "its", "at", "to", "email", "mail", "address", "me", "on", "by", "use", "contact", "and", "yes", "sure", "yeah", "it",
        "um", "uh", "okay", "ok", "with", "my", "under", "that", "thats", "or", "please",
    ]
}

/// How people mend a part of what they dictated.
extension English {
    /// Of a number the end is meant.
    static let endingWords: Set<String> = ["end", "ends", "ending", "last", "final"]

    /// Letters that are taken for one another when a name is only heard.
    static let lettersAlike: [Set<Character>] = [
        ["c", "k", "q"], ["s", "z"], ["i", "y"], ["f", "v", "p"], ["b", "p"], ["d", "t"], ["g", "j"], ["m", "n"], ["a", "e"], ["o", "u"],
    ]
}
