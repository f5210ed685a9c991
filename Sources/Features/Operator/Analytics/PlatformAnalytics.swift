public import Core
import Foundation
public import Storage

/// How the platform does: sums over all businesses, read from what is kept on the platform alone. No business's data is opened.
public struct PlatformAnalytics: Sendable, Hashable, Codable {
    /// The longest time that is summed up at once, in days.
    public static let longestDays = 400

    /// The first day and the last, both included.
    public let from: LocalDate
    public let through: LocalDate
    public let days: [Day]
    public let plans: [PlanShare]
    public let money: [MoneyDay]
    /// How many businesses stand how, now.
    public let standings: [String: Int]

    public struct Day: Sendable, Hashable, Codable {
        public let day: LocalDate
        /// Businesses with a call, or with something new in their books.
        public let activeBusinesses: Int
        public let newBusinesses: Int
        public let calls: Int
        public let seconds: Int
        public let orders: Int
        public let appointments: Int
        public let tickets: Int
        public let submissions: Int
        /// What Ultravox charges for.
        public let ultravoxSeconds: Int

        enum CodingKeys: String, CodingKey {
            case day, calls, seconds, orders, appointments, tickets, submissions
            case ultravoxSeconds = "ultravox_seconds"
            case activeBusinesses = "active_businesses"
            case newBusinesses = "new_businesses"
        }
    }

    /// A plan's part in the whole time.
    public struct PlanShare: Sendable, Hashable, Codable {
        public let plan: String
        public let activeBusinesses: Int
        public let calls: Int
        public let seconds: Int
        public let orders: Int

        enum CodingKeys: String, CodingKey {
            case plan, calls, seconds, orders
            case activeBusinesses = "active_businesses"
        }
    }

    /// The platform's own earnings of a day in one currency, in its minor units.
    public struct MoneyDay: Sendable, Hashable, Codable {
        public let day: LocalDate
        public let currency: String
        public var invoiced = 0
        public var paid = 0
        public var credited = 0
    }
}

extension PlatformTransaction {
    /// - Parameter days: both ends included.
    public func analytics(of days: ClosedRange<LocalDate>) throws -> PlatformAnalytics {
        PlatformAnalytics(
            from: days.lowerBound, through: days.upperBound, days: try activity(on: days), plans: try planShares(of: days),
            money: try money(on: days), standings: try standings())
    }

    private func activity(on days: ClosedRange<LocalDate>) throws -> [PlatformAnalytics.Day] {
        let sums = try rows(
            """
            SELECT day, count(*) AS businesses, sum(calls) AS calls, sum(seconds) AS seconds, sum(orders) AS orders,
                sum(appointments) AS appointments, sum(tickets) AS tickets, sum(submissions) AS submissions,
                sum(ultravox_seconds) AS ultravox_seconds
            FROM business_day WHERE day >= \(days.lowerBound.description) AND day <= \(days.upperBound.description) GROUP BY day
            """)
        let sumsByDay = Dictionary(uniqueKeysWithValues: try sums.map { (try $0.get("day") as String, $0) })
        let (start, end) = days.instants
        let founded = try rows(
            """
            SELECT created_at / 86400000 AS day, count(*) AS businesses FROM business
            WHERE created_at >= \(start) AND created_at < \(end) GROUP BY created_at / 86400000
            """)
        let foundedByDay = Dictionary(uniqueKeysWithValues: try founded.map { (try $0.get("day") as Int, try $0.get("businesses") as Int) })
        return try (days.lowerBound.dayNumber...days.upperBound.dayNumber).map { number in
            let day = LocalDate(dayNumber: number)
            let sums = sumsByDay[day.description]
            func sum(_ column: String) throws -> Int { try sums?.get(column) ?? 0 }
            return PlatformAnalytics.Day(
                day: day, activeBusinesses: try sum("businesses"), newBusinesses: foundedByDay[number] ?? 0, calls: try sum("calls"),
                seconds: try sum("seconds"), orders: try sum("orders"), appointments: try sum("appointments"),
                tickets: try sum("tickets"), submissions: try sum("submissions"), ultravoxSeconds: try sum("ultravox_seconds"))
        }
    }

    private func planShares(of days: ClosedRange<LocalDate>) throws -> [PlatformAnalytics.PlanShare] {
        try rows(
            """
            SELECT plan, count(DISTINCT business_id) AS businesses, sum(calls) AS calls, sum(seconds) AS seconds, sum(orders) AS orders
            FROM business_day WHERE day >= \(days.lowerBound.description) AND day <= \(days.upperBound.description)
            GROUP BY plan ORDER BY plan
            """
        ).map { row in
            PlatformAnalytics.PlanShare(
                plan: try row.get("plan"), activeBusinesses: try row.get("businesses"), calls: try row.get("calls"),
                seconds: try row.get("seconds"), orders: try row.get("orders"))
        }
    }

    private func money(on days: ClosedRange<LocalDate>) throws -> [PlatformAnalytics.MoneyDay] {
        struct Key: Hashable {
            let day: Int
            let currency: String
        }
        let (start, end) = days.instants
        var found: [Key: PlatformAnalytics.MoneyDay] = [:]
        func add(_ rows: [Row], _ place: WritableKeyPath<PlatformAnalytics.MoneyDay, Int>) throws {
            for row in rows {
                let key = Key(day: try row.get("day"), currency: try row.get("currency"))
                let empty = PlatformAnalytics.MoneyDay(day: LocalDate(dayNumber: key.day), currency: key.currency)
                found[key, default: empty][keyPath: place] = try row.get("amount")
            }
        }
        let invoices = try rows(
            """
            SELECT issued_at / 86400000 AS day, currency, sum(total) AS amount FROM invoice
            WHERE issued_at >= \(start) AND issued_at < \(end) AND status <> 'void' GROUP BY issued_at / 86400000, currency
            """)
        let payments = try rows(
            """
            SELECT received_at / 86400000 AS day, currency, sum(amount) AS amount FROM payment
            WHERE received_at >= \(start) AND received_at < \(end) GROUP BY received_at / 86400000, currency
            """)
        let credits = try rows(
            """
            SELECT issued_at / 86400000 AS day, currency, sum(amount) AS amount FROM credit_note
            WHERE issued_at >= \(start) AND issued_at < \(end) GROUP BY issued_at / 86400000, currency
            """)
        try add(invoices, \.invoiced)
        try add(payments, \.paid)
        try add(credits, \.credited)
        return found.values.sorted { ($0.day, $0.currency) < ($1.day, $1.currency) }
    }

    private func standings() throws -> [String: Int] {
        let rows = try rows("SELECT standing, count(*) AS businesses FROM business GROUP BY standing")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("standing"), try $0.get("businesses")) })
    }
}

extension ClosedRange<LocalDate> {
    /// From the first day's start to the last one's end, in UTC.
    fileprivate var instants: (start: Date, end: Date) {
        (Date(dayNumber: lowerBound.dayNumber), Date(dayNumber: upperBound.dayNumber + 1))
    }
}
