import Core

/// How the day of a holiday is found in a year.
enum Holiday: Hashable, Sendable {
    case fixed(month: Int, day: Int)
    /// The nth such weekday of a month; negative counts from the end.
    case weekday(Weekday, nth: Int, month: Int)
    /// Days after Easter Sunday.
    case easter(Int)
    /// The day after the fourth Thursday of November.
    case dayAfterThanksgiving

    func date(in year: Int) -> LocalDate? {
        switch self {
        case .fixed(let month, let day): LocalDate(year: year, month: month, day: day)
        case .weekday(let weekday, let nth, let month): LocalDate.nth(nth, weekday, ofMonth: month, in: year)
        case .easter(let days): LocalDate.easter(in: year).advanced(byDays: days)
        case .dayAfterThanksgiving: LocalDate.nth(4, .thursday, ofMonth: 11, in: year)?.advanced(byDays: 1)
        }
    }
}

extension English {
    /// Days with a name in the United States and the United Kingdom, by the first word of the name. A "day" behind the name
    /// is read with it. Of names that begin alike the longer stands first.
    static let holidays = Dictionary(grouping: namedDays) { $0.phrase[0] }

    private static let namedDays: [(phrase: [String], holiday: Holiday)] = [
        (["new", "years", "eve"], .fixed(month: 12, day: 31)), (["new", "year", "eve"], .fixed(month: 12, day: 31)),
        (["new", "years"], .fixed(month: 1, day: 1)), (["new", "year"], .fixed(month: 1, day: 1)),
        (["christmas", "eve"], .fixed(month: 12, day: 24)), (["xmas", "eve"], .fixed(month: 12, day: 24)),
        (["christmas"], .fixed(month: 12, day: 25)), (["xmas"], .fixed(month: 12, day: 25)),
        (["boxing"], .fixed(month: 12, day: 26)), (["halloween"], .fixed(month: 10, day: 31)),
        (["valentines"], .fixed(month: 2, day: 14)), (["valentine"], .fixed(month: 2, day: 14)),
        (["st", "patricks"], .fixed(month: 3, day: 17)), (["saint", "patricks"], .fixed(month: 3, day: 17)),
        (["april", "fools"], .fixed(month: 4, day: 1)), (["earth"], .fixed(month: 4, day: 22)),
        (["independence"], .fixed(month: 7, day: 4)), (["veterans"], .fixed(month: 11, day: 11)),
        (["black", "friday"], .dayAfterThanksgiving), (["thanksgiving"], .weekday(.thursday, nth: 4, month: 11)),
        (["memorial"], .weekday(.monday, nth: -1, month: 5)), (["labor"], .weekday(.monday, nth: 1, month: 9)),
        (["labour"], .weekday(.monday, nth: 1, month: 9)), (["columbus"], .weekday(.monday, nth: 2, month: 10)),
        (["martin", "luther", "king"], .weekday(.monday, nth: 3, month: 1)), (["mlk"], .weekday(.monday, nth: 3, month: 1)),
        (["presidents"], .weekday(.monday, nth: 3, month: 2)), (["mothers"], .weekday(.sunday, nth: 2, month: 5)),
        (["fathers"], .weekday(.sunday, nth: 3, month: 6)), (["good", "friday"], .easter(-2)), (["easter", "monday"], .easter(1)),
        (["easter", "sunday"], .easter(0)), (["easter"], .easter(0)), (["palm", "sunday"], .easter(-7)), (["pentecost"], .easter(49)),
    ]

    /// Holidays that are named only with "day" behind them: "earth day", but not "earth".
    static let holidaysThatNeedDay: Set<String> = [
        "boxing", "valentine", "earth", "independence", "veterans", "memorial", "labor", "labour", "columbus", "mlk", "presidents",
        "mothers",
        "fathers", "king",
    ]
}
