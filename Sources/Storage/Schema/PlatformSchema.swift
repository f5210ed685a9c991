/// The platform's own tables: who its businesses are and how they get in. Nothing a caller says is stored here.
enum PlatformSchema {
    static let migrations = [
        Migration(
            name: "platform-001-businesses",
            changes: [
                .create(business), .create(apiKey), .create(callToken), .create(provisioningStep), .create(auditLog),
                .index(.platform, table: "api_key", columns: ["business_id"]),
                .index(.platform, table: "call_token", columns: ["expires_at"]),
                .index(.platform, table: "audit_log", columns: ["business_id"]),
            ]),
        Migration(name: "platform-002-webhooks", changes: [.create(webhookBusiness)]),
        Migration(
            name: "platform-003-phone",
            changes: [
                .create(phoneNumber), .create(lineToken), .index(.platform, table: "phone_number", columns: ["business_id"]),
                .index(.platform, table: "line_token", columns: ["expires_at"]),
            ]),
        Migration(
            name: "platform-004-letters",
            changes: [.create(letter), .index(.platform, table: "letter", columns: ["state", "due_at"])]),
        accounts,
        billing,
        stripe,
        mail,
        registration,
        operators,
        reconciliation,
        taxes,
        ultravox,
        key,
    ]

    static func table(
        _ name: String, _ columns: KeyValuePairs<String, ColumnType>, primaryKey: [String], unique: [[String]] = [],
        references: [Table.Reference] = []
    ) -> Table {
        Table(name: name, owner: .platform, columns: columns, primaryKey: primaryKey, unique: unique, references: references)
    }

    private static let business = Table(
        name: "business", owner: .platform,
        columns: [
            "business_id": .text, "business_name": .text, "business_type": .text, "subdomain": .text, "email": .text,
            "phone": .text.optional, "erpnext_company": .text.optional, "subscription_plan": .text, "webhook_url": .text.optional,
            "voice_config": .json.defaulting(to: "'{}'"), "active": .flag.defaulting(to: "1"), "trial_end_date": .time.optional,
            "monthly_usage": .integer.defaulting(to: "0"), "usage_limit": .integer.optional, "demo": .flag, "time_zone": .text,
            "currency": .text, "created_at": .time,
        ], primaryKey: ["business_id"], unique: [["subdomain"]])

    private static let apiKey = Table(
        name: "api_key", owner: .platform,
        columns: [
            "id": .text, "business_id": .text, "kind": .oneOf("secret", "publishable"), "hash": .text, "prefix": .text, "label": .text,
            "created_at": .time, "revoked_at": .time.optional,
        ], primaryKey: ["id"], unique: [["hash"]], references: [toBusiness])

    private static let callToken = Table(
        name: "call_token", owner: .platform,
        columns: ["hash": .text, "business_id": .text, "call_id": .text, "created_at": .time, "expires_at": .time],
        primaryKey: ["hash"], references: [toBusiness])

    private static let provisioningStep = Table(
        name: "provisioning_step", owner: .platform,
        columns: ["business_id": .text, "step": .text, "state": .text, "detail": .text.defaulting(to: "''"), "updated_at": .time],
        primaryKey: ["business_id", "step"], references: [toBusiness])

    /// The businesses whose outboxes hold something, with when it is due.
    private static let webhookBusiness = Table(
        name: "webhook_business", owner: .platform, columns: ["business_id": .text], primaryKey: ["business_id"],
        references: [toBusiness])

    /// The primary key is what makes a number one business's alone.
    private static let phoneNumber = Table(
        name: "phone_number", owner: .platform,
        columns: ["number": .text, "business_id": .text, "assigned_at": .time, "connected_at": .time.optional], primaryKey: ["number"],
        references: [toBusiness])

    /// Removed by its first use.
    private static let lineToken = Table(
        name: "line_token", owner: .platform,
        columns: ["hash": .text, "business_id": .text, "call_id": .text, "created_at": .time, "expires_at": .time],
        primaryKey: ["hash"], references: [toBusiness])

    /// Kept when the business it is about goes.
    private static let auditLog = Table(
        name: "audit_log", owner: .platform,
        columns: ["id": .text, "at": .time, "operator": .text, "action": .text, "business_id": .text, "reason": .text],
        primaryKey: ["id"])

    /// Mail that the platform owes somebody. `key` is what makes it once: the same occasion queues it a second time in vain. Kept when
    /// the business goes, for the last one says so.
    private static let letter = Table(
        name: "letter", owner: .platform,
        columns: [
            "key": .text, "business_id": .text.optional, "recipient": .json, "content": .json,
            "state": .oneOf("pending", "sent", "failed", "withheld"), "attempts": .integer, "due_at": .time,
            "last_error": .text.optional, "created_at": .time, "updated_at": .time,
        ], primaryKey: ["key"])

    static let toBusiness = Table.Reference(columns: ["business_id"], table: "business", key: ["business_id"])
}
