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
    /// Minutes of opening hours within which a ticket of its priority is to be answered and settled; nothing is promised without.
    public var respondMinutes: Int?
    public var resolveMinutes: Int?

    enum CodingKeys: String, CodingKey {
        case id, name, priority, keywords
        case respondMinutes = "respond_minutes"
        case resolveMinutes = "resolve_minutes"
    }
}

extension SupportCategoryDocument {
    private static let mostKeywords = 200
    /// A year.
    private static let mostMinutes = 525_600

    /// - Throws: `Problem` with every violation found.
    func check() throws {
        var violations = Problem.Violation.inName(name, at: "#/name")
        violations += Problem.Violation.inTexts(keywords, atMost: Self.mostKeywords, at: "#/keywords")
        for (name, minutes) in [("respond_minutes", respondMinutes), ("resolve_minutes", resolveMinutes)] {
            guard let minutes, !(1...Self.mostMinutes).contains(minutes) else { continue }
            violations.append(.init(pointer: "#/\(name)", detail: "These are 1 to \(Self.mostMinutes) minutes."))
        }
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
            .map { try SupportCategoryDocument($0) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> SupportCategoryDocument? {
        try transaction.row("SELECT * FROM support_category WHERE id = \(id)").map { try SupportCategoryDocument($0) }
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
            INSERT INTO support_category (id, name, keywords, priority, respond_minutes, resolve_minutes, created_at, updated_at)
            VALUES (\(category.id), \(category.name), \(json: category.keywords), \(category.priority), \(document.respondMinutes),
                \(document.resolveMinutes), \(instant), \(instant))
            ON CONFLICT (business_id, id) DO UPDATE SET name = excluded.name, keywords = excluded.keywords,
                priority = excluded.priority, respond_minutes = excluded.respond_minutes, resolve_minutes = excluded.resolve_minutes,
                updated_at = excluded.updated_at
            """)
        try transaction.recomputeDeadlines(of: category.id)
        try transaction.markFactsChanged()
        var saved = SupportCategoryDocument(category)
        (saved.respondMinutes, saved.resolveMinutes) = (document.respondMinutes, document.resolveMinutes)
        return saved
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
    fileprivate init(_ row: Row) throws {
        self.init(try SupportCategory(row))
        (respondMinutes, resolveMinutes) = (try row.get("respond_minutes"), try row.get("resolve_minutes"))
    }

    init(_ category: SupportCategory) {
        id = category.id.rawValue
        name = category.name
        priority = category.priority
        keywords = category.keywords
    }
}
