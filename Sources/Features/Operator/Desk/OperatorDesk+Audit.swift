public import Core
import Storage

extension OperatorDesk {
    /// What was done on the platform, newest first.
    ///
    /// - Parameters:
    ///   - business: whose; nil for those of all, and of the platform itself.
    ///   - text: a part of who, what, to which thing or why; nil for all.
    public func audit(
        of business: Business.ID?, matching text: String?, before cursor: String?, limit: Int
    ) async throws -> Page<AuditRecord> {
        let found = try await store.platform.read { transaction in
            try transaction.auditRecords(of: business, matching: text, before: cursor, limit: limit + 1)
        }
        let page = Array(found.prefix(limit))
        return Page(data: page, nextCursor: found.count > limit ? page.last?.id : nil)
    }
}

extension PlatformTransaction {
    fileprivate func auditRecords(
        of business: Business.ID?, matching text: String?, before cursor: String?, limit: Int
    ) throws -> [AuditRecord] {
        let pattern = text.map { "%" + $0.lowercased().escapedForLike + "%" } ?? "%"
        return try rows(
            """
            SELECT * FROM audit_log
            WHERE id < \(cursor ?? AuditLog.end) AND (business_id = \(business?.rawValue ?? "") OR \(business == nil ? 1 : 0) = 1)
                AND lower(operator || ' ' || action || ' ' || subject || ' ' || reason) LIKE \(pattern) ESCAPE '!'
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { row in
            let reason: String = try row.get("reason")
            return try AuditRecord(row, actor: "operator", reason: reason.isEmpty ? nil : reason)
        }
    }
}
