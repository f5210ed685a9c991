/// On which side of a day or a time something lies.
enum TemporalBound: Hashable, Sendable {
    /// What is named is left out.
    case after, before
    /// What is named may be the first or the last that is meant.
    case from, through
    /// What is named is itself when something began or ends: "since Monday", "until Friday".
    case since, until
}

extension English {
    typealias BoundPhrase = (words: [String], bound: TemporalBound)

    /// Words before a day or a time, by the first of them; the longer phrase stands first.
    static let boundsBefore = phrases([
        (.after, ["after", "later than"]),
        (.before, ["before", "earlier than", "sooner than", "prior to"]),
        (
            .from,
            [
                "no earlier than", "not earlier than", "no sooner than", "not sooner than", "not before", "as early as", "at the earliest",
                "on or after",
                "as of",
            ]
        ),
        (.through, ["no later than", "not later than", "not after", "as late as", "at the latest", "on or before"]),
        (.since, ["since", "ever since", "starting", "starting from", "beginning", "beginning from"]),
        (.until, ["by", "until", "till", "til", "up until", "up till", "up to", "through", "thru"]),
    ])

    /// What the phrase that begins at a token, if one does, says of the day or the time behind it.
    static func bound(in utterance: Utterance, at index: Int) -> TemporalBound? {
        boundsBefore[utterance.tokens[index].word]?.first { phrase in
            utterance.tokens[index...].prefix(phrase.words.count).map(\.word) == phrase.words
        }?.bound
    }

    /// May stand between such words and the day or the time.
    static let boundJoints: Set<String> = ["around", "about", "on", "at", "in"]

    /// Words behind a day or a time.
    static let boundsBehind = phrases([
        (.from, ["or later", "or after", "and later", "onwards", "onward", "and onwards", "at the earliest"]),
        (.through, ["or earlier", "or before", "or sooner", "at the latest"]),
    ])

    private static func phrases(_ table: [(TemporalBound, [String])]) -> [String: [BoundPhrase]] {
        let phrases = table.flatMap { bound, texts in
            texts.map { text -> BoundPhrase in (text.split(separator: " ").map(String.init), bound) }
        }
        return Dictionary(grouping: phrases.sorted { $0.words.count > $1.words.count }) { $0.words[0] }
    }
}
