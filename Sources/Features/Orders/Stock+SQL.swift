public import Conversation
public import Core
public import Foundation
import Storage

/// What is left of an item of the menu. Kept apart from the menu: it changes with every order, and a menu that is published again does
/// not bring back what is eaten.
public struct Stock: Sendable, Hashable, Codable {
    /// Nil where it is not counted.
    public var remaining: Int?
    /// Since when it is sold out; nil while it can be had.
    public var soldOutAt: Date?
    /// Who called it sold out, or whose order took the last one.
    public var soldOutBy: String?

    enum CodingKeys: String, CodingKey {
        case remaining
        case soldOutAt = "sold_out_at"
        case soldOutBy = "sold_out_by"
    }
}

/// What is left of one item, for a list of all.
public struct ItemStock: Sendable, Hashable, Codable {
    public let itemID: CatalogueItem.ID
    public let stock: Stock

    public init(itemID: CatalogueItem.ID, stock: Stock) {
        self.itemID = itemID
        self.stock = stock
    }

    public init(from decoder: any Decoder) throws {
        itemID = try decoder.container(keyedBy: CodingKeys.self).decode(CatalogueItem.ID.self, forKey: .itemID)
        stock = try Stock(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try stock.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(itemID, forKey: .itemID)
    }

    private enum CodingKeys: String, CodingKey {
        case itemID = "item_id"
    }
}

extension TenantTransaction {
    /// What is left of all items that are counted or sold out.
    func allStock() throws -> [ItemStock] {
        try rows("SELECT * FROM stock WHERE remaining IS NOT NULL OR sold_out_at IS NOT NULL ORDER BY item_id").map {
            ItemStock(itemID: try $0.get("item_id"), stock: try Stock($0))
        }
    }

    /// The menu as it can be ordered now: what is sold out is not available.
    func orderableItems() throws -> [CatalogueItem] {
        let soldOut = try soldOutItems()
        return try catalogueItems().map { item in
            var item = item
            item.isAvailable = item.isAvailable && !soldOut.contains(item.id)
            return item
        }
    }

    func soldOutItems() throws -> Set<CatalogueItem.ID> {
        Set(try rows("SELECT item_id FROM stock WHERE sold_out_at IS NOT NULL").map { try $0.get("item_id") })
    }

    /// Nil for an item that is neither counted nor sold out.
    func stock(of item: CatalogueItem.ID) throws -> Stock? {
        try row("SELECT * FROM stock WHERE item_id = \(item)").map { try Stock($0) }
    }

    func save(_ stock: Stock, of item: CatalogueItem.ID, at instant: Date) throws {
        try execute(
            """
            INSERT INTO stock (item_id, remaining, sold_out_at, sold_out_by, updated_at)
            VALUES (\(item), \(stock.remaining), \(stock.soldOutAt), \(stock.soldOutBy), \(instant))
            ON CONFLICT (business_id, item_id) DO UPDATE SET remaining = excluded.remaining, sold_out_at = excluded.sold_out_at,
                sold_out_by = excluded.sold_out_by, updated_at = excluded.updated_at
            """)
    }

    /// Takes portions of an item, in the transaction of the order they are for. The last one makes the item sold out, in running calls
    /// too.
    ///
    /// - Returns: how many are left when that is too few, and nothing was taken; nil when they were.
    func take(_ portions: Int, of item: CatalogueItem.ID, for taker: String, at instant: Date) throws -> Int? {
        guard var stock = try stock(of: item), let remaining = stock.remaining else { return nil }
        guard remaining >= portions else { return remaining }
        stock.remaining = remaining - portions
        if remaining == portions {
            (stock.soldOutAt, stock.soldOutBy) = (instant, taker)
            try markAvailabilityChanged()
        }
        try save(stock, of: item, at: instant)
        return nil
    }

    /// Puts portions back that an order does not need any more. What staff have called sold out stays so.
    func putBack(_ portions: Int, of item: CatalogueItem.ID, at instant: Date) throws {
        guard var stock = try stock(of: item), let remaining = stock.remaining else { return }
        stock.remaining = remaining + portions
        if remaining == 0, stock.soldOutAt != nil {
            (stock.soldOutAt, stock.soldOutBy) = (nil, nil)
            try markAvailabilityChanged()
        }
        try save(stock, of: item, at: instant)
    }
}

extension Stock {
    fileprivate init(_ row: Row) throws {
        self.init(remaining: try row.get("remaining"), soldOutAt: try row.get("sold_out_at"), soldOutBy: try row.get("sold_out_by"))
    }
}
