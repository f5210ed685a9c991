import Conversation
import Features

/// The shapes of what routes take and give, as components of the OpenAPI document.
extension JSONSchema {
    static let money = object(["minorUnits": integer(), "currency": string(pattern: "^[A-Z]{3}$")])
    static let instant = string(format: "date-time")
    static let phone = string().described("E.164 where it can be dialled, else as written")

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
            "buffer_before": integer(0...1440).described("Minutes kept free before it"),
            "lead": integer(0...43_200).described("Nothing is offered sooner than so many minutes from now; 30 unless set"),
            "horizon": integer(1...366).described("Nothing is offered later than so many days ahead; 90 unless set"),
            "resources": array(of: string()).described("The identifiers of those who may do it; none: all"), "available": boolean,
        ], optional: ["id", "price", "aliases", "buffer", "buffer_before", "lead", "horizon", "resources", "available"])

    static let supportCategory = object(
        [
            "id": string(), "name": string(length: 1...120),
            "priority": choice(SupportCategory.Priority.allCases.map { $0.rawValue }), "keywords": array(of: string()),
            "respond_minutes": integer(1...525_600).orNull.described("Minutes of opening hours within which a ticket is to be answered"),
            "resolve_minutes": integer(1...525_600).orNull.described("And settled. Each step of urgency halves both"),
        ], optional: ["id", "keywords", "respond_minutes", "resolve_minutes"])

    static let customer = object(
        [
            "id": string(), "name": string(length: 1...120), "phone": phone, "email": string().orNull, "version": version,
            "blocked_at": instant.described("Since when their calls are answered with one sentence"), "block_reason": string(),
        ], optional: ["id", "email", "version", "blocked_at", "block_reason"])

    static let workflow = object(
        [
            "id": string(), "name": string(pattern: "^[a-z][a-z0-9_]{0,39}$"), "title": string(length: 1...200),
            "active": boolean.described("Whether it answers the calls; saving an active one makes the others inactive"),
            "webhook_url": string(format: "uri").orNull.described("Told of every submission; https"), "record": string().orNull,
            "opening": string().orNull, "help": string().orNull, "confirmation": string().orNull,
            "contact": boolean.orNull.described("Whether the caller's name and number are asked for at the end"),
            "slots": array(of: declaredSlot),
        ], optional: ["id", "active", "webhook_url", "record", "opening", "help", "confirmation", "contact"])

    private static let declaredSlot = object(
        [
            "name": string(pattern: "^[a-z][a-z0-9_]{0,39}$"), "label": string(length: 1...200),
            "type": choice(SlotDeclaration.SlotType.allCases.map { $0.rawValue }),
            "prompts": array(of: string()).orNull, "explanation": string().orNull, "required": boolean.orNull,
            "when": object(["slot": string(), "is": array(of: string())]).orNull.described(
                "Asked only when another slot holds one of these"),
            "choices": array(
                of: object(
                    ["name": string(), "aliases": array(of: string()).orNull, "available": boolean.orNull],
                    optional: ["aliases", "available"])
            ).orNull, "minimum": number.orNull, "maximum": number.orNull, "whole": boolean.orNull,
            "earliest": any.described("Of a date: days from the day of the call. Of a time: HH:MM"),
            "latest": any.described("As earliest"), "format": string().orNull.described("Of a code: A is a letter, 9 a digit, * either"),
        ],
        optional: [
            "prompts", "explanation", "required", "when", "choices", "minimum", "maximum", "whole", "earliest", "latest", "format",
        ])

    static let profile = object(
        ["name": string(length: 1...120), "phone": phone.orNull, "timeZone": string().described("IANA name: Europe/Rome")],
        optional: ["phone"])

    static let hours = object(
        [
            "weekly": dictionary(of: array(of: string(pattern: "^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$"))),
            "exceptions": dictionary(of: array(of: string())).orNull,
        ], optional: ["exceptions"])

    static let voiceConfiguration = object(
        [
            "greeting": string(length: 0...300).orNull,
            "thresholds": object(
                [
                    "accept": number.described("From this probability on a value is only read back at the end"),
                    "confirm": number.described("Below this probability a value is asked for again"),
                    "identity": number.described(
                        "Like accept, of names, numbers, addresses and codes; at least accept. Left out: 0.94, or accept if that is more"),
                ], optional: ["identity"]),
            "brain": choice(Brain.allCases.map { $0.rawValue }).described(
                "What hears callers: the dialogue, or what the platform has configured: a language model, or Ultravox, which also speaks"
            ).orNull,
            "voice": object(
                [
                    "voice": string(length: 1...100).orNull.described("The engine's name for a voice"),
                    "speed": number.described("1 is the voice's own pace, 0.5 to 2"),
                ], optional: ["voice", "speed"]
            ).orNull,
            "privacy": object(
                [
                    "isRecorded": boolean.described("Whether calls are recorded, caller left and agent right; off unless set"),
                    "recordingNotice": string(length: 1...300).described("What callers hear first when they are recorded"),
                    "recordingDays": integer(1...3_650).described("After so many days a recording is deleted"),
                    "hidesPersonalData": boolean.described(
                        "Whether exported transcripts leave out telephone numbers, card numbers and addresses of mail"),
                    "forgetsPersonalData": boolean.described(
                        "Whether numbers, addresses and names are taken out of a call's stored log when the call is over; off unless set"),
                ], optional: ["isRecorded", "recordingNotice", "recordingDays", "hidesPersonalData", "forgetsPersonalData"]
            ).orNull,
            "handOffNumber": string().orNull.described("Who is rung when a caller on the telephone wants a person"),
            "afterHours": choice(AfterHours.allCases.map { $0.rawValue }).described(
                "What a caller on the telephone meets while it is closed: the agent, voicemail, or a choice of the two"
            ).orNull,
            "language": string(length: 2...16).orNull.described("The language that Ultravox speaks and hears: en-US"),
            "personality": string(length: 0...1000).orNull.described("How Ultravox is to speak, in the owner's words"),
            "phoneMedium": choice(["relayed", "direct"]).orNull.described(
                "Which way the sound of telephone calls goes that Ultravox answers: through here, or straight to it"),
            "ultravoxAgent": object(
                [
                    "id": string().described("What Ultravox calls it"),
                    "state": choice(UltravoxAgentState.Name.allCases.map { $0.rawValue }).described(
                        "Whether Ultravox has it as it should be; calls are made without it while it does not"),
                    "reason": string().described("Why it is not"),
                ], optional: ["id", "reason"]
            ).described("The business's agent at Ultravox, where that answers its calls. Told, and ignored when it is sent"),
        ],
        optional: [
            "greeting", "brain", "voice", "privacy", "handOffNumber", "afterHours", "language", "personality", "phoneMedium",
            "ultravoxAgent",
        ])

    static let recording = object(["callId": string(), "recordedAt": instant, "bytes": integer(), "seconds": number])

    static let transcript = object(
        [
            "callId": string(), "startedAt": instant, "endedAt": instant,
            "lines": array(
                of: object([
                    "sequence": integer(), "at": instant, "role": choice(["user", "agent"]), "text": string(), "interrupted": boolean,
                ])),
        ], optional: ["endedAt"])

    static let order = object(
        [
            "id": string(), "number": string(), "call_id": string(), "order_type": choice(OrderType.allCases.map { $0.rawValue }),
            "order_status": string(), "customer_name": string(), "customer_phone": phone, "delivery_address": string(),
            "lines": array(
                of: object(
                    [
                        "item": string(), "item_id": string(), "quantity": integer(), "options": array(of: string()), "note": string(),
                        "price": money,
                    ], optional: ["item_id", "note"])),
            "notes": string(), "total": money, "tax": money.described("The part of the total that is tax"), "created_at": instant,
            "ready_at": instant.described("When it was promised to be ready"), "version": version, "source": source,
            "cancel_reason": string().described("Why it was cancelled"),
        ], optional: ["call_id", "customer_phone", "delivery_address", "notes", "tax", "ready_at", "cancel_reason"])

    static let appointment = object(
        [
            "id": string(), "number": string(), "call_id": string(), "service": string(), "start": instant, "end": instant,
            "service_id": string(), "resource": string(), "resource_id": string(), "status": string(), "customer_name": string(),
            "customer_phone": phone, "notes": string(), "created_at": instant, "version": version, "source": source,
        ], optional: ["call_id", "service_id", "resource_id", "customer_phone", "notes"])

    static let ticket = object(
        [
            "id": string(), "number": string(), "call_id": string(), "category": string(), "priority": string(), "status": string(),
            "subject": string(), "description": string(), "customer_name": string(), "customer_phone": phone, "created_at": instant,
            "due_at": instant.described("Until when somebody has been promised to act, such as to call back"),
            "category_id": string(), "assignee": string(), "clock_start": instant.described("When its clock began, if it was opened again"),
            "respond_by": instant.described("Until when it is to be answered, on the business's hours"), "resolve_by": instant,
            "responded_at": instant, "resolved_at": instant,
            "merged_into": string().described("The number of the ticket that it is the same as"),
            "sla_breached": boolean.described("Whether it was, or is, later than it should be"), "version": version, "source": source,
        ],
        optional: [
            "call_id", "customer_phone", "due_at", "category_id", "assignee", "clock_start", "respond_by", "resolve_by", "responded_at",
            "resolved_at", "merged_into",
        ])

    static let submission = object(
        [
            "id": string(), "number": string(), "call_id": string(), "workflow": string(), "title": string(), "status": string(),
            "answers": array(
                of: object(
                    [
                        "name": string(), "label": string(), "value": any.described("A number, a text, true or false, or a list of texts"),
                        "text": string(),
                    ])), "customer_name": string(), "customer_phone": phone, "created_at": instant, "version": version,
        ], optional: ["call_id", "customer_phone"])

    static let notifications = object(
        [
            "customers": array(of: choice(NotificationSettings.CustomerOccasion.allCases.map { $0.rawValue })).described(
                "What customers are written"),
            "texts": boolean.described("Whether customers without an address of mail are sent a text"),
            "reminder_hours": integer(1...168).described("How long before an appointment its reminder comes"),
            "owner": array(of: choice(NotificationSettings.OwnerOccasion.allCases.map { $0.rawValue })).described(
                "Of which new records the owner is written"),
            "owner_address": string().orNull.described("Where to; left out: where the business was registered with"),
        ], optional: ["owner_address"])

    private static let webhookEvents = array(of: choice(WebhookEvent.allCases.map { $0.rawValue }))

    static let webhookWish = object(
        [
            "url": string(format: "uri").described("https"), "description": string(length: 0...200).orNull,
            "events": webhookEvents.orNull.described("None, or left out: all"),
            "active": boolean.orNull,
        ], optional: ["description", "events", "active"])

    private static let webhookMembers: [String: JSONSchema] = [
        "id": string(), "url": string(format: "uri"), "description": string(), "events": webhookEvents, "active": boolean,
        "disabled_reason": string().described("Why it was switched off without being asked"), "created_at": instant,
    ]

    static let webhook = object(webhookMembers, optional: ["disabled_reason"])

    static let newWebhook = object(
        webhookMembers.merging(["secret": string().described("`whsec_…`; shown this once")]) { first, _ in first },
        optional: ["disabled_reason"])

    static let delivery = object(
        [
            "id": string().described("The webhook-id header"), "channel": choice(OutboxMessage.Channel.allCases.map { $0.rawValue }),
            "endpoint_id": string().described("The webhook it is for; left out for one that a workflow names"), "kind": string(),
            "url": string(), "body": string(),
            "state": choice(["pending", "delivered", "failed"]), "attempts": integer(), "due_at": instant, "created_at": instant,
            "last_status": integer().described("The receiver's last answer"), "last_error": string(),
        ], optional: ["endpoint_id", "last_status", "last_error"])

    static let assignedNumber = object(
        ["number": string().described("E.164"), "business_id": string(format: "uuid"), "assigned_at": instant, "connected_at": instant],
        optional: ["connected_at"])

    static let callBack = object(["ticket_id": string(), "call_id": string(), "asked_at": instant])

    static let session = object(
        [
            "sessionId": string(), "businessId": string(format: "uuid"),
            "joinUrl": string(format: "uri").described("The call's socket, with its token"), "status": choice(["active", "ended"]),
            "startedAt": instant,
        ])

    static let sessionState = object(
        [
            "sessionId": string(), "businessId": string(format: "uuid"), "joinUrl": string(format: "uri").described("The call's socket"),
            "status": choice(["active", "ended"]), "startedAt": instant,
            "ultravoxCallId": string().described("Ultravox's name of the call, where it answers"),
            "ultravoxEndReason": string().described("Why its last connection ended, in Ultravox's words"),
            "ultravoxBilledSeconds": integer().described("What Ultravox charges for, once it has said so"),
        ], optional: ["ultravoxCallId", "ultravoxEndReason", "ultravoxBilledSeconds"])

    static let businessConfig = object(
        [
            "businessId": string(format: "uuid"), "name": string(), "type": choice(BusinessFacts.Kind.allCases.map { $0.rawValue }),
            "phone": string(), "currency": string(), "timeZone": string(), "voiceConfig": dictionary(of: any),
            "features": object(
                ["speech": boolean, "recognizer": string(), "synthesizer": string(), "notice": string()],
                optional: ["recognizer", "synthesizer", "notice"]),
            "customization": branding,
        ], optional: ["phone"])
}
