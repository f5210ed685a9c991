/// What is known of businesses at Stripe, what it has told, and what it is owed to be told.
extension PlatformSchema {
    static let stripe = Migration(
        name: "platform-007-stripe",
        changes: [
            .create(stripeCustomer), .create(stripeEvent), .create(stripeMeterEvent), .create(billingDetails),
            .index(.platform, table: "stripe_event", columns: ["state", "due_at"]),
            .index(.platform, table: "stripe_event", columns: ["customer", "state"]),
            .index(.platform, table: "stripe_event", columns: ["received_at"]),
            .index(.platform, table: "stripe_meter_event", columns: ["state", "due_at"]),
            .index(.platform, table: "stripe_meter_event", columns: ["business_id", "at"]),
        ])

    /// A business is one customer, and a customer one business. `metered_at` is when its usage was looked at last.
    private static let stripeCustomer = Table(
        name: "stripe_customer", owner: .platform,
        columns: [
            "business_id": .text, "customer": .text, "subscription": .text.optional, "synced_at": .time.optional,
            "metered_at": .time.optional,
        ], primaryKey: ["business_id"], unique: [["customer"]], references: [toBusiness])

    /// The primary key is what makes an event count once. `business_id` is whom the event itself names: perhaps nobody we know. What else it
    /// says is not kept: Stripe has it under the same name.
    private static let stripeEvent = Table(
        name: "stripe_event", owner: .platform,
        columns: [
            "id": .text, "type": .text, "customer": .text.optional, "business_id": .text.optional, "invoice": .text.optional,
            "state": .oneOf("pending", "working", "done", "ignored", "failed"), "attempts": .integer, "due_at": .time,
            "last_error": .text.optional, "created_at": .time, "received_at": .time, "processed_at": .time.optional,
        ], primaryKey: ["id"])

    /// One for each session that is charged for beyond a plan; the primary key, the session's own, is what Stripe knows a repeat by.
    private static let stripeMeterEvent = Table(
        name: "stripe_meter_event", owner: .platform,
        columns: [
            "session_id": .text, "business_id": .text, "customer": .text, "event_name": .text, "at": .time,
            "state": .oneOf("pending", "sent", "failed"), "attempts": .integer, "due_at": .time, "last_error": .text.optional,
            "created_at": .time, "updated_at": .time,
        ], primaryKey: ["session_id"])

    /// How a business wants to be named on its invoices.
    private static let billingDetails = Table(
        name: "billing_details", owner: .platform, columns: ["business_id": .text, "details": .json, "updated_at": .time],
        primaryKey: ["business_id"], references: [toBusiness])
}
