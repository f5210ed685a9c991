public import Core
public import Foundation
import Storage

/// A server of the owner's that is told of events.
public struct WebhookEndpoint: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<WebhookEndpoint>

    public var id: ID
    public var url: String
    /// For the owner.
    public var description: String
    /// What it is told of; none are all.
    public var events: [WebhookEvent]
    public var active: Bool
    /// Why it was switched off without being asked; nil while it is on, or was switched off by hand.
    public var disabledReason: String?
    public var createdAt: Date
    var secret: WebhookSecrets.Generation

    enum CodingKeys: String, CodingKey {
        case id, url, description, events, active
        case disabledReason = "disabled_reason"
        case createdAt = "created_at"
    }

    init(
        id: ID, url: String, description: String, events: [WebhookEvent], active: Bool, disabledReason: String?, createdAt: Date,
        secret: WebhookSecrets.Generation
    ) {
        self.id = id
        self.url = url
        self.description = description
        self.events = events
        self.active = active
        self.disabledReason = disabledReason
        self.createdAt = createdAt
        self.secret = secret
    }

    /// Never read from outside: its secret is known here alone.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(ID.self, forKey: .id), url: try container.decode(String.self, forKey: .url),
            description: try container.decode(String.self, forKey: .description),
            events: try container.decode([WebhookEvent].self, forKey: .events), active: try container.decode(Bool.self, forKey: .active),
            disabledReason: try container.decodeIfPresent(String.self, forKey: .disabledReason),
            createdAt: try container.decode(Date.self, forKey: .createdAt), secret: .init(number: 0, since: .distantPast))
    }

    func wants(_ event: WebhookEvent) -> Bool { active && (events.isEmpty || events.contains(event)) }
}

extension TenantTransaction {
    func webhookEndpoints() throws -> [WebhookEndpoint] {
        try rows("SELECT * FROM webhook_endpoint ORDER BY created_at, id").map { try WebhookEndpoint($0) }
    }

    func webhookEndpoint(_ id: WebhookEndpoint.ID) throws -> WebhookEndpoint? {
        try row("SELECT * FROM webhook_endpoint WHERE id = \(id)").map { try WebhookEndpoint($0) }
    }

    func save(_ endpoint: WebhookEndpoint, at now: Date) throws {
        try execute(
            """
            INSERT INTO webhook_endpoint (id, url, description, events, active, disabled_reason, secret_number, secret_since, created_at,
                updated_at)
            VALUES (\(endpoint.id), \(endpoint.url), \(endpoint.description), \(json: endpoint.events), \(endpoint.active),
                \(endpoint.disabledReason), \(endpoint.secret.number), \(endpoint.secret.since), \(endpoint.createdAt), \(now))
            ON CONFLICT (business_id, id) DO UPDATE SET url = excluded.url, description = excluded.description, events = excluded.events,
                active = excluded.active, disabled_reason = excluded.disabled_reason, secret_number = excluded.secret_number,
                secret_since = excluded.secret_since, updated_at = excluded.updated_at
            """)
    }

    func removeWebhookEndpoint(_ id: WebhookEndpoint.ID) throws {
        try execute("DELETE FROM webhook_endpoint WHERE id = \(id)")
    }
}

extension WebhookEndpoint {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), url: try row.get("url"), description: try row.get("description"),
            events: try row.json("events", as: [WebhookEvent].self), active: try row.get("active"),
            disabledReason: try row.get("disabled_reason"), createdAt: try row.get("created_at"),
            secret: .init(number: try row.get("secret_number"), since: try row.get("secret_since")))
    }
}
