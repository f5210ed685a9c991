public import Core
public import Foundation
public import Storage

/// What whoever has the server's keyboard does with accounts: makes the first operator, and lets people in again who locked themselves
/// out.
public struct AccountDesk: Sendable {
    private let platform: Platform
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(platform: Platform, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.platform = platform
        self.identifiers = identifiers
        self.clock = clock
    }

    public struct Entry: Sendable, Hashable, Encodable {
        public let id: String
        public let email: String
        public let name: String
        public let isOperator: Bool
        public let hasPassword: Bool
        public let hasSecondFactor: Bool
        public let createdAt: Date
        public let businesses: [OwnAccount.Profile.Entry]
    }

    /// By address, with the businesses they belong to.
    public func accounts() async throws -> [Entry] {
        try await platform.read { transaction in
            try transaction.accounts().map { try transaction.entry(of: $0) }
        }
    }

    /// Makes an account without a password.
    ///
    /// - Throws: `Problem` when the address is none, or has an account.
    public func create(_ email: String, name: String, isOperator: Bool, by actor: Principal) async throws -> Entry {
        guard let address = EmailAddress(email) else { throw Problem.invalid("#/email", "An e-mail address has the form name@domain.") }
        let violations = Problem.Violation.inName(name, at: "#/name")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        let (now, identifiers) = (clock(), identifiers)
        return try await platform.write { transaction in
            guard try transaction.account(at: address) == nil else { throw Problem.conflict("There is an account of \(address) already.") }
            let account = try transaction.ensureAccount(
                at: address, name: name.trimmingCharacters(in: .whitespacesAndNewlines), identifiers: identifiers, at: now)
            if isOperator { try transaction.setOperator(true, account.id) }
            try transaction.audit(
                AuditEntry("account.created", by: actor, to: address.text, details: ["operator": "\(isOperator)"]), of: nil, at: now,
                identifiers: identifiers)
            return try transaction.entry(of: try transaction.account(at: address) ?? account)
        }
    }

    /// Makes somebody one of the platform's operators, or takes that back.
    ///
    /// - Throws: `Problem.notFound`.
    public func setOperator(_ isOperator: Bool, at email: String, by actor: Principal) async throws {
        try await change(email) { transaction, account, now, identifiers in
            try transaction.setOperator(isOperator, account.id)
            try transaction.endSessions(of: account.id)
            try transaction.audit(
                AuditEntry(isOperator ? "operator.made" : "operator.unmade", by: actor, to: account.email.text), of: nil, at: now,
                identifiers: identifiers)
        }
    }

    /// Makes somebody one of a business's people, or changes as what.
    ///
    /// - Throws: `Problem.notFound`.
    public func join(_ email: String, _ business: Business.ID, as role: Role, by actor: Principal) async throws {
        try await change(email) { transaction, account, now, identifiers in
            try transaction.save(role, of: account.id, in: business, at: now)
            try transaction.audit(
                AuditEntry("member.added", by: actor, to: account.email.text, details: ["role": role.rawValue]), of: business, at: now,
                identifiers: identifiers)
        }
    }

    /// For who has lost both the app and the recovery codes.
    ///
    /// - Throws: `Problem.notFound`.
    public func removeSecondFactor(at email: String, by actor: Principal) async throws {
        try await change(email) { transaction, account, now, identifiers in
            try transaction.removeSecondFactor(of: account.id)
            try transaction.note(
                "second-factor.removed", account, by: actor, letter: .secondFactorChanged(isOn: false), identifiers, at: now)
        }
    }

    private func change(
        _ email: String, _ body: @escaping @Sendable (PlatformTransaction, AccountRecord, Date, IdentifierSource) throws -> Void
    ) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write { transaction in
            guard let address = EmailAddress(email), let account = try transaction.account(at: address) else {
                throw Problem.notFound("account")
            }
            try body(transaction, account, now, identifiers)
        }
    }
}

extension PlatformTransaction {
    fileprivate func entry(of account: AccountRecord) throws -> AccountDesk.Entry {
        AccountDesk.Entry(
            id: account.id.rawValue, email: account.email.text, name: account.name, isOperator: account.isOperator,
            hasPassword: account.password != nil, hasSecondFactor: account.hasSecondFactor, createdAt: account.createdAt,
            businesses: try memberships(of: account.id).map {
                OwnAccount.Profile.Entry(businessId: $0.business.rawValue, name: $0.businessName, subdomain: $0.subdomain, role: $0.role)
            })
    }
}
