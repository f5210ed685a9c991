/// How people enumerate.
extension English {
    /// Between two entries, longest first.
    static let listJoints: [[String]] = [
        ["as", "well", "as"], ["and", "then"], ["and", "also"], ["and"], ["plus"], ["also"], ["then"],
    ]

    /// Around an entry, and no part of it.
    static let listFillers: Set<String> = [
        "um", "uh", "uhm", "er", "erm", "hmm", "mm", "ah", "well", "so", "okay", "ok", "yes", "yeah", "sure", "please", "thanks", "its",
        "theres", "maybe", "like", "oh",
    ]

    /// After the last entry, longest first.
    static let listEnds: [[String]] = [
        ["i", "think", "thats", "it"], ["thats", "about", "it"], ["thats", "it"], ["thats", "all"], ["thats", "everything"],
        ["nothing", "else"], ["thank", "you"], ["i", "think"], ["i", "guess"], ["please"], ["thanks"], ["and"],
    ]
}
