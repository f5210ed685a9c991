public import Core
public import Foundation
public import Storage

/// What an owner does with their webhooks: names servers, tries them out, looks at what became of messages and sends them again.
public struct Webhooks: Sendable {
    /// Of one business: each event is a message to every one of them.
    static let most = 10
    private static let longestDescription = 200

    private let secrets: WebhookSecrets
    private let signal: OutboxSignal
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(
        secrets: WebhookSecrets, signal: OutboxSignal, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date
    ) {
        self.secrets = secrets
        self.signal = signal
        self.identifiers = identifiers
        self.clock = clock
    }

    /// A webhook as its owner wishes it.
    public struct Wish: Sendable, Hashable, Codable {
        public var url: String
        public var description: String?
        /// Names of `WebhookEvent`; none, or nothing, are all.
        public var events: [String]?
        public var active: Bool?

        public init(url: String, description: String? = nil, events: [String]? = nil, active: Bool? = nil) {
            self.url = url
            self.description = description
            self.events = events
            self.active = active
        }
    }

    public func list(in tenant: Tenant) async throws -> [WebhookEndpoint] {
        try await tenant.read { try $0.webhookEndpoints() }
    }

    /// - Throws: `Problem.notFound`.
    public func find(_ id: WebhookEndpoint.ID, in tenant: Tenant) async throws -> WebhookEndpoint {
        try await tenant.read { try Self.find(id, in: $0) }
    }

    /// - Returns: the webhook, and its secret: the only time it is shown.
    /// - Throws: `Problem` when the wish cannot be read, or there are too many.
    public func add(_ wish: Wish, by actor: Principal, in tenant: Tenant) async throws -> (endpoint: WebhookEndpoint, secret: Secret) {
        let events = try Self.events(of: wish)
        let now = clock()
        let endpoint = WebhookEndpoint(
            id: .init("whk_" + identifiers.uuid(at: now)), url: wish.url, description: wish.description ?? "", events: events,
            active: wish.active ?? true, disabledReason: nil, createdAt: now, secret: .init(number: 1, since: now))
        try await tenant.write { transaction in
            guard try transaction.webhookEndpoints().count < Self.most else {
                throw Problem.conflict("A business has at most \(Self.most) webhooks; remove one first.")
            }
            try transaction.save(endpoint, at: now)
            try transaction.audit(AuditEntry("webhook.added", by: actor, to: endpoint.url), at: now)
        }
        return (endpoint, secrets.secret(of: tenant.id, signer: .endpoint(endpoint.id), endpoint.secret))
    }

    /// Replaces all but the secret. Switching it on forgets why it was switched off.
    public func replace(_ id: WebhookEndpoint.ID, with wish: Wish, by actor: Principal, in tenant: Tenant) async throws -> WebhookEndpoint {
        let events = try Self.events(of: wish)
        let now = clock()
        return try await tenant.write { transaction in
            var endpoint = try Self.find(id, in: transaction)
            (endpoint.url, endpoint.description, endpoint.events) = (wish.url, wish.description ?? "", events)
            endpoint.active = wish.active ?? true
            endpoint.disabledReason = nil
            try transaction.save(endpoint, at: now)
            try transaction.audit(AuditEntry("webhook.changed", by: actor, to: endpoint.url), at: now)
            return endpoint
        }
    }

    /// Its messages stay in the list; those that wait are not sent any more.
    public func remove(_ id: WebhookEndpoint.ID, by actor: Principal, in tenant: Tenant) async throws {
        let now = clock()
        try await tenant.write { transaction in
            let endpoint = try Self.find(id, in: transaction)
            try transaction.removeWebhookEndpoint(id)
            try transaction.audit(AuditEntry("webhook.removed", by: actor, to: endpoint.url), at: now)
        }
    }

