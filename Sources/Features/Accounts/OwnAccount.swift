public import Core
public import Foundation
public import Storage

/// What a person sees and changes of their own account.
public struct OwnAccount: Sendable {
    private let platform: Platform
    private let clock: @Sendable () -> Date

    public init(platform: Platform, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.clock = clock
    }

    public struct Profile: Sendable, Hashable, Encodable {
        public let id: String
        public let email: String
        public let name: String
        /// Whether this session opens what the platform's operators do.
        public let isOperator: Bool
        public let hasSecondFactor: Bool
        /// Those that this session opens.
        public let businesses: [Entry]
        /// Present when an operator is in a business that is not theirs.
        public let visit: Visit?

        public struct Entry: Sendable, Hashable, Encodable {
            public let businessId: String
            public let name: String
            public let subdomain: String
            public let role: Role
        }
    }

    /// An operator's visit to a business, as what its pages say of it.
    public struct Visit: Sendable, Hashable, Encodable {
        public let reason: String
        public let endsAt: Date
    }

    public struct Session: Sendable, Hashable, Encodable {
        public let id: String
        public let createdAt: Date
        public let lastSeenAt: Date
        public let expiresAt: Date
        public let address: String
        public let agent: String
        public let isThisOne: Bool
    }

    public func read(by person: SignedIn) async throws -> Profile {
        let (account, memberships, visit) = try await platform.read { transaction in
            let visit = try transaction.visit(during: person.session)
            return (
                try transaction.account(person.account), try visit.map { [$0.membership] } ?? transaction.memberships(of: person.account),
                visit?.visit
            )
        }
        return Profile(
            id: person.account.rawValue, email: person.email, name: account?.name ?? person.name, isOperator: person.runsThePlatform,
            hasSecondFactor: account?.hasSecondFactor ?? false,
            businesses: memberships.filter { person.business == nil || person.business == $0.business }.map {
                Profile.Entry(businessId: $0.business.rawValue, name: $0.businessName, subdomain: $0.subdomain, role: $0.role)
            }, visit: visit)
    }

    /// - Throws: `Problem` when it is no name.
    public func rename(to name: String, by person: SignedIn) async throws -> Profile {
        let violations = Problem.Violation.inName(name, at: "#/name")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        try await platform.write { try $0.rename(person.account, to: name.trimmingCharacters(in: .whitespacesAndNewlines)) }
        return try await read(by: person)
    }

    /// Those that still open something, newest first.
    public func sessions(of person: SignedIn) async throws -> [Session] {
        let now = clock()
        return try await platform.read { try $0.sessions(of: person.account, at: now) }.map { session in
            Session(
                id: session.id.rawValue, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt, expiresAt: session.expiresAt,
                address: session.address, agent: session.agent, isThisOne: session.id == person.session)
        }
    }

    /// - Throws: `Problem.notFound`.
    public func end(_ session: AccountSession.ID, of person: SignedIn) async throws {
        let wasOpen = try await platform.write { try $0.end(session, of: person.account) }
        guard wasOpen else { throw Problem.notFound("session") }
    }

    public func endOtherSessions(of person: SignedIn) async throws {
        try await platform.write { try $0.endSessions(of: person.account, but: person.session) }
    }
}

extension PlatformTransaction {
    /// What an operator's session opens, as whom, why and until when; nil for a session of a business's own people.
    fileprivate func visit(during session: AccountSession.ID) throws -> (membership: Membership, visit: OwnAccount.Visit)? {
        try row(
            """
            SELECT business.business_id, business.business_name, business.subdomain, account_session.role, account_session.reason,
                account_session.expires_at
            FROM account_session JOIN business ON business.business_id = account_session.business_id
            WHERE account_session.id = \(session) AND account_session.role IS NOT NULL
            """
        ).map { row in
            let membership = Membership(
                business: try row.get("business_id"), businessName: try row.get("business_name"), subdomain: try row.get("subdomain"),
                role: try row.get("role"))
            return (membership, OwnAccount.Visit(reason: try row.get("reason"), endsAt: try row.get("expires_at")))
        }
    }
}
