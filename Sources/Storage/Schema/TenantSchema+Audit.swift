/// What people and programs did in a business.
extension TenantSchema {
    static let audit = Migration(name: "tenant-013-audit", changes: [.create(auditEntry)])

    /// Sorted by `id`, which begins with the time.
    private static let auditEntry = table(
        "audit_entry",
        [
            "id": .text, "at": .time, "actor_kind": .text, "actor_id": .text, "actor": .text, "action": .text, "subject": .text,
            "details": .json, "reason": .text.optional,
        ], primaryKey: ["id"])
}
