/// What the platform's operators need to know, and what is left of businesses that went.
extension PlatformSchema {
    static let operators = Migration(
        name: "platform-010-operator",
        changes: [
            .create(departure), .create(businessDay), .index(.platform, table: "departure", columns: ["swept_at"]),
            .index(.platform, table: "business_day", columns: ["business_id"]),
        ])

    /// A business that is deleted, from the moment when its doors were closed. Kept for good: it says who had that subdomain, who wanted
    /// it gone, and when it was. `notice` is what an operator has to see to by hand.
    private static let departure = table(
        "departure",
        [
            "business_id": .text, "subdomain": .text, "requested_by": .text, "reason": .text, "requested_at": .time,
            "finished_at": .time.optional, "swept_at": .time.optional, "notice": .text.defaulting(to: "''"),
        ], primaryKey: ["business_id"], references: [toBusiness])

    /// What a business did on one day (`2027-01-31`, in UTC), and on which plan: numbers only, kept when it goes.
    private static let businessDay = table(
        "business_day",
        [
            "day": .text, "business_id": .text, "plan": .text, "currency": .text, "calls": .integer, "seconds": .integer,
            "orders": .integer, "order_total": .money, "appointments": .integer, "tickets": .integer, "submissions": .integer,
            "updated_at": .time,
        ], primaryKey: ["day", "business_id"], references: [toBusiness])
}
