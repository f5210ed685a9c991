import Conversation
import Core
public import Foundation
public import Storage

/// The people a business knows.
public enum Customers: OwnedResource {
    public static let path = "customers"
    public static let noun = "customer"
    public static let identifierPrefix = "customer"
    public static let identity = "phone number"

    public static func sortKey(of document: Customer) -> String { document.phone.identity }

    public static func page(after cursor: String, limit: Int, in transaction: TenantTransaction) throws -> [Customer] {
        try transaction.rows("SELECT * FROM customer WHERE phone_identity > \(cursor) ORDER BY phone_identity LIMIT \(limit)")
            .map { try Customer($0) }
    }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> Customer? {
        try Customer.find(id, in: transaction)
    }

    public static func save(_ document: Customer, id: String, at instant: Date, in transaction: TenantTransaction) throws -> Customer {
        let violations =
            Problem.Violation.inName(document.name, at: "#/name")
            + Problem.Violation.inTexts(document.email.map { [$0] }, atMost: 1, at: "#/email")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        let name = document.name.trimmingCharacters(in: .whitespacesAndNewlines)
        // Written as it is at home: the number is the identity, and callers say it there.
        let phone = document.phone.reread(in: try transaction.profile().region)
        if let known = try find(id, in: transaction), known.phone.identity != phone.identity {
            try transaction.execute(
                """
                UPDATE customer SET phone_identity = \(phone.identity), phone = \(phone.written), version = version + 1 WHERE id = \(id)
                """)
        }
        return try transaction.remember(name: name, phone: phone, email: document.email, newID: id, at: instant)
    }

    public static func remove(_ id: String, in transaction: TenantTransaction) throws -> Bool {
        guard let customer = try find(id, in: transaction) else { return false }
        try transaction.erase(customer)
        return true
    }
}

extension Customers {
    /// One page of those whose name or number is like what is looked for, by number.
    public static func search(_ text: String, after cursor: String?, limit: Int, in tenant: Tenant) async throws -> Page<Customer> {
        let filter = RecordFilter(search: text)
        let found = try await tenant.read { transaction in
            try transaction.rows(
                """
                SELECT * FROM customer WHERE phone_identity > \(cursor ?? "") AND (lower(name) LIKE \(filter.name) ESCAPE '\\'
                    OR phone_identity LIKE \(filter.phone)
                    OR id IN (SELECT customer_id FROM customer_alias WHERE phone_identity LIKE \(filter.phone)))
                ORDER BY phone_identity LIMIT \(limit + 1)
                """
            ).map { try Customer($0) }
        }
        let page = Array(found.prefix(limit))
        return Page(data: page, nextCursor: found.count > limit ? page.last.map(sortKey) : nil)
    }
}

extension BackOffice {
    private static let mostBlocked = 500

    /// Whose calls are answered with one sentence, who was blocked last first.
    public func blockList(in tenant: Tenant) async throws -> [Customer] {
        try await tenant.read { transaction in
            try transaction.rows(
                "SELECT * FROM customer WHERE blocked_at IS NOT NULL ORDER BY blocked_at DESC, id LIMIT \(Self.mostBlocked)"
            ).map { try Customer($0) }
        }
    }
}

extension TenantTransaction {
    func customer(calling phone: PhoneNumber) throws -> Customer? {
        try row(
            """
            SELECT * FROM customer WHERE phone_identity = \(phone.identity)
                OR id = (SELECT customer_id FROM customer_alias WHERE phone_identity = \(phone.identity))
            """
        ).map { try Customer($0) }
    }

