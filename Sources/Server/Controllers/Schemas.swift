import Conversation
import Features

/// The shapes of what routes take and give, as components of the OpenAPI document.
extension JSONSchema {
    static let money = object(["minorUnits": integer(), "currency": string(pattern: "^[A-Z]{3}$")])
    private static let instant = string(format: "date-time")
    private static let phone = string().described("E.164 where it can be dialled, else as written")

    static let menuItem = object(
        [
            "id": string(), "name": string(length: 1...120), "price": number.described("Decimal, of the business's currency"),
            "category": string(), "aliases": array(of: string()), "available": boolean, "allergens": array(of: string()),
            "description": string().orNull,
            "option_groups": array(
                of: object(
                    [
                        "id": string(), "name": string(), "role": choice(["size", "modifier"]), "minimum": integer(),
                        "maximum": integer().orNull,
                        "options": array(
                            of: object(
                                [
                                    "name": string(), "aliases": array(of: string()), "price_delta": number, "default": boolean,
                                    "available": boolean,
                                ], optional: ["aliases", "price_delta", "default", "available"])),
                    ], optional: ["id", "role", "minimum", "maximum"])),
        ], optional: ["id", "category", "aliases", "available", "allergens", "description", "option_groups"])

    static let service = object(
        [
            "id": string(), "name": string(length: 1...120), "duration": integer(1...1440).described("Minutes"),
            "price": number.orNull, "aliases": array(of: string()), "buffer": integer(0...1440).described("Minutes kept free after it"),
            "available": boolean,
        ], optional: ["id", "price", "aliases", "buffer", "available"])

    static let supportCategory = object(
        [
            "id": string(), "name": string(length: 1...120),
            "priority": choice(SupportCategory.Priority.allCases.map { $0.rawValue }), "keywords": array(of: string()),
        ], optional: ["id", "keywords"])

    static let customer = object(
        ["id": string(), "name": string(length: 1...120), "phone": phone, "email": string().orNull], optional: ["id", "email"])

    static let hours = object(
        [
            "weekly": dictionary(of: array(of: string(pattern: "^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$"))),
            "exceptions": dictionary(of: array(of: string())).orNull,
        ], optional: ["exceptions"])

    static let voiceConfiguration = object(
        [
            "greeting": string(length: 0...300).orNull,
            "thresholds": object(["accept": number.described("Probability, 0 to 1"), "confirm": number.described("Probability, 0 to 1")]),
        ], optional: ["greeting"])

    static let order = object(
        [
            "id": string(), "number": string(), "call_id": string(), "order_type": choice(OrderType.allCases.map { $0.rawValue }),
            "order_status": string(), "customer_name": string(), "customer_phone": phone, "delivery_address": string(),
            "lines": array(
                of: object(
                    ["item": string(), "quantity": integer(), "options": array(of: string()), "note": string(), "price": money],
                    optional: ["note"])),
            "notes": string(), "total": money, "created_at": instant,
        ], optional: ["call_id", "customer_phone", "delivery_address", "notes"])

    static let appointment = object(
        [
            "id": string(), "number": string(), "call_id": string(), "service": string(), "start": instant, "end": instant,
            "resource": string(), "status": string(), "customer_name": string(), "customer_phone": phone, "notes": string(),
            "created_at": instant,
        ], optional: ["call_id", "customer_phone", "notes"])

    static let ticket = object(
        [
            "id": string(), "number": string(), "call_id": string(), "category": string(), "priority": string(), "status": string(),
            "subject": string(), "description": string(), "customer_name": string(), "customer_phone": phone, "created_at": instant,
        ], optional: ["call_id", "customer_phone"])

    static let submission = object(
        [
            "id": string(), "number": string(), "call_id": string(), "workflow": string(), "title": string(), "status": string(),
            "answers": array(
                of: object(
                    [
                        "name": string(), "label": string(), "value": any.described("A number, a text, true or false, or a list of texts"),
                        "text": string(),
                    ])), "customer_name": string(), "customer_phone": phone, "created_at": instant,
        ], optional: ["call_id", "customer_phone"])

    static let session = object(
        [
            "sessionId": string(), "businessId": string(format: "uuid"),
            "joinUrl": string(format: "uri").described("The call's socket, with its token"), "status": choice(["active", "ended"]),
            "startedAt": instant,
        ])

    static let businessConfig = object(
        [
            "businessId": string(format: "uuid"), "name": string(), "type": choice(BusinessFacts.Kind.allCases.map { $0.rawValue }),
            "phone": string(), "currency": string(), "timeZone": string(), "voiceConfig": dictionary(of: any),
            "features": object(
                ["speech": boolean, "recognizer": string(), "synthesizer": string(), "notice": string()],
                optional: ["recognizer", "synthesizer", "notice"]),
            "customization": dictionary(of: any),
        ], optional: ["phone"])
}
