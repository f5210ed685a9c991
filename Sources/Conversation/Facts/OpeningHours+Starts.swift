public import Core
public import Foundation

/// The open hours of one calendar day as instants, on the days when clocks change as on all others.
extension OpeningHours {
    /// The instants at which something may begin that is over before the business closes, earliest first.
    ///
    /// Between opening and closing time runs as it does: an hour that the wall clock skips holds no start, one that it
    /// shows twice holds its starts twice. What is open past midnight counts for the day on which the start is.
    ///
    /// - Parameters:
    ///   - minutes: how long it takes.
    ///   - grid: minutes from one start to the next, counted from the opening.
    public func starts(on day: LocalDate, lasting minutes: Int, every grid: Int, in zone: TimeZone) -> [Date] {
        let yesterday = day.advanced(byDays: -1)
        let openings = intervals(on: yesterday).map { (yesterday, $0) } + intervals(on: day).map { (day, $0) }
        let starts = openings.flatMap { date, interval -> [Date] in
            guard date == day || interval.closes > 1440 else { return [] }
            let opening = Date(date, minutes: interval.opens, in: zone)
            let closing = Date(date, minutes: interval.closes, in: zone)
            let last = closing.addingTimeInterval(-Double(minutes * 60))
            return stride(from: opening, through: last, by: Double(grid * 60)).filter { $0.local(in: zone).date == day }
        }
        return Set(starts).sorted()
    }
}

extension Date {
    /// - Parameter minutes: since midnight of the day; from 1440 on they are of the days behind it.
    public init(_ day: LocalDate, minutes: Int, in zone: TimeZone) {
        let wall = LocalDateTime(minutes: day.dayNumber * 1440 + minutes)
        self.init(wall.date, wall.time, in: zone)
    }
}
