import Conversation
import Core
public import Foundation
public import Storage

/// What staff say of what is left of an item: how many portions, or that it is sold out.
public struct StockEdit: Sendable, Codable {
    /// How many are left; null where it is no longer counted.
    public var remaining: Patch<Int> = .keep
    public var soldOut: Bool?

    enum CodingKeys: String, CodingKey {
        case remaining
        case soldOut = "sold_out"
    }
}

/// Why an item can, or cannot, be ordered now.
public struct ItemExplanation: Sendable, Hashable, Codable {
    public let isAvailable: Bool
    /// Nil where it is not counted.
    public let remaining: Int?
    /// Whether the menu has it switched off.
    public let isSwitchedOff: Bool
    /// Since when it is sold out, and who called it so or took the last one.
    public let soldOutSince: Date?
    public let soldOutBy: String?

    enum CodingKeys: String, CodingKey {
        case remaining
        case isAvailable = "is_available"
        case isSwitchedOff = "is_switched_off"
        case soldOutSince = "sold_out_since"
        case soldOutBy = "sold_out_by"
    }
}

extension BackOffice {
    /// More of one thing nobody counts.
    private static let mostPortions = 100_000

    /// Running calls know of it with their next turn.
    ///
    /// - Throws: `Problem` when there is no such item, or so many cannot be.
    public func change(stockOf id: String, to edit: StockEdit, by principal: Principal, in tenant: Tenant) async throws -> Stock {
        try await act(by: principal, in: tenant) { desk in
            let item = CatalogueItem.ID(id)
            guard let known = try desk.transaction.catalogueItem(item) else { throw Problem.notFound(MenuItems.noun) }
            let before = try desk.transaction.stock(of: item) ?? Stock()
            var stock = before
            edit.remaining.apply(to: &stock.remaining)
            if let remaining = stock.remaining, !(0...Self.mostPortions).contains(remaining) {
                throw Problem.invalid("#/remaining", "There are 0 to \(Self.mostPortions) portions.")
            }
            // New portions end it; none left, or somebody's word, begins it.
            let isRestocked = stock.remaining != before.remaining && stock.remaining != 0
            let isSoldOut = edit.soldOut ?? (stock.remaining == 0 || before.soldOutAt != nil && !isRestocked)
            if isSoldOut, before.soldOutAt == nil { (stock.soldOutAt, stock.soldOutBy) = (desk.now, desk.author) }
            if !isSoldOut { (stock.soldOutAt, stock.soldOutBy) = (nil, nil) }
            guard stock.remaining != 0 || isSoldOut else {
                throw Problem.invalid("#/remaining", "With no portions left it is sold out: say how many there are.")
            }
            try desk.transaction.save(stock, of: item, at: desk.now)
            try desk.transaction.markAvailabilityChanged()
            try desk.note(
                isSoldOut ? .soldOut : .restocked, of: .stock, record: id, number: known.name, version: .first,
                changes: try RecordChange.differences(before, stock))
            return stock
        }
    }

    /// What is left of all items that are counted or sold out; of the others there is as much as anybody wants.
    public func allStock(in tenant: Tenant) async throws -> [ItemStock] {
        try await tenant.read { try $0.allStock() }
    }

    public func stock(of id: String, in tenant: Tenant) async throws -> Stock {
        try await tenant.read { transaction in
            guard try transaction.catalogueItem(.init(id)) != nil else { throw Problem.notFound(MenuItems.noun) }
            return try transaction.stock(of: .init(id)) ?? Stock()
        }
    }

    /// - Throws: `Problem.notFound`.
    public func explain(item id: String, in tenant: Tenant) async throws -> ItemExplanation {
        try await tenant.read { transaction in
            guard let item = try transaction.catalogueItem(.init(id)) else { throw Problem.notFound(MenuItems.noun) }
            let stock = try transaction.stock(of: item.id)
            return ItemExplanation(
                isAvailable: item.isAvailable && stock?.soldOutAt == nil, remaining: stock?.remaining, isSwitchedOff: !item.isAvailable,
                soldOutSince: stock?.soldOutAt, soldOutBy: stock?.soldOutBy)
        }
    }
}
