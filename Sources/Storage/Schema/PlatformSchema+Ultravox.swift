/// What is known of businesses' agents at Ultravox.
extension PlatformSchema {
    static let ultravox = Migration(
        name: "platform-017-ultravox",
        changes: [
            .create(ultravoxAgent), .index(.platform, table: "ultravox_agent", columns: ["due_at"]),
            .add("ultravox_seconds", .integer.defaulting(to: "0"), to: "business_day"),
        ])

    /// A business has one agent there. `fingerprint` is of what was sent last, `agent` what Ultravox calls it.
    private static let ultravoxAgent = table(
        "ultravox_agent",
        [
            "business_id": .text, "agent": .text.optional, "state": .oneOf("waiting", "synchronised", "refused"),
            "reason": .text.optional, "fingerprint": .text.optional, "attempts": .integer, "due_at": .time.optional,
            "claimed_until": .time.optional, "updated_at": .time,
        ], primaryKey: ["business_id"], references: [toBusiness])
}
