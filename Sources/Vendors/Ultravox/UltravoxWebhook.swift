public import Core

/// An address that the vendor tells of every call of the account.
///
/// The vendor gives up on one that has not answered for hours: then it is `unhealthy`.
public struct UltravoxWebhook: Sendable, Hashable, Decodable {
    public var id: String
    public var url: String
    public var events: Set<String>
    /// Each signs what is told.
    public var secrets: [Secret]
    public var isHealthy: Bool

    private enum CodingKeys: String, CodingKey {
        case id = "webhookId"
        case url, events, secrets, status
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        url = try container.decode(String.self, forKey: .url)
        events = Set(try container.decode([String].self, forKey: .events))
        secrets = (try container.decodeIfPresent([String].self, forKey: .secrets) ?? []).map { Secret($0) }
        isHealthy = try container.decodeIfPresent(String.self, forKey: .status) != "unhealthy"
    }

    /// What a webhook is made from, and replaced with.
    public struct Draft: Sendable, Hashable, Encodable {
        /// 200 characters at most.
        public var url: String
        public var events: Set<String>
        /// 120 characters at most each.
        public var secrets: [Secret]

        public init(url: String, events: Set<String>, secrets: [Secret]) {
            self.url = url
            self.events = events
            self.secrets = secrets
        }

        private enum CodingKeys: String, CodingKey {
            case url, events, secrets
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(url, forKey: .url)
            try container.encode(events.sorted(), forKey: .events)
            // The vendor signs with them.
            try container.encode(secrets.map { $0.reveal() }, forKey: .secrets)
        }
    }
}

extension Ultravox {
    /// All of the account's, ours or not.
    public func webhooks() async throws(Transport.Failure) -> [UltravoxWebhook] {
        try await all(UltravoxWebhook.self, at: "/webhooks")
    }

    public func create(_ webhook: UltravoxWebhook.Draft) async throws(Transport.Failure) {
        try await done(request(.post, "/webhooks", body: webhook))
    }

    public func replace(_ webhook: UltravoxWebhook, with draft: UltravoxWebhook.Draft) async throws(Transport.Failure) {
        try await done(request(.patch, "/webhooks/\(escaped(webhook.id))", body: draft))
    }

    public func delete(_ webhook: UltravoxWebhook) async throws(Transport.Failure) {
        try await done(request(.delete, "/webhooks/\(escaped(webhook.id))"))
    }
}
