public import Core
public import Foundation
public import Storage

extension PlatformTransaction {
    /// What is offered now: the newest version of each plan, in the order of their names' list.
    public func offeredPlans() throws -> [PlanVersion] {
        try Plan.allCases.compactMap { try offered($0) }
    }

    /// The newest version of a plan; nil on a platform that has not been set up.
    public func offered(_ plan: Plan) throws -> PlanVersion? {
        try row("SELECT * FROM plan_version WHERE plan = \(plan) ORDER BY version DESC LIMIT 1").map { try PlanVersion($0) }
    }

    /// Every version of every plan that was ever offered, the oldest of each first.
    func planVersions() throws -> [PlanVersion] {
        try rows("SELECT * FROM plan_version ORDER BY plan, version").map { try PlanVersion($0) }
    }

    func planVersion(_ plan: Plan, _ version: Int) throws -> PlanVersion? {
        try row("SELECT * FROM plan_version WHERE plan = \(plan) AND version = \(version)").map { try PlanVersion($0) }
    }

    /// Offers what a platform begins with, where nothing of the plan was offered before.
    func offerInitialPlans(_ terms: BillingTerms) throws {
        for plan in Plan.allCases where try offered(plan) == nil {
            try insert(.initial(of: plan, starterSessions: terms.starterSessions))
        }
    }

    /// Offers a plan at other terms from now on. Whoever is on it keeps the version they have.
    public func offer(
        _ plan: Plan, price: Money, includedSessions: Int?, overagePrice: Money?, at now: Date
    ) throws -> PlanVersion {
        let version = PlanVersion(
            plan: plan, version: (try offered(plan)?.version ?? 0) + 1, price: price, includedSessions: includedSessions,
            overagePrice: overagePrice, since: now)
        try insert(version)
        return version
    }

    private func insert(_ version: PlanVersion) throws {
        try execute(
            """
            INSERT INTO plan_version (plan, version, price, included_sessions, overage_price, currency, since)
            VALUES (\(version.plan), \(version.version), \(version.price.minorUnits), \(version.includedSessions),
                \(version.overagePrice?.minorUnits), \(version.price.currency), \(version.since))
            """)
    }
}

extension PlanVersion {
    init(_ row: Row) throws {
        let currency: String = try row.get("currency")
        let overagePrice: Int? = try row.get("overage_price")
        self.init(
            plan: try row.get("plan"), version: try row.get("version"),
            price: Money(minorUnits: try row.get("price"), currency: currency), includedSessions: try row.get("included_sessions"),
            overagePrice: overagePrice.map { Money(minorUnits: $0, currency: currency) }, since: try row.get("since"))
    }
}
