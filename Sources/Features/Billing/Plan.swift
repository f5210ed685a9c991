public import Core
public import Foundation

/// What a plan is called. What it costs and holds is a `PlanVersion`.
public enum Plan: String, Sendable, Hashable, Codable, CaseIterable {
    case starter = "Starter"
    case professional = "Professional"
    case enterprise = "Enterprise"

    /// Reads a plan's name, however it is capitalised.
    public init?(named name: String) {
        guard let plan = Plan.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else { return nil }
        self = plan
    }
}

/// One generation of a plan. Never edited: a changed price is a new version, and whoever has an older one keeps it until they change
/// plans.
public struct PlanVersion: Sendable, Hashable, Codable {
    public var plan: Plan
    /// 1, 2, 3… within the plan.
    public var version: Int
    /// For a month, in advance.
    public var price: Money
    /// Sessions a month; nil for as many as come.
    public var includedSessions: Int?
    /// For each session beyond those; nil where none is beyond, or where they are not charged for.
    public var overagePrice: Money?
    /// When it was first offered.
    public var since: Date

    public init(plan: Plan, version: Int, price: Money, includedSessions: Int?, overagePrice: Money?, since: Date) {
        self.plan = plan
        self.version = version
        self.price = price
        self.includedSessions = includedSessions
        self.overagePrice = overagePrice
        self.since = since
    }

    /// What a platform begins with.
    ///
    /// - Parameter starterSessions: a month, in the smallest plan.
    public static func initial(of plan: Plan, starterSessions: Int) -> PlanVersion {
        func version(_ price: Int, sessions: Int?, overage: Int?) -> PlanVersion {
            PlanVersion(
                plan: plan, version: 1, price: Money(minorUnits: price, currency: "USD"), includedSessions: sessions,
                overagePrice: overage.map { Money(minorUnits: $0, currency: "USD") }, since: Date(timeIntervalSince1970: 0))
        }
        return switch plan {
        case .starter: version(99_00, sessions: starterSessions, overage: 75)
        case .professional: version(299_00, sessions: 500, overage: 50)
        case .enterprise: version(899_00, sessions: nil, overage: nil)
        }
    }
}
