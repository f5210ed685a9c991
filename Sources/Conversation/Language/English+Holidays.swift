import Core

/// How the day of a holiday is found in a year.
enum Holiday: Hashable, Sendable {
    case fixed(month: Int, day: Int)
    /// The nth such weekday of a month; negative counts from the end.
    case weekday(Weekday, nth: Int, month: Int)
    /// Days after Easter Sunday.
    case easter(Int)
    /// Days after Easter Sunday of the Eastern churches.
    case orthodoxEaster(Int)
    /// Days after the fourth Thursday of November.
    case afterThanksgiving(Int)
    /// In the Hebrew year that begins in the autumn, whose first month is Tishri.
    case hebrew(month: Int, day: Int)
    /// Days after the first day of Passover.
    case passover(Int)
    case islamic(month: Int, day: Int)
    case chineseNewYear
    /// Whichever of several comes next.
    indirect case anyOf([Holiday])

    /// The days of a year, in order: one, none where the moon leaves it out, several where several have the name.
    func dates(in year: Int) -> [LocalDate] {
        guard case .anyOf(let holidays) = self else { return [date(in: year)].compactMap { $0 } }
        return holidays.flatMap { $0.dates(in: year) }.sorted()
    }

    private func date(in year: Int) -> LocalDate? {
        switch self {
        case .fixed(let month, let day): LocalDate(year: year, month: month, day: day)
        case .weekday(let weekday, let nth, let month): LocalDate.nth(nth, weekday, ofMonth: month, in: year)
        case .easter(let days): LocalDate.easter(in: year).advanced(byDays: days)
        case .orthodoxEaster(let days): LocalDate.orthodoxEaster(in: year)?.advanced(byDays: days)
        case .afterThanksgiving(let days): LocalDate.nth(4, .thursday, ofMonth: 11, in: year)?.advanced(byDays: days)
        case .hebrew(let month, let day): LocalDate.hebrew(month: month, day: day, in: year)
        case .passover(let days): LocalDate.passover(in: year)?.advanced(byDays: days)
        case .islamic(let month, let day): LocalDate.islamic(month: month, day: day, in: year)
        case .chineseNewYear: LocalDate.chineseNewYear(in: year)
        case .anyOf: nil
        }
    }
}

extension English {
    /// Days with a name in the United States and the United Kingdom, by the first word of the name. A "day" behind the name
    /// is read with it. Of names that begin alike the longer stands first. Mother's Day is the American one, in May.
    static let holidays = Dictionary(grouping: namedDays) { $0.phrase[0] }

    private static let namedDays: [(phrase: [String], holiday: Holiday)] = {
        var days = fixedDays.map { ($0.name, Holiday.fixed(month: $0.month, day: $0.day)) }
        days += weekdaysOfMonths.map { ($0.name, .weekday($0.weekday, nth: $0.nth, month: $0.month)) }
        days.append(("bank holiday monday", .anyOf(mondaysOffInEngland)))
        days += daysFromEaster.map { ($0.name, .easter($0.days)) }
        days += daysFromOrthodoxEaster.map { ($0.name, .orthodoxEaster($0.days)) }
        days += daysFromThanksgiving.map { ($0.name, .afterThanksgiving($0.days)) }
        days += daysOfMoonCalendars
        return days.map { ($0.0.split(separator: " ").map(String.init), $0.1) }.sorted { $0.0.count > $1.0.count }
    }()

    private static let fixedDays: [(name: String, month: Int, day: Int)] = [
        ("new years eve", 12, 31), ("nye", 12, 31), ("new year eve", 12, 31), ("new years", 1, 1), ("new year", 1, 1), ("epiphany", 1, 6),
        ("burns night", 1, 25), ("groundhog", 2, 2), ("valentines", 2, 14), ("valentine", 2, 14), ("st davids", 3, 1),
        ("saint davids", 3, 1), ("womens", 3, 8), ("international womens", 3, 8), ("pi", 3, 14), ("ides of march", 3, 15),
        ("st patricks", 3, 17), ("saint patricks", 3, 17), ("st paddys", 3, 17), ("april fools", 4, 1), ("tax", 4, 15), ("earth", 4, 22),
        ("st georges", 4, 23), ("saint georges", 4, 23), ("anzac", 4, 25), ("ides of may", 5, 15), ("may", 5, 1), ("workers", 5, 1),
        ("international workers", 5, 1), ("star wars", 5, 4), ("cinco de mayo", 5, 5), ("flag", 6, 14), ("juneteenth", 6, 19),
        ("canada", 7, 1), ("australia", 1, 26), ("waitangi", 2, 6), ("emancipation", 4, 16), ("pearl harbor", 12, 7),
        ("independence", 7, 4), ("bastille", 7, 14), ("halloween", 10, 31), ("all hallows eve", 10, 31),
        ("all saints", 11, 1), ("all souls", 11, 2), ("guy fawkes", 11, 5), ("bonfire night", 11, 5), ("veterans", 11, 11),
        ("armistice", 11, 11), ("remembrance", 11, 11), ("st andrews", 11, 30), ("saint andrews", 11, 30), ("christmas eve", 12, 24),
        ("xmas eve", 12, 24), ("christmas", 12, 25), ("xmas", 12, 25), ("boxing", 12, 26), ("st stephens", 12, 26),
    ]

