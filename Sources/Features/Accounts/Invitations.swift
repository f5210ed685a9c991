public import Core
public import Foundation
public import Storage

/// Brings people into a business: an owner invites an address, and whoever reads its mail accepts.
public struct Invitations: Sendable {
    private let platform: Platform
    private let passwords: Passwords
    private let links: LinkTokens
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    static let lifetime: TimeInterval = 7 * 86_400
    /// Of one business at once.
    private static let most = 100

    public init(
        platform: Platform, passwords: Passwords, links: LinkTokens, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date
    ) {
        self.platform = platform
        self.passwords = passwords
        self.links = links
        self.identifiers = identifiers
        self.clock = clock
    }

    /// One that waits for its answer.
    public struct Invitation: Sendable, Hashable, Identifiable {
        public typealias ID = Identifier<Invitation>

        public let id: ID
        public let email: String
        public let role: Role
        public let invitedBy: String
        public let createdAt: Date
        public let expiresAt: Date
    }

    /// What whoever opens the link is told.
    public struct Offer: Sendable {
        public let businessName: String
        public let subdomain: String
        public let email: String
        public let role: Role
        /// Whether there is an account with a password already: then it is enough to accept.
        public let hasPassword: Bool
    }

    public func open(of business: Business.ID) async throws -> [Invitation] {
        let now = clock()
        return try await platform.read { try $0.invitations(of: business, at: now) }
    }

    /// Invites an address, by a letter. Inviting it again sends a new link; the one before no longer works.
    ///
    /// - Throws: `Problem` when it is none, belongs to one of the business's people, or too many are open.
    public func invite(_ email: String, as role: Role, to business: Business.ID, by actor: Principal) async throws -> Invitation {
        guard let address = EmailAddress(email) else { throw Problem.invalid("#/email", "An e-mail address has the form name@domain.") }
        let (now, identifiers) = (clock(), identifiers)
        let invitation = Invitation(
            id: .init(identifiers.uuid(at: now)), email: address.text, role: role, invitedBy: actor.name, createdAt: now,
            expiresAt: now.addingTimeInterval(Self.lifetime))
        try await platform.write { transaction in
            try transaction.requireProvenAddress(of: business)
            if let account = try transaction.account(at: address), try transaction.role(of: account.id, in: business) != nil {
                throw Problem.conflict("\(address) is one of the business's people already.")
            }
            guard try transaction.invitations(of: business, at: now).count < Self.most else {
                throw Problem.conflict("\(Self.most) invitations are open; withdraw some first.")
            }
            try transaction.save(invitation, at: address, to: business)
            let name = try transaction.nameOfBusiness(business)
            try transaction.enqueue(
                .invitation(business: name, invitedBy: actor.name, role: role.rawValue, invitation: invitation.id.rawValue),
                to: LetterRecipient(address: address.text), occasion: "invitation \(invitation.id)", of: business, at: now)
            try transaction.audit(
                AuditEntry("invitation.sent", by: actor, to: address.text, details: ["role": role.rawValue]), of: business, at: now,
                identifiers: identifiers)
        }
        return invitation
    }

    /// - Throws: `Problem.notFound`.
    public func withdraw(_ id: Invitation.ID, from business: Business.ID, by actor: Principal) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await platform.write { transaction in
            let row = try transaction.row("DELETE FROM invitation WHERE id = \(id) AND business_id = \(business) RETURNING email")
            guard let row else { throw Problem.notFound("invitation") }
            try transaction.audit(
                AuditEntry("invitation.withdrawn", by: actor, to: row.get("email")), of: business, at: now, identifiers: identifiers)
        }
    }

    /// - Throws: `Problem` when the link no longer works.
    public func offer(in token: Secret) async throws -> Offer {
        let (id, now) = (try identifier(in: token), clock())
        return try await platform.read { try $0.pending(id, at: now).offer }
    }

    /// Makes the person one of the business's, with the account of the invited address: who has the link reads its mail.
    ///
    /// - Parameter password: to be chosen where the account has none; where it has one, nothing is changed.
    /// - Throws: `Problem` when the link no longer works, or a password is needed or not good enough.
    public func accept(_ token: Secret, name: String, password: Secret?) async throws -> Offer {
        let (id, now, identifiers) = (try identifier(in: token), clock(), identifiers)
        let pending = try await platform.read { try $0.pending(id, at: now) }
        let hash: PasswordHash?
        if pending.offer.hasPassword {
            hash = nil
        } else {
            guard let password else { throw Problem.invalid("#/password", "Choose a password.") }
            let violations =
                Problem.Violation.inName(name, at: "#/name")
                + PasswordRules.violations(
                    in: password, guesses: [pending.email.text, name, pending.offer.businessName], at: "#/password")
            guard violations.isEmpty else { throw Problem.invalid(violations) }
            hash = try await passwords.hash(password)
        }
        try await platform.write { transaction in
            // Asked again: it may have been withdrawn or used meanwhile.
            let pending = try transaction.pending(id, at: now)
            let account = try transaction.ensureAccount(at: pending.email, name: name, identifiers: identifiers, at: now)
            if let hash, account.password == nil {
                try transaction.save(hash, of: account.id, at: now)
                try transaction.rename(account.id, to: name.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            try transaction.save(pending.offer.role, of: account.id, in: pending.business, at: now)
            try transaction.execute("DELETE FROM invitation WHERE id = \(id)")
            try transaction.audit(
                AuditEntry(
                    "invitation.accepted", by: Principal(.account, id: account.id.rawValue, name: name.isEmpty ? account.email.text : name),
                    to: pending.email.text, details: ["role": pending.offer.role.rawValue]), of: pending.business, at: now,
                identifiers: identifiers)
        }
        return pending.offer
    }

    private func identifier(in token: Secret) throws -> Invitation.ID {
        guard let identifier = links.identifier(in: token, for: .invitation) else { throw Problem.deadLink }
        return Invitation.ID(identifier)
    }
}
