/// What is known of the calls that another company's agent held.
extension TenantSchema {
    static let attendants = Migration(
        name: "tenant-022-attendants-usage",
        changes: [
            // Of which version of the business's data it was told.
            .add("told_version", .integer.defaulting(to: "0"), to: "attendant_call"),
            .add("end_reason", .text.optional, to: "attendant_call"),
            .add("billed_seconds", .integer.optional, to: "attendant_call"),
            .index(.business, table: "attendant_call", columns: ["created_at"]),
        ])
}
