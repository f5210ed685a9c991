public import Core
public import Foundation
public import Storage

/// A business that was deleted or is being deleted: all that is known of it afterwards, beside its invoices.
public struct Departure: Sendable, Hashable, Codable {
    public let business: Business.ID
    /// Nobody else has it for a year, if its business had proven its address.
    public let subdomain: String
    public let requestedBy: String
    public let reason: String
    public let requestedAt: Date
    /// When all of it was gone; nil while something still is to be done.
    public let finishedAt: Date?
    /// What an operator has to see to by hand; empty when there is nothing.
    public let notice: String

    enum CodingKeys: String, CodingKey {
        case subdomain, reason, notice
        case business = "business_id"
        case requestedBy = "requested_by"
        case requestedAt = "requested_at"
        case finishedAt = "finished_at"
    }
}

extension PlatformTransaction {
    /// Nil when nobody wanted it gone.
    public func departure(of business: Business.ID) throws -> Departure? {
        try row("SELECT * FROM departure WHERE business_id = \(business)").map { try Departure($0) }
    }

    /// Oldest first.
    func unfinishedDepartures(limit: Int) throws -> [Departure] {
        try rows("SELECT * FROM departure WHERE finished_at IS NULL ORDER BY requested_at, business_id LIMIT \(limit)")
            .map { try Departure($0) }
    }

    /// Those that are not finished, and those finished before an instant whose data was not looked after once more since.
    func departures(toSeeToBefore instant: Date, limit: Int) throws -> [Departure] {
        try rows(
            """
            SELECT * FROM departure WHERE swept_at IS NULL AND (finished_at IS NULL OR finished_at < \(instant))
            ORDER BY requested_at, business_id LIMIT \(limit)
            """
        ).map { try Departure($0) }
    }

    /// The doors are closed from this on: no key, token or session opens the business. Safe to repeat.
    ///
    /// A business that has not proven its address leaves no trace with others: nobody is written to at an address that may not be theirs,
    /// no account goes with it, and its name is free at once.
    func beginDeparture(of business: Business.ID, by person: String, reason: String, at now: Date) throws {
        guard let row = try row("SELECT subdomain, business_name, email, demo FROM business WHERE business_id = \(business)") else {
            throw Problem.notFound("business")
        }
        guard try departure(of: business) == nil else { return }
        let isProven = try verification(of: business).isSettled
        try execute(
            """
            INSERT INTO departure (business_id, subdomain, requested_by, reason, requested_at)
            VALUES (\(business), \(try row.get("subdomain") as String), \(person), \(reason), \(now))
            """)
        try execute("UPDATE business SET active = 0, demo = 0, standing = \(Standing.deleted) WHERE business_id = \(business)")
        if isProven { try removeAccounts(ofNobodyBut: business) } else { try giveUpSubdomain(of: business) }
        for table in StoredTable.ofPlatform where table.belonging == .secret { try delete(from: table, belongingTo: business) }
        let isDemo: Bool = try row.get("demo")
        guard isProven, !isDemo else { return }
        try enqueue(
            .deleted(business: try row.get("business_name")), to: LetterRecipient(address: try row.get("email")),
            occasion: Self.lastLetter(to: business), of: business, at: now)
    }

    /// Removes the people who can sign in to this business and to no other, and do not run the platform.
    private func removeAccounts(ofNobodyBut business: Business.ID) throws {
        let accounts: [String] = try rows(
            """
            SELECT account.id FROM account JOIN membership ON membership.account_id = account.id
            WHERE membership.business_id = \(business) AND account.platform_operator = 0 AND NOT EXISTS (
                SELECT 1 FROM membership other WHERE other.account_id = account.id AND other.business_id <> \(business))
            """
        ).map { try $0.get("id") }
        for account in accounts {
            try execute("DELETE FROM membership WHERE account_id = \(account)")
            try execute("DELETE FROM account_session WHERE account_id = \(account)")
            try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
            try execute("DELETE FROM password_reset WHERE account_id = \(account)")
            try execute("DELETE FROM account WHERE id = \(account)")
        }
    }

    /// Removes what the platform keeps of the business but its books, and blanks its record. Safe to repeat.
    func removeRecords(of business: Business.ID) throws {
        for table in StoredTable.ofPlatform.reversed() where [.itsOwn, .about].contains(table.belonging) {
            try delete(from: table, belongingTo: business)
        }
        try execute("DELETE FROM letter WHERE business_id = \(business) AND key <> \(Self.lastLetter(to: business))")
        // What was done and when stays, and which of the platform's own people did it; its own people are named no more.
        try execute("UPDATE audit_log SET subject = '', details = '{}' WHERE business_id = \(business)")
        try execute(
            """
            UPDATE audit_log SET operator = '' WHERE business_id = \(business) AND actor_kind <> \(Principal.Kind.platformOperator)
            """)
        try execute(
            """
            UPDATE business SET business_name = '', email = '', phone = NULL, erpnext_company = NULL, webhook_url = NULL,
                voice_config = '{}', monthly_usage = 0 WHERE business_id = \(business)
            """)
    }

    /// Removes the letter that told of the deletion.
    ///
    /// - Returns: false while it still has to be sent; it is not waited for longer than since `earliest`.
    func removeLastLetter(to business: Business.ID, queuedBefore earliest: Date) throws -> Bool {
        let key = Self.lastLetter(to: business)
        try execute("DELETE FROM letter WHERE key = \(key) AND (state <> 'pending' OR created_at < \(earliest))")
        return try row("SELECT key FROM letter WHERE key = \(key)") == nil
    }

    func finishDeparture(of business: Business.ID, at now: Date) throws {
        try execute("UPDATE departure SET finished_at = \(now) WHERE business_id = \(business) AND finished_at IS NULL")
    }

    func markSwept(_ business: Business.ID, at now: Date) throws {
        try execute("UPDATE departure SET swept_at = \(now) WHERE business_id = \(business)")
    }

    func note(_ notice: String, onDepartureOf business: Business.ID) throws {
        try execute("UPDATE departure SET notice = \(notice) WHERE business_id = \(business)")
    }

    private static func lastLetter(to business: Business.ID) -> String { "deleted \(business)" }
}

extension Departure {
    fileprivate init(_ row: Row) throws {
        self.init(
            business: try row.get("business_id"), subdomain: try row.get("subdomain"), requestedBy: try row.get("requested_by"),
            reason: try row.get("reason"), requestedAt: try row.get("requested_at"), finishedAt: try row.get("finished_at"),
            notice: try row.get("notice"))
    }
}
