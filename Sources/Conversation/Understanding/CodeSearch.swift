/// A beam search for codes that fit both the words and the format.
struct CodeSearch {
    let format: PostcodeFormat
    /// How many beginnings are followed at once.
    let width: Int

    /// A code, or the beginning of one, and the natural logarithm of the odds against it.
    struct Path {
        /// Six bits a symbol, the last one lowest; ten fit.
        fileprivate var packed: UInt64 = 0
        fileprivate var count = 0
        /// Which shapes of the format are still possible, one bit each.
        fileprivate var shapes: UInt32
        fileprivate(set) var cost = 0.0

        var symbols: [CodeSymbol] { (0..<count).reversed().map { CodeSymbol(index: UInt8(packed >> (6 * UInt64($0)) & 0x3F)) } }
    }

    /// Complete codes, the likeliest first, each once.
    func readings(of spoken: SpokenSymbols) -> [Path] {
        var paths = Array(repeating: [Path](), count: spoken.arcs.count + 1)
        paths[0] = [Path(shapes: UInt32((1 << UInt64(format.shapes.count)) - 1))]
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
        if path.count == 1, !format.seconds[Int(path.packed)].contains(symbol) { return }
        var longer = path
        longer.shapes = 0
        for (index, shape) in format.shapes.enumerated() where path.shapes & 1 << UInt32(index) != 0 {
            if path.count < shape.count, shape[path.count].contains(symbol) { longer.shapes |= 1 << UInt32(index) }
        }
        guard longer.shapes != 0 else { return }
        longer.packed = path.packed << 6 | UInt64(symbol.index)
        longer.count += 1
        longer.cost += cost
        extended.append(longer)
    }

    private func isComplete(_ path: Path) -> Bool {
        format.shapes.indices.contains { path.shapes & 1 << UInt32($0) != 0 && format.shapes[$0].count == path.count }
    }

    /// The cheapest ways to different beginnings.
    private func best(_ paths: [Path]) -> [Path] {
        var seen: Set<UInt64> = []
        var kept: [Path] = []
        // A count in front of the symbols tells "0" from "00".
        for path in paths.sorted(by: { ($0.cost, $0.count, $0.packed) < ($1.cost, $1.count, $1.packed) }) {
            guard seen.insert(UInt64(path.count) << 60 | path.packed).inserted else { continue }
            kept.append(path)
            if kept.count == width { break }
        }
        return kept
    }
}
