import Core

/// A unit in which people count time.
enum TimeUnit: Hashable, Sendable {
    case second, minute, hour, day, businessDay, week, fortnight, weekend, month, quarter, year

    /// Seconds of one unit as a duration; a month is taken as 30 days, a year as 365.
    var seconds: Int {
        switch self {
        case .second: 1
        case .minute: 60
        case .hour: 3_600
        case .day, .businessDay: 86_400
        case .week: 7 * 86_400
        case .fortnight: 14 * 86_400
        case .weekend: 2 * 86_400
        case .month: 30 * 86_400
        case .quarter: 91 * 86_400
        case .year: 365 * 86_400
        }
    }

    /// Whether the unit is counted on the clock and not on the calendar.
    var isOfClock: Bool { self == .second || self == .minute || self == .hour }
}

/// Which one of a row: "this Friday", "next week", "last month".
enum Relation: Hashable, Sendable {
    case this, next, last

    var offset: Int {
        switch self {
        case .this: 0
        case .next: 1
        case .last: -1
        }
    }
}

/// A part of the day, in minutes since midnight.
///
/// Source: the hours of Microsoft's Recognizers-Text, but for the evening, which begins at six as in Duckling.
struct PartOfDay: Hashable, Sendable {
    var from: Int
    /// 1440 is the end of the day.
    var until: Int
    /// Whether hours before five in the morning belong to it.
    var reachesPastMidnight = false

    static let morning = PartOfDay(from: 8 * 60, until: 12 * 60)
    static let afternoon = PartOfDay(from: 12 * 60, until: 16 * 60)
    static let evening = PartOfDay(from: 18 * 60, until: 24 * 60)
    static let night = PartOfDay(from: 20 * 60, until: 24 * 60, reachesPastMidnight: true)
    static let tonight = PartOfDay(from: 18 * 60, until: 24 * 60, reachesPastMidnight: true)
    static let lunch = PartOfDay(from: 11 * 60, until: 13 * 60)
    static let dinner = PartOfDay(from: 16 * 60, until: 20 * 60)
    static let work = PartOfDay(from: 8 * 60, until: 18 * 60)
    static let breakfast = PartOfDay(from: 8 * 60, until: 12 * 60)

    enum Section { case first, middle, last }

    /// Two hours at one end or in the middle.
    func section(_ section: Section) -> PartOfDay {
        let length = min(until - from, 240) / 2
        return switch section {
        case .first: PartOfDay(from: from, until: from + length)
        case .middle: PartOfDay(from: (from + until - length) / 2, until: (from + until + length) / 2)
        case .last: PartOfDay(from: until - length, until: until)
        }
    }
}

extension English {
    static let weekdays: [String: Weekday] = {
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        var words: [String: Weekday] = [
            "mon": .monday, "tue": .tuesday, "tues": .tuesday, "wed": .wednesday, "weds": .wednesday, "thu": .thursday, "thur": .thursday,
            "thurs": .thursday, "fri": .friday, "sat": .saturday, "sun": .sunday,
        ]
        for (name, weekday) in zip(names, Weekday.allCases) {
            words[name] = weekday
            words[name + "s"] = weekday
        }
        return words
    }()

