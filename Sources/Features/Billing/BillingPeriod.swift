import Core
public import Foundation

/// A stretch of time that is charged for, from its start up to, not including, its end. Whole seconds.
public struct BillingPeriod: Sendable, Hashable, Codable {
    public var start: Date
    public var end: Date

    public init(start: Date, end: Date) {
        precondition(start < end, "A period ends after it starts")
        self.start = start
        self.end = end
    }

    /// The month that contains an instant, counted from an anchor in UTC: each begins on the anchor's day and time, or on the last day
    /// of a month that has no such day. Always counted from the anchor, so that after a February the 31st is the 31st again.
    ///
    /// - Parameter instant: not before the anchor.
    public init(containing instant: Date, anchor: Date) {
        let (from, to) = (anchor.wholeDay, instant.wholeDay)
        let months = (to.date.year - from.date.year) * 12 + to.date.month - from.date.month
        // The month of the instant begins either in its own calendar month or in the one before.
        let own = anchor.advanced(byMonths: months)
        if own <= instant {
            self.init(start: own, end: anchor.advanced(byMonths: months + 1))
        } else {
            self.init(start: anchor.advanced(byMonths: months - 1), end: own)
        }
    }

    public func contains(_ instant: Date) -> Bool { start <= instant && instant < end }

    var seconds: Int { Int(end.timeIntervalSince(start)) }

    /// What of the period is left at an instant within it.
    func rest(from instant: Date) -> BillingPeriod { BillingPeriod(start: instant, end: end) }
}

extension Date {
    /// Without the fraction of a second: money is reckoned by whole seconds.
    var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }

    /// The same day and time in UTC so many months later, or the last day of a month that has no such day.
    fileprivate func advanced(byMonths months: Int) -> Date {
        let (date, secondOfDay) = wholeDay
        let month = date.year * 12 + date.month - 1 + months
        let (year, monthOfYear) = (month / 12, month % 12 + 1)
        let day = min(date.day, LocalDate.length(ofMonth: monthOfYear, in: year))
        guard let moved = LocalDate(year: year, month: monthOfYear, day: day) else {
            preconditionFailure("Billing is for the years 1 to 9999")
        }
        return Date(timeIntervalSince1970: Double(moved.dayNumber * 86_400 + secondOfDay))
    }

    /// The day in UTC, and the second of that day.
    fileprivate var wholeDay: (date: LocalDate, secondOfDay: Int) {
        let seconds = Int(timeIntervalSince1970.rounded(.down))
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (LocalDate(dayNumber: day), seconds - day * 86_400)
    }
}
