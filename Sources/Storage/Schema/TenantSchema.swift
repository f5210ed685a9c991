/// A business's own tables. Each also has the column `business_id`, which the database fills in and no query names but in
/// a conflict target.
enum TenantSchema {
    static let migrations = [
        Migration(
            name: "tenant-001-knowledge",
            changes: [.create(setting), .create(catalogueCategory), .create(catalogueItem), .create(service), .create(supportCategory)]),
        Migration(
            name: "tenant-002-calls",
            changes: [
                .create(customer), .create(voiceSession), .create(callEvent), .create(actionReceipt),
                .index(.business, table: "voice_session", columns: ["status", "started_at"]),
            ]),
        Migration(
            name: "tenant-003-records",
            changes: [
                .create(order), .create(appointment), .create(slotClaim), .create(ticket),
                .index(.business, table: "voice_appointment", columns: ["starts_at"]),
                .index(.business, table: "slot_claim", columns: ["call_id"]),
                .index(.business, table: "slot_claim", columns: ["appointment_id"]),
                .index(.business, table: "voice_restaurant_order", columns: ["customer_id", "number"]),
                .index(.business, table: "voice_appointment", columns: ["customer_id", "number"]),
                .index(.business, table: "voice_support_ticket", columns: ["customer_id", "number"]),
            ]),
        Migration(
            name: "tenant-004-numbers", changes: [.create(counter)]),
        Migration(
            name: "tenant-005-workflows",
            changes: [
                .create(workflow), .create(submission), .create(outbox), .index(.business, table: "outbox", columns: ["state", "due_at"]),
            ]),
        Migration(name: "tenant-006-phone", changes: [.create(phoneLeg), .create(callBack)]),
        Migration(
            name: "tenant-007-attendants",
            changes: [
                .create(attendantCall), .create(attendantEvent), .create(toolAnswer),
                .index(.business, table: "attendant_call", columns: ["call_id"]),
            ]),
        office,
        configuration,
        usage,
        messages,
        idempotency,
        audit,
        operators,
        Migration(
            name: "tenant-015-attendants-on-the-telephone",
            changes: [.add("medium", .oneOf("relayed", "direct").defaulting(to: "'relayed'"), to: "attendant_call")]),
        followedConfigurations,
        cancelReason,
        lapsedOffers,
        attendants,
        messageAllowance,
    ]

    static var tables: [Table] {
        migrations.flatMap(\.changes).compactMap { change in
            if case .create(let table) = change { table } else { nil }
        }
    }

    // MARK: What the business knows

    private static let setting = table("setting", ["key": .text, "value": .json], primaryKey: ["key"])

    private static let catalogueCategory = table(
        "catalogue_category", ["name": .text, "words": .json, "position": .integer], primaryKey: ["name"])

    private static let catalogueItem = table(
        "catalogue_item",
        [
            "id": .text, "name": .text, "category": .text, "price": .money, "aliases": .json, "option_groups": .json,
            "is_available": .flag, "allergens": .json, "description": .text.optional, "position": .integer, "created_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"], unique: [["name"]])

    private static let service = table(
        "service",
        [
            "id": .text, "name": .text, "aliases": .json, "duration_minutes": .integer, "buffer_minutes": .integer,
            "price": .money.optional, "is_available": .flag, "created_at": .time, "updated_at": .time,
        ], primaryKey: ["id"], unique: [["name"]])

    private static let supportCategory = table(
        "support_category",
        ["id": .text, "name": .text, "keywords": .json, "priority": .text, "created_at": .time, "updated_at": .time],
        primaryKey: ["id"], unique: [["name"]])

    // MARK: Who called, and what was said

    private static let customer = table(
        "customer",
        [
            "id": .text, "phone_identity": .text, "phone": .text, "name": .text, "email": .text.optional, "created_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"], unique: [["phone_identity"]])

    private static let voiceSession = table(
        "voice_session",
        [
            "id": .text, "started_at": .time, "ended_at": .time.optional, "phone": .text.optional, "channel": .text, "status": .text,
            "outcome": .text.optional, "last_sequence": .integer, "updated_at": .time,
        ], primaryKey: ["id"])

    /// The log. `sequence` counts within the call, `position` within the business, both without gaps.
    private static let callEvent = table(
        "call_event",
        ["call_id": .text, "sequence": .integer, "position": .integer, "at": .time, "kind": .text, "body": .json],
        primaryKey: ["call_id", "sequence"], unique: [["position"]], references: [toCall])

    /// One row for each action done: the key is what makes it once.
    private static let actionReceipt = table(
        "action_receipt", ["call_id": .text, "action": .text, "revision": .integer, "receipt": .json, "created_at": .time],
        primaryKey: ["call_id", "action", "revision"], references: [toCall])

    // MARK: Calls that another company's agent answers

