public import Core
public import Storage

/// A business in a list of the platform's businesses.
public struct BusinessSummary: Sendable, Hashable {
    public let id: Business.ID
    public let name: String
    /// As registered: Restaurant, Appointment, Support, Custom.
    public let type: String
    public let subdomain: String
}

extension PlatformTransaction {
    /// The demo businesses, oldest first.
    public func demoBusinesses() throws -> [BusinessSummary] {
        try rows("SELECT * FROM business WHERE demo = 1 ORDER BY created_at, business_id LIMIT 20").map { try BusinessSummary($0) }
    }

    /// Nil when nobody has the subdomain.
    public func businessID(ofSubdomain subdomain: String) throws -> Business.ID? {
        try row("SELECT business_id FROM business WHERE subdomain = \(subdomain)")?.get("business_id")
    }

    /// The registered businesses that were not deleted, oldest first.
    public func businesses(limit: Int = 10_000) throws -> [BusinessSummary] {
        try rows(
            """
            SELECT * FROM business WHERE NOT EXISTS (SELECT 1 FROM departure WHERE departure.business_id = business.business_id)
            ORDER BY created_at, business_id LIMIT \(limit)
            """
        ).map { try BusinessSummary($0) }
    }
}

extension BusinessSummary {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("business_id"), name: try row.get("business_name"), type: try row.get("business_type"),
            subdomain: try row.get("subdomain"))
    }
}
