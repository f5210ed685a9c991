public import Conversation
import Core
public import Foundation
public import Storage

/// A support category as owners send and read it: `{"name": "Billing Questions", "priority": "Medium"}`.
public struct SupportCategoryDocument: Sendable, Hashable, Codable {
    public var id: String?
    public var name: String
    public var priority: SupportCategory.Priority
    /// Words and phrases of callers that point to this category, beside its name's own.
    public var keywords: [String]?
}

extension SupportCategoryDocument {
    private static let mostKeywords = 200

    /// - Throws: `Problem` with every violation found.
    func check() throws {
        var violations = Problem.Violation.inName(name, at: "#/name")
        violations += Problem.Violation.inTexts(keywords, atMost: Self.mostKeywords, at: "#/keywords")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
    }
}

/// What a business's tickets can be about.
public enum SupportCategories: OwnedResource {
    public static let path = "support-categories"
    public static let noun = "support category"
    public static let identifierPrefix = "category"

    public static func sortKey(of document: SupportCategoryDocument) -> String { document.name }

    public static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [SupportCategoryDocument] {
        try transaction.rows("SELECT * FROM support_category WHERE name > \(cursor) ORDER BY name LIMIT \(limit)")
            .map { SupportCategoryDocument(try SupportCategory($0)) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> SupportCategoryDocument? {
        try transaction.row("SELECT * FROM support_category WHERE id = \(id)").map { SupportCategoryDocument(try SupportCategory($0)) }
    }

    public static func save(
        _ document: SupportCategoryDocument, id: String, at instant: Date, in transaction: TenantTransaction
    ) throws -> SupportCategoryDocument {
        try document.check()
        let category = SupportCategory(
            id: .init(id), name: document.name.trimmingCharacters(in: .whitespacesAndNewlines), keywords: document.keywords ?? [],
            priority: document.priority)
        try transaction.execute(
            """
            INSERT INTO support_category (id, name, keywords, priority, created_at, updated_at)
            VALUES (\(category.id), \(category.name), \(json: category.keywords), \(category.priority), \(instant), \(instant))
            ON CONFLICT (business_id, id) DO UPDATE SET name = excluded.name, keywords = excluded.keywords,
                priority = excluded.priority, updated_at = excluded.updated_at
            """)
        try transaction.markFactsChanged()
        return SupportCategoryDocument(category)
    }

    public static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool {
        let removed = try transaction.execute("DELETE FROM support_category WHERE id = \(id)") > 0
        if removed { try transaction.markFactsChanged() }
        return removed
    }
}

extension TenantTransaction {
    func supportCategories() throws -> [SupportCategory] {
        try rows("SELECT * FROM support_category ORDER BY created_at, name").map { try SupportCategory($0) }
    }

    func supportCategory(_ id: SupportCategory.ID) throws -> SupportCategory? {
        try row("SELECT * FROM support_category WHERE id = \(id)").map { try SupportCategory($0) }
    }
}

extension SupportCategory {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), keywords: try row.json("keywords", as: [String].self),
            priority: try row.get("priority"))
    }
}

extension SupportCategoryDocument {
    init(_ category: SupportCategory) {
        id = category.id.rawValue
        name = category.name
        priority = category.priority
        keywords = category.keywords
    }
}
