import Conversation
public import Core
public import Foundation
public import Storage

/// The appointments of some days as staff look at them.
public struct AppointmentCalendar: Sendable, Codable {
    /// A week is looked at, or a month; nobody looks at more.
    public static let mostDays = 42
    private static let mostAppointments = 2000

    public let timeZone: String
    public let days: [Day]

    public struct Day: Sendable, Codable {
        /// `2026-01-31`, where the business is.
        public let date: LocalDate
        /// When it is open: `09:00-12:00`.
        public let open: [String]
        /// In order of their beginning, whatever became of them.
        public let appointments: [Appointment]
    }

    enum CodingKeys: String, CodingKey {
        case days
        case timeZone = "time_zone"
    }

    /// - Parameters:
    ///   - first: nil for today.
    ///   - count: 1...`mostDays`.
    ///   - resource: only those with it; nil for all.
    public static func days(
        from first: LocalDate?, count: Int, with resource: String?, in tenant: Tenant, at now: Date
    ) async throws -> AppointmentCalendar {
        try await tenant.read { transaction in
            let (profile, hours) = (try transaction.profile(), try transaction.openingHours())
            let zone = profile.zone
            let first = first ?? now.local(in: zone).date
            let appointments = try transaction.appointments(
                from: Date(first, minutes: 0, in: zone), to: Date(first.advanced(byDays: count), minutes: 0, in: zone), with: resource,
                limit: mostAppointments)
            let byDay = Dictionary(grouping: appointments) { $0.start.local(in: zone).date }
            return AppointmentCalendar(
                timeZone: profile.timeZone,
                days: (0..<count).map { offset in
                    let date = first.advanced(byDays: offset)
                    return Day(
                        date: date, open: hours.intervals(on: date).map(HoursDocument.text), appointments: byDay[date] ?? [])
                })
        }
    }
}
