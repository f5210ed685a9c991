import Conversation
import Core

/// Calls of which only the caller's side was written down: what they are about, and what was said for declared slots.
struct SupportTask: EvaluationTask {
    let now: LocalDateTime

    struct Input: Decodable {
        var id: String
        var turns: [AppointmentsTask.Turn]
        var categories: [String]
        var slots: [String]

        private enum CodingKeys: String, CodingKey {
            case id, turns
            case categories = "allowed_categories"
            case slots = "allowed_slots"
        }
    }

    struct Output: Encodable {
        var id: String
        var categories: [String]
        var slots: [String: [String]]
        var confidence: Double
    }

    func output(for input: Input) -> Output {
        let utterances = input.turns.map { Utterance($0.text) }
        let categories = CategoryNames(input.categories).named(by: utterances)
        return Output(
            id: input.id, categories: categories.names, slots: values(of: input.slots, in: utterances), confidence: categories.confidence)
    }

    /// As nobody is heard to ask, any slot without a value may have been asked for; but not everything said is free text.
    private func values(of slots: [String], in utterances: [Utterance]) -> [String: [String]] {
        let targets = slots.map { SlotTarget(name: Slot.Name(rawValue: $0)) }
        let reader = SlotReader(targets)
        var values: [String: [String]] = [:]
        for utterance in utterances {
            let asked = targets.filter { $0.kind != .text && values[$0.name.rawValue] == nil }.map(\.name)
            for (name, candidates) in reader.values(in: utterance, asked: Set(asked), reference: now) {
                values[name.rawValue, default: []] += candidates.map { utterance.words(of: $0.span) }
            }
        }
        return values
    }
}

/// Categories of which only the names are known, written as one word or several: "checkdelivery".
private struct CategoryNames {
    /// Shorter words stand in too many names.
    private static let shortestWord = 4

    private let names: [String]

    init(_ names: [String]) {
        self.names = names
    }

    /// The categories in whose names words of the caller stand: all those that a word names alone, or else the one with most of
    /// its name said.
    func named(by utterances: [Utterance]) -> (names: [String], confidence: Double) {
        var words: Set<String> = []
        for token in utterances.flatMap(\.tokens) where token.word.utf8.count >= Self.shortestWord { words.insert(singular(token.word)) }
        var said: [String: Int] = [:]
        var alone: Set<String> = []
        for word in words {
            let holders = names.filter { $0.contains(word) }
            for name in holders { said[name, default: 0] += word.utf8.count }
            if holders.count == 1 { alone.formUnion(holders) }
        }
        if !alone.isEmpty { return (names.filter(alone.contains), alone.count == 1 ? 0.7 : 0.5) }
        let best = said.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { ([$0.key], 0.3) } ?? ([], 0)
    }

    private func singular(_ word: String) -> String {
        word.utf8.count > Self.shortestWord && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }
}

extension Utterance {
    /// The text as it was written, for a span in Unicode scalars.
    fileprivate func words(of span: Range<Int>) -> String {
        String(text.unicodeScalars.dropFirst(span.lowerBound).prefix(span.count))
    }
}
