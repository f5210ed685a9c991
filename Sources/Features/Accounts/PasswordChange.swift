public import Core
public import Foundation
public import Storage

/// Chooses passwords: over a link sent by mail, or by who knows the present one.
public struct PasswordChange: Sendable {
    private let platform: Platform
    private let passwords: Passwords
    private let links: LinkTokens
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    /// How long a link works.
    static let linkLifetime: TimeInterval = 3600
    /// So many links of an account work at once; who asks more often is sent none until one has ended.
    static let mostLinks = 3

    public init(
        platform: Platform, passwords: Passwords, links: LinkTokens, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date
    ) {
        self.platform = platform
        self.passwords = passwords
        self.links = links
        self.identifiers = identifiers
        self.clock = clock
    }

    /// Sends a link to an address, if there is an account. Whoever asks is not told.
    ///
    /// - Parameter address: where the request comes from; nil for a program on this machine, which is not counted.
    /// - Throws: `Problem` when the network address asks too often.
    public func requestLink(to email: String, from address: String?) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write { transaction in
            if let address { try transaction.takeAttempt(of: [.address(address)], at: now) }
            guard let email = EmailAddress(email), let account = try transaction.account(at: email) else { return }
            try transaction.sendPasswordLink(to: account.id, identifiers: identifiers, at: now)
        }
    }

    /// Chooses a password with the token of a link. Every session of the account ends.
    ///
    /// - Throws: `Problem` when the link no longer works or the password is not good enough: it works on then.
    public func reset(with token: Secret, to password: Secret) async throws {
        guard let identifier = links.identifier(in: token, for: .passwordReset) else { throw Problem.deadLink }
        let now = clock()
        let account = try await platform.read { try $0.account(ofReset: identifier, at: now) }
        guard let account else { throw Problem.deadLink }
        try Self.check(password, for: account)
        let hash = try await passwords.hash(password)
        try await platform.write { [identifiers] transaction in
            guard try transaction.account(ofReset: identifier, at: now) != nil else { throw Problem.deadLink }
            try transaction.choose(hash, for: account, keeping: nil, identifiers: identifiers, at: now)
        }
    }

    /// Every session of the account but the one that asks ends.
    ///
    /// - Throws: `Problem` when the present password is wrong, too often wrong, or the new one not good enough.
    public func change(from present: Secret, to password: Secret, for person: SignedIn) async throws {
        let account = try await requirePresent(present, of: person)
        try Self.check(password, for: account)
        let hash = try await passwords.hash(password)
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write { transaction in
            // Of two changes at once the second would undo the first, knowing only the password before it.
            guard try transaction.account(account.id)?.password == account.password else { throw Problem.notPresentPassword }
            try transaction.choose(hash, for: account, keeping: person.session, identifiers: identifiers, at: now)
        }
    }

    /// That it is still the person who signed in: asked before what would lock them out.
    ///
    /// - Throws: `Problem` when the password is wrong, or was too often.
    public func confirm(_ password: Secret, for person: SignedIn) async throws {
        _ = try await requirePresent(password, of: person)
    }

    private func requirePresent(_ password: Secret, of person: SignedIn) async throws -> AccountRecord {
        let now = clock()
        let account = try await platform.write { transaction in
            let account = try transaction.account(person.account)
            if let account { try transaction.takeAttempt(of: [.account(account.email)], at: now) }
            return account
        }
        guard let account, try await passwords.isRight(password, for: account.password) else {
            throw Problem.notPresentPassword
        }
        try await platform.write { try $0.forgetAttempts(of: .account(account.email)) }
        return account
    }

    private static func check(_ password: Secret, for account: AccountRecord) throws {
        try check(password, of: account.name, at: account.email.text)
    }

    /// - Throws: `Problem` unless the password is good enough for a person of this name and address.
    public static func check(_ password: Secret, of name: String, at email: String) throws {
        let violations = PasswordRules.violations(in: password, guesses: [email, name], at: "#/password")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
    }

    /// As the operator does at the keyboard: every session of the account ends.
    ///
    /// - Throws: `Problem` when there is no such account, or the password is not good enough.
    public func set(_ password: Secret, at email: String, by actor: Principal) async throws {
        let (now, identifiers) = (clock(), identifiers)
        guard let address = EmailAddress(email), let account = try await platform.read({ try $0.account(at: address) }) else {
            throw Problem.notFound("account")
        }
        try Self.check(password, for: account)
        let hash = try await passwords.hash(password)
        try await platform.write { transaction in
            try transaction.choose(hash, for: account, keeping: nil, by: actor, identifiers: identifiers, at: now)
        }
    }
}

extension PlatformTransaction {
    /// Sends an account the link over which its password is chosen: after forgetting it, or to begin with.
    public func sendPasswordLink(to account: Account.ID, identifiers: IdentifierSource, at now: Date) throws {
        try execute("DELETE FROM password_reset WHERE expires_at <= \(now)")
        let open = try rows("SELECT id FROM password_reset WHERE account_id = \(account)").count
        guard open < PasswordChange.mostLinks, let record = try self.account(account) else { return }
        let identifier = identifiers.uuid(at: now)
        try execute(
            """
            INSERT INTO password_reset (id, account_id, created_at, expires_at)
            VALUES (\(identifier), \(account), \(now), \(now.addingTimeInterval(PasswordChange.linkLifetime)))
            """)
        try enqueue(
            .passwordReset(reset: identifier), to: record.recipient, occasion: "password-reset \(identifier)", of: nil, at: now)
    }

    /// Sends those of a business's owners who have no password yet the link over which they choose one.
    func sendFirstPasswordLinks(toOwnersOf business: Business.ID, identifiers: IdentifierSource, at now: Date) throws {
        let owners = try rows(
            """
            SELECT account.id FROM membership JOIN account ON account.id = membership.account_id
            WHERE membership.business_id = \(business) AND membership.role = 'owner' AND account.password IS NULL
            """)
        for owner in owners { try sendPasswordLink(to: owner.get("id"), identifiers: identifiers, at: now) }
    }

    fileprivate func account(ofReset identifier: String, at now: Date) throws -> AccountRecord? {
        try row(
            """
            SELECT account.* FROM password_reset JOIN account ON account.id = password_reset.account_id
            WHERE password_reset.id = \(identifier) AND password_reset.expires_at > \(now)
            """
        ).map { try AccountRecord($0) }
    }

    /// What goes with every new password: links and sessions end, and a letter says so.
    fileprivate func choose(
        _ password: PasswordHash, for account: AccountRecord, keeping session: AccountSession.ID?, by actor: Principal? = nil,
        identifiers: IdentifierSource, at now: Date
    ) throws {
        try save(password, of: account.id, at: now)
        try execute("DELETE FROM password_reset WHERE account_id = \(account.id)")
        try endSessions(of: account.id, but: session)
        try forgetAttempts(of: .account(account.email))
        try note("password.changed", account, by: actor, letter: .passwordChanged, identifiers, at: now)
    }
}
