import Conversation
import Core

/// Conversations of callers with somebody else: an order from a menu, something that is booked, or a
/// request of which only the caller's side is known.
struct DialoguesTask: EvaluationTask {
    private let appointments: AppointmentsTask
    private let support: SupportTask
    private let venues: [String: OrdersTask.Venue]

    init(menus: Menus, now: LocalDateTime) {
        appointments = AppointmentsTask(now: now)
        support = SupportTask(now: now)
        venues = menus.mapValues(OrdersTask.Venue.init)
    }

    enum Input: Decodable {
        case order(Order)
        case booking(AppointmentsTask.Input)
        case support(SupportTask.Input)

        struct Order: Decodable {
            var id: String
            var venue: String
            var turns: [AppointmentsTask.Turn]
        }

        private enum CodingKeys: CodingKey {
            case venue, schema
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if container.contains(.venue) {
                self = .order(try Order(from: decoder))
            } else if container.contains(.schema) {
                self = .booking(try AppointmentsTask.Input(from: decoder))
            } else {
                self = .support(try SupportTask.Input(from: decoder))
            }
        }
    }

    enum Output: Encodable {
        case order(id: String, lines: [OrdersTask.Output.Line], type: OrderType?, confidence: Double)
        case booking(AppointmentsTask.Output)
        case support(SupportTask.Output)

        private enum CodingKeys: CodingKey {
            case id, order, confidence
        }

        private struct Order: Encodable {
            var lines: [OrdersTask.Output.Line]
            var order_type: String?
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .order(let id, let lines, let type, let confidence):
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(id, forKey: .id)
                try container.encode(Order(lines: lines, order_type: type?.usual), forKey: .order)
                try container.encode(confidence, forKey: .confidence)
            case .booking(let output):
                try output.encode(to: encoder)
            case .support(let output):
                try output.encode(to: encoder)
            }
        }
    }

    func output(for input: Input) -> Output {
        switch input {
        case .booking(let booking): return .booking(appointments.output(for: booking))
        case .support(let input): return .support(support.output(for: input))
        case .order(let order):
            guard let venue = venues[order.venue] else { return .order(id: order.id, lines: [], type: nil, confidence: 0) }
            var follower = OrderFollower(venue.reader.index)
            for turn in order.turns {
                switch turn.speaker {
                case .user: follower.caller(turn.text)
                case .agent: follower.agent(turn.text)
                }
            }
            return .order(
                id: order.id, lines: follower.lines.map(venue.line), type: follower.type, confidence: follower.confidence)
        }
    }
}

extension OrderType {
    /// As people at a counter say it.
    fileprivate var usual: String {
        switch self {
        case .takeaway: "to go"
        case .dineIn: "here"
        case .delivery: "delivery"
        }
    }
}
