public import Core
import Foundation
import Storage

/// What a business did on one day: numbers, nobody's name.
public struct BusinessDay: Sendable, Hashable, Codable {
    /// In UTC.
    public var day: LocalDate
    /// Sessions that ended on it, other than those from the server's command line.
    public var calls = 0
    public var seconds = 0
    public var orders = 0
    /// What the orders come to, in minor units of the business's currency.
    public var orderTotal = 0
    public var appointments = 0
    public var tickets = 0
    public var submissions = 0
    /// What Ultravox charges for, of the calls that it held, as far as it has said so.
    public var ultravoxSeconds = 0

    /// Whether anything happened.
    var isEmpty: Bool { self == BusinessDay(day: day) }

    init(day: LocalDate) {
        self.day = day
    }
}

extension TenantTransaction {
    /// The days from one instant's to another's, counted from the business's own books.
    func days(from earlier: Date, through later: Date) throws -> [BusinessDay] {
        let range = earlier.dayNumber...max(earlier.dayNumber, later.dayNumber)
        return try range.map { number in
            let (start, end) = (Date(dayNumber: number), Date(dayNumber: number + 1))
            var day = BusinessDay(day: LocalDate(dayNumber: number))
            if let calls = try row(
                """
                SELECT count(*) AS calls, coalesce(sum(duration_seconds), 0) AS seconds FROM usage_record
                WHERE ended_at >= \(start) AND ended_at < \(end) AND channel <> \(Call.Channel.commandLine)
                """)
            {
                (day.calls, day.seconds) = (try calls.get("calls"), try calls.get("seconds"))
            }
            if let orders = try row(
                """
                SELECT count(*) AS orders, coalesce(sum(total), 0) AS total FROM voice_restaurant_order
                WHERE created_at >= \(start) AND created_at < \(end)
                """)
            {
                (day.orders, day.orderTotal) = (try orders.get("orders"), try orders.get("total"))
            }
            day.appointments = try count(
                "SELECT count(*) AS number FROM voice_appointment WHERE created_at >= \(start) AND created_at < \(end)")
            day.tickets = try count(
                "SELECT count(*) AS number FROM voice_support_ticket WHERE created_at >= \(start) AND created_at < \(end)")
            day.submissions = try count(
                "SELECT count(*) AS number FROM voice_submission WHERE created_at >= \(start) AND created_at < \(end)")
            day.ultravoxSeconds = try count(
                """
                SELECT coalesce(sum(billed_seconds), 0) AS number FROM attendant_call
                WHERE created_at >= \(start) AND created_at < \(end)
                """)
            return day
        }
    }

    private func count(_ sql: SQL) throws -> Int { try row(sql)?.get("number") ?? 0 }
}

extension PlatformTransaction {
    /// Keeps a day's numbers on the platform, with the plan that the business is on. They replace what was kept, so that doing it again
    /// changes nothing.
    func keep(_ day: BusinessDay, of business: Business.ID, at now: Date) throws {
        guard !day.isEmpty else { return }
        try execute(
            """
            INSERT INTO business_day (day, business_id, plan, currency, calls, seconds, orders, order_total, appointments, tickets,
                submissions, ultravox_seconds, updated_at)
            SELECT \(day.day.description), business_id, subscription_plan, currency, \(day.calls), \(day.seconds), \(day.orders),
                \(day.orderTotal), \(day.appointments), \(day.tickets), \(day.submissions), \(day.ultravoxSeconds), \(now)
            FROM business WHERE business_id = \(business)
            ON CONFLICT (day, business_id) DO UPDATE SET calls = excluded.calls, seconds = excluded.seconds,
                orders = excluded.orders, order_total = excluded.order_total, appointments = excluded.appointments,
                tickets = excluded.tickets, submissions = excluded.submissions,
                ultravox_seconds = excluded.ultravox_seconds, updated_at = excluded.updated_at
            """)
    }
}

extension Date {
    /// Days since 1970-01-01, in UTC.
    var dayNumber: Int { Int((timeIntervalSince1970 / 86_400).rounded(.down)) }

    init(dayNumber: Int) {
        self.init(timeIntervalSince1970: Double(dayNumber) * 86_400)
    }
}
