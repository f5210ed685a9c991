public import Core
public import Foundation

/// A business about to be registered: the seeds' fields, already checked.
public struct NewBusiness: Sendable, Hashable {
    public var id: Business.ID
    public var name: String
    public var type: String
    public var subdomain: String
    public var email: String
    public var phone: String?
    public var subscriptionPlan: String
    /// Sessions a month; nil for as many as come.
    public var usageLimit: Int?
    public var trialEndsAt: Date?
    public var isDemo: Bool
    /// IANA name: `Europe/Rome`.
    public var timeZone: String
    /// ISO 4217 code.
    public var currency: String
    public var createdAt: Date

    public init(
        id: Business.ID, name: String, type: String, subdomain: String, email: String, phone: String?, subscriptionPlan: String,
        usageLimit: Int?, trialEndsAt: Date?, isDemo: Bool, timeZone: String, currency: String, createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.subdomain = subdomain
        self.email = email
        self.phone = phone
        self.subscriptionPlan = subscriptionPlan
        self.usageLimit = usageLimit
        self.trialEndsAt = trialEndsAt
        self.isDemo = isDemo
        self.timeZone = timeZone
        self.currency = currency
        self.createdAt = createdAt
    }
}

extension Business {
    /// Whether an identifier is a lower-case UUID, and so safe in a file's name and a table's definition.
    static func isValid(_ id: Business.ID) -> Bool {
        UUID(uuidString: id.rawValue)?.uuidString.lowercased() == id.rawValue
    }
}

extension PlatformTransaction {
    /// Records a business that nobody is let into yet.
    public func insertClosed(_ business: NewBusiness) throws {
        try insert(business, isActive: false)
    }

    func insert(_ business: NewBusiness, isActive: Bool = true) throws {
        try execute(
            """
            INSERT INTO business (business_id, business_name, business_type, subdomain, email, phone, subscription_plan,
                usage_limit, trial_end_date, active, demo, time_zone, currency, created_at)
            VALUES (\(business.id), \(business.name), \(business.type), \(business.subdomain), \(business.email),
                \(business.phone), \(business.subscriptionPlan), \(business.usageLimit), \(business.trialEndsAt),
                \(isActive), \(business.isDemo), \(business.timeZone), \(business.currency), \(business.createdAt))
            """)
    }
}
