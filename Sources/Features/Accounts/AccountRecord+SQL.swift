import Core
import Foundation
import Storage

/// A person's account, without the businesses it belongs to.
struct AccountRecord: Sendable {
    let id: Account.ID
    let email: EmailAddress
    let name: String
    /// Nil until a password is chosen.
    let password: PasswordHash?
    let isOperator: Bool
    /// The sealed secret of the second factor; in force from `secondFactorSince` on.
    let secondFactor: String?
    let secondFactorSince: Date?
    /// The last time step whose code was used.
    let secondFactorStep: Int
    let createdAt: Date

    var hasSecondFactor: Bool { secondFactorSince != nil }
    var recipient: LetterRecipient { LetterRecipient(address: email.text, name: name.isEmpty ? nil : name) }
}

extension PlatformTransaction {
    func account(_ id: Account.ID) throws -> AccountRecord? {
        try row("SELECT * FROM account WHERE id = \(id)").map { try AccountRecord($0) }
    }

    func account(at email: EmailAddress) throws -> AccountRecord? {
        try row("SELECT * FROM account WHERE email = \(email.canonical)").map { try AccountRecord($0) }
    }

    /// The account of an address, made where there is none: without a password, which is chosen over a link sent there.
    func ensureAccount(
        at email: EmailAddress, name: String, identifiers: IdentifierSource, at now: Date
    ) throws -> AccountRecord {
        try execute(
            """
            INSERT INTO account (id, email, name, created_at) VALUES (\(identifiers.uuid(at: now)), \(email.canonical), \(name), \(now))
            ON CONFLICT (email) DO NOTHING
            """)
        guard let account = try account(at: email) else { throw StorageError.unreadable("an account that was just made is gone") }
        return account
    }

    func save(_ password: PasswordHash, of account: Account.ID, at now: Date) throws {
        try execute("UPDATE account SET password = \(password), password_changed_at = \(now) WHERE id = \(account)")
    }

    func rename(_ account: Account.ID, to name: String) throws {
        try execute("UPDATE account SET name = \(name) WHERE id = \(account)")
    }

    func setOperator(_ isOperator: Bool, _ account: Account.ID) throws {
        try execute("UPDATE account SET platform_operator = \(isOperator) WHERE id = \(account)")
    }

    /// The accounts, by address: at most 10,000.
    func accounts() throws -> [AccountRecord] {
        try rows("SELECT * FROM account ORDER BY email LIMIT 10000").map { try AccountRecord($0) }
    }
}

extension AccountRecord {
    init(_ row: Row) throws {
        guard let email = EmailAddress(try row.get("email")) else { throw StorageError.unreadable("an account's address is none") }
        self.init(
            id: try row.get("id"), email: email, name: try row.get("name"), password: try row.get("password"),
            isOperator: try row.get("platform_operator"), secondFactor: try row.get("second_factor"),
            secondFactorSince: try row.get("second_factor_at"), secondFactorStep: try row.get("second_factor_step"),
            createdAt: try row.get("created_at"))
    }
}
