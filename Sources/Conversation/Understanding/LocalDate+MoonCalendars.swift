import Core
import Foundation

/// Days of calendars that follow the moon, as days of the Gregorian one. Foundation knows their rules.
extension LocalDate {
    private static let hebrew = moonCalendar(.hebrew)
    private static let chinese = moonCalendar(.chinese)
    /// The calendar of Saudi Arabia; where the moon itself is watched a month may begin a day off.
    private static let islamic = moonCalendar(.islamicUmmAlQura)

    private static func moonCalendar(_ identifier: Calendar.Identifier) -> Calendar {
        var calendar = Calendar(identifier: identifier)
        calendar.timeZone = .gmt
        return calendar
    }

    private static func date(_ calendar: Calendar, era: Int? = nil, _ year: Int, _ month: Int, _ day: Int) -> LocalDate? {
        calendar.date(from: DateComponents(era: era, year: year, month: month, day: day)).map { $0.local(in: .gmt).date }
    }

    /// A day of the Hebrew year that begins in the autumn of a Gregorian one; month 1 is Tishri.
    static func hebrew(month: Int, day: Int, in year: Int) -> LocalDate? { date(hebrew, year + 3_761, month, day) }

    /// The first day of Passover: it and the next Hebrew new year are always as far apart.
    static func passover(in year: Int) -> LocalDate? { hebrew(month: 1, day: 1, in: year)?.advanced(byDays: -163) }

    /// The first such day of the Islamic calendar in a Gregorian year.
    ///
    /// - Returns: nil in a year without that day.
    static func islamic(month: Int, day: Int, in year: Int) -> LocalDate? {
        // Thirty-three Islamic years are thirty-two of ours.
        let about = (year - 622) * 33 / 32
        return ((about - 1)...(about + 1)).lazy.compactMap { date(islamic, $0, month, day) }.first { $0.year == year }
    }

    /// The years of the Chinese calendar are counted in rounds of sixty, of which one began in 1984.
    static func chineseNewYear(in year: Int) -> LocalDate? {
        date(chinese, era: (year + 2_636) / 60 + 1, (year + 2_636) % 60 + 1, 1, 1)
    }
}
