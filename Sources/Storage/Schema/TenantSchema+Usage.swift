/// What the business's calls cost it.
extension TenantSchema {
    static let usage = Migration(
        name: "tenant-010-usage",
        changes: [.create(usageRecord), .index(.business, table: "usage_record", columns: ["ended_at"])])

    /// The ledger: a row for each ended session, written in the transaction that ends it. Nothing is ever changed in it, and nothing
    /// refers to the call: what was said may be forgotten before what it cost.
    private static let usageRecord = table(
        "usage_record",
        [
            "session_id": .text, "started_at": .time, "ended_at": .time, "duration_seconds": .integer, "channel": .text, "outcome": .text,
            "cost": .money, "currency": .text,
        ], primaryKey: ["session_id"])
}
