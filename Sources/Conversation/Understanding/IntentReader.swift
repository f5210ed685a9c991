import Foundation

/// Reads what a caller wants from the words alone, without knowing the business or what was said before.
///
/// It is a grammar of speech acts: words have senses ("reserve" is reserving, "table" can be booked), senses together are evidence
/// ("reserving" and "can be booked" speak for a booking by so many log-odds), and the evidence for each family adds up to its
/// probability among those that it excludes. No weight was learned from data; each is what an English speaker would bet.
///
/// | said | read |
/// | --- | --- |
/// | can you get us a table for Friday | book |
/// | my card was declined again | support |
/// | no, put me through to a person | handoff, deny |
/// | how tall is the tower in Pisa | other |
public enum IntentReader {
    /// Less likely wishes are not told.
    private static let leastProbability = 0.05

    /// How much of each piece of evidence counts: words that go together say in part the same thing twice.
    private static let independence = 0.7

    /// What may be wanted, the likeliest first. Thanks and a goodbye can both be likely; an order and a booking cannot.
    public static func intents(in utterance: Utterance) -> [Candidate<Intent>] {
        let clues = IntentClues(in: utterance)
        var scores: [Intent: Double] = [.other: English.priorOfOther]
        var reasons: [Intent: [String]] = [:]
        for evidence in English.intentEvidence where clues.isSuperset(of: evidence.all) && clues.isDisjoint(with: evidence.none) {
            scores[evidence.intent, default: 0] += evidence.weight
            reasons[evidence.intent, default: []].append(evidence.name)
        }
        let odds = scores.mapValues { exp($0 * independence) }
        let span = utterance.tokens.isEmpty ? 0..<0 : utterance.span(of: utterance.tokens.indices)
        return odds.map { intent, own in
            let rivals = odds.reduce(0) { $0 + ($1.key.excludes(intent) ? $1.value : 0) }
            return Candidate(
                intent, span: span, confidence: own / (own + rivals), evidence: reasons[intent]?.joined(separator: ", ") ?? "nothing else")
        }
        .filter { $0.confidence >= leastProbability }
        .sorted { ($0.confidence, $1.value.rawValue) > ($1.confidence, $0.value.rawValue) }
    }
}

/// That some clues together speak for an intent, or against it.
struct IntentEvidence: Sendable {
    let name: String
    let intent: Intent
    /// Log-odds.
    let weight: Double
    let all: IntentClues
    /// With one of these it does not count.
    let none: IntentClues

    init(_ name: String, _ intent: Intent, _ weight: Double, _ all: [IntentClue], unless none: [IntentClue] = []) {
        self.name = name
        self.intent = intent
        self.weight = weight
        self.all = IntentClues(all)
        self.none = IntentClues(none)
    }
}
