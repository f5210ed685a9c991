public import Core
public import Foundation
public import Storage

extension TenantTransaction {
    /// Writes down what was done in a business, in the transaction that does it.
    public func audit(_ entry: AuditEntry, at now: Date, identifiers: IdentifierSource = .system) throws {
        try execute(
            """
            INSERT INTO audit_entry (id, at, actor_kind, actor_id, actor, action, subject, details, reason)
            VALUES (\(identifiers.uuid(at: now)), \(now), \(entry.actor.kind), \(entry.actor.id), \(entry.actor.name), \(entry.action),
                \(entry.subject), \(json: entry.details), \(entry.reason))
            """)
    }

    /// - Parameter last: the identifier before which to begin, nil for the newest.
    func auditRecords(before last: String?, limit: Int) throws -> [AuditRecord] {
        try rows("SELECT * FROM audit_entry WHERE id < \(last ?? AuditLog.end) ORDER BY id DESC LIMIT \(limit)")
            .map { try AuditRecord($0, actor: "actor", reason: $0.get("reason")) }
    }
}

extension PlatformTransaction {
    /// Writes down what was done on the platform, in the transaction that does it.
    ///
    /// - Parameter business: whose affair it is, and in whose list it stands; nil for nobody's.
    public func audit(
        _ entry: AuditEntry, of business: Business.ID?, at now: Date, identifiers: IdentifierSource = .system
    ) throws {
        try execute(
            """
            INSERT INTO audit_log (id, at, operator, actor_kind, actor_id, action, subject, details, business_id, reason)
            VALUES (\(identifiers.uuid(at: now)), \(now), \(entry.actor.name), \(entry.actor.kind), \(entry.actor.id), \(entry.action),
                \(entry.subject), \(json: entry.details), \(business?.rawValue ?? ""), \(entry.reason ?? ""))
            """)
    }

    /// - Parameter business: whose; nil for those of all, and of the platform itself.
    func auditRecords(of business: Business.ID?, before last: String?, limit: Int) throws -> [AuditRecord] {
        let before = last ?? AuditLog.end
        let found =
            if let business {
                try rows(
                    """
                    SELECT * FROM audit_log WHERE business_id = \(business) AND id < \(before) ORDER BY id DESC LIMIT \(limit)
                    """)
            } else {
                try rows("SELECT * FROM audit_log WHERE id < \(before) ORDER BY id DESC LIMIT \(limit)")
            }
        return try found.map { row in
            let reason: String = try row.get("reason")
            return try AuditRecord(row, actor: "operator", reason: reason.isEmpty ? nil : reason)
        }
    }
}

extension AuditRecord {
    init(_ row: Row, actor: String, reason: String?) throws {
        self.init(
            id: try row.get("id"), at: try row.get("at"),
            actor: ActedBy(kind: try row.get("actor_kind"), id: try row.get("actor_id"), name: try row.get(actor)),
            action: try row.get("action"), subject: try row.get("subject"), details: try row.json("details", as: [String: String].self),
            reason: reason)
    }
}
