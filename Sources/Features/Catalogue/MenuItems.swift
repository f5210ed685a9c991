import Conversation
import Core
public import Foundation
public import Storage

/// What a business sells.
public enum MenuItems: OwnedResource {
    public static let path = "menu"
    public static let noun = "menu item"
    public static let identifierPrefix = "item"

    public static func sortKey(of document: MenuItemDocument) -> String { document.name }

    public static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [MenuItemDocument] {
        try transaction.catalogueItems(afterName: cursor, limit: limit).map { MenuItemDocument($0) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> MenuItemDocument? {
        try transaction.catalogueItem(.init(id)).map { MenuItemDocument($0) }
    }

    public static func save(
        _ document: MenuItemDocument, id: String, at instant: Date, in transaction: TenantTransaction
    ) throws -> MenuItemDocument {
        let item = try document.item(id: .init(id), currency: transaction.profile().currency)
        try transaction.save(item, at: instant)
        return MenuItemDocument(item)
    }

    public static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool {
        try transaction.removeCatalogueItem(.init(id))
    }
}