    private static let weekdaysOfMonths: [(name: String, weekday: Weekday, nth: Int, month: Int)] = [
        ("remembrance sunday", .sunday, 2, 11), ("martin luther king", .monday, 3, 1), ("martin luther king jr", .monday, 3, 1),
        ("martin luther kings", .monday, 3, 1),
        ("mlk", .monday, 3, 1), ("presidents", .monday, 3, 2), ("washingtons birthday", .monday, 3, 2), ("mothers", .sunday, 2, 5),
        ("memorial", .monday, -1, 5), ("decoration", .monday, -1, 5), ("fathers", .sunday, 3, 6), ("labor", .monday, 1, 9),
        ("labour", .monday, 1, 9), ("grandparents", .sunday, 2, 9), ("columbus", .monday, 2, 10), ("indigenous peoples", .monday, 2, 10),
        ("patriots", .monday, 3, 4), ("parents", .sunday, 4, 7), ("thanksgiving", .thursday, 4, 11), ("turkey", .thursday, 4, 11),
        ("early may bank holiday", .monday, 1, 5),
        ("may bank holiday", .monday, 1, 5), ("spring bank holiday", .monday, -1, 5), ("august bank holiday", .monday, -1, 8),
        ("summer bank holiday", .monday, -1, 8),
    ]

    /// Bank holidays that are always Mondays.
    private static let mondaysOffInEngland: [Holiday] = [
        .easter(1), .weekday(.monday, nth: 1, month: 5), .weekday(.monday, nth: -1, month: 5), .weekday(.monday, nth: -1, month: 8),
    ]

    private static let daysFromEaster: [(name: String, days: Int)] = [
        ("shrove tuesday", -47), ("fat tuesday", -47), ("mardi gras", -47), ("pancake", -47), ("ash wednesday", -46),
        ("mothering sunday", -21), ("palm sunday", -7), ("maundy thursday", -3), ("holy thursday", -3), ("good friday", -2),
        ("holy saturday", -1), ("easter monday", 1), ("easter sunday", 0), ("easter", 0), ("ascension", 39), ("pentecost", 49),
        ("whit sunday", 49), ("whit monday", 50), ("trinity sunday", 56), ("corpus christi", 60),
    ]

    private static let daysFromOrthodoxEaster: [(name: String, days: Int)] = [
        ("clean monday", -48), ("orthodox palm sunday", -7), ("orthodox good friday", -2), ("orthodox easter", 0), ("greek easter", 0),
        ("orthodox easter sunday", 0), ("orthodox easter monday", 1), ("orthodox pentecost", 49),
    ]

    private static let daysFromThanksgiving: [(name: String, days: Int)] = [
        ("black friday", 1), ("small business saturday", 2), ("cyber monday", 4), ("giving tuesday", 5),
    ]

    /// They begin in the evening before.
    private static let daysOfMoonCalendars: [(String, Holiday)] = [
        ("chinese new year", .chineseNewYear), ("chinese new years", .chineseNewYear), ("lunar new year", .chineseNewYear),
        ("rosh hashanah", .hebrew(month: 1, day: 1)), ("rosh hashana", .hebrew(month: 1, day: 1)),
        ("yom kippur", .hebrew(month: 1, day: 10)),
        ("sukkot", .hebrew(month: 1, day: 15)), ("shemini atzeret", .hebrew(month: 1, day: 22)),
        ("simchat torah", .hebrew(month: 1, day: 23)),
        ("purim", .passover(-30)), ("passover", .passover(0)), ("pesach", .passover(0)), ("shavuot", .passover(50)),
        ("hanukkah", .hebrew(month: 3, day: 25)), ("chanukah", .hebrew(month: 3, day: 25)), ("hanukah", .hebrew(month: 3, day: 25)),
        ("eid al fitr", .islamic(month: 10, day: 1)), ("eid ul fitr", .islamic(month: 10, day: 1)), ("eid", .islamic(month: 10, day: 1)),
        ("eid al adha", .islamic(month: 12, day: 10)), ("eid ul adha", .islamic(month: 12, day: 10)),
        ("islamic new year", .islamic(month: 1, day: 1)), ("ashura", .islamic(month: 1, day: 10)),
    ]

    /// Holidays that are named only with "day" behind them: "earth day", but not "earth".
    static let holidaysThatNeedDay: Set<String> = [
        "groundhog", "valentine", "davids", "womens", "pi", "patricks", "paddys", "tax", "earth", "georges", "anzac", "may", "workers",
        "wars", "flag", "canada", "independence", "bastille", "saints", "souls", "veterans", "armistice", "remembrance", "andrews",
        "boxing", "stephens", "kings", "patriots", "parents", "australia", "waitangi", "emancipation", "harbor", "king", "jr", "mlk",
        "presidents", "mothers", "memorial", "decoration", "fathers", "labor", "labour",
        "grandparents", "columbus", "peoples", "turkey", "pancake", "ascension",
    ]
}
