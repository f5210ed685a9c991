public import Core
public import Foundation

/// A time during which a person's browser is known: from signing in to signing out. Its token is in a cookie; only the token's SHA-256
/// is stored.
public struct AccountSession: Sendable, Hashable, Identifiable {
    public typealias ID = Identifier<AccountSession>

    public let id: ID
    public let account: Account.ID
    /// The one business it is confined to; nil for one begun on the platform's own host.
    public let business: Business.ID?
    public let createdAt: Date
    public let lastSeenAt: Date
    public let expiresAt: Date
    /// Where it was begun.
    public let address: String
    /// What the browser called itself then.
    public let agent: String

    /// 190 bits.
    static let tokenLength = 32
    /// Who is not seen for so long has to sign in again.
    static let idleLimit: TimeInterval = 7 * 86_400
    /// How stale `lastSeenAt` may become: looking is no reason to write each time.
    static let seenInterval: TimeInterval = 300

    func isOpen(at instant: Date) -> Bool {
        instant < expiresAt && instant < lastSeenAt.addingTimeInterval(Self.idleLimit)
    }

    /// How long a session lasts at the most, however busy.
    public enum Lifetime: Sendable {
        case member, platformOperator, impersonation
        /// Of the ticket that is turned into a visit.
        case ticket

        var seconds: TimeInterval {
            switch self {
            case .member: 30 * 86_400
            case .platformOperator: 12 * 3600
            case .impersonation: 3600
            case .ticket: 60
            }
        }
    }
}

/// A session about to begin.
public struct NewAccountSession: Sendable, Hashable {
    public var account: Account.ID
    /// The one business it is confined to; nil on the platform's own host.
    public var business: Business.ID?
    public var lifetime: AccountSession.Lifetime
    public var address: String
    public var agent: String
    /// As what an operator goes into `business` without being a member, and why; nil for a member.
    public var impersonation: Impersonation?

    public struct Impersonation: Sendable, Hashable {
        public var role: Role
        public var reason: String

        public init(role: Role, reason: String) {
            self.role = role
            self.reason = reason
        }
    }

    public init(
        account: Account.ID, business: Business.ID?, lifetime: AccountSession.Lifetime, address: String, agent: String,
        impersonation: Impersonation? = nil
    ) {
        self.account = account
        self.business = business
        self.lifetime = lifetime
        self.address = address
        self.agent = agent
        self.impersonation = impersonation
    }
}

/// A person who has signed in, as far as a request needs to know.
public struct SignedIn: Sendable, Hashable {
    public let session: AccountSession.ID
    public let account: Account.ID
    public let name: String
    public let email: String
    /// The one business that the session is confined to.
    public let business: Business.ID?
    /// Whether the person runs the platform, and has not signed in to a business as one of its people.
    public let isOperator: Bool

    /// Whether the session opens what the platform's operators do: not one that is confined to a business.
    public var runsThePlatform: Bool { isOperator && business == nil }

    /// What is written down beside what the person does.
    public var actor: Principal { Principal(isOperator ? .platformOperator : .account, id: account.rawValue, name: name) }
}

extension PlatformTransaction {
    /// - Returns: the token for the browser's cookie: the only time it is known.
    public func begin(_ session: NewAccountSession, identifiers: IdentifierSource, at now: Date) throws -> Secret {
        let token = Secret(identifiers.token(count: AccountSession.tokenLength))
        try execute(
            """
            INSERT INTO account_session (id, hash, account_id, business_id, role, reason, address, agent, created_at, last_seen_at,
                expires_at)
            VALUES (\(identifiers.uuid(at: now)), \(Fingerprint.of(token)), \(session.account), \(session.business),
                \(session.impersonation?.role), \(session.impersonation?.reason), \(session.address), \(session.agent), \(now), \(now),
                \(now.addingTimeInterval(session.lifetime.seconds)))
            """)
        return token
    }

    /// The sessions of an account that still open something, newest first.
    public func sessions(of account: Account.ID, at now: Date) throws -> [AccountSession] {
        try rows("SELECT * FROM account_session WHERE account_id = \(account) ORDER BY created_at DESC, id DESC LIMIT 1000")
            .map { try AccountSession($0) }.filter { $0.isOpen(at: now) }
    }

    /// - Returns: false when the account has no such session.
    @discardableResult
    public func end(_ session: AccountSession.ID, of account: Account.ID) throws -> Bool {
        try execute("DELETE FROM account_session WHERE id = \(session) AND account_id = \(account)") == 1
    }

    /// - Parameter kept: the one that goes on; nil ends all of them.
    @discardableResult
    public func endSessions(of account: Account.ID, but kept: AccountSession.ID? = nil) throws -> Int {
        try execute("DELETE FROM account_session WHERE account_id = \(account) AND id <> \(kept?.rawValue ?? "")")
    }

    /// Forgets the sessions whose time is over.
    @discardableResult
    public func removeExpiredSessions(at now: Date) throws -> Int {
        try execute(
            """
            DELETE FROM account_session
            WHERE expires_at <= \(now) OR last_seen_at <= \(now.addingTimeInterval(-AccountSession.idleLimit))
            """)
    }
}

extension AccountSession {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), account: try row.get("account_id"), business: try row.get("business_id"),
            createdAt: try row.get("created_at"), lastSeenAt: try row.get("last_seen_at"), expiresAt: try row.get("expires_at"),
            address: try row.get("address"), agent: try row.get("agent"))
    }
}
