public import Core
public import Storage

/// A business in a list of the platform's businesses.
public struct BusinessSummary: Sendable, Hashable {
    public let id: Business.ID
    public let name: String
    /// As registered: Restaurant, Appointment, Support, Custom.
    public let type: String
    public let subdomain: String
    public let isDemo: Bool
}

extension PlatformTransaction {
    /// The registered businesses, oldest first.
    public func businesses(limit: Int = 10_000) throws -> [BusinessSummary] {
        try rows(
            """
            SELECT business_id, business_name, business_type, subdomain, demo FROM business
            ORDER BY created_at, business_id LIMIT \(limit)
            """
        ).map { row in
            BusinessSummary(
                id: try row.get("business_id"), name: try row.get("business_name"), type: try row.get("business_type"),
                subdomain: try row.get("subdomain"), isDemo: try row.get("demo"))
        }
    }
}
