/// The ways in which the words of an utterance can be letters and digits of something spelled.
struct SpokenSymbols {
    /// Some tokens read as symbols; none where they are passed over.
    struct Arc {
        var symbols: [CodeSymbol]
        /// Behind the last token.
        var end: Int
        /// The natural logarithm of the odds against it.
        var cost: Double
    }

    /// By the token with which they begin.
    let arcs: [[Arc]]

    private static let costOfDroppedFiller = 0.2
    private static let costOfDroppedWord = 1.5
    private static let costOfDroppedSymbol = 2.5
    /// A word that stands for its first letter although it is in no spelling alphabet: "sugar", "mother"; likelier beside words that are.
    private static let costOfUnusualExample = 1.5
    private static let costOfExampleAmongOthers = 0.5
    /// "CW", "uf": a short word is read letter by letter.
    private static let costOfJoinedLetters = 0.5
    /// Longer words are no letters that a recogniser put together, but words.
    static let longestJoined = 4

    /// - Parameter longestJoined: up to how many letters a word may be spelled out.
    init(_ utterance: Utterance, longestJoined: Int = longestJoined) {
        let examples = utterance.tokens.count { English.spellingWords.contains($0.word) }
        let manner = Manner(
            longestJoined: longestJoined, costOfExample: examples > 1 ? Self.costOfExampleAmongOthers : Self.costOfUnusualExample)
        arcs = utterance.tokens.indices.map { Self.arcs(in: utterance, at: $0, manner) }
    }

    /// How somebody spells.
    private struct Manner {
        var longestJoined: Int
        var costOfExample: Double
    }

    private static func arcs(in utterance: Utterance, at index: Int, _ manner: Manner) -> [Arc] {
        let token = utterance.tokens[index]
        var arcs: [Arc] = []
        if token.isDigits {
            arcs.append(Arc(symbols: symbols(token.word), end: index + 1, cost: 0))
            return arcs + [Arc(symbols: [], end: index + 1, cost: costOfDroppedSymbol * Double(token.word.utf8.count))]
        }
        let isLetter = token.word.utf8.count == 1
        let readings = readings(of: token.word, manner)
        for reading in readings {
            arcs.append(Arc(symbols: reading.symbols, end: index + 1, cost: reading.cost))
            // "Mother for Alfa" is M, 4, A: what makes a letter clear stands behind a letter.
            if token.word.utf8.count <= 2 || English.letterNames[token.word] != nil, let example = example(in: utterance, behind: index) {
                arcs.append(Arc(symbols: [example.symbol], end: example.end, cost: example.symbol == reading.symbols.first ? 0 : 0.5))
            }
        }
        if let times = English.repeats[token.word], index + 1 < utterance.tokens.count {
            arcs += repeated(times, in: utterance, at: index + 1, manner)
        }
        if isLetter {
            arcs.append(Arc(symbols: [], end: index + 1, cost: costOfDroppedSymbol))
        } else {
            let isFiller = readings.isEmpty && English.functionWords.contains(token.word) || English.spellingFillers.contains(token.word)
            arcs.append(Arc(symbols: [], end: index + 1, cost: isFiller ? costOfDroppedFiller : costOfDroppedWord))
        }
        return arcs
    }

    private static func readings(of word: String, _ manner: Manner) -> [English.SymbolReading] {
        let length = word.utf8.count
        if length == 1 { return [English.SymbolReading(word, 0)] + (English.symbolWords[word] ?? []) }
        var readings = English.symbolWords[word] ?? []
        if let value = English.cardinals[word]?.belowHundred, value >= 10 { readings.append(English.SymbolReading(String(value), 0)) }
        let isKnown = !readings.isEmpty
        if length <= manner.longestJoined, !isKnown || length == 2 {
            readings.append(English.SymbolReading(word, costOfJoinedLetters))
        }
        if length >= 3, !isKnown, !English.functionWords.contains(word) {
            readings.append(English.SymbolReading(String(word.prefix(1)), manner.costOfExample))
        }
        return readings
    }

    /// "… for Bravo", "… as in sugar": the first letter of the example.
    private static func example(in utterance: Utterance, behind index: Int) -> (symbol: CodeSymbol, end: Int)? {
        for link in English.spellingLinks where index + link.count + 1 < utterance.tokens.count {
            guard link.indices.allSatisfy({ utterance.tokens[index + 1 + $0].word == link[$0] }) else { continue }
            let example = utterance.tokens[index + 1 + link.count].word
            guard example.utf8.count >= 3, let symbol = example.utf8.first.flatMap(CodeSymbol.init) else { continue }
            return (symbol, index + link.count + 2)
        }
        return nil
    }

    /// "double X"; "double u" is the letter W far more often than two letters U.
    private static func repeated(_ times: Int, in utterance: Utterance, at index: Int, _ manner: Manner) -> [Arc] {
        let token = utterance.tokens[index]
        if times == 2, ["u", "you"].contains(token.word) { return [Arc(symbols: symbols("w"), end: index + 1, cost: 0)] }
        let readings =
            token.isDigits && token.word.utf8.count == 1
            ? [English.SymbolReading(token.word, 0)] : readings(of: token.word, manner)
        return readings.filter { $0.symbols.count == 1 }.map { reading in
            Arc(symbols: Array(repeating: reading.symbols[0], count: times), end: index + 1, cost: reading.cost)
        }
    }

    private static func symbols(_ word: String) -> [CodeSymbol] { word.utf8.compactMap(CodeSymbol.init) }
}
