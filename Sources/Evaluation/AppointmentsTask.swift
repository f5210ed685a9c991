import Conversation
import Core

/// Conversations of callers with somebody else, about something that is booked: what the callers say in each turn, and what
/// comes of it.
struct AppointmentsTask: EvaluationTask {
    let now: LocalDateTime

    struct Input: Decodable {
        var id: String
        var reference: LocalDateTime?
        var turns: [Turn]
        var slots: [FollowedSlot]

        private enum CodingKeys: String, CodingKey {
            case id, turns, schema
            case reference = "reference_time"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            turns = try container.decode([Turn].self, forKey: .turns)
            slots = try container.decode(Schema.self, forKey: .schema).slots()
            reference = try container.decodeIfPresent(String.self, forKey: .reference).map(LocalDateTime.init(iso:))
        }
    }

    struct Turn: Decodable {
        var speaker: Speaker
        var text: String

        enum Speaker: String, Decodable {
            case user, agent
        }
    }

    struct Output: Encodable {
        var id: String
        var turns: [Informs]
        var final: Final
        var confidence: Double?

        struct Informs: Encodable {
            var index: Int
            var slots: [String: String]
        }

        struct Final: Encodable {
            var action: String
            var args: [String: String]?
        }
    }

    func output(for input: Input) -> Output {
        var follower = CallFollower(SlotListener(input.slots), at: DateTimeReader(reference: input.reference ?? now))
        var informs: [Output.Informs] = []
        for (index, turn) in input.turns.enumerated() {
            switch turn.speaker {
            case .agent: follower.agent(turn.text)
            case .user:
                let given = follower.caller(turn.text).map { ($0.slot.rawValue, $0.value) }
                if !given.isEmpty { informs.append(.init(index: index, slots: Dictionary(given) { $1 })) }
            }
        }
        let settled = follower.settlement
        return Output(
            id: input.id, turns: informs,
            final: .init(
                action: settled == nil ? "none" : "book", args: settled.map { Dictionary($0.values.map { ($0.rawValue, $1) }) { $1 } }),
            confidence: settled?.confidence)
    }
}
