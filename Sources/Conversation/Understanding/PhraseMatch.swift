/// A name, or a part of one, read in some tokens of an utterance.
struct PhraseMatch<ID: Hashable & Sendable>: Sendable {
    var id: ID
    var tokens: Range<Int>
    /// The share of the name that was said, weighted by how telling its words are; 1 for all of it.
    var coverage: Double
    /// How alike the words said and the words of the name are; 1 for the same.
    var similarity: Double
    var isName: Bool

    /// The probability that this thing is meant where nothing else fits as well.
    var confidence: Double {
        similarity * similarity * (coverage == 1 ? (isName ? 0.98 : 0.97) : 0.45 + 0.47 * coverage)
    }

    /// How much of the utterance this explains, for comparison with other matches.
    var score: Double { Double(tokens.count) * confidence }

    var evidence: String {
        switch (coverage == 1, similarity > 0.9) {
        case (true, true): "its name"
        case (false, true): "part of its name"
        case (true, false): "sounds like its name"
        case (false, false): "sounds like part of its name"
        }
    }

    /// Whether this reads all of another match's tokens and more.
    func contains(_ other: PhraseMatch) -> Bool {
        tokens.count > other.tokens.count && tokens.lowerBound <= other.tokens.lowerBound && other.tokens.upperBound <= tokens.upperBound
    }

    /// The matches of one span that are as good as the best of them; a proper name beats the same word as an alias.
    ///
    /// - Parameter margin: how much less sure than the best a match may be.
    static func best(of matches: [PhraseMatch], within margin: Double = 0.005) -> [PhraseMatch] {
        guard let best = matches.map(\.confidence).max() else { return [] }
        return matches.filter { $0.confidence >= best - margin }.sorted { $0.confidence > $1.confidence }
    }
}

/// Choosing spans that do not overlap.
enum Cover {
    /// The spans with the highest total score, in order; of equal totals the one with fewer, longer spans.
    static func best(of spans: [(tokens: Range<Int>, score: Double)], length: Int) -> [Int] {
        var endingAt: [[Int]] = Array(repeating: [], count: length + 1)
        for (index, span) in spans.enumerated() { endingAt[span.tokens.upperBound].append(index) }
        var best = Array(repeating: 0.0, count: length + 1)
        var last: [Int?] = Array(repeating: nil, count: length + 1)
        for end in 1..<max(1, length + 1) {
            best[end] = best[end - 1]
            for index in endingAt[end] {
                let total = best[spans[index].tokens.lowerBound] + spans[index].score - 0.05
                if total > best[end] {
                    best[end] = total
                    last[end] = index
                }
            }
        }
        var chosen: [Int] = []
        var end = length
        while end > 0 {
            if let index = last[end] {
                chosen.append(index)
                end = spans[index].tokens.lowerBound
            } else {
                end -= 1
            }
        }
        return chosen.reversed()
    }
}
