public import Conversation
import Core
public import Foundation

/// A menu item as owners send and read it. Prices are decimal numbers of the business's currency, kept exactly.
public struct MenuItemDocument: Sendable, Hashable, Codable {
    public var id: String?
    public var name: String
    public var price: Decimal
    public var category: String?
    public var aliases: [String]?
    public var optionGroups: [Group]?
    public var available: Bool?
    public var allergens: [String]?
    public var description: String?

    public struct Group: Sendable, Hashable, Codable {
        public var id: String?
        public var name: String
        public var role: OptionGroup.Role?
        public var minimum: Int?
        public var maximum: Int?
        public var options: [Option]
    }

    public struct Option: Sendable, Hashable, Codable {
        public var name: String
        public var aliases: [String]?
        public var priceDelta: Decimal?
        public var isDefault: Bool?
        public var available: Bool?

        enum CodingKeys: String, CodingKey {
            case name, aliases, available
            case priceDelta = "price_delta"
            case isDefault = "default"
        }
    }

    enum CodingKeys: String, CodingKey {
        case id, name, price, category, aliases, available, allergens, description
        case optionGroups = "option_groups"
    }
}

extension MenuItemDocument {
    /// Bounds of one item, so that one business's mistake stays small.
    private enum Limit {
        static let descriptionLength = 1000
        static let aliases = 50
        static let groups = 30
        static let optionsInGroup = 200
    }

    public init(_ item: CatalogueItem) {
        id = item.id.rawValue
        name = item.name
        price = item.price.decimal
        category = item.category
        aliases = item.aliases
        available = item.isAvailable
        allergens = item.allergens
        description = item.description
        optionGroups = item.optionGroups.map { group in
            Group(
                id: group.id.rawValue, name: group.name, role: group.role, minimum: group.minimum, maximum: group.maximum,
                options: group.options.map {
                    Option(
                        name: $0.name, aliases: $0.aliases, priceDelta: $0.priceDelta.decimal, isDefault: $0.isDefault,
                        available: $0.isAvailable)
                })
        }
    }

    /// The item this document describes.
    ///
    /// - Throws: `Problem` with every violation found.
    func item(id: CatalogueItem.ID, currency: String) throws -> CatalogueItem {
        var violations: [Problem.Violation] = []
        violations += Problem.Violation.inName(name, at: "#/name")
        if let description {
            violations += Problem.Violation.inLength(
                of: description, as: "A description", 0...Limit.descriptionLength, at: "#/description")
        }
        violations += Problem.Violation.inTexts(aliases, atMost: Limit.aliases, at: "#/aliases")
        violations += Problem.Violation.inTexts(allergens, atMost: Limit.aliases, at: "#/allergens")
        violations += Problem.Violation.inTexts(category.map { [$0] }, atMost: 1, at: "#/category")
        if (optionGroups?.count ?? 0) > Limit.groups {
            violations.append(.init(pointer: "#/option_groups", detail: "An item has at most \(Limit.groups) option groups."))
        }
        let price = Money.reading(price, currency: currency, at: "#/price", into: &violations)
        let groups = (optionGroups ?? []).enumerated().map { Self.group($1, item: id, at: $0, currency: currency, into: &violations) }
        guard violations.isEmpty, let price else { throw Problem.invalid(violations) }
        return CatalogueItem(
            id: id, name: name.trimmingCharacters(in: .whitespacesAndNewlines), category: category ?? "", price: price,
            aliases: aliases ?? [], optionGroups: groups, isAvailable: available ?? true, allergens: allergens ?? [],
            description: description)
    }

    private static func group(
        _ group: Group, item: CatalogueItem.ID, at index: Int, currency: String, into violations: inout [Problem.Violation]
    ) -> OptionGroup {
        let pointer = "#/option_groups/\(index)"
        violations += Problem.Violation.inName(group.name, at: "\(pointer)/name")
        if group.options.isEmpty || group.options.count > Limit.optionsInGroup {
            violations.append(.init(pointer: "\(pointer)/options", detail: "A group has 1 to \(Limit.optionsInGroup) options."))
        }
        if Set(group.options.map { $0.name.lowercased() }).count < group.options.count {
            violations.append(.init(pointer: "\(pointer)/options", detail: "Two options of a group cannot have the same name."))
        }
        let minimum = group.minimum ?? 0
        if minimum < 0 || minimum > (group.maximum ?? .max) {
            violations.append(.init(pointer: "\(pointer)/minimum", detail: "The minimum is at least 0 and at most the maximum."))
        }
        let options = group.options.enumerated().map { position, option in
            violations += Problem.Violation.inName(option.name, at: "\(pointer)/options/\(position)/name")
            violations += Problem.Violation.inTexts(
                option.aliases, atMost: Limit.aliases, at: "\(pointer)/options/\(position)/aliases")
            return OptionGroup.Option(
                name: option.name, aliases: option.aliases ?? [],
                priceDelta: Money.reading(
                    option.priceDelta ?? 0, currency: currency, at: "\(pointer)/options/\(position)/price_delta", mayBeNegative: true,
                    into: &violations) ?? Money(minorUnits: 0, currency: currency),
                isDefault: option.isDefault ?? false, isAvailable: option.available ?? true)
        }
        return OptionGroup(
            id: OptionGroup.ID(group.id ?? "\(item.rawValue)-\(index)"), name: group.name, role: group.role ?? .modifier, minimum: minimum,
            maximum: group.maximum, options: options)
    }
}
