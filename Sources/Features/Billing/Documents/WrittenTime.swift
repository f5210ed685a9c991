import Core
import Foundation

/// Dates as a document has them, in the business's zone, in the same words on every machine.
struct WrittenTime {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    let zone: TimeZone

    /// An unknown zone reads as UTC.
    init(zoneNamed name: String) {
        zone = TimeZone(identifier: name) ?? .gmt
    }

    /// `21 November 2026`.
    func day(_ instant: Date) -> String { Self.written(instant.local(in: zone).date) }

    /// From its start up to, not including, its end. Whole days are named by the first and the last; of others the times are told.
    func period(_ period: BillingPeriod) -> String {
        let (start, end) = (period.start.local(in: zone), period.end.local(in: zone))
        if start.time == Self.midnight, end.time == Self.midnight {
            let last = end.date.advanced(byDays: -1)
            return last == start.date ? Self.written(last) : "\(Self.written(start.date)) to \(Self.written(last))"
        }
        return "\(Self.written(start.date)), \(start.time) to \(Self.written(end.date)), \(end.time)"
    }

    private static let midnight = LocalTime(minutes: 0)

    private static func written(_ date: LocalDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }
}
