import Conversation
import Features

/// The shapes of the back office.
extension JSONSchema {
    static let version = integer().described("Counts its changes; the ETag to change it with")

    static let orderEdit = object(
        [
            "order_status": choice(Order.Status.allCases.map(\.rawValue)), "order_type": choice(OrderType.allCases.map(\.rawValue)),
            "customer_name": string(length: 1...120), "delivery_address": string().orNull, "notes": string().orNull,
            "ready_at": instant.orNull, "cancel_reason": string().orNull.described("Why it is, or was, cancelled"),
            "lines": array(
                of: object([
                    "line": integer().described("Its place in the order, from 0"), "quantity": integer(0...OrderLine.largestQuantity),
                ])),
        ], optional: ["order_status", "order_type", "customer_name", "delivery_address", "notes", "ready_at", "cancel_reason", "lines"])

    static let source = choice(RecordSource.allCases.map(\.rawValue)).described("Who wrote it down: a caller in a call, or staff by hand")

    private static let customerPhone = phone.orNull.described(
        "Known customers are found by it; who stands at the counter need not give one")

    static let orderByHand = object(
        [
            "lines": array(
                of: object(
                    [
                        "item": string().described("Its name on the menu"), "quantity": integer(1...OrderLine.largestQuantity),
                        "options": array(of: string()).described("Options by their names; \"no basil\" leaves one out"), "note": string(),
                    ], optional: ["options", "note"])),
            "order_type": choice(OrderType.allCases.map(\.rawValue)), "customer_name": string(length: 1...120),
            "customer_phone": customerPhone, "delivery_address": string().orNull.described("Needed for a delivery"),
            "notes": string().orNull,
        ], optional: ["customer_phone", "delivery_address", "notes"])

    static let appointmentByHand = object(
        [
            "service": string().described("Its name"), "start": instant.described("Any time that lies ahead and is nobody's"),
            "resource_id": string().orNull.described("With whom; the least busy without it"), "customer_name": string(length: 1...120),
            "customer_phone": customerPhone, "notes": string().orNull,
        ], optional: ["resource_id", "customer_phone", "notes"])

    static let ticketByHand = object(
        [
            "subject": string().orNull.described("In one line; the description's first without it"),
            "description": string().orNull.described("The subject without it"),
            "category": string().orNull.described("Its name; needed where the business has categories"),
            "priority": choice(SupportCategory.Priority.allCases.map(\.rawValue)).orNull.described("The category's own without it"),
            "customer_name": string(length: 1...120), "customer_phone": customerPhone,
        ], optional: ["subject", "description", "category", "priority", "customer_phone"])

    static let appointmentEdit = object(
        [
            "status": choice(Appointment.Status.allCases.map(\.rawValue)), "start": instant, "resource_id": string(),
            "customer_name": string(length: 1...120), "notes": string().orNull,
        ], optional: ["status", "start", "resource_id", "customer_name", "notes"])

    static let ticketEdit = object(
        [
            "status": choice(Ticket.Status.allCases.map(\.rawValue)),
            "priority": choice(SupportCategory.Priority.allCases.map(\.rawValue)), "category_id": string(),
            "subject": string(length: 1...120), "assignee": string().orNull,
        ], optional: ["status", "priority", "category_id", "subject", "assignee"])

    static let submissionEdit = object(["status": choice(Submission.Status.allCases.map(\.rawValue))])

    static let customerEdit = object(
        [
            "name": string(length: 1...120), "email": string().orNull, "blocked": boolean, "block_reason": string().orNull,
        ], optional: ["name", "email", "blocked", "block_reason"])

    static let customerHistory = object([
        "customer": customer, "other_numbers": array(of: phone), "orders": array(of: order), "appointments": array(of: appointment),
        "tickets": array(of: any), "submissions": array(of: submission),
    ])

    static let recordNote = object([
        "id": string(), "at": instant, "author": string(), "public": boolean.described("Whether the customer may read it"),
        "text": string(),
    ])

    static let noteDraft = object(["text": string(length: 1...4000), "public": boolean], optional: ["public"])

    static let historyEntry = object([
        "at": instant, "author": string(), "action": string(), "version": version,
        "changes": dictionary(of: object(["before": any, "after": any], optional: ["before", "after"])),
    ])

    static let resource = object(
        ["id": string(), "name": string(length: 1...120), "available": boolean], optional: ["id", "available"])

    static let kitchen = object(
        [
            "orders_per_quarter_hour": integer(1...1000).orNull.described("How many can be ready in one quarter of an hour"),
            "base_minutes": integer(0...1440).orNull.described("How long one order takes; without it nothing is promised"),
        ], optional: ["orders_per_quarter_hour", "base_minutes"])

    static let tax = object(["rate": number.described("Per cent"), "included": boolean.described("Whether prices contain it")])

    static let stock = object(
        [
            "remaining": integer().described("Portions left; left out where they are not counted"), "sold_out_at": instant,
            "sold_out_by": string(),
        ], optional: ["remaining", "sold_out_at", "sold_out_by"])

    static let itemStock = object(
        ["item_id": string(), "remaining": integer(), "sold_out_at": instant, "sold_out_by": string()],
        optional: ["remaining", "sold_out_at", "sold_out_by"])

    static let stockEdit = object(
        ["remaining": integer(0...100_000).orNull, "sold_out": boolean], optional: ["remaining", "sold_out"])

    static let itemExplanation = object(
        [
            "is_available": boolean, "remaining": integer(), "is_switched_off": boolean, "sold_out_since": instant,
            "sold_out_by": string(),
        ], optional: ["remaining", "sold_out_since", "sold_out_by"])

    static let appointmentCalendar = object([
        "time_zone": string(),
        "days": array(
            of: object(["date": string(format: "date"), "open": array(of: string()), "appointments": array(of: appointment)])),
    ])

    static let slotExplanation = object([
        "service": string(), "start": instant, "is_offered": boolean,
        "reasons": array(
            of: object(
                [
                    "code": choice(SlotExplanation.Code.allCases.map(\.rawValue)), "detail": string(), "resource": string(),
                    "appointment": string(), "held_until": instant,
                ], optional: ["resource", "appointment", "held_until"])),
    ])

    private static let wish = object(
        [
            "from": string(format: "date"), "through": string(format: "date"), "earliest": string(pattern: "^[0-9]{2}:[0-9]{2}$"),
            "latest": string(pattern: "^[0-9]{2}:[0-9]{2}$"),
        ], optional: ["from", "through", "earliest", "latest"])

    static let waitingListDraft = object(
        [
            "service_id": string(), "resource_id": string().orNull, "wish": wish.orNull,
            "appointment_id": string().orNull.described("The one they have, and want earlier"),
            "customer_name": string(length: 1...120), "customer_phone": phone,
        ], optional: ["resource_id", "wish", "appointment_id"])

    static let waitingListEntry = object(
        [
            "id": string(), "service": string(), "service_id": string(), "resource_id": string(), "wish": wish,
            "appointment_id": string(), "customer_name": string(), "customer_phone": phone,
            "state": choice(WaitingListEntry.State.allCases.map(\.rawValue)),
            "offer": object(["start": instant, "resource_id": string(), "until": instant]), "created_at": instant, "version": version,
            "lapsed_at": instant.described("When they last let an offer lapse"),
        ], optional: ["resource_id", "appointment_id", "offer", "lapsed_at"])

    static let calendarFeed = object(
        ["id": string(), "label": string(), "resource_id": string(), "created_at": instant], optional: ["resource_id"])

    static let calendarFeedDraft = object(["label": string(length: 1...120), "resource_id": string().orNull], optional: ["resource_id"])
}
