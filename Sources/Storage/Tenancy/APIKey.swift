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
    public let createdAt: Date
    public let revokedAt: Date?

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// May do everything the business may. Not for a browser.
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
}

extension APIKey {
    fileprivate static let randomCount = 30
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
    /// - Returns: the key's text: the only time it is known.
    public func issueAPIKey(
        _ kind: APIKey.Kind, for business: Business.ID, label: String, identifiers: IdentifierSource, at instant: Date
    ) throws -> Secret {
        let text = APIKey.text(kind, random: identifiers.token(count: APIKey.randomCount))
        try execute(
            """
            INSERT INTO api_key (id, business_id, kind, hash, prefix, label, created_at)
            VALUES (\(identifiers.uuid(at: instant)), \(business), \(kind), \(Fingerprint.of(Secret(text))),
                \(String(text.prefix(APIKey.shownCount))), \(label), \(instant))
            """)
        return Secret(text)
    }

    /// All keys the business ever had, oldest first.
    public func apiKeys(of business: Business.ID) throws -> [APIKey] {
        try rows("SELECT * FROM api_key WHERE business_id = \(business) ORDER BY created_at, id").map { row in
            APIKey(
                id: try row.get("id"), kind: try row.get("kind"), prefix: try row.get("prefix"), label: try row.get("label"),
                createdAt: try row.get("created_at"), revokedAt: try row.get("revoked_at"))
        }
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
