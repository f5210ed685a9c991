package import Core
import Foundation

extension Spoken {
    /// "nine fifteen", "quarter past three", "ten o'clock", "noon".
    package static func time(_ time: LocalTime) -> String {
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        switch (time.hour, time.minute) {
        case (0, 0): return "midnight"
        case (12, 0): return "noon"
        case (_, 0): return number(hour) + " o'clock"
        case (_, 15): return "quarter past " + number(hour)
        case (_, 30): return "half past " + number(hour)
        case (_, ..<10): return number(hour) + " oh " + number(time.minute)
        default: return number(hour) + " " + number(time.minute)
        }
    }

    /// "today", "tomorrow", "Thursday", "Tuesday the twelfth", "Tuesday the twelfth of January": as much as is needed to be sure.
    package static func date(_ date: LocalDate, today: LocalDate) -> String {
        switch date.dayNumber - today.dayNumber {
        case -1: "yesterday"
        case 0: "today"
        case 1: "tomorrow"
        case _ where date.month == today.month && date.year == today.year: weekday(date.weekday) + " the " + ordinal(date.day)
        default: weekday(date.weekday) + " the " + ordinal(date.day) + " of " + months[date.month - 1]
        }
    }

    /// "The third of May 1965": voices read a year well.
    package static func birthDate(_ date: LocalDate) -> String {
        "the " + ordinal(date.day) + " of " + months[date.month - 1] + " \(date.year)"
    }

    /// "Tuesday the twelfth at nine fifteen".
    static func moment(_ date: Date, in zone: TimeZone, now: Date) -> String {
        let local = date.local(in: zone)
        return self.date(local.date, today: now.local(in: zone).date) + " at " + time(local.time)
    }

    /// As `moment`, to follow what happens then: "on Tuesday the twelfth at nine fifteen", "tomorrow at noon".
    static func onMoment(_ date: Date, in zone: TimeZone, now: Date) -> String {
        let days = date.local(in: zone).date.dayNumber - now.local(in: zone).date.dayNumber
        return ((-1...1).contains(days) ? "" : "on ") + moment(date, in: zone, now: now)
    }

    /// Each as `moment`, but the day is said once where several in a row share it.
    static func moments(_ dates: [Date], in zone: TimeZone, now: Date) -> [String] {
        var day: LocalDate?
        return dates.map { date in
            let local = date.local(in: zone)
            defer { day = local.date }
            return local.date == day ? "at " + time(local.time) : moment(date, in: zone, now: now)
        }
    }

    package static func weekday(_ day: Weekday) -> String {
        switch day {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    /// "from nine o'clock to noon and from one o'clock to five o'clock"; nil on a closed day.
    static func intervals(_ intervals: [OpeningHours.Interval]) -> String? {
        guard !intervals.isEmpty else { return nil }
        if intervals.contains(where: { $0.opens == 0 && $0.closes >= 1440 }) { return "all day" }
        return list(intervals.map { "from \(clock($0.opens)) to \(clock($0.closes))" })
    }

    /// Minutes since midnight, which may pass into the next day: "nine in the morning", "half past ten in the evening".
    package static func clock(_ minutes: Int) -> String {
        guard let time = LocalTime(minutes: minutes % 1440) else { return "" }
        let words = self.time(time).replacing(" o'clock", with: "")
        return switch time.hour {
        case 0 where time.minute == 0, 12 where time.minute == 0: words
        case ..<12: words + " in the morning"
        case 12..<18: words + " in the afternoon"
        default: words + " in the evening"
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
