public import Foundation
public import Storage

/// Something a business owns many of and edits with its key: menu items, services, support categories, customers.
///
/// One declaration gives each of them the same five routes with the same behaviour.
public protocol OwnedResource: Sendable {
    /// As it is sent and read.
    associatedtype Document: Codable & Sendable

    /// The last part of its list's path: `menu`.
    static var path: String { get }
    /// What one is called in a sentence: `menu item`.
    static var noun: String { get }
    /// What no two of them may share: `name`.
    static var identity: String { get }
    /// The prefix of new identifiers: `item`.
    static var identifierPrefix: String { get }

    /// The text by which a list is ordered, unique within the business: the cursor of the page after it.
    static func sortKey(of document: Document) -> String
    /// Up to `limit` documents whose sort key follows `cursor`.
    static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [Document]
    static func find(_ id: String, in transaction: TenantTransaction) throws -> Document?
    /// Adds or replaces, and returns what is stored.
    ///
    /// - Throws: `Problem` when the document is not valid; `StorageError.uniqueViolation` when its name is taken.
    static func save(_ document: Document, id: String, at instant: Date, in transaction: TenantTransaction) throws -> Document
    /// - Returns: false when there was nothing to remove.
    static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool
}

extension OwnedResource {
    public static var identity: String { "name" }
}
