public import Core

/// What several readings of one utterance say together: each hypothesis of the recogniser is read, equal values are pooled.
public enum Consensus {
    /// How much less a hypothesis counts than the one before it: a recogniser's list is ordered by likelihood, and what it says of
    /// likelihoods beyond the first is rarely filled in.
    private static let decayByRank = 0.7
    /// Further hypotheses are rarely right, and each costs as much to read as the first.
    static let mostHypotheses = 10
    private static let mostValues = 5

    /// The values that were read, the likeliest first. The confidence of one is the share of the hypotheses that say so, each
    /// counted by its rank and by how well the value was read there; where several values are likely, they share.
    ///
    /// - Parameters:
    ///   - hypotheses: the likeliest first.
    ///   - read: every meaning of one hypothesis; of equal ones the surest counts.
    public static func ranked<Value>(
        _ hypotheses: [Hypothesis], read: (Utterance) -> [Candidate<Value>]
    ) -> [Candidate<Value>] {
        var pooled: [Value: Candidate<Value>] = [:]
        var order: [Value] = []
        var weight = 1.0
        var whole = 0.0
        for hypothesis in hypotheses.prefix(mostHypotheses) {
            let candidates = read(Utterance(hypothesis.text))
            whole += weight
            for candidate in best(candidates) {
                let mass = weight * candidate.confidence
                if pooled[candidate.value] == nil {
                    order.append(candidate.value)
                    pooled[candidate.value] = candidate
                    pooled[candidate.value]?.confidence = 0
                }
                pooled[candidate.value]?.confidence += mass
            }
            weight *= decayByRank
        }
        let total = max(whole, pooled.values.reduce(0) { $0 + $1.confidence })
        let ranked = order.compactMap { pooled[$0] }.map { candidate in
            var candidate = candidate
            candidate.confidence /= total
            return candidate
        }
        return Array(ranked.sorted { $0.confidence > $1.confidence }.prefix(mostValues))
    }

    private static func best<Value>(_ candidates: [Candidate<Value>]) -> [Candidate<Value>] {
        var seen: [Value: Int] = [:]
        var kept: [Candidate<Value>] = []
        for candidate in candidates {
            if let index = seen[candidate.value] {
                if candidate.confidence > kept[index].confidence { kept[index] = candidate }
            } else {
                seen[candidate.value] = kept.count
                kept.append(candidate)
            }
        }
        return kept
    }
}
