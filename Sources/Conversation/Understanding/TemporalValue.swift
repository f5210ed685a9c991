public import Core

/// A date on the calendar and a time on the clock, in the zone of the business.
public struct LocalDateTime: Sendable, Hashable, Comparable {
    public var date: LocalDate
    public var time: LocalTime

    public init(_ date: LocalDate, _ time: LocalTime) {
        self.date = date
        self.time = time
    }

    init(_ local: (date: LocalDate, time: LocalTime)) {
        self.init(local.date, local.time)
    }

    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    /// Minutes since 1970-01-01 00:00 on the wall clock.
    var minutes: Int { date.dayNumber * 1440 + time.minutes }

    /// That many minutes since 1970-01-01 00:00 on the wall clock.
    init(minutes: Int) {
        let day = Int((Double(minutes) / 1440).rounded(.down))
        date = LocalDate(dayNumber: day)
        guard let time = LocalTime(minutes: minutes - day * 1440) else { preconditionFailure("A remainder of a day is a time of day") }
        self.time = time
    }
}

/// What words about time say.
public enum TemporalValue: Sendable, Hashable {
    case date(LocalDate)
    case time(LocalTime)
    case dateTime(LocalDateTime)
    /// Days, both ends included; nil is open.
    case dates(from: LocalDate?, through: LocalDate?)
    /// Times of any day, the end excluded; nil is open.
    case times(from: LocalTime?, until: LocalTime?)
    /// The end excluded; nil is open.
    case dateTimes(from: LocalDateTime?, until: LocalDateTime?)
    case duration(seconds: Int)

    /// The one day that it names or lies on.
    var day: LocalDate? {
        switch self {
        case .date(let date): date
        case .dateTime(let moment): moment.date
        case .dateTimes(let from?, let until?) where until.minutes - from.minutes <= 1440: from.date
        case .time, .dates, .times, .dateTimes, .duration: nil
        }
    }

    var isTime: Bool {
        switch self {
        case .time, .dateTime: true
        case .date, .dates, .times, .dateTimes, .duration: false
        }
    }

    /// Days without a time.
    var areDays: Bool {
        switch self {
        case .date, .dates: true
        case .time, .dateTime, .times, .dateTimes, .duration: false
        }
    }

    /// Whether it has one end only: "from Friday on", "until noon".
    var isOpen: Bool {
        switch self {
        case .dates(let from, let through): from == nil || through == nil
        case .times(let from, let until): from == nil || until == nil
        case .dateTimes(let from, let until): from == nil || until == nil
        case .date, .time, .dateTime, .duration: false
        }
    }
}
