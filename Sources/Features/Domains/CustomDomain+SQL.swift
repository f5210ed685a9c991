import Core
import Foundation
import Storage

extension PlatformTransaction {
    /// A business's domains, in the order of their names.
    func customDomains(of business: Business.ID) throws -> [CustomDomain] {
        try rows("SELECT * FROM custom_domain WHERE business_id = \(business) ORDER BY domain").map { try CustomDomain($0) }
    }

    func customDomain(_ domain: String, of business: Business.ID) throws -> CustomDomain? {
        try row("SELECT * FROM custom_domain WHERE domain = \(domain) AND business_id = \(business)").map { try CustomDomain($0) }
    }

    /// Those to look for now, the longest overdue first.
    func customDomainsDue(at now: Date, limit: Int) throws -> [(domain: CustomDomain, business: Business.ID)] {
        try rows("SELECT * FROM custom_domain WHERE due_at <= \(now) ORDER BY due_at, domain LIMIT \(limit)").map { row in
            (try CustomDomain(row), try row.get("business_id"))
        }
    }

    /// The subdomain of the business that is served under a domain; nil when none is.
    func subdomain(servedUnder domain: String) throws -> String? {
        try row(
            """
            SELECT business.subdomain FROM custom_domain JOIN business ON business.business_id = custom_domain.business_id
            WHERE custom_domain.domain = \(domain) AND custom_domain.state = 'verified'
            """)?.get("subdomain")
    }

    func isServed(_ domain: String, forOtherThan business: Business.ID) throws -> Bool {
        try row(
            "SELECT domain FROM custom_domain WHERE domain = \(domain) AND state = 'verified' AND business_id <> \(business)") != nil
    }

    func save(_ domain: CustomDomain, of business: Business.ID) throws {
        try execute(
            """
            INSERT INTO custom_domain (domain, business_id, token, state, failures, due_at, checked_at, verified_at, last_error, created_at)
            VALUES (\(domain.domain), \(business), \(domain.token), \(domain.state), \(domain.failures), \(domain.dueAt),
                \(domain.checkedAt), \(domain.verifiedAt), \(domain.lastError), \(domain.createdAt))
            ON CONFLICT (domain, business_id) DO UPDATE SET state = excluded.state, failures = excluded.failures,
                due_at = excluded.due_at, checked_at = excluded.checked_at, verified_at = excluded.verified_at,
                last_error = excluded.last_error
            """)
    }

    func removeCustomDomain(_ domain: String, of business: Business.ID) throws -> Bool {
        try execute("DELETE FROM custom_domain WHERE domain = \(domain) AND business_id = \(business)") == 1
    }
}

extension CustomDomain {
    fileprivate init(_ row: Row) throws {
        self.init(
            domain: try row.get("domain"), token: try row.get("token"), state: try row.get("state"), failures: try row.get("failures"),
            dueAt: try row.get("due_at"), checkedAt: try row.get("checked_at"), verifiedAt: try row.get("verified_at"),
            lastError: try row.get("last_error"), createdAt: try row.get("created_at"))
    }
}