    /// Writes down who confirmed something in a call; nil when no number was given, for the number is the identity.
    ///
    /// Where the call does not prove the number, what is known of its customer stays: anybody may type anybody's, and would have the
    /// name changed that others are greeted with, and the address that their letters go to. The record keeps the name that was given.
    ///
    /// - Parameter call: nil where staff write it down, who know whom they talk to.
    func remember(
        _ contact: Contact, givenIn call: Call.ID?, identifiers: IdentifierSource, at instant: Date
    ) throws -> Customer.ID? {
        var contact = contact
        if let call, let phone = contact.phone, let known = try customer(calling: phone), try !isProven(phone, in: call) {
            contact.email = nil
            if !known.name.isEmpty { contact.name = nil }
        }
        return try remember(contact, identifiers: identifiers, at: instant)
    }

    /// Whether a call surely comes from that number.
    private func isProven(_ phone: PhoneNumber, in call: Call.ID) throws -> Bool {
        guard let call = try self.call(call), call.channel.provesNumber else { return false }
        return call.phone?.identity == phone.identity
    }

    /// Writes down who something is for; nil when no number was given, for the number is the identity.
    func remember(_ contact: Contact, identifiers: IdentifierSource, at instant: Date) throws -> Customer.ID? {
        guard let phone = contact.phone else { return nil }
        let newID = Customers.identifierPrefix + "_" + identifiers.uuid(at: instant)
        return try remember(name: contact.name ?? "", phone: phone, email: contact.email, newID: newID, at: instant).id
    }

    /// The customer of that number, made when it is new; a name or address given now replaces what was known.
    @discardableResult
    func remember(name: String, phone: PhoneNumber, email: String?, newID: String, at instant: Date) throws -> Customer {
        // Under another number of a customer it is that customer, whose first number stays.
        let alias = try row(
            """
            SELECT customer.phone_identity, customer.phone FROM customer JOIN customer_alias ON customer_alias.customer_id = customer.id
            WHERE customer_alias.phone_identity = \(phone.identity)
            """)
        let (identity, written): (String, String) =
            if let alias { (try alias.get("phone_identity"), try alias.get("phone")) } else { (phone.identity, phone.written) }
        let row = try row(
            """
            INSERT INTO customer (id, phone_identity, phone, name, email, created_at, updated_at)
            VALUES (\(newID), \(identity), \(written), \(name), \(email), \(instant), \(instant))
            ON CONFLICT (business_id, phone_identity) DO UPDATE SET updated_at = excluded.updated_at,
                name = CASE WHEN excluded.name = '' THEN customer.name ELSE excluded.name END,
                email = COALESCE(excluded.email, customer.email),
                version = customer.version + CASE WHEN (excluded.name = '' OR excluded.name = customer.name)
                    AND COALESCE(excluded.email, customer.email, '') = COALESCE(customer.email, '') THEN 0 ELSE 1 END
            RETURNING *
            """)
        guard let row else { throw StorageError.rejected("an inserted customer was not returned") }
        return try Customer(row)
    }
}

extension Customer: StaffRecord {
    public static let kind = RecordChange.Kind.customer
    public static let noun = "customer"

    public var key: String { id?.rawValue ?? "" }
    public var shownNumber: String { "" }
    public var businessRecord: BusinessRecord? { nil }

    public static func find(_ id: String, in transaction: TenantTransaction) throws -> Customer? {
        try transaction.row("SELECT * FROM customer WHERE id = \(id)").map { try Customer($0) }
    }

    /// The number is changed beside it, for it is the identity.
    public func store(at instant: Date, in transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            UPDATE customer SET name = \(name), email = \(email), blocked_at = \(blockedAt), block_reason = \(blockReason),
                version = \(version), updated_at = \(instant)
            WHERE id = \(id)
            """)
    }

    fileprivate init(_ row: Row) throws {
        let written: String = try row.get("phone")
        guard let phone = PhoneNumber(written) else { throw StorageError.rejected("a stored phone number cannot be read") }
        self.init(id: try row.get("id"), name: try row.get("name"), phone: phone, email: try row.get("email"))
        (blockedAt, blockReason) = (try row.get("blocked_at"), try row.get("block_reason"))
        version = try row.get("version")
    }
}
