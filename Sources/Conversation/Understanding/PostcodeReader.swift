public import Core
import Foundation

/// Reads postal codes that are spelled on a telephone line. What the format of a country rules out is repaired to what sounds
/// most like it: a letter O where a digit must stand is a zero, an M where none can stand is an N.
public struct PostcodeReader: Sendable {
    private let formats: [PostcodeFormat]

    /// How many beginnings are followed at once, and how many readings of one hypothesis are kept.
    private static let beamWidth = 48
    private static let mostReadings = 4
    /// How much faster likelihood falls than the guessed costs rise.
    private static let scale = 1.5
    /// A longer answer is no postcode.
    private static let mostTokens = 40

    /// - Parameter formats: of the countries the business serves.
    public init(formats: [PostcodeFormat] = [.unitedKingdom, .unitedStates, .canada]) {
        self.formats = formats
    }

    /// The codes that were said, the likeliest first.
    public func postcodes(in hypotheses: [Hypothesis]) -> [Candidate<String>] {
        Consensus.ranked(hypotheses) { readings(of: $0) }
    }

    /// What one hypothesis may say, each with the likelihood of what was heard, 0...1.
    func readings(of utterance: Utterance) -> [Candidate<String>] {
        guard !utterance.tokens.isEmpty, utterance.tokens.count <= Self.mostTokens else { return [] }
        let spoken = SpokenSymbols(utterance)
        let span = utterance.span(of: utterance.tokens.indices)
        return formats.flatMap { format in
            CodeSearch(format: format, width: Self.beamWidth).readings(of: spoken).prefix(Self.mostReadings).map { reading in
                Candidate(
                    format.written(reading.symbols), span: span, confidence: exp(-Self.scale * reading.cost), evidence: "spelled postcode")
            }
        }
    }
}

/// A beam search for what fits both the words and the format.
struct CodeSearch {
    let format: PostcodeFormat
    let width: Int

    struct Path {
        var symbols: [CodeSymbol]
        var cost: Double
        /// Which shapes are still possible, one bit each.
        var shapes: UInt32
    }

    /// Complete codes, the likeliest first, each once.
    func readings(of spoken: SpokenSymbols) -> [Path] {
        var paths = Array(repeating: [Path](), count: spoken.arcs.count + 1)
        paths[0] = [Path(symbols: [], cost: 0, shapes: UInt32((1 << UInt64(format.shapes.count)) - 1))]
        for (index, arcs) in spoken.arcs.enumerated() {
            let beginnings = best(paths[index])
            for arc in arcs {
                paths[arc.end] += arc.symbols.reduce(beginnings) { extended($0, by: $1) }.map { path in
                    Path(symbols: path.symbols, cost: path.cost + arc.cost, shapes: path.shapes)
                }
            }
        }
        return best(paths[spoken.arcs.count].filter(isComplete))
    }

    private func extended(_ paths: [Path], by symbol: CodeSymbol) -> [Path] {
        paths.flatMap { path in
            let itself = extended(path, by: symbol, cost: 0)
            return [itself].compactMap { $0 }
                + CodeSymbol.confusions[Int(symbol.index)].compactMap { extended(path, by: $0.symbol, cost: $0.cost) }
        }
    }

    private func extended(_ path: Path, by symbol: CodeSymbol, cost: Double) -> Path? {
        let place = path.symbols.count
        if place == 1, !format.seconds[Int(path.symbols[0].index)].contains(symbol) { return nil }
        var shapes: UInt32 = 0
        for (index, shape) in format.shapes.enumerated() where path.shapes & 1 << UInt32(index) != 0 {
            if place < shape.count, shape[place].contains(symbol) { shapes |= 1 << UInt32(index) }
        }
        return shapes == 0 ? nil : Path(symbols: path.symbols + [symbol], cost: path.cost + cost, shapes: shapes)
    }

    private func isComplete(_ path: Path) -> Bool {
        format.shapes.indices.contains { path.shapes & 1 << UInt32($0) != 0 && format.shapes[$0].count == path.symbols.count }
    }

    private func best(_ paths: [Path]) -> [Path] {
        var cheapest: [[CodeSymbol]: Path] = [:]
        for path in paths where path.cost < cheapest[path.symbols]?.cost ?? .infinity { cheapest[path.symbols] = path }
        return Array(cheapest.values.sorted { ($0.cost, $1.symbols.count) < ($1.cost, $0.symbols.count) }.prefix(width))
    }
}
