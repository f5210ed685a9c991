import Conversation
import Core
public import Foundation
public import Storage

/// The workflows that a business has declared. The active one answers its calls, in place of the one that comes with its type.
public enum Workflows: OwnedResource {
    public static let path = "workflows"
    public static let noun = "workflow"
    public static let identifierPrefix = "workflow"

    public static func sortKey(of document: WorkflowDocument) -> String { document.declaration.name }

    public static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [WorkflowDocument] {
        try transaction.rows("SELECT * FROM workflow WHERE name > \(cursor) ORDER BY name LIMIT \(limit)").map { try WorkflowDocument($0) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> WorkflowDocument? {
        try transaction.row("SELECT * FROM workflow WHERE id = \(id)").map { try WorkflowDocument($0) }
    }

    public static func save(
        _ document: WorkflowDocument, id: String, at instant: Date, in transaction: TenantTransaction
    ) throws -> WorkflowDocument {
        let violations = document.violations()
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        let isActive = document.active ?? true
        // Who answers the calls is one of them, or none.
        if isActive { try transaction.execute("UPDATE workflow SET active = 0 WHERE id <> \(id)") }
        try transaction.execute(
            """
            INSERT INTO workflow (id, name, active, webhook_url, declaration, created_at, updated_at)
            VALUES (\(id), \(document.declaration.name), \(isActive), \(document.webhookURL), \(json: document.declaration),
                \(instant), \(instant))
            ON CONFLICT (business_id, id) DO UPDATE SET name = excluded.name, active = excluded.active,
                webhook_url = excluded.webhook_url, declaration = excluded.declaration, updated_at = excluded.updated_at
            """)
        try transaction.markFactsChanged()
        var stored = document
        stored.id = id
        stored.active = isActive
        return stored
    }

    public static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool {
        let removed = try transaction.execute("DELETE FROM workflow WHERE id = \(id)") > 0
        if removed { try transaction.markFactsChanged() }
        return removed
    }
}

extension TenantTransaction {
    /// The workflow that answers the calls; nil for the one that comes with the business's type.
    func activeWorkflow() throws -> WorkflowDocument? {
        try row("SELECT * FROM workflow WHERE active = 1").map { try WorkflowDocument($0) }
    }
}

extension WorkflowDocument {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), active: try row.get("active"), webhookURL: try row.get("webhook_url"),
            declaration: try row.json("declaration", as: WorkflowDeclaration.self))
    }
}
