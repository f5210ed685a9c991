import Conversation
import Core
import Foundation

/// Until when a ticket should be answered and settled: pure arithmetic on opening hours.
struct ServiceLevel {
    /// Of the category, for tickets of the category's own priority; nil where nothing is promised.
    let respondMinutes: Int?
    let resolveMinutes: Int?
    let priority: SupportCategory.Priority
    let hours: OpeningHours
    let zone: TimeZone

    /// Each step of urgency above the category's own halves the time, each below doubles it.
    func deadlines(for priority: SupportCategory.Priority, from start: Date) -> (respondBy: Date?, resolveBy: Date?) {
        let steps = priority.urgency - self.priority.urgency
        func deadline(_ minutes: Int?) -> Date? {
            guard let minutes else { return nil }
            let scaled = steps >= 0 ? Double(minutes) / Double(1 << steps) : Double(minutes) * Double(1 << -steps)
            return hours.instant(after: scaled * 60, ofOpenTimeFrom: start, in: zone)
        }
        return (deadline(respondMinutes), deadline(resolveMinutes))
    }
}

extension SupportCategory.Priority {
    /// 0 is the least.
    var urgency: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .urgent: 3
        }
    }
}

extension OpeningHours {
    /// A business that is closed for longer has given up.
    private static let longestClosure = 400

    /// The instant at which a business has been open for so many seconds since another.
    ///
    /// - Returns: nil when it does not open for more than a year.
    func instant(after seconds: Double, ofOpenTimeFrom start: Date, in zone: TimeZone) -> Date? {
        var left = seconds
        var day = start.local(in: zone).date.advanced(byDays: -1)
        var reached = start
        var closedDays = 0
        while closedDays < Self.longestClosure {
            let before = left
            for interval in intervals(on: day).sorted(by: { $0.opens < $1.opens }) {
                // Between opening and closing time runs as it does, also when clocks change.
                let opens = max(Date(day, minutes: interval.opens, in: zone), reached)
                let closes = Date(day, minutes: interval.closes, in: zone)
                guard closes > opens else { continue }
                let open = closes.timeIntervalSince(opens)
                if left <= open { return opens.addingTimeInterval(left) }
                left -= open
                reached = closes
            }
            closedDays = left < before ? 0 : closedDays + 1
            day = day.advanced(byDays: 1)
        }
        return nil
    }
}
