/// What makes counting a business's day cheap.
extension TenantSchema {
    static let operators = Migration(
        name: "tenant-014-operator",
        changes: [
            .index(.business, table: "voice_restaurant_order", columns: ["created_at", "total"]),
            .index(.business, table: "voice_appointment", columns: ["created_at", "id"]),
            .index(.business, table: "voice_support_ticket", columns: ["created_at", "id"]),
            .index(.business, table: "voice_submission", columns: ["created_at", "id"]),
        ])
}
