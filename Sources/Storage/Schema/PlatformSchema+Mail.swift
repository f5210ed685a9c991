/// Who gets no mail, and whose outbox has to be looked into when.
extension PlatformSchema {
    static let mail = Migration(
        name: "platform-008-mail",
        changes: [
            .create(mailSuppression), .add("due_at", .time.optional, to: "webhook_business"),
            .index(.platform, table: "webhook_business", columns: ["due_at"]),
        ])

    /// `address` is in lower case; no `topic` is all mail. An address of a business's customer is never here.
    private static let mailSuppression = table(
        "mail_suppression",
        ["address": .text, "topic": .text, "reason": .oneOf("refused", "unwanted"), "detail": .text, "created_at": .time],
        primaryKey: ["address", "topic"])
}
