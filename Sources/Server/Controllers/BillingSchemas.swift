import Features

/// The shapes of subscriptions, invoices and usage.
extension JSONSchema {
    private static let planName = choice(Plan.allCases.map(\.rawValue))
    private static let period = object(["start": instant, "end": instant])

    static let plan = object(
        [
            "name": planName, "version": integer(), "price": money.described("For a month, in advance"),
            "includedSessions": integer().orNull.described("Missing where as many as come"), "overagePrice": money.orNull,
        ], optional: ["includedSessions", "overagePrice"])

    static let subscription = object(
        [
            "standing": choice(Standing.allCases.map(\.rawValue)),
            "status": choice(["trialing", "active", "paused", "ended", "complimentary"]),
            "collection": choice(["none", "invoice", "stripe"]), "plan": plan, "period": period, "trialEndsAt": instant.orNull,
            "pendingPlan": planName.orNull.described("From the next period on"), "cancelsAtPeriodEnd": boolean,
            "paymentDueAt": instant.orNull.described("When what is unpaid was, or is, to be paid"),
            "awaitedPaymentURL": string(format: "uri").orNull.described("Where a payment by card waits to be confirmed to the bank"),
            "sessions": integer().described("Of this period so far"), "plans": array(of: plan),
            "changes": array(
                of: object(
                    [
                        "kind": choice(["begun", "upgraded", "downgraded", "ended"]), "oldPlan": planName.orNull,
                        "newPlan": planName.orNull, "changeDate": instant, "proratedAmount": money,
                    ], optional: ["oldPlan", "newPlan"])),
            "takesCards": boolean.described("Whether `checkout` leads to a page where a card can be given"),
        ], optional: ["trialEndsAt", "pendingPlan", "paymentDueAt", "awaitedPaymentURL"])

    static let subscriptionWish = object(
        [
            "action": choice(WishBody.Action.allCases.map(\.rawValue)), "plan": planName.orNull,
            "at": instant.orNull.described("Of a preview"), "total": integer().orNull.described("Of a preview, in minor units"),
        ], optional: ["plan", "at", "total"])

    private static let invoiceLine = object(
        [
            "kind": choice(["plan", "proration_credit", "proration_debit", "overage", "tax", "other"]), "description": string(),
            "quantity": integer(), "unitPrice": money, "amount": money.described("Quantity times unit price"), "period": period.orNull,
        ], optional: ["period"])

    static let subscriptionPreview = object(
        [
            "at": instant, "effectiveAt": instant, "lines": array(of: invoiceLine).described("Charged now"), "total": money, "plan": plan,
            "pendingPlan": planName.orNull,
        ], optional: ["pendingPlan"])

    static let invoice = object(
        [
            "number": string(), "status": choice(["open", "paid", "void"]), "issuedAt": instant, "dueAt": instant,
            "settledAt": instant.orNull,
            "billedTo": object(
                [
                    "name": string(), "email": string(), "timeZone": string(), "address": array(of: string()).orNull,
                    "country": string().orNull, "taxNumber": string().orNull,
                ], optional: ["address", "country", "taxNumber"]),
            "lines": array(of: invoiceLine), "total": money.described("The sum of the lines"), "credited": money, "paid": money,
            "amountDue": money,
            "paymentURL": string(format: "uri").orNull.described("Where it can be paid by card, once a payment has failed"),
            "awaitsCustomer": boolean.described("Whether a payment waits to be confirmed to the bank"),
        ], optional: ["settledAt", "paymentURL"])

    private static let channel = choice(["browser", "commandLine", "phone"])

    static let usage = object(
        [
            "period": period, "sessions": integer(), "includedSessions": integer().orNull, "overageSessions": integer(),
            "overageCost": money.described("What the period would be charged beyond its plan if it ended now"),
            "months": array(
                of: object(
                    ["month": string(), "channel": channel, "sessions": integer(), "seconds": integer(), "cost": money])),
        ], optional: ["includedSessions"])

    static let usageRecord = object(
        [
            "session": string(), "startedAt": instant, "endedAt": instant, "durationSeconds": integer(), "channel": channel,
            "outcome": string(), "cost": money,
        ])
}
