import Features

extension JSONSchema {
    static let operatedBusiness = object(
        [
            "business_id": .string(format: "uuid"), "name": .string(), "subdomain": .string(), "type": .string(), "email": .string(),
            "plan": .string(), "standing": .choice(Standing.allCases.map(\.rawValue)), "demo": .boolean,
            "created_at": .string(format: "date-time"), "sessions_this_month": .integer(), "seconds_this_month": .integer(),
            "last_active_on": .string(format: "date").described("In UTC, as far as it was rolled up"),
        ], optional: ["last_active_on"])

    static let operatedBusinessPage = object(
        [
            "business": .operatedBusiness, "provisioning": .array(of: .provisioningEntry), "numbers": .array(of: .any),
            "failed_letters": .array(of: .failedLetter), "failed_webhooks": .array(of: .any), "departure": .departure,
        ], optional: ["departure"])

    static let failures = object(
        [
            "letters": .array(of: .failedLetter), "deletions": .array(of: .departure),
            "meters": .array(
                of: .object(
                    [
                        "business_id": .string(format: "uuid"), "name": .string(), "day": .string(format: "date").described("In UTC"),
                        "told": .integer(), "counted": .integer().described("By Stripe"),
                    ])),
            "registrations": .array(
                of: .object(
                    [
                        "business_id": .string(format: "uuid"), "name": .string(), "subdomain": .string(), "attempts": .integer(),
                        "error": .string(), "created_at": .string(format: "date-time"),
                    ], optional: ["name", "subdomain", "error"])),
        ])

    static let departure = object(
        [
            "business_id": .string(format: "uuid"), "subdomain": .string(), "requested_by": .string(), "reason": .string(),
            "requested_at": .string(format: "date-time"),
            "finished_at": .string(format: "date-time").described("Missing while something still is to be done"),
            "notice": .string().described("What is to be seen to by hand; empty when nothing is"),
        ], optional: ["finished_at"])

    static let deletionPreview = object(
        [
            "subdomain": .string(), "data": .dictionary(of: .integer()), "records": .dictionary(of: .integer()),
            "stays": .dictionary(of: .integer()), "recordings": .integer(), "recording_bytes": .integer(),
            "numbers": .array(of: .string()),
        ])

    static let analytics = object(
        [
            "from": .string(format: "date"), "through": .string(format: "date"), "standings": .dictionary(of: .integer()),
            "days": .array(
                of: .object(
                    [
                        "day": .string(format: "date"), "active_businesses": .integer(), "new_businesses": .integer(), "calls": .integer(),
                        "seconds": .integer(), "orders": .integer(), "appointments": .integer(), "tickets": .integer(),
                        "submissions": .integer(),
                        "ultravox_seconds": .integer().described("What Ultravox charges for"),
                    ])),
            "plans": .array(
                of: .object(
                    [
                        "plan": .string(), "active_businesses": .integer(), "calls": .integer(), "seconds": .integer(),
                        "orders": .integer(),
                    ])),
            "money": .array(
                of: .object(
                    [
                        "day": .string(format: "date"), "currency": .string(), "invoiced": .integer(), "paid": .integer(),
                        "credited": .integer(),
                    ])
            ).described("The platform's own, in minor units"),
        ])

    private static let provisioningEntry = object(
        ["step": .string(), "state": .string(), "detail": .string(), "updated_at": .string(format: "date-time")])

    private static let failedLetter = object(
        [
            "occasion": .string(), "business_id": .string(format: "uuid"), "address": .string(), "attempts": .integer(),
            "error": .string(), "failed_at": .string(format: "date-time"),
        ], optional: ["business_id", "error"])
}
