/// What goes to customers, to the owner and to the owner's own servers.
extension TenantSchema {
    static let messages = Migration(
        name: "tenant-011-messages",
        changes: [
            // How a message travels; `url` is where to: https://…, mailto:…, tel:….
            .add("channel", ColumnType.oneOf("webhook", "mail", "sms").defaulting(to: "'webhook'"), to: "outbox"),
            .add("endpoint_id", .text.optional, to: "outbox"),
            .create(webhookEndpoint), .create(messageSuppression),
            .index(.business, table: "outbox", columns: ["endpoint_id", "id"]),
            .index(.business, table: "outbox", columns: ["state", "updated_at"]),
        ])

    static let messageAllowance = Migration(
        name: "tenant-028-message-allowance",
        changes: [
            .index(.business, table: "outbox", columns: ["url", "created_at"]),
            .index(.business, table: "outbox", columns: ["channel", "created_at"]),
        ])

    /// A server of the owner's that is told of events. `secret_number` counts its secrets, of which none is stored.
    private static let webhookEndpoint = table(
        "webhook_endpoint",
        [
            "id": .text, "url": .text, "description": .text, "events": .json, "active": .flag, "disabled_reason": .text.optional,
            "secret_number": .integer, "secret_since": .time, "created_at": .time, "updated_at": .time,
        ], primaryKey: ["id"])

    /// Customers who get no mail: every mail, or reminders only.
    private static let messageSuppression = table(
        "message_suppression",
        ["address": .text, "topic": .oneOf("all", "reminders"), "reason": .text, "created_at": .time], primaryKey: ["address", "topic"])
}
