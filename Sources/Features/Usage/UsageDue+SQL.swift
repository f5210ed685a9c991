public import Core
public import Foundation
public import Storage

/// Which businesses had a call lately, so that only their ledgers are looked into.
extension PlatformTransaction {
    /// A mark this fresh is not renewed, so that most calls write nothing.
    private static let freshSeconds = 1800.0
    /// A mark this old, with no call going on, is taken away: no call that began under it can still be on its way.
    private static let keptSeconds = 3600.0
    private static let firstLookSeconds = 60.0

    /// To be called when a call is let in: its business's usage is collected from then on.
    public func expectUsage(of business: Business.ID, at now: Date) throws {
        try execute(
            """
            INSERT INTO usage_due (business_id, called_at, due_at)
            VALUES (\(business), \(now), \(now.addingTimeInterval(Self.firstLookSeconds)))
            ON CONFLICT (business_id) DO UPDATE SET called_at = excluded.called_at
            WHERE usage_due.called_at < \(now.addingTimeInterval(-Self.freshSeconds))
            """)
    }

    func businessesWithUsageDue(at now: Date, limit: Int) throws -> [Business.ID] {
        try rows("SELECT business_id FROM usage_due WHERE due_at <= \(now) ORDER BY due_at, business_id LIMIT \(limit)").map {
            try $0.get("business_id")
        }
    }

    /// A business's usage was collected; it is looked at again after a while, or, when no calls came and none is going on, no more.
    func usageCollected(of business: Business.ID, hasCalls: Bool, nextAt: Date, at now: Date) throws {
        try execute("UPDATE usage_due SET due_at = \(nextAt) WHERE business_id = \(business)")
        guard !hasCalls else { return }
        try execute(
            """
            DELETE FROM usage_due WHERE business_id = \(business) AND called_at < \(now.addingTimeInterval(-Self.keptSeconds))
            """)
    }
}
