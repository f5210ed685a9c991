public import Core
import Foundation
public import Storage

/// A day on which a meter of Stripe's has counted something else than it was told. An operator decides what is to be done about it.
public struct MeterDifference: Sendable, Hashable, Codable {
    public let business: Business.ID
    /// What the meter is told under.
    public let name: String
    /// `2027-01-31`, in UTC.
    public let day: String
    /// Sessions beyond the plan that we told, or gave up telling.
    public let told: Int
    /// What Stripe has of them.
    public let counted: Int

    enum CodingKeys: String, CodingKey {
        case name, day, told, counted
        case business = "business_id"
    }
}

/// What a meter was told on a day.
struct MeterTold: Sendable, Hashable {
    /// Told, or given up.
    var settled = 0
    /// Still to be told, or told without an answer: Stripe may have them or not.
    var open = 0

    /// Whether what Stripe has counted may be right.
    func agrees(with counted: Int) -> Bool { (settled...settled + open).contains(counted) }
}

/// A meter's day: what is compared.
struct MeterDay: Sendable, Hashable {
    var name: String
    /// Days since 1970-01-01.
    var day: Int
}

extension PlatformTransaction {
    /// - Parameter days: since 1970-01-01.
    func metered(of business: Business.ID, on days: Range<Int>) throws -> [MeterDay: MeterTold] {
        let (start, end) = (Date(dayNumber: days.lowerBound), Date(dayNumber: days.upperBound))
        let rows = try rows(
            """
            SELECT event_name, state, at / 86400000 AS day, count(*) AS sessions FROM stripe_meter_event
            WHERE business_id = \(business) AND at >= \(start) AND at < \(end) GROUP BY event_name, state, at / 86400000
            """)
        return try rows.reduce(into: [:]) { told, row in
            let key = MeterDay(name: try row.get("event_name"), day: try row.get("day"))
            let (state, sessions): (StripeMeterEvent.State, Int) = (try row.get("state"), try row.get("sessions"))
            if state == .pending {
                told[key, default: MeterTold()].open += sessions
            } else {
                told[key, default: MeterTold()].settled += sessions
            }
        }
    }

    /// Writes down what was found of a business; what no longer differs, or is long past, goes.
    ///
    /// - Returns: those that were not known, or differ otherwise now.
    func replaceMeterDifferences(
        of business: Business.ID, by differences: [MeterDifference], since first: Int, at now: Date
    ) throws -> [MeterDifference] {
        let known = try meterDifferences(of: business, limit: .max)
        let (from, oldest) = (LocalDate(dayNumber: first).description, LocalDate(dayNumber: first - 90).description)
        try execute(
            "DELETE FROM stripe_meter_difference WHERE business_id = \(business) AND (day >= \(from) OR day < \(oldest))")
        for difference in differences {
            try execute(
                """
                INSERT INTO stripe_meter_difference (business_id, event_name, day, told, counted, found_at)
                VALUES (\(business), \(difference.name), \(difference.day), \(difference.told), \(difference.counted), \(now))
                """)
        }
        return differences.filter { !known.contains($0) }
    }

    /// The newest days first.
    ///
    /// - Parameter business: whose; nil for those of all.
    func meterDifferences(of business: Business.ID? = nil, limit: Int) throws -> [MeterDifference] {
        try rows(
            """
            SELECT * FROM stripe_meter_difference WHERE business_id = \(business) OR \(business == nil ? 1 : 0) = 1
            ORDER BY day DESC, business_id, event_name LIMIT \(limit)
            """
        ).map { row in
            MeterDifference(
                business: try row.get("business_id"), name: try row.get("event_name"), day: try row.get("day"), told: try row.get("told"),
                counted: try row.get("counted"))
        }
    }

    public func countMeterDifferences() throws -> Int {
        try row("SELECT count(*) AS days FROM stripe_meter_difference")?.get("days") ?? 0
    }

    /// The customers whose meters were looked at longest ago.
    func stripeLinksToReconcile(lookedAtBefore instant: Date, limit: Int) throws -> [StripeLink] {
        try rows(
            """
            SELECT * FROM stripe_customer WHERE reconciled_at IS NULL OR reconciled_at < \(instant)
            ORDER BY reconciled_at IS NOT NULL, reconciled_at, business_id LIMIT \(limit)
            """
        ).map { try StripeLink($0) }
    }

    func noteReconciled(_ business: Business.ID, at now: Date) throws {
        try execute("UPDATE stripe_customer SET reconciled_at = \(now) WHERE business_id = \(business)")
    }
}
