public import Core
public import Foundation
public import Storage

/// The keys of a business: several, each for what it is needed for, and replaced without a gap.
public struct KeyRing: Sendable {
    private let platform: Platform
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    /// Of one business, those that are still good.
    static let most = 50
    /// How long a replaced key works on, unless somebody says otherwise.
    public static let standardOverlap: TimeInterval = 86_400
    public static let longestOverlap: TimeInterval = 90 * 86_400

    public init(platform: Platform, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.identifiers = identifiers
        self.clock = clock
    }

    /// A key with its text, which is shown this once.
    public struct Issued: Sendable {
        public let key: APIKey
        public let text: Secret
    }

    /// All keys the business ever had, oldest first.
    public func keys(of business: Business.ID) async throws -> [APIKey] {
        try await platform.read { try $0.apiKeys(of: business) }
    }

    /// - Throws: `Problem` when the wish is not valid, or too many keys are good already.
    public func issue(_ wish: KeyWish, for business: Business.ID, by actor: Principal) async throws -> Issued {
        let (now, identifiers) = (clock(), identifiers)
        let wish = try wish.validated(at: now)
        return try await platform.write(.confirmed) { transaction in
            guard try transaction.apiKeys(of: business).filter({ $0.isGood(at: now) }).count < Self.most else {
                throw Problem.conflict("A business has at most \(Self.most) keys; revoke one first.")
            }
            let issued = try transaction.issue(wish, for: business, creator: actor.name, identifiers: identifiers, at: now)
            try transaction.audit(
                AuditEntry("api-key.issued", by: actor, to: issued.key.title, details: ["scopes": issued.key.scopeWords]), of: business,
                at: now, identifiers: identifiers)
            return issued
        }
    }

    /// A new key in place of one, good for the same. The old one works on for a while, so that nothing fails meanwhile.
    ///
    /// - Parameter overlap: for how long, in seconds: 0...`longestOverlap`.
    /// - Throws: `Problem` when there is no such key, or it is good no longer.
    public func rotate(
        _ id: APIKey.ID, of business: Business.ID, overlap: TimeInterval = Self.standardOverlap, by actor: Principal
    ) async throws -> Issued {
        guard (0...Self.longestOverlap).contains(overlap) else {
            throw Problem.invalid("#/overlapSeconds", "An overlap is a number from 0 to \(Int(Self.longestOverlap)).")
        }
        let (now, identifiers) = (clock(), identifiers)
        return try await platform.write(.confirmed) { transaction in
            let old = try transaction.goodKey(id, of: business, at: now)
            let wish = KeyWish(
                kind: old.kind, label: old.label, scopes: old.kind == .secret ? old.scopes : nil, origins: old.origins,
                expiresAt: nil)
            let issued = try transaction.issue(wish, for: business, creator: actor.name, identifiers: identifiers, at: now)
            try transaction.expireAPIKey(id, of: business, at: now.addingTimeInterval(overlap))
            try transaction.audit(
                AuditEntry(
                    "api-key.rotated", by: actor, to: old.title, details: ["to": issued.key.title, "overlapSeconds": "\(Int(overlap))"]),
                of: business, at: now, identifiers: identifiers)
            return issued
        }
    }

    /// Changes a key's label, and the origins of a publishable one.
    ///
    /// - Throws: `Problem` when there is no such key, it is good no longer, or what it should be is not valid.
    public func change(
        _ id: APIKey.ID, label: String, origins: [String], of business: Business.ID, by actor: Principal
    ) async throws -> APIKey {
        let (now, identifiers) = (clock(), identifiers)
        return try await platform.write { transaction in
            let old = try transaction.goodKey(id, of: business, at: now)
            let wish = try KeyWish(kind: old.kind, label: label, scopes: nil, origins: origins, expiresAt: nil).validated(at: now)
            try transaction.changeAPIKey(id, of: business, label: wish.label, origins: wish.origins)
            try transaction.audit(
                AuditEntry("api-key.changed", by: actor, to: old.title, details: ["origins": wish.origins.joined(separator: " ")]),
                of: business, at: now, identifiers: identifiers)
            return try transaction.goodKey(id, of: business, at: now)
        }
    }

    /// From the commit on it opens nothing.
    ///
    /// - Throws: `Problem` when there is no such key. One that was revoked before stays so.
    public func revoke(_ id: APIKey.ID, of business: Business.ID, by actor: Principal) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write(.confirmed) { transaction in
            guard let key = try transaction.apiKeys(of: business).first(where: { $0.id == id }) else { throw Problem.notFound("key") }
            guard try transaction.revokeAPIKey(id, of: business, at: now) else { return }
            try transaction.audit(
                AuditEntry("api-key.revoked", by: actor, to: key.title), of: business, at: now, identifiers: identifiers)
        }
    }
}

extension PlatformTransaction {
    fileprivate func issue(
        _ wish: KeyWish, for business: Business.ID, creator: String, identifiers: IdentifierSource, at now: Date
    ) throws -> KeyRing.Issued {
        let text = try issueAPIKey(
            wish.kind, for: business, label: wish.label, scopes: wish.scopes, origins: wish.origins, expiresAt: wish.expiresAt,
            creator: creator, identifiers: identifiers, at: now)
        guard let key = try apiKey(text) else { throw StorageError.unreadable("a key that was just made is gone") }
        return KeyRing.Issued(key: key, text: text)
    }

    fileprivate func goodKey(_ id: APIKey.ID, of business: Business.ID, at now: Date) throws -> APIKey {
        guard let key = try apiKeys(of: business).first(where: { $0.id == id }) else { throw Problem.notFound("key") }
        guard key.isGood(at: now) else { throw Problem.conflict("This key is good no longer; make a new one.") }
        return key
    }
}

extension APIKey {
    /// How a log tells of it.
    fileprivate var title: String { "\(prefix)… (\(label))" }
    fileprivate var scopeWords: String { scopes.map(\.rawValue).sorted().joined(separator: " ") }
}
