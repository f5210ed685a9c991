/// Where our books and Stripe's say different things.
extension PlatformSchema {
    static let reconciliation = Migration(
        name: "platform-014-reconciliation",
        changes: [
            .create(stripeMeterDifference), .add("reconciled_at", .time.optional, to: "stripe_customer"),
            .index(.platform, table: "stripe_customer", columns: ["reconciled_at"]),
        ])

    /// A day (`2027-01-31`, in UTC) on which a meter has counted something else than it was told.
    private static let stripeMeterDifference = table(
        "stripe_meter_difference",
        [
            "business_id": .text, "event_name": .text, "day": .text, "told": .integer, "counted": .integer, "found_at": .time,
        ], primaryKey: ["business_id", "event_name", "day"], references: [toBusiness])
}
