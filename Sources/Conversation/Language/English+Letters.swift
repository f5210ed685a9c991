/// How single letters and digits sound, and what a recogniser makes of them.
///
/// The costs are natural logarithms of odds, guessed from how letters sound on a telephone and rounded to halves: 0 is what was
/// written, 0.5 an everyday spelling of it, 1 and more a mishearing.
extension English {
    /// A reading of a word as letters or digits.
    struct SymbolReading: Sendable {
        var symbols: [CodeSymbol]
        var cost: Double

        init(_ text: String, _ cost: Double) {
            symbols = text.utf8.compactMap(CodeSymbol.init)
            self.cost = cost
        }
    }

    /// Words that sound like the name of a letter or of a digit.
    static let symbolWords: [String: [SymbolReading]] = {
        var words: [String: [SymbolReading]] = [:]
        func add(_ symbol: String, _ cost: Double, _ list: String) {
            for word in list.split(separator: " ") { words[String(word), default: []].append(SymbolReading(symbol, cost)) }
        }
        for (word, letter) in letterNames { add(String(letter), 0, word) }
        for (value, word) in unitWords.enumerated() { add(String(value), 0, word) }
        for word in spellingWords { add(String(word.prefix(1)), 0, word) }
        add("0", 0, "nought naught nil oh o ow")
        add("1", 0.5, "won want warm on")
        add("2", 0.5, "to too tu")
        add("3", 0.5, "free tree threes")
        add("4", 0.5, "for fore fo full fall far")
        add("5", 0.5, "v fife fives hive")
        add("6", 0.5, "sex sick sics sicks")
        add("7", 0.5, "heaven")
        add("8", 0.5, "ate eat hate eight's")
        add("9", 0.5, "mine line nein nines")
        add("a", 0.5, "hey eh hay")
        add("b", 0.5, "me beat")
        add("c", 0.5, "she si cee")
        add("d", 0.5, "the di day")
        add("e", 0.5, "he ye eat")
        add("f", 0.5, "if half have")
        add("g", 0.5, "ji ge gi")
        add("h", 0.5, "age each page ach h's heat")
        add("i", 0.5, "aye hi eyes")
        add("j", 0.5, "je day james")
        add("k", 0.5, "cake key ok kate")
        add("l", 0.5, "hell all else elle out al owl")
        add("m", 0.5, "am him aim im ham")
        add("n", 0.5, "and an in end on n's hen")
        add("o", 0.5, "owe who no")
        add("p", 0.5, "pay piece peace keep")
        add("q", 0.5, "cube kew cute")
        add("r", 0.5, "our ah hour a are")
        add("s", 0.5, "as us is es yes ask")
        add("t", 0.5, "he team ti teas")
        add("u", 0.5, "ewe yu your used")
        add("v", 0.5, "we be he")
        add("w", 0.5, "dou")
        add("x", 0.5, "acts eggs ask axe")
        add("y", 0.5, "white while wide wife")
        add("z", 0.5, "said that set dead bed zet")
        return words
    }()

    /// Everyday words that a digit is taken for when it stands among others.
    static let digitSounds: [String: String] = [
        "for": "4", "fore": "4", "to": "2", "too": "2", "tree": "3", "free": "3", "sick": "6", "ate": "8",
    ]

    /// Symbols that are taken for each other on a telephone, for they share a vowel or a hiss; both ways.
    static let confusableSymbols: [(symbols: String, cost: Double)] = [
        ("bdpv", 1.5), ("bcdegptvz3", 2), ("ahjk8", 2), ("8a", 1), ("8h", 1.5), ("fsx", 1.5), ("sx67", 2), ("mn", 1), ("mnl", 2),
        ("iy59", 2), ("n91", 2.5), ("quw2", 1.5), ("o0", 0), ("o0l4", 2.5), ("i1", 0.5), ("l1", 2), ("v5", 0.5), ("z2", 2), ("ar", 2),
        ("cz", 1.5), ("td2", 2), ("gj", 1.5), ("aei", 2),
    ]
}
