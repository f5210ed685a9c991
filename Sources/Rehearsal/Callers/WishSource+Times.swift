import Conversation
import Core

extension WishSource {
    private static let noon = LocalTime(hour: 12)
    /// Callers book within this many days.
    private static let mostDays = 21
    /// And by clocks that show quarters.
    private static let gridMinutes = 15
    /// Nobody wants to come at the last minute.
    private static let leastMinutes = 60

    /// A wish that the business's hours allow.
    func time(using random: inout SeededRandom) -> TimeWish {
        let soonest = TimeWish(
            AvailabilityWish(from: now.date), sayings: ["as soon as possible", "the first time you have", "whenever you are free"])
        let open = (1...Self.mostDays).map { now.date.advanced(byDays: $0) }.filter { !business.hours.intervals(on: $0).isEmpty }
        guard let day = random.element(of: random.chance(0.6) ? Array(open.prefix(6)) : open) else { return soonest }
        switch random.number(below: 10) {
        case 0: return soonest
        case 1: return excluding(day.weekday, using: &random)
        case 2...5: return on(day, at: clockTime(on: day, using: &random), using: &random)
        default: return on(day, in: partOfDay(on: day, using: &random), using: &random)
        }
    }

    private func on(_ day: LocalDate, at time: LocalTime?, using random: inout SeededRandom) -> TimeWish {
        let days = names(of: day)
        guard let time else { return TimeWish(AvailabilityWish(from: day, through: day), sayings: days) }
        let sayings = random.shuffled(days).flatMap { day in
            CallerEnglish.clock(time, isPlain: isOffice(time)).flatMap { ["\(day) at \($0)", "at \($0) \(day)"] }
        }
        return TimeWish(AvailabilityWish(from: day, through: day, preferred: time), sayings: sayings)
    }

    private func on(_ day: LocalDate, in part: PartOfDay?, using random: inout SeededRandom) -> TimeWish {
        let days = names(of: day)
        switch part {
        case .morning:
            return TimeWish(
                AvailabilityWish(from: day, through: day, latest: Self.noon), sayings: days.map { "\($0) in the morning" })
        case .afternoon:
            return TimeWish(
                AvailabilityWish(from: day, through: day, earliest: Self.noon), sayings: days.map { "\($0) in the afternoon" })
        case nil:
            return TimeWish(AvailabilityWish(from: day, through: day), sayings: days)
        }
    }

    private func excluding(_ weekday: Weekday, using random: inout SeededRandom) -> TimeWish {
        let name = Spoken.weekday(weekday)
        return TimeWish(
            AvailabilityWish(from: now.date, excludedWeekdays: [weekday]),
            sayings: ["any day but \(name)", "not on \(name), any other day", "any time, just not \(name)"])
    }

    private enum PartOfDay {
        case morning, afternoon
    }

    private func partOfDay(on day: LocalDate, using random: inout SeededRandom) -> PartOfDay? {
        let noon = Self.noon?.minutes ?? 720
        let intervals = business.hours.intervals(on: day)
        let hasMorning = intervals.contains { $0.opens + Self.leastMinutes <= noon && $0.closes > $0.opens + Self.leastMinutes }
        let hasAfternoon = intervals.contains { max($0.opens, noon) + Self.leastMinutes <= min($0.closes, 17 * 60) }
        switch (hasMorning, hasAfternoon) {
        case (true, true): return random.one(of: .morning, .afternoon, nil)
        case (true, false): return random.one(of: .morning, nil)
        case (false, true): return random.one(of: .afternoon, nil)
        case (false, false): return nil
        }
    }

    private func clockTime(on day: LocalDate, using random: inout SeededRandom) -> LocalTime? {
        let times = business.hours.intervals(on: day).flatMap { interval in
            stride(from: interval.opens, through: min(interval.closes, 1440) - Self.leastMinutes, by: Self.gridMinutes).compactMap {
                LocalTime(minutes: $0)
            }
        }
        return random.element(of: times)
    }

    /// Nobody takes three o'clock for the night where nobody works at night.
    private func isOffice(_ time: LocalTime) -> Bool {
        guard let other = LocalTime(minutes: (time.minutes + 720) % 1440) else { return false }
        return Weekday.allCases.allSatisfy { weekday in
            (business.hours.weekly[weekday] ?? []).allSatisfy { !($0.opens <= other.minutes && other.minutes < $0.closes) }
        }
    }

    func names(of day: LocalDate) -> [String] {
        let weekday = Spoken.weekday(day.weekday)
        let ordinal = Spoken.ordinal(day.day)
        let month = CallerEnglish.months[day.month - 1]
        let dates = [
            "on \(weekday) the \(ordinal)", "on \(month) \(ordinal)", "on the \(ordinal) of \(month)", "\(weekday) \(month) \(ordinal)",
        ]
        return switch day.dayNumber - now.date.dayNumber {
        case 1: ["tomorrow", "tomorrow"] + dates.prefix(1)
        case 2...6: ["on \(weekday)", "this coming \(weekday)", "on \(weekday)"] + dates.prefix(2)
        default: dates
        }
    }
}
