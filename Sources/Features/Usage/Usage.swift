public import Core
public import Storage

/// What a business's owner may read of its usage.
public struct Usage: Sendable {
    /// How many months are told of.
    private static let mostMonths = 24

    let billing: Billing

    /// How much was used, in a period and by months.
    public struct Report: Sendable, Encodable {
        public let period: BillingPeriod
        /// Charged sessions of the period so far, from the ledger itself.
        public let sessions: Int
        /// Nil for as many as come.
        public let includedSessions: Int?
        /// Of this period's sessions those beyond the plan; what was charged for already is not among them.
        public let overageSessions: Int
        public let overageCost: Money
        /// The newest first.
        public let months: [UsageMonth]
    }

    public func report(in tenant: Tenant) async throws -> Report {
        let business = tenant.id
        let subscription = try await billing.subscription(of: business)
        let sessions = try await tenant.read { try $0.sessions(in: subscription.period) }
        let currency = subscription.plan.price.currency
        let months = try await billing.store.platform.read { try $0.usageMonths(of: business, in: currency, limit: Self.mostMonths) }
        let beyond = subscription.status == .active ? subscription.overage(of: sessions) : 0
        let price = subscription.plan.overagePrice ?? Money(minorUnits: 0, currency: currency)
        return Report(
            period: subscription.period, sessions: sessions, includedSessions: subscription.plan.includedSessions, overageSessions: beyond,
            overageCost: price * beyond, months: months)
    }

    /// One page of the ledger, newest first.
    public func records(after cursor: String?, limit: Int, in tenant: Tenant) async throws -> Page<UsageRecord> {
        let records = try await tenant.read { transaction in
            try transaction.usageRecords(after: cursor.map { Call.ID($0) }, limit: limit + 1)
        }
        let page = Array(records.prefix(limit))
        return Page(data: page, nextCursor: records.count > limit ? page.last?.session.rawValue : nil)
    }
}

extension Billing {
    public var usage: Usage { Usage(billing: self) }
}
