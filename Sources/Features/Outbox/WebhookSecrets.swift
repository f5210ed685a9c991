public import Core
import Crypto
public import Foundation
public import Storage

/// The secrets with which a business's webhooks are signed: each derived from the platform's key, so that none is stored and none
/// can be read from a stolen database. Source: Standard Webhooks 1.0, symmetric signatures.
public struct WebhookSecrets: Sendable {
    /// After a new secret was made the old one signs along for so long.
    static let overlap: TimeInterval = 86_400

    private let platformKey: Secret

    public init(platformKey: Secret) {
        self.platformKey = platformKey
    }

    /// Which secret is in force: nothing else of it is stored.
    struct Generation: Sendable, Hashable, Codable {
        var number: Int
        var since: Date
    }

    /// Whose messages a secret signs: those that workflows name an address for, or those to one webhook.
    enum Signer: Sendable, Hashable {
        case business
        case endpoint(WebhookEndpoint.ID)
    }

    /// Makes a new secret for what the business's workflows send; the one before signs along for a day.
    ///
    /// - Returns: `whsec_` and 32 bytes in base 64: the only time it is shown.
    public func renew(in tenant: Tenant, at now: Date) async throws -> Secret {
        let generation = try await tenant.write { transaction in
            let generation = Generation(number: (try transaction.webhookGeneration()?.number ?? 0) + 1, since: now)
            try transaction.save(generation)
            return generation
        }
        return secret(of: tenant.id, signer: .business, generation)
    }

    /// As its owner is shown it.
    func secret(of business: Business.ID, signer: Signer, _ generation: Generation) -> Secret {
        Secret("whsec_" + Data(key(of: business, signer, generation.number)).base64EncodedString())
    }

    /// The headers that prove a message to be ours. They are made anew at each attempt, for they hold its time.
    func headers(
        for message: OutboxMessage, of business: Business.ID, signer: Signer, generation: Generation?, at now: Date
    ) -> [(String, String)] {
        var numbers = [generation?.number ?? 0]
        if let generation, generation.number > 1, now.timeIntervalSince(generation.since) < Self.overlap {
            numbers.append(generation.number - 1)
        }
        let timestamp = Int(now.timeIntervalSince1970)
        let signatures = numbers.map { number in
            Self.signature(of: message.body, id: message.id.rawValue, timestamp: timestamp, key: Data(key(of: business, signer, number)))
        }
        return [
            ("webhook-id", message.id.rawValue), ("webhook-timestamp", String(timestamp)),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    /// - Parameter key: what follows `whsec_`, decoded.
    static func signature(of body: String, id: String, timestamp: Int, key: Data) -> String {
        let content = Data("\(id).\(timestamp).\(body)".utf8)
        return "v1," + Data(HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key))).base64EncodedString()
    }

    private func key(of business: Business.ID, _ signer: Signer, _ number: Int) -> HMAC<SHA256>.MAC {
        let name =
            switch signer {
            case .business: "webhook.\(business).\(number)"
            case .endpoint(let endpoint): "webhook.\(business).\(endpoint).\(number)"
            }
        return HMAC<SHA256>.authenticationCode(for: Data(name.utf8), using: SymmetricKey(data: Data(platformKey.reveal().utf8)))
    }
}

extension TenantTransaction {
    /// Nil before the first secret was made.
    func webhookGeneration() throws -> WebhookSecrets.Generation? {
        try setting(.webhookSecret)
    }

    func save(_ generation: WebhookSecrets.Generation) throws {
        try save(generation, as: .webhookSecret)
    }
}
