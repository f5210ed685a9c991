/// What was asked for once, and what was answered.
extension TenantSchema {
    static let idempotency = Migration(
        name: "tenant-012-idempotency",
        changes: [.create(idempotencyKey), .index(.business, table: "idempotency_key", columns: ["created_at"])])

    /// `key` and `request` are hashes. Written in the transaction of what was done; `status`, `headers` and the sealed `body` follow when
    /// it is answered.
    private static let idempotencyKey = table(
        "idempotency_key",
        [
            "key": .text, "attempt": .text, "request": .text, "status": .integer.optional, "headers": .json.optional,
            "body": .text.optional, "created_at": .time,
        ], primaryKey: ["key"])
}
