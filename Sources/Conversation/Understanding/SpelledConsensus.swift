import Core
import Foundation

/// What several hypotheses of a name that was spelled make likeliest. Each lost or changed other letters, so that none of them need be
/// right: every reading of one is compared letter by letter with what all the others heard.
struct SpelledConsensus {
    /// So many readings, of all hypotheses of all answers, are compared.
    private static let mostReadings = 40
    /// How much less a hypothesis counts than the one before it.
    private static let decayByRank = 0.75
    /// How likely a recogniser heard nothing of what was said, and how much an answer counts before the last one.
    private static let unheard = 0.001
    private static let weightOfEarlier = 0.8
    private static let mostNames = 5

    /// The likeliest first.
    let ranked: [Candidate<String>]

    /// - Parameters:
    ///   - attempts: the hypotheses of each answer, the latest last; said or spelled.
    ///   - likelihood: of a name before anything was heard.
    ///   - read: what one hypothesis can mean.
    init(_ attempts: [[Hypothesis]], likelihood: (String) -> Double, read: (Utterance) -> [Candidate<String>]) {
        var pool: [String: Candidate<String>] = [:]
        var heard: [[(letters: [UInt8], weight: Double)]] = []
        for attempt in attempts {
            var letters: [(letters: [UInt8], weight: Double)] = []
            var weight = 1.0
            for hypothesis in attempt.prefix(Consensus.mostHypotheses) {
                let utterance = Utterance(hypothesis.text)
                let readings = read(utterance)
                for reading in readings where reading.confidence > pool[reading.value]?.confidence ?? 0 { pool[reading.value] = reading }
                let spelling =
                    SpelledName.isSpelled(utterance)
                    ? SpelledName.Spelling(utterance)?.letters : readings.first.map { Self.letters($0.value) }
                if let spelling, !spelling.isEmpty { letters.append((spelling, weight)) }
                weight *= Self.decayByRank
            }
            if !letters.isEmpty { heard.append(letters) }
        }
        let likeliest = pool.values.sorted { ($0.confidence, $1.value) > ($1.confidence, $0.value) }.prefix(Self.mostReadings)
        let weighed = likeliest.map { candidate in
            var candidate = candidate
            let said = Self.letters(candidate.value)
            candidate.confidence =
                likelihood(candidate.value)
                * heard.enumerated().reduce(1) { product, answer in
                    let whole = answer.element.reduce(0) { $0 + $1.weight }
                    let support = answer.element.reduce(0) { $0 + $1.weight * exp(-SpelledName.cost(of: $1.letters, for: said)) }
                    let power = answer.offset == heard.count - 1 ? 1 : Self.weightOfEarlier
                    return product * pow(Self.unheard + support / whole, power)
                }
            return candidate
        }
        let whole = weighed.reduce(pow(Self.unheard, Double(heard.count))) { $0 + $1.confidence }
        var left = 1.0
        ranked = weighed.sorted { $0.confidence > $1.confidence }.prefix(Self.mostNames).map { candidate in
            var candidate = candidate
            candidate.confidence = min(Calibration.spelledName.probability(of: candidate.confidence / whole), left)
            left -= candidate.confidence
            return candidate
        }
    }

    private static func letters(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { (0x61...0x7A).contains($0) }
    }
}
