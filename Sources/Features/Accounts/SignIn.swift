public import Core
public import Foundation
public import Storage

/// Turns an address and a password into a session.
public struct SignIn: Sendable {
    private let store: Store
    private let passwords: Passwords
    private let secondFactors: SecondFactors
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(
        store: Store, passwords: Passwords, secondFactors: SecondFactors, identifiers: IdentifierSource,
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.passwords = passwords
        self.secondFactors = secondFactors
        self.identifiers = identifiers
        self.clock = clock
    }

    /// What somebody sends who wants to sign in.
    public struct Attempt: Sendable {
        public var email: String
        public var password: Secret
        /// From an authenticator app, or a recovery code; nil before it is asked for.
        public var code: String?
        /// The business on whose host it is tried; nil on the platform's own.
        public var business: Business.ID?
        /// Where it comes from; nil for a program on this machine, which is not counted.
        public var address: String?
        /// What the browser calls itself.
        public var agent: String

        public init(email: String, password: Secret, code: String?, business: Business.ID?, address: String?, agent: String) {
            self.email = email
            self.password = password
            self.code = code
            self.business = business
            self.address = address
            self.agent = agent
        }
    }

    /// - Returns: the token for the browser's cookie.
    /// - Throws: `Problem`: 401 when something is wrong or a code is needed, 403 when the person is none of the business's, 429 when it
    ///   was wrong too often.
    public func signIn(_ attempt: Attempt) async throws -> Secret {
        let now = clock()
        let email = EmailAddress(attempt.email)
        let subjects = email.map { [ThrottledSubject.account($0)] } ?? []
        let counted = subjects + (attempt.address.map { [.address($0)] } ?? [])
        let account = try await store.platform.write { transaction in
            try transaction.takeAttempt(of: counted, at: now)
            return try email.flatMap { try transaction.account(at: $0) }
        }
        guard try await passwords.isRight(attempt.password, for: account?.password), let account, let hash = account.password else {
            throw Problem.wrongCredentials
        }
        try await store.platform.write { transaction in
            for subject in subjects { try transaction.forgetAttempts(of: subject) }
            for subject in counted { try transaction.takeBackAttempt(of: subject) }
        }
        if account.hasSecondFactor { try await secondFactors.check(attempt.code, of: account.id) }
        let renewed = passwords.isOutdated(hash) ? try await passwords.hash(attempt.password) : nil
        return try await begin(attempt, of: account, renewing: renewed, at: now)
    }

    /// Ends the session that somebody came with.
    public func signOut(_ person: SignedIn) async throws {
        _ = try await store.platform.write { try $0.end(person.session, of: person.account) }
    }

    private func begin(
        _ attempt: Attempt, of account: AccountRecord, renewing hash: PasswordHash?, at now: Date
    ) async throws -> Secret {
        let identifiers = identifiers
        return try await store.platform.write { transaction in
            if let business = attempt.business, try transaction.role(of: account.id, in: business) == nil {
                throw Problem(
                    code: "forbidden", status: 403, title: "Not allowed", detail: "You do not belong to this business.")
            }
            // While the password was looked at, it may have been changed, and all sessions ended.
            guard let present = try transaction.account(account.id), present.password == account.password,
                present.secondFactorSince == account.secondFactorSince
            else { throw Problem.wrongCredentials }
            if let hash { try transaction.save(hash, of: account.id, at: now) }
            let isOperator = account.isOperator && attempt.business == nil
            let token = try transaction.begin(
                NewAccountSession(
                    account: account.id, business: attempt.business, lifetime: isOperator ? .platformOperator : .member,
                    address: attempt.address ?? "this machine", agent: String(attempt.agent.prefix(200))),
                identifiers: identifiers, at: now)
            try transaction.audit(
                AuditEntry("session.begun", by: account.actor(isOperator: isOperator)), of: attempt.business, at: now,
                identifiers: identifiers)
            return token
        }
    }
}

extension AccountRecord {
    func actor(isOperator: Bool = false) -> Principal {
        Principal(isOperator ? .platformOperator : .account, id: id.rawValue, name: name.isEmpty ? email.text : name)
    }
}