    /// Makes a new secret; the one before signs along for a day.
    public func renewSecret(of id: WebhookEndpoint.ID, by actor: Principal, in tenant: Tenant) async throws -> Secret {
        let now = clock()
        let generation = try await tenant.write { transaction in
            var endpoint = try Self.find(id, in: transaction)
            endpoint.secret = .init(number: endpoint.secret.number + 1, since: now)
            try transaction.save(endpoint, at: now)
            try transaction.audit(AuditEntry("webhook.secret-renewed", by: actor, to: endpoint.url), at: now)
            return endpoint.secret
        }
        return secrets.secret(of: tenant.id, signer: .endpoint(id), generation)
    }

    /// Sends a message that says only that it is one.
    ///
    /// - Returns: the message, on its way.
    public func test(_ id: WebhookEndpoint.ID, in tenant: Tenant) async throws -> OutboxMessage {
        let (now, identifiers) = (clock(), identifiers)
        let message = try await tenant.write { transaction in
            let endpoint = try Self.find(id, in: transaction)
            guard endpoint.active else { throw Problem.conflict("This webhook is switched off; switch it on to try it out.") }
            let data: [String: JSONValue] = [
                "business_id": .string(transaction.business.rawValue), "webhook_id": .string(id.rawValue),
                "message": "This is a test: nothing happened.",
            ]
            let message = OutboxMessage(
                WebhookEvent.test, over: .webhook, to: endpoint.url, body: try WebhookEvent.body(WebhookEvent.test, data, at: now),
                endpoint: id, identifiers: identifiers, at: now)
            try transaction.insert(message)
            return message
        }
        signal.send(tenant.id)
        return message
    }

    /// Messages, newest first: to one webhook, or all that went outside.
    public func deliveries(
        of id: WebhookEndpoint.ID?, after cursor: String?, limit: Int, in tenant: Tenant
    ) async throws -> Page<OutboxMessage> {
        let messages = try await tenant.read { transaction in
            if let id { _ = try Self.find(id, in: transaction) }
            return try transaction.messages(before: cursor.map { OutboxMessage.ID($0) }, limit: limit + 1, for: id)
        }
        let page = Array(messages.prefix(limit))
        return Page(data: page, nextCursor: messages.count > limit ? page.last?.id.rawValue : nil)
    }

    /// Sends a message to a webhook once more, under its own identifier, with the whole schedule before it.
    ///
    /// - Throws: `Problem.notFound`; `Problem.conflict` for what is on its way, and for what went to a person, who would wonder.
    public func resend(_ id: OutboxMessage.ID, in tenant: Tenant) async throws -> OutboxMessage {
        let now = clock()
        let message = try await tenant.write { transaction in
            guard var message = try transaction.message(id) else { throw Problem.notFound("delivery") }
            guard message.channel == .webhook else { throw Problem.conflict("Only messages to webhooks are sent again.") }
            guard message.state != .pending else { throw Problem.conflict("This message is on its way already.") }
            (message.state, message.attempts, message.dueAt) = (.pending, 0, now)
            // Its webhook may have moved since.
            if let endpoint = try message.endpointID.flatMap({ try transaction.webhookEndpoint($0) }) { message.url = endpoint.url }
            try transaction.record(message, at: now)
            return message
        }
        signal.send(tenant.id)
        return message
    }

    private static func find(_ id: WebhookEndpoint.ID, in transaction: TenantTransaction) throws -> WebhookEndpoint {
        guard let endpoint = try transaction.webhookEndpoint(id) else { throw Problem.notFound("webhook") }
        return endpoint
    }

    private static func events(of wish: Wish) throws -> [WebhookEvent] {
        var violations: [Problem.Violation] = []
        if WebhookAddress(wish.url) == nil { violations.append(.init(pointer: "#/url", detail: WebhookAddress.rule)) }
        if let description = wish.description {
            violations += Problem.Violation.inLength(of: description, as: "A description", 0...longestDescription, at: "#/description")
        }
        var events: [WebhookEvent] = []
        for (index, name) in (wish.events ?? []).enumerated() {
            guard let event = WebhookEvent(rawValue: name) else {
                let names = WebhookEvent.allCases.map(\.rawValue).joined(separator: ", ")
                violations.append(.init(pointer: "#/events/\(index)", detail: "There is no such event; there are \(names)."))
                continue
            }
            if !events.contains(event) { events.append(event) }
        }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return events
    }
}
