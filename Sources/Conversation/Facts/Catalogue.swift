public import Core

/// What a business sells, as a caller may name it.
public struct Catalogue: Sendable, Hashable, Codable {
    public var items: [CatalogueItem]
    /// The headings of the menu, with the words that name a whole heading ("pizza", "drink", "side").
    public var categories: [Category]

    public init(items: [CatalogueItem] = [], categories: [Category] = []) {
        self.items = items
        self.categories = categories
    }

    public struct Category: Sendable, Hashable, Codable {
        public var name: String
        public var words: [String]

        public init(name: String, words: [String] = []) {
            self.name = name
            self.words = words
        }
    }
}

/// One thing on the menu.
public struct CatalogueItem: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<CatalogueItem>

    public var id: ID
    public var name: String
    /// The name of its `Catalogue.Category`; empty when it has none.
    public var category: String
    public var price: Money
    /// Other names that callers use.
    public var aliases: [String]
    public var optionGroups: [OptionGroup]
    public var isAvailable: Bool
    /// What it contains that may harm a guest, in the owner's words ("gluten", "nuts").
    public var allergens: [String]
    /// One sentence for "what is in it?".
    public var description: String?

    public init(
        id: ID, name: String, category: String = "", price: Money, aliases: [String] = [], optionGroups: [OptionGroup] = [],
        isAvailable: Bool = true, allergens: [String] = [], description: String? = nil
    ) {
        self.id = id
        self.name = name
        self.category = category
        self.price = price
        self.aliases = aliases
        self.optionGroups = optionGroups
        self.isAvailable = isAvailable
        self.allergens = allergens
        self.description = description
    }
}

/// Choices that belong together: sizes, toppings, dressings.
public struct OptionGroup: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<OptionGroup>

    /// Equal groups of different items may share an id; the index then reads them once.
    public var id: ID
    public var name: String
    public var role: Role
    /// How many options must be chosen at least. When it is above the number of defaults, the agent asks.
    public var minimum: Int
    /// How many may be chosen at most; nil for any number.
    public var maximum: Int?
    public var options: [Option]

    public init(id: ID, name: String, role: Role = .modifier, minimum: Int = 0, maximum: Int? = nil, options: [Option]) {
        self.id = id
        self.name = name
        self.role = role
        self.minimum = minimum
        self.maximum = maximum
        self.options = options
    }

    /// Sizes come before the item in speech and exclude one another; modifiers can be added, left out, doubled.
    public enum Role: String, Sendable, Hashable, Codable {
        case size, modifier
    }

    public struct Option: Sendable, Hashable, Codable {
        /// Unique within its group.
        public var name: String
        public var aliases: [String]
        /// Added to the item's price for each unit of it.
        public var priceDelta: Money
        /// Part of the item unless the caller says otherwise: "no basil" can only leave out a default.
        public var isDefault: Bool
        public var isAvailable: Bool

        public init(name: String, aliases: [String] = [], priceDelta: Money, isDefault: Bool = false, isAvailable: Bool = true) {
            self.name = name
            self.aliases = aliases
            self.priceDelta = priceDelta
            self.isDefault = isDefault
            self.isAvailable = isAvailable
        }
    }
}
