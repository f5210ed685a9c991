import Conversation
import Core

/// Orders: each utterance is read against its venue's menu, as a first turn with an empty cart.
struct OrdersTask: EvaluationTask {
    /// What the task gives for each order.
    struct Input: Decodable {
        var id: String
        var venue: String
        var utterance: String
    }

    struct Output: Encodable, Equatable {
        var id: String
        var lines: [Line]
        var confidence: Double

        struct Line: Encodable, Equatable {
            var item: String
            var quantity: Int
            var size: String?
            var options: [Option]
        }

        struct Option: Encodable, Equatable {
            var name: String
            var amount: String?
            var negated: Bool?
            var count: Int?
        }
    }

    /// A menu made ready for reading orders.
    struct Venue {
        let reader: OrderReader
        /// Names of the options that are counted: their count is always told.
        private let counted: Set<String>

        init(_ menu: Menu) {
            reader = OrderReader(CatalogueIndex(menu.catalogue))
            counted = Set(menu.optionGroups.flatMap(\.options).filter { $0.count != nil }.map(\.name))
        }
    }

    private let venues: [String: Venue]

    /// - Parameter menus: by the venue's name.
    init(menus: Menus) {
        venues = menus.mapValues(Venue.init)
    }

    /// The prediction for one order; no lines for a venue without a menu.
    func output(for input: Input) -> Output {
        guard let venue = venues[input.venue] else { return Output(id: input.id, lines: [], confidence: 0) }
        let reading = venue.reader.changes(in: Utterance(input.utterance))
        var cart: [OrderLine] = []
        for change in reading.changes { cart = venue.reader.index.applying(change.value, to: cart) }
        let confidence = reading.changes.map(\.confidence).min() ?? 0
        return Output(
            id: input.id, lines: cart.map(venue.line), confidence: reading.doubts.isEmpty ? confidence : confidence * 0.6)
    }
}

extension OrdersTask.Venue {
    /// A line of the cart as the task writes it.
    func line(for line: OrderLine) -> OrdersTask.Output.Line {
        var output = OrdersTask.Output.Line(item: line.item.rawValue, quantity: line.quantity, options: [])
        for choice in line.options {
            guard choice.group.rawValue != Menu.sizeGroup else {
                output.size = choice.name
                continue
            }
            var option = OrdersTask.Output.Option(name: choice.name)
            switch choice.amount {
            case .normal: break
            case .extra, .light: option.amount = choice.amount.rawValue
            case .none: option.negated = true
            case .notExtra:
                option.negated = true
                option.amount = OptionChoice.Amount.extra.rawValue
            }
            if counted.contains(choice.name) { option.count = choice.count }
            output.options.append(option)
        }
        return output
    }
}
