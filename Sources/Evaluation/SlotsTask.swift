import Conversation
import Core

/// What one sentence says for slots of which only the names are known.
struct SlotsTask: EvaluationTask {
    let now: LocalDateTime

    struct Input: Decodable {
        var id: String
        var text: String
        /// What was just asked for.
        var requested: [String]
        var slots: [String]

        private enum CodingKeys: String, CodingKey {
            case id, text, requested
            case slots = "allowed_slots"
        }
    }

    struct Output: Encodable {
        var id: String
        var slots: [Value]
    }

    struct Value: Encodable {
        var slot: String
        /// In Unicode scalars, end exclusive.
        var start: Int
        var end: Int
        var confidence: Double
    }

    func output(for input: Input) -> Output {
        let reader = SlotReader(input.slots.map { SlotTarget(name: Slot.Name(rawValue: $0)) })
        let values = reader.values(in: Utterance(input.text), asked: Set(input.requested.map { Slot.Name(rawValue: $0) }), reference: now)
        let found = values.flatMap { name, candidates in
            candidates.map {
                Value(slot: name.rawValue, start: $0.span.lowerBound, end: $0.span.upperBound, confidence: $0.confidence)
            }
        }
        return Output(id: input.id, slots: found.sorted { ($0.start, $0.slot) < ($1.start, $1.slot) })
    }
}
