/// What callers say while they listen, and how they sound when they have not finished.
extension English {
    /// Said to show that one listens; to a yes-or-no question they are an answer.
    static let listeningSounds: Set<String> = [
        "mm", "mmm", "mhm", "mm-hm", "mm-hmm", "hm", "hmm", "uh", "uh-huh", "huh", "ah", "aha", "oh", "okay", "ok", "right", "yeah", "yep",
        "yes",
        "yup", "sure", "alright", "i", "see", "good", "fine", "great", "cool",
    ]
    static let mostListeningSounds = 3

    /// Even at what is written as the end of a sentence.
    static let hesitantEndings: Set<String> = ["um", "uh", "er", "erm"]
    /// Whoever ends on one of these is about to go on.
    static let unfinishedEndings: Set<String> = [
        "and", "or", "but", "um", "uh", "er", "erm", "so", "because", "with", "without", "for", "to", "the", "a", "an", "my", "is", "it's",
        "on", "at", "in", "of", "from", "then", "plus", "maybe", "like", "also", "that's", "i'm", "i'd", "i'll", "name's",
    ]
}
