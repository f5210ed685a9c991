public import Core
import Foundation
import Storage

/// What a business used in a calendar month over one channel.
public struct UsageMonth: Sendable, Hashable, Codable {
    /// `2027-01`, in UTC.
    public var month: String
    public var channel: Call.Channel
    public var sessions: Int
    public var seconds: Int
    public var cost: Money
}

extension TenantTransaction {
    /// The sums of the calendar months that two instants are in, from the ledger.
    func usage(inMonthsOf earlier: Date, and later: Date) throws -> [UsageMonth] {
        let before = earlier.calendarMonth.start == later.calendarMonth.start ? [] : try usage(inMonthOf: earlier)
        return try before + usage(inMonthOf: later)
    }

    /// A calendar month's sums, from the ledger.
    private func usage(inMonthOf instant: Date) throws -> [UsageMonth] {
        let (name, start, end) = instant.calendarMonth
        return try rows(
            """
            SELECT channel, max(currency) AS currency, count(*) AS sessions, CAST(sum(duration_seconds) AS bigint) AS seconds,
                CAST(sum(cost) AS bigint) AS cost FROM usage_record
            WHERE ended_at >= \(start) AND ended_at < \(end) GROUP BY channel ORDER BY channel
            """
        ).map { row in
            UsageMonth(
                month: name, channel: try row.get("channel"), sessions: try row.get("sessions"), seconds: try row.get("seconds"),
                cost: Money(minorUnits: try row.get("cost"), currency: try row.get("currency")))
        }
    }
}

extension PlatformTransaction {
    /// Keeps a month's sums on the platform. They replace what was kept, so that doing it again changes nothing.
    func keep(_ usage: UsageMonth, of business: Business.ID, at now: Date) throws {
        try execute(
            """
            INSERT INTO usage_month (business_id, month, channel, sessions, seconds, cost, updated_at)
            VALUES (\(business), \(usage.month), \(usage.channel), \(usage.sessions), \(usage.seconds),
                \(usage.cost.minorUnits), \(now))
            ON CONFLICT (business_id, month, channel) DO UPDATE SET sessions = excluded.sessions, seconds = excluded.seconds,
                cost = excluded.cost, updated_at = excluded.updated_at
            """)
    }
}

extension PlatformTransaction {
    /// What was kept of a business, the newest month first.
    ///
    /// - Parameter currency: of the platform's plans.
    func usageMonths(of business: Business.ID, in currency: String, limit: Int) throws -> [UsageMonth] {
        try rows(
            """
            SELECT * FROM usage_month WHERE business_id = \(business) ORDER BY month DESC, channel LIMIT \(limit)
            """
        ).map { row in
            UsageMonth(
                month: try row.get("month"), channel: try row.get("channel"), sessions: try row.get("sessions"),
                seconds: try row.get("seconds"), cost: Money(minorUnits: try row.get("cost"), currency: currency))
        }
    }
}

extension Date {
    /// The calendar month in UTC that an instant is in: its name, its start, and the start of the next.
    fileprivate var calendarMonth: (name: String, start: Date, end: Date) {
        let epoch = Date(timeIntervalSince1970: 0)
        let period = BillingPeriod(containing: self, anchor: epoch)
        let name = String(LocalDate(dayNumber: Int(period.start.timeIntervalSince1970) / 86_400).description.prefix(7))
        return (name, period.start, period.end)
    }
}
