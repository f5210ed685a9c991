/// The people who sign in, and what the keys of programs are good for.
extension PlatformSchema {
    static let accounts = Migration(
        name: "platform-005-accounts",
        changes: [
            .create(account), .create(membership), .create(accountSession), .create(recoveryCode), .create(passwordReset),
            .create(invitation), .create(failedAttempts),
            .index(.platform, table: "membership", columns: ["account_id"]),
            .index(.platform, table: "account_session", columns: ["account_id"]),
            .index(.platform, table: "invitation", columns: ["business_id"]),
            // Words with a space between them; no scopes are all of them.
            .add("scopes", .text.optional, to: "api_key"),
            .add("origins", .text.optional, to: "api_key"),
            .add("created_by", .text.optional, to: "api_key"),
            .add("last_used_at", .time.optional, to: "api_key"),
            .add("expires_at", .time.optional, to: "api_key"),
            .add("actor_kind", .text.defaulting(to: "'operator'"), to: "audit_log"),
            .add("actor_id", .text.defaulting(to: "''"), to: "audit_log"),
            .add("subject", .text.defaulting(to: "''"), to: "audit_log"),
            .add("details", .json.defaulting(to: "'{}'"), to: "audit_log"),
        ])

    /// `email` is in lower case. `password` is a hash with its parameters, and missing until one is chosen. `second_factor` is a sealed
    /// secret, in force since `second_factor_at`; `second_factor_step` is the last step whose code was used.
    private static let account = table(
        "account",
        [
            "id": .text, "email": .text, "name": .text, "password": .text.optional, "password_changed_at": .time.optional,
            "platform_operator": .flag.defaulting(to: "0"), "second_factor": .text.optional, "second_factor_at": .time.optional,
            "second_factor_step": .integer.defaulting(to: "0"), "created_at": .time,
        ], primaryKey: ["id"], unique: [["email"]])

    private static let membership = table(
        "membership", ["business_id": .text, "account_id": .text, "role": .oneOf("staff", "manager", "owner"), "created_at": .time],
        primaryKey: ["business_id", "account_id"], references: [toBusiness, toAccount])

    /// `role` and `reason` are there when an operator goes into a business without being a member.
    private static let accountSession = table(
        "account_session",
        [
            "id": .text, "hash": .text, "account_id": .text, "business_id": .text.optional, "role": .text.optional,
            "reason": .text.optional, "address": .text, "agent": .text, "created_at": .time, "last_seen_at": .time, "expires_at": .time,
        ], primaryKey: ["id"], unique: [["hash"]], references: [toAccount, toBusiness])

    /// Each stands in for the second factor once. `code` is a message authentication code of it.
    private static let recoveryCode = table(
        "recovery_code", ["account_id": .text, "code": .text, "used_at": .time.optional], primaryKey: ["account_id", "code"],
        references: [toAccount])

    private static let passwordReset = table(
        "password_reset", ["id": .text, "account_id": .text, "created_at": .time, "expires_at": .time], primaryKey: ["id"],
        references: [toAccount])

    private static let invitation = table(
        "invitation",
        [
            "id": .text, "business_id": .text, "email": .text, "role": .oneOf("staff", "manager", "owner"), "invited_by": .text,
            "created_at": .time, "expires_at": .time,
        ], primaryKey: ["id"], unique: [["business_id", "email"]], references: [toBusiness])

    /// How often a password was wrong: for an account's address of mail, and for a network address.
    private static let failedAttempts = table(
        "failed_attempts", ["subject": .text, "count": .integer, "last_at": .time, "barred_until": .time], primaryKey: ["subject"])

    private static let toAccount = Table.Reference(columns: ["account_id"], table: "account", key: ["id"])
}
