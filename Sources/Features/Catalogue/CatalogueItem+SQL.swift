import Conversation
import Core
import Foundation
import Storage

extension TenantTransaction {
    /// The whole menu in the owner's order.
    func catalogueItems() throws -> [CatalogueItem] {
        let currency = try profile().currency
        return try rows("SELECT * FROM catalogue_item ORDER BY position, name").map { try CatalogueItem($0, currency: currency) }
    }

    /// One page of the menu by name, beginning after a name.
    func catalogueItems(afterName name: String, limit: Int) throws -> [CatalogueItem] {
        let currency = try profile().currency
        return try rows("SELECT * FROM catalogue_item WHERE name > \(name) ORDER BY name LIMIT \(limit)")
            .map { try CatalogueItem($0, currency: currency) }
    }

    func catalogueItem(_ id: CatalogueItem.ID) throws -> CatalogueItem? {
        let currency = try profile().currency
        return try row("SELECT * FROM catalogue_item WHERE id = \(id)").map { try CatalogueItem($0, currency: currency) }
    }

    /// Adds or replaces an item, and its category's heading.
    func save(_ item: CatalogueItem, at instant: Date) throws {
        let position = try next("catalogue_position")
        try execute(
            """
            INSERT INTO catalogue_item (id, name, category, price, aliases, option_groups, is_available, allergens, description,
                position, created_at, updated_at)
            VALUES (\(item.id), \(item.name), \(item.category), \(item.price.minorUnits), \(json: item.aliases),
                \(json: item.optionGroups), \(item.isAvailable), \(json: item.allergens), \(item.description), \(position),
                \(instant), \(instant))
            ON CONFLICT (business_id, id) DO UPDATE SET name = excluded.name, category = excluded.category, price = excluded.price,
                aliases = excluded.aliases, option_groups = excluded.option_groups, is_available = excluded.is_available,
                allergens = excluded.allergens, description = excluded.description, updated_at = excluded.updated_at
            """)
        if !item.category.isEmpty {
            try execute(
                """
                INSERT INTO catalogue_category (name, words, position) VALUES (\(item.category), '[]', \(position))
                ON CONFLICT (business_id, name) DO NOTHING
                """)
        }
        try markFactsChanged()
    }

    /// - Returns: false when there was no such item.
    func removeCatalogueItem(_ id: CatalogueItem.ID) throws -> Bool {
        let removed = try execute("DELETE FROM catalogue_item WHERE id = \(id)") > 0
        if removed { try markFactsChanged() }
        return removed
    }

    func catalogueCategories() throws -> [Catalogue.Category] {
        try rows("SELECT name, words FROM catalogue_category ORDER BY position, name").map {
            Catalogue.Category(name: try $0.get("name"), words: try $0.json("words", as: [String].self))
        }
    }
}

extension CatalogueItem {
    fileprivate init(_ row: Row, currency: String) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), category: try row.get("category"),
            price: Money(minorUnits: try row.get("price"), currency: currency), aliases: try row.json("aliases", as: [String].self),
            optionGroups: try row.json("option_groups", as: [OptionGroup].self), isAvailable: try row.get("is_available"),
            allergens: try row.json("allergens", as: [String].self), description: try row.get("description"))
    }
}
