/// What staff do with the books: versions, notes and history of records, resources, stock, the waiting list, calendars.
extension TenantSchema {
    static let office = Migration(
        name: "tenant-008-office",
        changes: [
            .add("version", firstVersion, to: "voice_restaurant_order"),
            .add("tax", .money.defaulting(to: "0"), to: "voice_restaurant_order"),
            .add("ready_at", .time.optional, to: "voice_restaurant_order"),
            .add("version", firstVersion, to: "voice_appointment"),
            .add("version", firstVersion, to: "voice_support_ticket"), .add("assignee", .text.optional, to: "voice_support_ticket"),
            .add("clock_start", .time.optional, to: "voice_support_ticket"), .add("respond_by", .time.optional, to: "voice_support_ticket"),
            .add("resolve_by", .time.optional, to: "voice_support_ticket"),
            .add("responded_at", .time.optional, to: "voice_support_ticket"),
            .add("resolved_at", .time.optional, to: "voice_support_ticket"),
            .add("merged_into", .text.optional, to: "voice_support_ticket"),
            .add("version", firstVersion, to: "voice_submission"),
            .add("version", firstVersion, to: "customer"), .add("blocked_at", .time.optional, to: "customer"),
            .add("block_reason", .text.optional, to: "customer"),
            .add("buffer_before_minutes", .integer.defaulting(to: "0"), to: "service"),
            .add("lead_minutes", .integer.defaulting(to: "30"), to: "service"),
            .add("horizon_days", .integer.defaulting(to: "90"), to: "service"),
            .add("resources", .json.defaulting(to: "'[]'"), to: "service"),
            .add("respond_minutes", .integer.optional, to: "support_category"),
            .add("resolve_minutes", .integer.optional, to: "support_category"),
            .create(resource), .create(stock), .create(recordNote), .create(recordChange), .create(waitingListEntry), .create(calendarFeed),
            .create(customerAlias),
            .index(.business, table: "record_note", columns: ["kind", "record_id"]),
            .index(.business, table: "record_change", columns: ["kind", "record_id"]),
            .index(.business, table: "voice_restaurant_order", columns: ["ready_at"]),
            .index(.business, table: "voice_submission", columns: ["customer_id", "number"]),
            .index(.business, table: "waiting_list_entry", columns: ["state", "created_at"]),
        ])

    static let cancelReason = Migration(
        name: "tenant-018-cancel-reason", changes: [.add("cancel_reason", .text.optional, to: "voice_restaurant_order")])

    static let lapsedOffers = Migration(
        name: "tenant-019-lapsed-offers", changes: [.add("lapsed_at", .time.optional, to: "waiting_list_entry")])

    /// Grows with each change of a row, so that nobody overwrites what they have not seen.
    private static let firstVersion = ColumnType.integer.defaulting(to: "1")

    /// Who or what is booked: a doctor, a room, a chair.
    private static let resource = table(
        "resource",
        ["id": .text, "name": .text, "is_available": .flag, "created_at": .time, "updated_at": .time], primaryKey: ["id"],
        unique: [["name"]])

    /// What is left of an item of the menu that is counted, or that staff have called sold out. Not part of the menu: it changes with
    /// every order.
    private static let stock = table(
        "stock",
        [
            "item_id": .text, "remaining": .integer.optional, "sold_out_at": .time.optional, "sold_out_by": .text.optional,
            "updated_at": .time,
        ], primaryKey: ["item_id"])

    private static let recordNote = table(
        "record_note",
        ["id": .text, "kind": .text, "record_id": .text, "at": .time, "author": .text, "is_public": .flag, "text": .text],
        primaryKey: ["id"])

    /// The history of a record. `position` is its place in the business's feed, in one series with the calls' events; what a call
    /// changed stands there as the call's event, and has none here.
    private static let recordChange = table(
        "record_change",
        [
            "id": .text, "position": .integer.optional, "at": .time, "kind": .text, "record_id": .text, "number": .text,
            "version": .integer, "author": .text, "action": .text, "changes": .json,
        ], primaryKey: ["id"], unique: [["position"]])

    private static let waitingListEntry = table(
        "waiting_list_entry",
        [
            "id": .text, "service_id": .text, "service_name": .text, "resource_id": .text.optional, "wish": .json,
            "appointment_id": .text.optional, "customer_name": .text, "customer_phone": .text,
            "state": .oneOf("waiting", "offered", "booked", "withdrawn"), "offered_start": .time.optional,
            "offered_resource": .text.optional, "offered_until": .time.optional, "version": firstVersion, "created_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"])

    /// Who may read the calendar without a key: only the token's hash is kept.
    private static let calendarFeed = table(
        "calendar_feed", ["id": .text, "hash": .text, "label": .text, "resource_id": .text.optional, "created_at": .time],
        primaryKey: ["id"], unique: [["hash"]])

    /// Further numbers of a customer, from those that turned out to be the same person.
    private static let customerAlias = table(
        "customer_alias", ["phone_identity": .text, "customer_id": .text, "phone": .text], primaryKey: ["phone_identity"])
}
