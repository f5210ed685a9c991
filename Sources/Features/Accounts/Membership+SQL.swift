public import Core
public import Foundation
public import Storage

/// One of a business's people.
public struct Member: Sendable, Hashable {
    public let account: Account.ID
    public let email: String
    public let name: String
    public let role: Role
    public let since: Date
    public let hasSecondFactor: Bool
}

/// A business that a person belongs to.
public struct Membership: Sendable, Hashable {
    public let business: Business.ID
    public let businessName: String
    public let subdomain: String
    public let role: Role
}

extension PlatformTransaction {
    /// Makes somebody an owner of a business, with an account where the address has none yet. Its password is chosen over a link that is
    /// sent there (`PasswordChange.request`). Safe to repeat.
    ///
    /// - Throws: `Problem` when the address is none.
    @discardableResult
    public func makeOwner(
        of business: Business.ID, email: String, name: String = "", identifiers: IdentifierSource, at now: Date
    ) throws -> Account.ID {
        guard let address = EmailAddress(email) else { throw Problem.invalid("#/email", "An e-mail address has the form name@domain.") }
        let account = try ensureAccount(at: address, name: name, identifiers: identifiers, at: now)
        try save(.owner, of: account.id, in: business, at: now)
        return account.id
    }

    func save(_ role: Role, of account: Account.ID, in business: Business.ID, at now: Date) throws {
        try execute(
            """
            INSERT INTO membership (business_id, account_id, role, created_at) VALUES (\(business), \(account), \(role), \(now))
            ON CONFLICT (business_id, account_id) DO UPDATE SET role = excluded.role
            """)
    }

    /// Also ends the sessions that were begun at that business.
    func removeMember(_ account: Account.ID, from business: Business.ID) throws {
        try execute("DELETE FROM membership WHERE business_id = \(business) AND account_id = \(account)")
        try execute("DELETE FROM account_session WHERE business_id = \(business) AND account_id = \(account)")
    }

    func role(of account: Account.ID, in business: Business.ID) throws -> Role? {
        try row("SELECT role FROM membership WHERE business_id = \(business) AND account_id = \(account)")?.get("role")
    }

    /// A business's people, the first to come first.
    func members(of business: Business.ID) throws -> [Member] {
        try rows(
            """
            SELECT account.id, account.email, account.name, account.second_factor_at, membership.role, membership.created_at
            FROM membership JOIN account ON account.id = membership.account_id
            WHERE membership.business_id = \(business) ORDER BY membership.created_at, account.id LIMIT \(People.most)
            """
        ).map { row in
            let secondFactorSince: Date? = try row.get("second_factor_at")
            return Member(
                account: try row.get("id"), email: try row.get("email"), name: try row.get("name"), role: try row.get("role"),
                since: try row.get("created_at"), hasSecondFactor: secondFactorSince != nil)
        }
    }

    /// The businesses of a person, by name: at most 1,000.
    func memberships(of account: Account.ID) throws -> [Membership] {
        try rows(
            """
            SELECT business.business_id, business.business_name, business.subdomain, membership.role
            FROM membership JOIN business ON business.business_id = membership.business_id
            WHERE membership.account_id = \(account) ORDER BY business.business_name, business.business_id LIMIT 1000
            """
        ).map { row in
            Membership(
                business: try row.get("business_id"), businessName: try row.get("business_name"), subdomain: try row.get("subdomain"),
                role: try row.get("role"))
        }
    }
}
