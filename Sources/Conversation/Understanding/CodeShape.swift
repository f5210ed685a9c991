/// Which letters and digits stand where in a code that is spelled.
struct CodeShape: Sendable, Hashable {
    /// What each place admits, for every length and pattern of the code; no more patterns than a word has bits.
    let patterns: [[CodeSymbol.Group]]
    /// Which symbols may follow the first one, by its index.
    let seconds: [CodeSymbol.Group]

    init(patterns: [[CodeSymbol.Group]], seconds: [CodeSymbol.Group] = Array(repeating: .all, count: CodeSymbol.count)) {
        precondition(patterns.count <= UInt32.bitWidth, "So many patterns are not told apart")
        self.patterns = patterns
        self.seconds = seconds
    }

    /// Whether some symbols are a whole code of this shape.
    func admits(_ symbols: [CodeSymbol]) -> Bool {
        guard let first = symbols.first else { return false }
        if symbols.count > 1, !seconds[Int(first.index)].contains(symbols[1]) { return false }
        return patterns.contains { pattern in
            pattern.count == symbols.count && zip(pattern, symbols).allSatisfy { $0.contains($1) }
        }
    }
}