    /// 1...12.
    static let months: [String: Int] = {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        ]
        var words = ["sept": 9]
        for (index, name) in names.enumerated() {
            words[name] = index + 1
            words[String(name.prefix(3))] = index + 1
        }
        return words
    }()

    /// Also everyday words: taken as weekday or month only beside other signs of a date.
    static let everydayCalendarWords: Set<String> = [
        "sat", "sun", "mon", "wed", "may", "march", "mar", "dec", "jan", "fri", "jun", "sep", "apr",
    ]

    static let units: [String: TimeUnit] = [
        "second": .second, "seconds": .second, "sec": .second, "secs": .second,
        "minute": .minute, "minutes": .minute, "min": .minute, "mins": .minute,
        "hour": .hour, "hours": .hour, "hr": .hour, "hrs": .hour, "h": .hour,
        "day": .day, "days": .day, "night": .day, "nights": .day,
        "week": .week, "weeks": .week, "wk": .week, "wks": .week,
        "fortnight": .fortnight, "fortnights": .fortnight, "weekend": .weekend, "weekends": .weekend,
        "month": .month, "months": .month, "quarter": .quarter, "quarters": .quarter,
        "year": .year, "years": .year, "yr": .year, "yrs": .year,
    ]

    /// Before "a week" that says how often or how much.
    static let rateOpeners: Set<String> = ["once", "twice", "times", "dollars", "pounds", "euros", "miles"]

    /// "the closest Monday to the 5th"
    static let nearestWords: Set<String> = ["closest", "nearest"]

    /// Units only right behind figures: "10d".
    static let unitLetters: [String: TimeUnit] = ["m": .minute, "d": .day, "w": .week]

    /// Before "day": a day that is no Saturday and no Sunday.
    static let businessWords: Set<String> = ["business", "working", "work"]

    /// This very moment.
    static let presentPhrases: [[String]] = [
        ["right", "now"], ["just", "now"], ["now"], ["at", "the", "moment"], ["at", "this", "moment"], ["at", "the", "minute"],
    ]

    static let relations: [String: Relation] = [
        "this": .this, "current": .this, "present": .this,
        "next": .next, "coming": .next, "following": .next, "upcoming": .next,
        "last": .last, "past": .last, "previous": .last,
    ]

    /// Before "last" where it is a verb.
    static let wordsBeforeVerb: Set<String> = [
        "will", "would", "can", "could", "may", "might", "should", "must", "does", "did", "doesnt", "didnt", "wont", "wouldnt", "not",
    ]

    /// The last days of a week, a month or a year.
    static let endWords: Set<String> = ["end", "eow", "eom", "eoy"]
    static let beginningWords: Set<String> = ["beginning", "start"]

    /// Days from today.
    static let relativeDays: [(phrase: [String], days: Int)] = [
        (["the", "day", "after", "tomorrow"], 2), (["day", "after", "tomorrow"], 2),
        (["the", "day", "before", "yesterday"], -2), (["day", "before", "yesterday"], -2),
        (["tomorrow"], 1), (["tomorrows"], 1), (["tmrw"], 1), (["tmr"], 1), (["tommorow"], 1), (["tomorow"], 1),
        (["yesterday"], -1), (["today"], 0), (["todays"], 0),
    ]

    static let partsOfDay: [String: PartOfDay] = [
        "morning": .morning, "mornings": .morning, "afternoon": .afternoon, "afternoons": .afternoon, "afternoonish": .afternoon,
        "evening": .evening, "evenings": .evening, "night": .night, "nights": .night, "nighttime": .night,
    ]

    /// Behind a day, where no hour is said.
    static let halvesOfDay: [String: PartOfDay] = ["am": PartOfDay(from: 0, until: 720), "pm": PartOfDay(from: 720, until: 1440)]

    /// Parts of the day that are named after what people do then; only after "at", "before", "after", "around".
    static let activities: [String: PartOfDay] = [
        "lunch": .lunch, "lunchtime": .lunch, "dinner": .dinner, "dinnertime": .dinner, "work": .work, "breakfast": .breakfast,
        "school": .work,
    ]

    /// Minutes since midnight.
    static let clockNames: [String: Int] = ["noon": 720, "midday": 720, "noonish": 720, "midnight": 0]

    /// The last minute of a day.
    static let endsOfDay: [[String]] = [
        ["end", "of", "the", "day"], ["end", "of", "day"], ["eod"], ["close", "of", "business"], ["cob"], ["end", "of", "business"],
        ["end", "of", "play"], ["close", "of", "play"],
    ]

    /// In what tells an hour by its place in the day, and not as a clock shows it.
    static let wordsThatPlaceHour = Set(["in", "past", "after", "to", "before", "of", "half", "quarter", "early", "late"]).union(
        clockNames.keys)

    /// May stand before a count of time.
    static let approximations: Set<String> = ["about", "around", "exactly", "roughly", "approximately", "maybe"]

    /// Before "2h30", where it is how long something takes.
    static let durationOpeners: Set<String> = ["for", "last", "lasts", "lasted", "lasting", "take", "takes", "took", "taking"]

    static let pastWords: Set<String> = ["past", "after"]
    static let toWords: Set<String> = ["to", "before", "of", "till", "til"]

    /// Counts that are only said of time: "a few minutes".
    static let vagueCounts: [String: Int] = ["few": 3, "several": 3, "some": 3]

    static let rangeOpeners: Set<String> = ["from", "between"]
    /// Before "between".
    static let rangeOpenerJoints: Set<String> = ["in", "sometime", "anytime", "anywhere", "somewhere"]
    static let rangeJoints: Set<String> = ["to", "till", "til", "until", "untill", "through", "thru", "and"]

    /// What may stand between the date and the time of one moment.
    static let momentJoints: Set<String> = ["at", "on", "in", "the", "around", "about", "approximately", "by", "of", "for", "date"]
    /// May stand behind a time. A business has one zone, and callers name it where it is their own, too.
    static let timeZoneWords: Set<String> = [
        "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "gmt", "utc", "bst", "cet", "eastern", "central",
        "mountain", "pacific",
    ]
    /// A bare number after one of these is an hour.
    static let hourOpeners: Set<String> = [
        "at", "around", "about", "approximately", "by", "before", "after", "until", "till", "till", "from", "@",
    ]

    /// Before a month, a season or a year.
    static let periodOpeners: Set<String> = [
        "in", "of", "during", "since", "until", "by", "before", "after", "from", "to", "mid", "early", "late", "year",
    ]
    /// Before four figures that are a year and no time.
    static let yearOpeners: Set<String> = ["in", "since", "before", "after", "until", "during", "year", "through"]
    /// Before "the week", "the month", where the running one is meant.
    static let wholeUnitOpeners: Set<String> = ["of", "for", "during", "over", "within"]
    /// Before "lunch", where a time is meant and no meal.
    static let activityOpeners: Set<String> = ["before", "after", "at", "around", "by", "until", "till", "during"]
    /// Behind an ordinal that is no day: "the 3rd floor".
    static let rankedThings: Set<String> = [
        "week", "month", "quarter", "year", "half", "day", "century", "floor", "street", "avenue", "time", "times", "st", "ave", "one",
    ]
    /// Whether a word can belong to a day of the month: "the", "twenty", "5", "th", "fifth".
    static func isPartOfDayNumber(_ word: String) -> Bool {
        word == "the" || ordinals[word] != nil || cardinals[word] != nil || ordinalSuffixes.contains(word)
            || word.utf8.count <= 2 && Int(word) != nil
    }

    /// Between a number and what it counts.
    static let countedQualities: Set<String> = ["different", "other", "separate", "more", "new", "percent", "degrees"]

    /// Behind an hour that suits: no plurals.
    static let verbsInS: Set<String> = ["works", "suits", "sounds", "seems", "looks", "goes", "fits", "always"]

    /// Behind "the third", where a day is meant.
    static let wordsBehindDay: Set<String> = ["please", "if", "would", "is", "works", "or", "thanks", "then"]

    /// The day on which each season of the northern hemisphere begins; all last three months.
    static let seasons: [String: (month: Int, day: Int)] = [
        "spring": (3, 20), "summer": (6, 21), "fall": (9, 23), "autumn": (9, 23), "winter": (12, 21),
    ]

    /// "the eighties" in years of its century.
    static let decades: [String: Int] = [
        "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
    ]

    /// Before "nineties" where no "the" stands there.
    static let decadeOpeners: Set<String> = ["the", "early", "mid", "late"]

    /// Said before "to" and an hour these are minutes: "five to eight".
    static let minutesBeforeHour: Set<String> = ["five", "5", "ten", "10", "twenty", "20", "quarter", "a", "half"]

    /// Every word with which words about time begin; numbers in figures apart. Most words of a call are none of these, and
    /// are passed over with one look.
    static let temporalOpeners: Set<String> = {
        var words: Set<String> = [
            "the", "half", "quarter", "in", "at", "for", "within", "starting", "beginning", "start", "end", "early", "earlier", "late",
            "later",
            "mid", "middle", "rest", "now", "right", "asap", "as", "no", "not", "any", "anytime", "some", "sometime", "week", "weekend",
            "all", "tonight", "ramadan", "another", "double", "q", "more", "following", "eod", "cob", "eom", "bom", "eoy", "eow", "close",
            "w",
            "midweek",
            "midday",
            "just",
            "same",
            "closest", "nearest",
            "date",
        ]
        words.formUnion(cardinals.keys)
        words.formUnion(cardinals.compactMap { word, kind in (kind.belowHundred ?? 13) <= 12 ? word + "ish" : nil })
        words.formUnion(zeroLetters)
        words.formUnion(ordinals.keys)
        words.formUnion(countNouns.keys)
        words.formUnion(fractionSigns.keys)
        words.formUnion(vagueCounts.keys)
        words.formUnion(articles)
        words.formUnion(weekdays.keys)
        words.formUnion(months.keys)
        words.formUnion(relations.keys)
        words.formUnion(relativeDays.compactMap(\.phrase.first))
        words.formUnion(partsOfDay.keys)
        words.formUnion(activities.keys)
        words.formUnion(clockNames.keys)
        words.formUnion(seasons.keys)
        words.formUnion(decades.keys)
        words.formUnion(holidays.keys)
        words.formUnion(rangeOpeners)
        words.formUnion(boundsBefore.keys)
        return words
    }()
}
