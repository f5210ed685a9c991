public import Core

/// When a business is open, in its own time zone: several intervals a day, and days that differ.
public struct OpeningHours: Sendable, Hashable, Codable {
    /// A weekday that is missing here is closed. In order, not overlapping.
    public var weekly: [Weekday: [Interval]]
    /// Days that do not follow the week; an empty list is a closed day.
    public var exceptions: [LocalDate: [Interval]]

    public init(weekly: [Weekday: [Interval]], exceptions: [LocalDate: [Interval]] = [:]) {
        self.weekly = weekly
        self.exceptions = exceptions
    }

    public static let alwaysOpen = OpeningHours(
        weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [Interval(opens: 0, closes: 1440)]) }))

    /// From `opens` to before `closes`, in minutes since midnight; `closes` may pass 1440 into the next day's night.
    public struct Interval: Sendable, Hashable, Codable {
        public var opens: Int
        public var closes: Int

        public init(opens: Int, closes: Int) {
            self.opens = opens
            self.closes = closes
        }
    }

    public func intervals(on date: LocalDate) -> [Interval] {
        exceptions[date] ?? weekly[date.weekday] ?? []
    }

    public func isOpen(on date: LocalDate, at time: LocalTime) -> Bool {
        intervals(on: date).contains { $0.opens <= time.minutes && time.minutes < $0.closes }
            || intervals(on: date.advanced(byDays: -1)).contains { time.minutes + 1440 < $0.closes }
    }
}
