/// What is added to invoices, what is paid back on cards, and what a payment waits for.
extension PlatformSchema {
    static let taxes = Migration(
        name: "platform-015-taxes-and-refunds",
        changes: [
            .create(taxRate), .create(refund), .index(.platform, table: "refund", columns: ["state", "due_at"]),
            .add("payment_url", .text.optional, to: "invoice"),
            .add("awaits_customer", .flag.defaulting(to: "0"), to: "invoice"),
        ])

    /// `country` is of two letters, `*` all others.
    private static let taxRate = table(
        "tax_rate", ["country": .text, "name": .text, "parts_per_million": .integer, "reversed": .flag], primaryKey: ["country"])

    /// Money on its way back to a card, under the number of the credit note that says why. `payment` is Stripe's payment intent, once it is
    /// known; `reference` Stripe's name of the refund, once there is one.
    private static let refund = table(
        "refund",
        [
            "credit_note": .text, "business_id": .text, "invoice": .text, "amount": .money, "currency": .text,
            "state": .oneOf("pending", "sent", "failed"), "attempts": .integer, "due_at": .time, "payment": .text.optional,
            "reference": .text.optional, "last_error": .text.optional, "created_at": .time, "updated_at": .time,
        ], primaryKey: ["credit_note"], references: [.init(columns: ["credit_note"], table: "credit_note", key: ["number"])])
}
