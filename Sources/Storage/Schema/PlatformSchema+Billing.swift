/// Plans, subscriptions and what was charged for them. Amounts are in minor units of the row's own currency, times are whole seconds.
///
/// Invoices, credit notes, payments and changes do not refer to the business's row: the books are kept when the business goes.
extension PlatformSchema {
    static let billing = Migration(
        name: "platform-006-billing",
        changes: [
            .create(planVersion), .create(subscription), .create(subscriptionChange), .create(numberSeries), .create(invoice),
            .create(invoiceLine), .create(creditNote), .create(payment), .create(usageMonth), .create(usageDue),
            .add(
                "standing",
                .oneOf("trialing", "active", "past_due", "read_only", "suspended", "deleted").defaulting(to: "'trialing'"), to: "business"),
            .index(.platform, table: "subscription", columns: ["due_at"]),
            .index(.platform, table: "subscription_change", columns: ["business_id", "change_date"]),
            .index(.platform, table: "invoice", columns: ["business_id", "sequence"]),
            .index(.platform, table: "invoice", columns: ["status", "due_at"]),
            .index(.platform, table: "credit_note", columns: ["business_id", "sequence"]),
            .index(.platform, table: "payment", columns: ["invoice"]),
            .index(.platform, table: "usage_due", columns: ["due_at"]),
            .index(.platform, table: "business", columns: ["standing"]),
        ])

    /// A generation of a plan. A row is never edited: a changed price is a new version, and who has the old one keeps it.
    private static let planVersion = Table(
        name: "plan_version", owner: .platform,
        columns: [
            "plan": .text, "version": .integer, "price": .money, "included_sessions": .integer.optional, "overage_price": .money.optional,
            "currency": .text, "since": .time,
        ], primaryKey: ["plan", "version"])

    /// `due_at` is when the clock has to look at it next; NULL when time alone changes nothing.
    private static let subscription = Table(
        name: "subscription", owner: .platform,
        columns: [
            "business_id": .text, "plan": .text, "plan_version": .integer,
            "status": .oneOf("trialing", "active", "paused", "ended", "complimentary"), "collection": .oneOf("none", "invoice", "stripe"),
            "trial_ends_at": .time.optional, "anchor": .time, "period_start": .time, "period_end": .time,
            "settled_overage": .integer, "pending_plan": .text.optional, "pending_plan_version": .integer.optional,
            "cancels_at_period_end": .flag, "payment_due_at": .time.optional, "dunning": .text, "dunning_since": .time,
            "suspension": .text.optional, "reminded": .flag, "revision": .integer, "due_at": .time.optional, "updated_at": .time,
        ], primaryKey: ["business_id"],
        references: [
            toBusiness, .init(columns: ["plan", "plan_version"], table: "plan_version", key: ["plan", "version"]),
            .init(columns: ["pending_plan", "pending_plan_version"], table: "plan_version", key: ["plan", "version"]),
        ])

    private static let subscriptionChange = Table(
        name: "subscription_change", owner: .platform,
        columns: [
            "id": .text, "business_id": .text, "old_plan": .text.optional, "new_plan": .text.optional, "kind": .text, "change_date": .time,
            "prorated_amount": .money, "currency": .text, "actor": .text,
        ], primaryKey: ["id"])

    /// The last number given out of each series that may have no gaps.
    private static let numberSeries = Table(
        name: "number_series", owner: .platform, columns: ["name": .text, "value": .integer], primaryKey: ["name"])

    /// `reference` is the payment company's own name of it: the same invoice is recorded once.
    private static let invoice = Table(
        name: "invoice", owner: .platform,
        columns: [
            "number": .text, "sequence": .integer, "business_id": .text, "billed_to": .json, "currency": .text,
            "issued_at": .time, "due_at": .time, "status": .oneOf("open", "paid", "void"), "total": .money, "credited": .money,
            "paid": .money, "settled_at": .time.optional, "reference": .text.optional, "updated_at": .time,
        ], primaryKey: ["number"], unique: [["sequence"], ["reference"]])

    private static let invoiceLine = Table(
        name: "invoice_line", owner: .platform,
        columns: [
            "invoice": .text, "position": .integer, "kind": .text, "description": .text, "quantity": .integer, "unit_price": .money,
            "amount": .money, "period_start": .time.optional, "period_end": .time.optional,
        ], primaryKey: ["invoice", "position"], references: [toInvoice])

    private static let creditNote = Table(
        name: "credit_note", owner: .platform,
        columns: [
            "number": .text, "sequence": .integer, "business_id": .text, "invoice": .text, "issued_at": .time, "amount": .money,
            "currency": .text, "reason": .text,
        ], primaryKey: ["number"], unique: [["sequence"]], references: [toInvoice])

    /// `id` is the payment company's where it has one, so that a payment told of twice counts once.
    private static let payment = Table(
        name: "payment", owner: .platform,
        columns: [
            "id": .text, "business_id": .text, "invoice": .text, "amount": .money, "currency": .text, "method": .text, "note": .text,
            "received_at": .time,
        ], primaryKey: ["id"], references: [toInvoice])

    // MARK: What businesses used, as far as the platform was told: the truth is each business's own ledger.

    /// `month` is written `2027-01`, in UTC.
    private static let usageMonth = Table(
        name: "usage_month", owner: .platform,
        columns: [
            "business_id": .text, "month": .text, "channel": .text, "sessions": .integer, "seconds": .integer, "cost": .money,
            "updated_at": .time,
        ], primaryKey: ["business_id", "month", "channel"], references: [toBusiness])

    /// The businesses that had a call since they were last rolled up.
    private static let usageDue = Table(
        name: "usage_due", owner: .platform, columns: ["business_id": .text, "called_at": .time, "due_at": .time],
        primaryKey: ["business_id"], references: [toBusiness])

    private static let toInvoice = Table.Reference(columns: ["invoice"], table: "invoice", key: ["number"])
}
