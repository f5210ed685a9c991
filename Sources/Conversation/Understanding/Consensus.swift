public import Core

/// What several readings of one utterance say together: each hypothesis of the recogniser is read, equal values are pooled.
public enum Consensus {
    /// How much less a hypothesis counts than the one before it. A recogniser's list is ordered by likelihood; the figures it
    /// gives beyond the first are rarely filled in.
    private static let decayByRank = 0.75
    /// Further hypotheses are rarely right, and each costs as much to read as the first.
    private static let mostHypotheses = 10
    private static let mostValues = 5

    /// The values that were read, the likeliest first. The support of one is the share of the hypotheses that say so, each counted
    /// by its rank and by how well the value was read there; where several values are likely, they share.
    ///
    /// - Parameters:
    ///   - hypotheses: the likeliest first. How sure the recogniser was of the first is left to the caller; of another it counts how
    ///     much less sure it was, where it says so.
    ///   - read: every meaning of one hypothesis; of equal ones the surest counts.
    public static func ranked<Value>(
        _ hypotheses: [Hypothesis], read: (Utterance) -> [Candidate<Value>]
    ) -> [Candidate<Value>] {
        var pooled: [Value: Candidate<Value>] = [:]
        var order: [Value] = []
        var rankWeight = 1.0
        var whole = 0.0
        let first = hypotheses.first?.confidence ?? 0
        for hypothesis in hypotheses.prefix(mostHypotheses) {
            let isRated = hypothesis.confidence > 0 && hypothesis.confidence < first
            let weight = isRated ? rankWeight * hypothesis.confidence / first : rankWeight
            whole += weight
            for var candidate in surest(read(Utterance(hypothesis.text))) {
                candidate.confidence *= weight
                if let known = pooled[candidate.value] {
                    pooled[candidate.value]?.confidence = known.confidence + candidate.confidence
                } else {
                    order.append(candidate.value)
                    pooled[candidate.value] = candidate
                }
            }
            rankWeight *= decayByRank
        }
        let total = pooled.values.reduce(0) { $0 + $1.confidence }
        let ranked = order.compactMap { pooled[$0] }.map { candidate in
            var candidate = candidate
            candidate.confidence /= max(whole, total)
            return candidate
        }
        return Array(ranked.sorted { $0.confidence > $1.confidence }.prefix(mostValues))
    }

    /// The same with supports turned into probabilities; those of all values together are one at most.
    ///
    /// - Parameter doubt: the log-odds by which a value is likelier misheard than others of its kind, however many hypotheses say so.
    static func ranked<Value>(
        _ hypotheses: [Hypothesis], calibration: Calibration, doubt: (Value) -> Double = { _ in 0 }, read: (Utterance) -> [Candidate<Value>]
    ) -> [Candidate<Value>] {
        var left = 1.0
        return ranked(hypotheses, read: read).map { candidate in
            var candidate = candidate
            candidate.confidence = min(calibration.probability(of: candidate.confidence, doubt: doubt(candidate.value)), left)
            left -= candidate.confidence
            return candidate
        }
    }

    private static func surest<Value>(_ candidates: [Candidate<Value>]) -> [Candidate<Value>] {
        var places: [Value: Int] = [:]
        return candidates.reduce(into: []) { kept, candidate in
            if let place = places[candidate.value] {
                if candidate.confidence > kept[place].confidence { kept[place] = candidate }
            } else {
                places[candidate.value] = kept.count
                kept.append(candidate)
            }
        }
    }
}
