import Storage

/// The shapes of what the routes for people take and give.
extension JSONSchema {
    static let role = choice(Role.allCases.map { $0.rawValue })

    static let person = object(
        ["id": string(), "email": string(), "name": string(), "role": role, "since": instant, "hasSecondFactor": boolean])

    static let invitation = object(
        ["id": string(), "email": string(), "role": role, "invitedBy": string(), "createdAt": instant, "expiresAt": instant])

    static let account = object(
        [
            "id": string(), "email": string(), "name": string(), "isOperator": boolean, "hasSecondFactor": boolean,
            "businesses": array(of: object(["businessId": string(), "name": string(), "subdomain": string(), "role": role])),
            "visit": object(["reason": string(), "endsAt": instant]).described("An operator in a business that is not theirs"),
        ], optional: ["visit"])

    static let accountSession = object(
        [
            "id": string(), "createdAt": instant, "lastSeenAt": instant, "expiresAt": instant, "address": string(), "agent": string(),
            "isThisOne": boolean,
        ])

    static let auditRecord = object(
        [
            "id": string(), "at": instant,
            "actor": object(["kind": choice(Principal.Kind.allCases.map { $0.rawValue }), "id": string(), "name": string()]),
            "action": string(), "subject": string(), "details": dictionary(of: string()), "reason": string(),
        ], optional: ["reason"])
}
