public import Core
public import Foundation
import Storage

/// A business as its operator sees it in a list: what the platform keeps of it, nothing of its own data.
public struct OperatedBusiness: Sendable, Hashable, Codable {
    public let id: Business.ID
    public let name: String
    public let subdomain: String
    public let type: String
    public let email: String
    public let plan: String
    public let standing: Standing
    public let isDemo: Bool
    public let createdAt: Date
    /// Sessions and their seconds in the calendar month in UTC, as far as they were rolled up.
    public let sessionsThisMonth: Int
    public let secondsThisMonth: Int
    /// The last day on which anything happened, in UTC; nil when nothing has been rolled up yet.
    public let lastActiveOn: LocalDate?

    enum CodingKeys: String, CodingKey {
        case name, subdomain, type, email, plan, standing
        case id = "business_id"
        case isDemo = "demo"
        case createdAt = "created_at"
        case sessionsThisMonth = "sessions_this_month"
        case secondsThisMonth = "seconds_this_month"
        case lastActiveOn = "last_active_on"
    }
}

/// Which businesses an operator looks for.
public struct BusinessSearch: Sendable, Hashable {
    /// A part of name, subdomain or address of mail; nil for all.
    public var text: String?
    public var standing: Standing?
    public var plan: String?
    /// Begins after this one; newest first.
    public var cursor: Business.ID?
    public var limit: Int

    public init(text: String? = nil, standing: Standing? = nil, plan: String? = nil, cursor: Business.ID? = nil, limit: Int = 50) {
        self.text = text
        self.standing = standing
        self.plan = plan
        self.cursor = cursor
        self.limit = limit
    }
}

extension PlatformTransaction {
    /// Newest first: identifiers sort by time.
    func operatedBusinesses(_ search: BusinessSearch, at now: Date) throws -> [OperatedBusiness] {
        let pattern = search.text.map { "%" + $0.lowercased().escapedForLike + "%" } ?? "%"
        let month = String(LocalDate(dayNumber: now.dayNumber).description.prefix(7))
        return try rows(
            """
            SELECT business.*,
                (SELECT coalesce(sum(sessions), 0) FROM usage_month
                    WHERE usage_month.business_id = business.business_id AND month = \(month)) AS month_sessions,
                (SELECT coalesce(sum(seconds), 0) FROM usage_month
                    WHERE usage_month.business_id = business.business_id AND month = \(month)) AS month_seconds,
                (SELECT max(day) FROM business_day WHERE business_day.business_id = business.business_id) AS last_day
            FROM business
            WHERE business_id < \(search.cursor?.rawValue ?? "g")
                AND (lower(business_name) LIKE \(pattern) ESCAPE '!' OR subdomain LIKE \(pattern) ESCAPE '!'
                    OR lower(email) LIKE \(pattern) ESCAPE '!')
                AND (standing = \(search.standing?.rawValue ?? "") OR \(search.standing == nil ? 1 : 0) = 1)
                AND (lower(subscription_plan) = \((search.plan ?? "").lowercased()) OR \(search.plan == nil ? 1 : 0) = 1)
            ORDER BY business_id DESC LIMIT \(search.limit)
            """
        ).map { try OperatedBusiness($0) }
    }

    func operatedBusiness(_ id: Business.ID, at now: Date) throws -> OperatedBusiness? {
        // The list's own query, begun just before the one that is wanted.
        try operatedBusinesses(BusinessSearch(cursor: Business.ID(id.rawValue + "!"), limit: 1), at: now).first { $0.id == id }
    }
}

extension String {
    /// With the signs that mean something in a LIKE pattern taken as they are; `!` escapes.
    var escapedForLike: String {
        reduce(into: "") { text, character in
            if "!%_".contains(character) { text.append("!") }
            text.append(character)
        }
    }
}

extension OperatedBusiness {
    fileprivate init(_ row: Row) throws {
        let day: String? = try row.get("last_day")
        self.init(
            id: try row.get("business_id"), name: try row.get("business_name"), subdomain: try row.get("subdomain"),
            type: try row.get("business_type"), email: try row.get("email"), plan: try row.get("subscription_plan"),
            standing: try row.get("standing"), isDemo: try row.get("demo"), createdAt: try row.get("created_at"),
            sessionsThisMonth: try row.get("month_sessions"), secondsThisMonth: try row.get("month_seconds"),
            lastActiveOn: day.flatMap { LocalDate($0) })
    }
}
