import Conversation
import Core

/// By the venue's name.
public typealias Menus = [String: Menu]

/// A venue's menu as the task describes it.
public struct Menu: Decodable, Sendable {
    var kinds: [Kind]
    var items: [Item]
    var sizes: [Named]
    var optionGroups: [Group]

    struct Kind: Decodable, Sendable {
        var kind: String
        var words: [String]
        var sized: Bool
        var optionGroups: [String]

        enum CodingKeys: String, CodingKey {
            case kind, words, sized
            case optionGroups = "option_groups"
        }
    }

    struct Item: Decodable, Sendable {
        var name: String
        var aliases: [String]
        var kind: String
    }

    struct Named: Decodable, Sendable {
        var name: String
        var aliases: [String]
        /// Present where the option is one that is counted.
        var count: Int?
    }

    struct Group: Decodable, Sendable {
        var group: String
        var options: [Named]
    }

    enum CodingKeys: String, CodingKey {
        case kinds, items, sizes
        case optionGroups = "option_groups"
    }

    static let sizeGroup = "size"

    /// A menu as a business would enter it: prices are unknown here and do not matter.
    var catalogue: Catalogue {
        let free = Money(minorUnits: 0, currency: "USD")
        func options(_ named: [Named]) -> [OptionGroup.Option] {
            // An option that is counted is listed once for each count: the first is the option itself.
            named.filter { ($0.count ?? 1) == 1 }.map { OptionGroup.Option(name: $0.name, aliases: $0.aliases, priceDelta: free) }
        }
        let size = OptionGroup(id: .init(Self.sizeGroup), name: "Size", role: .size, maximum: 1, options: options(sizes))
        let groups = Dictionary(
            optionGroups.map { ($0.group, OptionGroup(id: .init($0.group), name: $0.group, options: options($0.options))) },
            uniquingKeysWith: { first, _ in first })
        let groupsOfKinds = Dictionary(
            kinds.map { kind in (kind.kind, (kind.sized ? [size] : []) + kind.optionGroups.compactMap { groups[$0] }) },
            uniquingKeysWith: { first, _ in first })
        return Catalogue(
            items: items.map { item in
                CatalogueItem(
                    id: .init(item.name), name: item.name, category: item.kind, price: free, aliases: item.aliases,
                    optionGroups: groupsOfKinds[item.kind] ?? [])
            },
            categories: kinds.map { Catalogue.Category(name: $0.kind, words: $0.words) })
    }
}
