import Conversation
import Core

/// Predictions for the `orders` evaluation task: each utterance is read against its venue's menu, as a first turn with an empty cart.
struct OrdersPrediction {
    /// What the task gives for each order.
    struct Input: Decodable {
        var id: String
        var venue: String
        var utterance: String
    }

    /// A venue's menu as the task describes it.
    struct Menu: Decodable {
        var kinds: [Kind]
        var items: [Item]
        var sizes: [Named]
        var optionGroups: [Group]

        struct Kind: Decodable {
            var kind: String
            var words: [String]
            var sized: Bool
            var optionGroups: [String]

            enum CodingKeys: String, CodingKey {
                case kind, words, sized
                case optionGroups = "option_groups"
            }
        }

        struct Item: Decodable {
            var name: String
            var aliases: [String]
            var kind: String
        }

        struct Named: Decodable {
            var name: String
            var aliases: [String]
            /// Present where the option is one that is counted.
            var count: Int?
        }

        struct Group: Decodable {
            var group: String
            var options: [Named]
        }

        enum CodingKeys: String, CodingKey {
            case kinds, items, sizes
            case optionGroups = "option_groups"
        }
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

    private struct Venue {
        var reader: OrderReader
        /// Names of the options that are counted: their count is always told.
        var counted: Set<String>
    }

    private let venues: [String: Venue]

    /// - Parameter menus: by the venue's name.
    init(menus: [String: Menu]) {
        venues = menus.mapValues { menu in
            let counted = menu.optionGroups.flatMap(\.options).filter { $0.count != nil }.map(\.name)
            return Venue(reader: OrderReader(CatalogueIndex(Self.catalogue(of: menu))), counted: Set(counted))
        }
    }

    /// The prediction for one order; no lines for a venue without a menu.
    func output(for input: Input) -> Output {
        guard let venue = venues[input.venue] else { return Output(id: input.id, lines: [], confidence: 0) }
        let reading = venue.reader.changes(in: Utterance(input.utterance))
        var cart: [OrderLine] = []
        for change in reading.changes { cart = venue.reader.index.applying(change.value, to: cart) }
        let confidence = reading.changes.map(\.confidence).min() ?? 0
        return Output(
            id: input.id, lines: cart.map { line(for: $0, of: venue) }, confidence: reading.doubts.isEmpty ? confidence : confidence * 0.6)
    }

    private func line(for line: OrderLine, of venue: Venue) -> Output.Line {
        var output = Output.Line(item: line.item.rawValue, quantity: line.quantity, options: [])
        for choice in line.options {
            guard choice.group.rawValue != Self.sizeGroup else {
                output.size = choice.name
                continue
            }
            var option = Output.Option(name: choice.name)
            switch choice.amount {
            case .normal: break
            case .extra, .light: option.amount = choice.amount.rawValue
            case .none: option.negated = true
            case .notExtra:
                option.negated = true
                option.amount = OptionChoice.Amount.extra.rawValue
            }
            if venue.counted.contains(choice.name) { option.count = choice.count }
            output.options.append(option)
        }
        return output
    }

    private static let sizeGroup = "size"

    /// A menu as a business would enter it: prices are unknown here and do not matter.
    private static func catalogue(of menu: Menu) -> Catalogue {
        let free = Money(minorUnits: 0, currency: "USD")
        func options(_ named: [Menu.Named]) -> [OptionGroup.Option] {
            // An option that is counted is listed once for each count: the first is the option itself.
            named.filter { ($0.count ?? 1) == 1 }.map { OptionGroup.Option(name: $0.name, aliases: $0.aliases, priceDelta: free) }
        }
        let size = OptionGroup(id: .init(sizeGroup), name: "Size", role: .size, maximum: 1, options: options(menu.sizes))
        let groups = Dictionary(
            menu.optionGroups.map { ($0.group, OptionGroup(id: .init($0.group), name: $0.group, options: options($0.options))) },
            uniquingKeysWith: { first, _ in first })
        let groupsOfKinds = Dictionary(
            menu.kinds.map { kind in (kind.kind, (kind.sized ? [size] : []) + kind.optionGroups.compactMap { groups[$0] }) },
            uniquingKeysWith: { first, _ in first })
        return Catalogue(
            items: menu.items.map { item in
                CatalogueItem(
                    id: .init(item.name), name: item.name, category: item.kind, price: free, aliases: item.aliases,
                    optionGroups: groupsOfKinds[item.kind] ?? [])
            },
            categories: menu.kinds.map { Catalogue.Category(name: $0.kind, words: $0.words) })
    }
}