    /// That company's own name of a call. A call that was cut off has had several.
    private static let attendantCall = table(
        "attendant_call", ["reference": .text, "attendant": .text, "call_id": .text, "created_at": .time], primaryKey: ["reference"],
        references: [toCall])

    /// What that company has told of a call, each once.
    private static let attendantEvent = table(
        "attendant_event", ["reference": .text, "event": .text, "billed_seconds": .integer.optional, "received_at": .time],
        primaryKey: ["reference", "event"])

    /// What a call of a tool was answered, for when it comes again.
    private static let toolAnswer = table(
        "tool_answer", ["call_id": .text, "invocation": .text, "answer": .json, "created_at": .time],
        primaryKey: ["call_id", "invocation"], references: [toCall])

    // MARK: What came of it. Calls and customers may be forgotten before these, so nothing here refers to them by key.

    private static let order = table(
        "voice_restaurant_order",
        [
            "id": .text, "number": .integer, "call_id": .text.optional, "order_type": .text, "order_status": .text,
            "customer_id": .text.optional, "customer_name": .text, "customer_phone": .text.optional, "delivery_address": .text.optional,
            "lines": .json, "notes": .text.optional, "total": .money, "created_at": .time, "updated_at": .time,
        ], primaryKey: ["id"], unique: [["number"]])

    private static let appointment = table(
        "voice_appointment",
        [
            "id": .text, "number": .integer, "call_id": .text.optional, "service_id": .text, "service_name": .text, "starts_at": .time,
            "ends_at": .time, "resource": .text, "status": .text, "customer_id": .text.optional, "customer_name": .text,
            "customer_phone": .text.optional, "notes": .text.optional, "created_at": .time, "updated_at": .time,
        ], primaryKey: ["id"], unique: [["number"]])

    /// Five minutes of a resource's time, counted since 1970-01-01T00:00Z: held by a call until a moment, or booked. The
    /// primary key is what forbids a double booking.
    private static let slotClaim = table(
        "slot_claim",
        [
            "resource": .text, "cell": .integer, "appointment_id": .text.optional, "call_id": .text.optional,
            "held_until": .time.optional,
        ], primaryKey: ["resource", "cell"])

    private static let ticket = table(
        "voice_support_ticket",
        [
            "id": .text, "number": .integer, "call_id": .text.optional, "category_id": .text.optional, "category": .text,
            "priority": .text, "status": .text, "subject": .text, "description": .text, "customer_id": .text.optional,
            "customer_name": .text.optional, "customer_phone": .text.optional, "due_at": .time.optional, "created_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"], unique: [["number"]])

    // MARK: What the owner asks callers, and where the answers go

    private static let workflow = table(
        "workflow",
        [
            "id": .text, "name": .text, "active": .flag, "webhook_url": .text.optional, "declaration": .json, "created_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"], unique: [["name"]])

    private static let submission = table(
        "voice_submission",
        [
            "id": .text, "number": .integer, "call_id": .text.optional, "workflow": .text, "title": .text, "status": .text,
            "answers": .json, "customer_id": .text.optional, "customer_name": .text, "customer_phone": .text.optional,
            "created_at": .time, "updated_at": .time,
        ], primaryKey: ["id"], unique: [["number"]])

    /// Messages for outside, each written in the transaction of what it tells of. A row is kept when it is done: it is the log.
    private static let outbox = table(
        "outbox",
        [
            "id": .text, "kind": .text, "url": .text, "body": .text, "state": .oneOf("pending", "delivered", "failed"),
            "attempts": .integer, "due_at": .time, "last_status": .integer.optional, "last_error": .text.optional, "created_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"])

    // MARK: Telephone

    /// What the telephone company knows of a call, under its own name for it.
    private static let phoneLeg = table(
        "phone_leg",
        [
            "id": .text, "call_id": .text, "number": .text, "direction": .oneOf("inbound", "outbound"), "status": .text,
            "status_sequence": .integer, "duration_seconds": .integer.optional, "connections": .integer, "started_at": .time,
            "updated_at": .time,
        ], primaryKey: ["id"], unique: [["call_id"]], references: [toCall])

    /// The last attempt to ring the customer of a ticket.
    private static let callBack = table(
        "call_back", ["ticket_id": .text, "call_id": .text, "asked_at": .time], primaryKey: ["ticket_id"], references: [toCall])

    // MARK: Numbers given out

    private static let counter = table("counter", ["name": .text, "value": .integer], primaryKey: ["name"])

    private static let toCall = Table.Reference(columns: ["call_id"], table: "voice_session", key: ["id"])

    static func table(
        _ name: String, _ columns: KeyValuePairs<String, ColumnType>, primaryKey: [String], unique: [[String]] = [],
        references: [Table.Reference] = []
    ) -> Table {
        Table(name: name, owner: .business, columns: columns, primaryKey: primaryKey, unique: unique, references: references)
    }
}
