/// A letter or a digit of something spelled.
struct CodeSymbol: Hashable, Sendable {
    /// 0 to 9 for digits, 10 to 35 for letters.
    let index: UInt8

    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    static let count = 36
    static let zero = CodeSymbol(index: 0)
    static let letterO = CodeSymbol(index: 24)

    init(index: UInt8) {
        self.index = index
    }

    /// - Parameter character: a lower-case letter or a digit in ASCII; nil for anything else.
    init?(_ character: UInt8) {
        switch character {
        case Self.digits: index = character - Self.digits.lowerBound
        case Self.letters: index = character - Self.letters.lowerBound + 10
        default: return nil
        }
    }

    /// Upper case, in ASCII.
    var character: UInt8 { index < 10 ? Self.digits.lowerBound + index : UInt8(ascii: "A") + index - 10 }

    /// Symbols that one is taken for on a telephone, each with what it costs to assume so.
    static let confusions: [[(symbol: CodeSymbol, cost: Double)]] = (0..<UInt8(count)).map { index in
        var costs: [CodeSymbol: Double] = [:]
        for (text, cost) in English.confusableSymbols {
            let symbols = text.utf8.compactMap(CodeSymbol.init)
            guard symbols.contains(CodeSymbol(index: index)) else { continue }
            for other in symbols where other.index != index { costs[other] = min(costs[other] ?? cost, cost) }
        }
        return costs.map { ($0.key, $0.value) }.sorted { ($0.cost, $0.symbol.index) < ($1.cost, $1.symbol.index) }
    }

    /// Several of them, as one word.
    struct Group: Hashable, Sendable {
        private var bits: UInt64

        private init(bits: UInt64) {
            self.bits = bits
        }

        /// - Parameter characters: lower-case letters and digits.
        init(_ characters: String) {
            bits = characters.utf8.compactMap(CodeSymbol.init).reduce(0) { $0 | 1 << UInt64($1.index) }
        }

        static let digits = Group("0123456789")
        static let letters = Group("abcdefghijklmnopqrstuvwxyz")
        static let all = digits.union(letters)

        func contains(_ symbol: CodeSymbol) -> Bool { bits & 1 << UInt64(symbol.index) != 0 }
        func union(_ other: Group) -> Group { Group(bits: bits | other.bits) }
    }
}
