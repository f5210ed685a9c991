public import Core
public import Foundation
public import Logging
public import Storage

/// Brings together on the platform what the businesses' ledgers hold: the sums of the month, and the owner's letter when much of a plan
/// is used. Ends calls that a server left behind when it died, so that they reach the ledger too.
///
/// Everything is counted anew from the ledger and replaces what was kept: a collection that breaks off, or is repeated, changes nothing.
public struct UsageCollector: Sendable {
    private static let interval = Duration.seconds(30)
    private static let batch = 100
    /// A business in use is looked at this often.
    private static let nextLookSeconds = 120.0
    /// Of the month before is counted so long into a new one.
    private static let overlapSeconds = 86_400.0

    private let store: Store
    private let calls: Calls
    private let billing: Billing
    private let clock: @Sendable () -> Date
    private let logger: Logger

    public init(store: Store, calls: Calls, billing: Billing, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.store = store
        self.calls = calls
        self.billing = billing
        self.clock = clock
        self.logger = logger
    }

    /// Collects what is due until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await tick()
            do { try await Task.sleep(for: Self.interval) } catch { return }
        }
    }

    /// Collects from those businesses that had calls and have not been looked at for a while.
    public func tick() async {
        let now = clock()
        var failed: Set<Business.ID> = []
        do {
            while !Task.isCancelled {
                let limit = Self.batch + failed.count
                let due = try await store.platform.read { try $0.businessesWithUsageDue(at: now, limit: limit) }
                    .filter { !failed.contains($0) }
                if due.isEmpty { return }
                for business in due {
                    do {
                        try await collect(from: business)
                    } catch {
                        failed.insert(business)
                        logger.warning(
                            "A business's usage was not collected; it is tried again",
                            metadata: ["business_id": "\(business)", "error": "\(error)"])
                    }
                }
            }
        } catch {
            logger.warning("Whose usage is due could not be read", metadata: ["error": "\(error)"])
        }
    }

    /// Collects one business's usage.
    public func collect(from business: Business.ID) async throws {
        let now = clock()
        let tenant = try await store.admission.admit(job: business)
        let isCalled = try await calls.endAbandoned(in: tenant)
        let subscription = try await billing.subscription(of: business)
        let (months, sessions, days) = try await tenant.read { transaction in
            let earlier = now.addingTimeInterval(-Self.overlapSeconds)
            return (
                try transaction.usage(inMonthsOf: earlier, and: now), try transaction.sessions(in: subscription.period),
                try transaction.days(from: earlier, through: now)
            )
        }
        try await store.platform.write { transaction in
            for month in months { try transaction.keep(month, of: business, at: now) }
            for day in days { try transaction.keep(day, of: business, at: now) }
            try transaction.noteUsage(sessions, of: subscription, at: now)
            try transaction.usageCollected(
                of: business, hasCalls: isCalled, nextAt: now.addingTimeInterval(Self.nextLookSeconds), at: now)
        }
    }
}

extension PlatformTransaction {
    /// Keeps how much of its plan a business has used in this period, and has its owner told when that is much: of each threshold once a
    /// period, of the highest when several are passed at once.
    func noteUsage(_ sessions: Int, of subscription: Subscription, at now: Date) throws {
        let business = subscription.business
        try execute("UPDATE business SET monthly_usage = \(sessions) WHERE business_id = \(business)")
        let used = sessions - subscription.settledOverage
        guard subscription.status == .active || subscription.status == .trialing, let included = subscription.plan.includedSessions,
            let threshold = UsageThreshold.reached(by: used, of: included), let party = try billedParty(business)
        else { return }
        let occasion: [String] = [
            "usage-reached", business.rawValue, String(Int(subscription.period.start.timeIntervalSince1970)),
            subscription.plan.plan.rawValue, String(threshold.rawValue),
        ]
        try enqueue(
            .usageReached(business: party.name, percent: threshold.rawValue, used: used, included: included),
            to: LetterRecipient(address: party.email, name: party.name), occasion: occasion.joined(separator: " "),
            of: business, at: now)
    }
}
