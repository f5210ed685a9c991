import Core

/// The calendar arithmetic that spoken dates need.
extension LocalDate {
    /// The same day of another month, or the last day of a month that has no such day.
    func advanced(byMonths months: Int) -> LocalDate {
        let count = year * 12 + month - 1 + months
        let newYear = Int((Double(count) / 12).rounded(.down))
        let newMonth = count - newYear * 12 + 1
        let length = LocalDate.length(ofMonth: newMonth, in: newYear)
        return LocalDate(year: newYear, month: newMonth, day: min(day, length)) ?? self
    }

    /// That many days later that are no Saturday and no Sunday; negative numbers count back.
    func advanced(byBusinessDays days: Int) -> LocalDate {
        let step = days < 0 ? -1 : 1
        var date = advanced(byDays: abs(days) / 5 * 7 * step)
        var left = abs(days) % 5
        while left > 0 || date.isWeekend {
            date = date.advanced(byDays: step)
            if !date.isWeekend { left -= 1 }
        }
        return date
    }

    private var isWeekend: Bool { weekday == .saturday || weekday == .sunday }

    /// The Monday of its week.
    var startOfWeek: LocalDate { advanced(byDays: 1 - weekday.rawValue) }

    var firstOfMonth: LocalDate { advanced(byDays: 1 - day) }

    /// All days of its month.
    var wholeMonth: ClosedRange<LocalDate> {
        firstOfMonth...firstOfMonth.advanced(byDays: LocalDate.length(ofMonth: month, in: year) - 1)
    }

    /// All days of its year.
    var wholeYear: ClosedRange<LocalDate> {
        let first = LocalDate(year: year, month: 1, day: 1) ?? self
        return first...(LocalDate(year: year, month: 12, day: 31) ?? self)
    }

    /// The first such weekday after this day.
    func next(_ weekday: Weekday) -> LocalDate {
        advanced(byDays: (weekday.rawValue - self.weekday.rawValue + 6) % 7 + 1)
    }

    /// The last such weekday before this day.
    func previous(_ weekday: Weekday) -> LocalDate {
        advanced(byDays: -((self.weekday.rawValue - weekday.rawValue + 6) % 7 + 1))
    }

    /// The nth such weekday of a month, from 1; a negative number counts from the month's end.
    static func nth(_ number: Int, _ weekday: Weekday, ofMonth month: Int, in year: Int) -> LocalDate? {
        guard let first = LocalDate(year: year, month: month, day: 1), number != 0 else { return nil }
        let month = first.wholeMonth
        let date =
            number > 0
            ? first.advanced(byDays: -1).next(weekday).advanced(byDays: (number - 1) * 7)
            : month.upperBound.advanced(byDays: 1).previous(weekday).advanced(byDays: (number + 1) * 7)
        return month.contains(date) ? date : nil
    }

    /// Easter Sunday of the Gregorian calendar.
    ///
    /// Source: the anonymous Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8).
    static func easter(in year: Int) -> LocalDate {
        let golden = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let shift = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * shift) / 451
        let days = epact + shift - 7 * late + 114
        return LocalDate(year: year, month: days / 31, day: days % 31 + 1) ?? LocalDate(dayNumber: 0)
    }

    /// Easter Sunday as most Eastern churches keep it, by the Julian calendar; nil where there is no such year.
    ///
    /// Source: the Julian computus (Meeus, "Astronomical Algorithms", chapter 8), and the days by which that calendar lags behind.
    static func orthodoxEaster(in year: Int) -> LocalDate? {
        let moon = (19 * (year % 19) + 15) % 30
        let days = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
        let lag = year / 100 - year / 400 - 2
        return LocalDate(year: year, month: days / 31, day: 1)?.advanced(byDays: days % 31 + lag)
    }
}
