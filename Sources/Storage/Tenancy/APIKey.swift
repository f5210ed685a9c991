public import Core
public import Foundation

/// A key of a business, as far as it is known after it was shown once.
///
/// Its text is `va_live_` or `pk_live_`, 30 random characters of base 62, and a checksum of 6, as GitHub's tokens have
/// it, so that a typing mistake or a leaked key is recognised without asking us. Only its SHA-256 is stored.
public struct APIKey: Sendable, Hashable, Identifiable {
    public typealias ID = Identifier<APIKey>

    public let id: ID
    public let kind: Kind
    /// The first 12 characters, for telling keys apart on a screen.
    public let prefix: String
    public let label: String
    /// What a secret key is good for.
    public let scopes: Set<Scope>
    /// The web origins whose pages may use a publishable key, such as `https://roma.example`; the business's own host always may.
    public let origins: [String]
    public let createdAt: Date
    /// When it was last seen, give or take an hour; nil when it never was.
    public let lastUsedAt: Date?
    /// From then on it opens nothing.
    public let expiresAt: Date?
    public let revokedAt: Date?

    public func isGood(at instant: Date) -> Bool {
        revokedAt == nil && expiresAt.map { instant < $0 } ?? true
    }

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// May do what its scopes say. Not for a browser.
        case secret
        /// May start calls and read public facts.
        case publishable

        var marker: String {
            switch self {
            case .secret: "va_live_"
            case .publishable: "pk_live_"
            }
        }
    }

    /// A part of what a business may do.
    public enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
        /// Calls, orders, appointments, tickets, submissions, customers.
        case readRecords = "records:read"
        case writeRecords = "records:write"
        /// Menu, services, categories, hours, the agent's behaviour, branding.
        case readConfiguration = "configuration:read"
        case writeConfiguration = "configuration:write"
        /// Usage, plan, invoices.
        case readBilling = "billing:read"
        case writeBilling = "billing:write"
        /// Keys, people, webhooks, the audit log.
        case administration
    }
}

extension APIKey {
    static let randomCount = 30
    private static let checksumCount = 6
    fileprivate static let shownCount = 12

    static func text(_ kind: Kind, random: String) -> String {
        let body = kind.marker + random
        return body + checksum(of: body)
    }

    /// Whether a text could be a key of ours: its form and checksum are right.
    static func isWellFormed(_ key: Secret) -> Bool {
        let text = key.reveal()
        guard let kind = Kind.allCases.first(where: { text.hasPrefix($0.marker) }),
            text.utf8.count == kind.marker.utf8.count + randomCount + checksumCount,
            text.utf8.dropFirst(kind.marker.utf8.count).allSatisfy(Base62.alphabet.contains)
        else { return false }
        return text.hasSuffix(checksum(of: String(text.dropLast(checksumCount))))
    }

    /// CRC-32 in base 62, padded with zeros.
    private static func checksum(of text: String) -> String {
        var rest = Int(CRC32.of(text.utf8))
        var digits: [UInt8] = []
        for _ in 0..<checksumCount {
            digits.append(Base62.alphabet[rest % Base62.alphabet.count])
            rest /= Base62.alphabet.count
        }
        return String(decoding: digits.reversed(), as: UTF8.self)
    }
}

extension PlatformTransaction {
    /// - Parameters:
    ///   - scopes: what a secret key is good for; nil for everything, also what may come.
    ///   - origins: the web origins whose pages may use a publishable key.
    ///   - creator: who made it, in a word for the list of keys.
    /// - Returns: the key's text: the only time it is known.
    public func issueAPIKey(
        _ kind: APIKey.Kind, for business: Business.ID, label: String, scopes: Set<APIKey.Scope>? = nil, origins: [String] = [],
        expiresAt: Date? = nil, creator: String? = nil, identifiers: IdentifierSource, at instant: Date
    ) throws -> Secret {
        let text = APIKey.text(kind, random: identifiers.token(count: APIKey.randomCount))
        let scopeWords: String? = scopes.map { $0.map { $0.rawValue }.sorted().joined(separator: " ") }
        let originWords: String = origins.joined(separator: " ")
        try execute(
            """
            INSERT INTO api_key (id, business_id, kind, hash, prefix, label, scopes, origins, created_by, created_at, expires_at)
            VALUES (\(identifiers.uuid(at: instant)), \(business), \(kind), \(Fingerprint.of(Secret(text))),
                \(String(text.prefix(APIKey.shownCount))), \(label), \(scopeWords), \(originWords), \(creator), \(instant),
                \(expiresAt))
            """)
        return Secret(text)
    }

    /// All keys the business ever had, oldest first.
    public func apiKeys(of business: Business.ID) throws -> [APIKey] {
        try rows("SELECT * FROM api_key WHERE business_id = \(business) ORDER BY created_at, id").map { try APIKey($0) }
    }

    /// The key with this text; nil when there is none.
    public func apiKey(_ text: Secret) throws -> APIKey? {
        try row("SELECT * FROM api_key WHERE hash = \(Fingerprint.of(text))").map { try APIKey($0) }
    }

    /// Lets a key end at a moment, unless it ends before.
    public func expireAPIKey(_ id: APIKey.ID, of business: Business.ID, at instant: Date) throws {
        try execute(
            """
            UPDATE api_key SET expires_at = \(instant)
            WHERE id = \(id) AND business_id = \(business) AND (expires_at IS NULL OR expires_at > \(instant))
            """)
    }

    public func changeAPIKey(_ id: APIKey.ID, of business: Business.ID, label: String, origins: [String]) throws {
        let words: String = origins.joined(separator: " ")
        try execute("UPDATE api_key SET label = \(label), origins = \(words) WHERE id = \(id) AND business_id = \(business)")
    }

    /// From the commit on the key opens nothing. A key revoked twice keeps its first time.
    ///
    /// - Returns: false when the business has no such key, or it was revoked before.
    @discardableResult
    public func revokeAPIKey(_ id: APIKey.ID, of business: Business.ID, at instant: Date) throws -> Bool {
        try execute(
            """
            UPDATE api_key SET revoked_at = \(instant) WHERE id = \(id) AND business_id = \(business) AND revoked_at IS NULL
            """) == 1
    }
}

extension APIKey {
    /// How stale `lastUsedAt` may become: looking is no reason to write each time.
    static let usedInterval: TimeInterval = 3600

    init(_ row: Row) throws {
        // Missing in rows that are older than the columns.
        let (scopes, origins): (String?, String?) = (try row.get("scopes"), try row.get("origins"))
        self.init(
            id: try row.get("id"), kind: try row.get("kind"), prefix: try row.get("prefix"), label: try row.get("label"),
            scopes: scopes.map { Set($0.split(separator: " ").compactMap { Scope(rawValue: String($0)) }) } ?? Set(Scope.allCases),
            origins: (origins ?? "").split(separator: " ").map { String($0) }, createdAt: try row.get("created_at"),
            lastUsedAt: try row.get("last_used_at"), expiresAt: try row.get("expires_at"), revokedAt: try row.get("revoked_at"))
    }

    /// The text that `issueAPIKey` makes of the same identifiers: known again by whoever can draw them again.
    public static func text(of kind: Kind, drawnFrom identifiers: IdentifierSource) -> Secret {
        Secret(text(kind, random: identifiers.token(count: randomCount)))
    }
}
