import Core

/// A date as it was said, before the year, the month or the week that the caller left out is filled in.
enum DateReading: Hashable {
    case day(LocalDate)
    case monthDay(month: Int, day: Int)
    case dayOfMonth(Int)
    case weekday(Weekday)
    /// A week, a month, a year.
    case span(ClosedRange<LocalDate>)
    /// All of the next such month, or the one that runs.
    case month(Int)

    /// So long a day of this year is nearer than the same day of the next.
    private static let daysJustOver = 14

    /// The days that are meant, seen from a day: the next ones that are not over.
    ///
    /// - Returns: nil for a day that does not exist.
    func days(after today: LocalDate) -> ClosedRange<LocalDate>? {
        switch self {
        case .day(let date):
            return date...date
        case .span(let span):
            return span
        case .weekday(let weekday):
            let date = today.next(weekday)
            return date...date
        case .monthDay(let month, let day):
            // Nobody books a year ahead by a day that is just over: it was that day.
            if let date = LocalDate(year: today.year, month: month, day: day), date < today,
                today.dayNumber - date.dayNumber <= Self.daysJustOver
            {
                return date...date
            }
            // Eight years hold a 29th of February, also around 2100.
            for year in today.year...(today.year + 8) {
                if let date = LocalDate(year: year, month: month, day: day), date >= today { return date...date }
            }
            return nil
        case .dayOfMonth(let day):
            var month = today.firstOfMonth
            for _ in 0..<3 {
                if let date = LocalDate(year: month.year, month: month.month, day: day), date >= today { return date...date }
                month = month.advanced(byMonths: 1)
            }
            return nil
        case .month(let month):
            guard let first = LocalDate(year: today.year, month: month, day: 1) else { return nil }
            let span = first.wholeMonth
            return span.upperBound >= today ? span : first.advanced(byMonths: 12).wholeMonth
        }
    }

    var isSpan: Bool {
        switch self {
        case .span, .month: true
        case .day, .monthDay, .dayOfMonth, .weekday: false
        }
    }
}

/// How a date in figures alone is written.
public enum NumericDateOrder: String, Sendable, Hashable, Codable {
    /// 3/14/2026
    case monthFirst
    /// 14/3/2026
    case dayFirst
}
