import Core

/// How callers say which days and times suit them, and which do not.
extension English {
    /// The times of day that suit a caller who asks for one of these: the middle of the afternoon is not its end, and nobody who
    /// says "in the morning" minds a quarter to eight.
    static let wishedPartsOfDay: [PartOfDay: (earliest: LocalTime?, latest: LocalTime?)] = [
        .morning: (nil, LocalTime(hour: 12)), .afternoon: (LocalTime(hour: 12), LocalTime(hour: 18)),
    ]

    /// "I am running late on Friday", "not too early": no wish for an end of the day.
    static let wordsBeforeLateness: Set<String> = ["be", "running", "am", "is", "was", "too", "not", "im", "so"]
    /// "Early tomorrow", "late on Friday": what of a day suits a caller who names no part of it.
    static let wishedEndsOfDay: [String: (earliest: LocalTime?, latest: LocalTime?)] = [
        "early": (nil, LocalTime(hour: 12)), "late": (LocalTime(hour: 15), nil),
    ]

    /// With one of these before, "to" leads to the new time and what was named before is the old one.
    static let movingVerbs: Set<String> = [
        "move", "change", "reschedule", "switch", "push", "shift", "postpone", "bring", "swap", "rebook", "moved", "changed", "rescheduled",
    ]

    /// Several weekdays in one word. "Weekend" alone is the next one, and read as a date.
    static let weekdayGroups: [String: Set<Weekday>] = [
        "weekday": [.monday, .tuesday, .wednesday, .thursday, .friday], "weekdays": [.monday, .tuesday, .wednesday, .thursday, .friday],
        "weekends": [.saturday, .sunday],
    ]

    /// What follows does not suit the caller: "not Monday", "any day but Friday".
    static let exclusions: Set<String> = [
        "not", "except", "excluding", "but", "nothing", "never", "besides", "cant", "cannot", "no", "without", "avoid",
    ]
    /// The same in two words.
    static let exclusionPairs = ["apart": "from", "aside": "from", "other": "than"]
    /// Behind a day or a time that does not suit.
    static let refusals: [[String]] = [
        ["doesnt", "work"], ["dont", "work"], ["wont", "work"], ["is", "bad"], ["are", "bad"], ["is", "no", "good"], ["are", "no", "good"],
        ["is", "not", "good"], ["isnt", "good"], ["arent", "good"], ["is", "out"], ["are", "out"], ["doesnt", "suit"], ["dont", "suit"],
        ["is", "impossible"], ["is", "not", "possible"], ["isnt", "possible"], ["is", "difficult"], ["are", "difficult"],
        ["doesnt", "really", "work"], ["does", "not", "work"], ["do", "not", "work"], ["will", "not", "work"],
    ]

    /// Alone between two times, these leave the choice.
    static let alternativeJoints: Set<String> = ["or", "and", "nor", "on", "in", "the", "either", "maybe", "even", "at"]
    /// May stand between such a word and the day.
    static let exclusionJoints: Set<String> = ["on", "for", "in", "the", "do", "make", "a", "an", "any", "at", "good", "come", "possible"]

    /// The caller has no wish of their own.
    static let indifferences: [[String]] = [
        ["any", "time"], ["anytime"], ["any", "day"], ["whenever"], ["doesnt", "matter"], ["dont", "mind"], ["dont", "care"],
        ["im", "flexible"],
        ["im", "easy"], ["either", "is", "fine"],
    ]
    /// The caller wants the first time that is free.
    static let urgencies: [[String]] = [
        ["as", "soon", "as", "possible"], ["asap"], ["the", "soonest"], ["soonest"], ["earliest"], ["first", "available"],
        ["next", "available"],
        ["as", "early", "as", "possible"], ["the", "sooner"], ["right", "away"],
    ]
}
