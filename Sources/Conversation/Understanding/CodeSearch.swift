import Foundation

/// A beam search for codes that fit both the words and a shape.
struct CodeSearch {
    let shape: CodeShape

    /// The longest code, in symbols.
    static let longest = 10
    /// How many beginnings are followed at once, and how many readings are kept.
    private static let width = 48
    private static let mostReadings = 4
    /// How much faster likelihood falls than the guessed costs rise.
    private static let scale = 1.5
    /// A longer answer is no code.
    private static let mostTokens = 40

    /// A code, or the beginning of one, and the natural logarithm of the odds against it.
    struct Path {
        /// Six bits a symbol, the last one lowest; ten fit.
        fileprivate var packed: UInt64 = 0
        fileprivate var count = 0
        /// Which patterns of the shape are still possible, one bit each.
        fileprivate var patterns: UInt32
        fileprivate(set) var cost = 0.0

        var symbols: [CodeSymbol] { (0..<count).reversed().map { CodeSymbol(index: UInt8(packed >> (6 * UInt64($0)) & 0x3F)) } }
    }

    /// What an utterance may spell, each with the likelihood of what was heard, 0...1.
    ///
    /// - Parameter write: how a code is written; nil for what is none after all.
    func candidates(in utterance: Utterance, write: ([CodeSymbol]) -> String?) -> [Candidate<String>] {
        guard !utterance.tokens.isEmpty, utterance.tokens.count <= Self.mostTokens else { return [] }
        let span = utterance.span(of: utterance.tokens.indices)
        return readings(of: SpokenSymbols(utterance)).prefix(Self.mostReadings).compactMap { reading in
            write(reading.symbols).map {
                Candidate($0, span: span, confidence: exp(-Self.scale * reading.cost), evidence: "a spelled code")
            }
        }
    }

    /// Complete codes, the likeliest first, each once.
    func readings(of spoken: SpokenSymbols) -> [Path] {
        var paths = Array(repeating: [Path](), count: spoken.arcs.count + 1)
        paths[0] = [Path(patterns: UInt32((1 << UInt64(shape.patterns.count)) - 1))]
        for (index, arcs) in spoken.arcs.enumerated() {
            let beginnings = best(paths[index])
            for arc in arcs where !beginnings.isEmpty {
                for var path in arc.symbols.reduce(beginnings, extended) {
                    path.cost += arc.cost
                    paths[arc.end].append(path)
                }
            }
        }
        return best(paths[spoken.arcs.count].filter(isComplete))
    }

    private func extended(_ paths: [Path], by symbol: CodeSymbol) -> [Path] {
        var extended: [Path] = []
        for path in paths {
            append(symbol, cost: 0, to: path, in: &extended)
            for (other, cost) in CodeSymbol.confusions[Int(symbol.index)] { append(other, cost: cost, to: path, in: &extended) }
        }
        return extended
    }

    private func append(_ symbol: CodeSymbol, cost: Double, to path: Path, in extended: inout [Path]) {
        if path.count == 1, !shape.seconds[Int(path.packed)].contains(symbol) { return }
        var longer = path
        longer.patterns = 0
        for (index, pattern) in shape.patterns.enumerated() where path.patterns & 1 << UInt32(index) != 0 {
            if path.count < pattern.count, pattern[path.count].contains(symbol) { longer.patterns |= 1 << UInt32(index) }
        }
        guard longer.patterns != 0 else { return }
        longer.packed = path.packed << 6 | UInt64(symbol.index)
        longer.count += 1
        longer.cost += cost
        extended.append(longer)
    }

    private func isComplete(_ path: Path) -> Bool {
        shape.patterns.indices.contains { path.patterns & 1 << UInt32($0) != 0 && shape.patterns[$0].count == path.count }
    }

    /// The cheapest ways to different beginnings.
    private func best(_ paths: [Path]) -> [Path] {
        var seen: Set<UInt64> = []
        var kept: [Path] = []
        // A count in front of the symbols tells "0" from "00".
        for path in paths.sorted(by: { ($0.cost, $0.count, $0.packed) < ($1.cost, $1.count, $1.packed) }) {
            guard seen.insert(UInt64(path.count) << 60 | path.packed).inserted else { continue }
            kept.append(path)
            if kept.count == Self.width { break }
        }
        return kept
    }
}
