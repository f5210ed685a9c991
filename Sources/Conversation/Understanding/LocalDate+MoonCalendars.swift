import Core

/// Days of calendars that follow the moon, as days of the Gregorian one.
extension LocalDate {
    /// The first day of a Hebrew year.
    ///
    /// Source: Reingold and Dershowitz, "Calendrical Calculations", the Hebrew calendar: the molad and its four postponements.
    private static func hebrewNewYear(_ year: Int) -> LocalDate {
        func elapsedDays(_ year: Int) -> Int {
            let months = (235 * year - 234) / 19
            let day = 29 * months + (12_084 + 13_753 * months) / 25_920
            return 3 * (day + 1) % 7 < 3 ? day + 1 : day
        }
        let (last, this, next) = (elapsedDays(year - 1), elapsedDays(year), elapsedDays(year + 1))
        let postponement = next - this == 356 ? 2 : this - last == 382 ? 1 : 0
        return LocalDate(dayNumber: this + postponement - 2_092_590)
    }

    /// Hebrew year 1 began 3761 years before ours.
    private static let hebrewYears = 3_761

    /// Rosh Hashanah in the autumn of a Gregorian year.
    static func roshHashanah(in year: Int) -> LocalDate { hebrewNewYear(year + hebrewYears) }

    /// The first day of Passover: it and the next new year are always as far apart.
    static func passover(in year: Int) -> LocalDate { roshHashanah(in: year).advanced(byDays: -163) }

    /// The first day of Hanukkah, the 25th of Kislev. The month before has thirty days in years of 355 and 385.
    static func hanukkah(in year: Int) -> LocalDate {
        let newYear = roshHashanah(in: year)
        let length = roshHashanah(in: year + 1).dayNumber - newYear.dayNumber
        return newYear.advanced(byDays: 30 + (length % 10 == 5 ? 30 : 29) + 24)
    }

    /// The first such day of the tabular Islamic calendar in a Gregorian year; where the moon is watched it may be a day off.
    ///
    /// - Returns: nil in a year without that day.
    static func islamic(month: Int, day: Int, in year: Int) -> LocalDate? {
        // Thirty-three Islamic years are thirty-two of ours.
        let about = (year - 622) * 33 / 32
        return ((about - 1)...(about + 2)).lazy.map { islamic($0, month, day) }.first { $0.year == year }
    }

    private static func islamic(_ year: Int, _ month: Int, _ day: Int) -> LocalDate {
        LocalDate(dayNumber: day + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year) / 30 - 492_149)
    }

    /// Days from January 20 to the Chinese New Year of 2010 and every year after it.
    ///
    /// Source: the Chinese calendar of ICU, November 2026.
    private static let chineseNewYears = [
        25, 14, 3, 21, 11, 30, 19, 8, 27, 16, 5, 23, 12, 2, 21, 9, 28, 17, 6, 24, 14, 3, 22, 11, 30, 19, 8, 26, 15, 4, 23, 12, 2, 21, 10,
        28, 17, 6, 25, 13, 3, 22, 12, 30, 19, 8, 26, 15, 4, 23, 13,
    ]

    /// - Returns: nil before 2010 and after 2060.
    static func chineseNewYear(in year: Int) -> LocalDate? {
        guard chineseNewYears.indices.contains(year - 2010) else { return nil }
        return LocalDate(year: year, month: 1, day: 20)?.advanced(byDays: chineseNewYears[year - 2010])
    }
}
