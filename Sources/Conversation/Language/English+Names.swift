/// How people give names, spell them and say where they live.
extension English {
    /// Said before one's name, longest first. `isSure` ones mean nothing else.
    static let nameLeadIns: [(phrase: [String], isSure: Bool)] =
        [
            (["the", "name", "is"], true), (["my", "name", "is"], true), (["my", "full", "name", "is"], true), (["name", "is"], true),
            (["my", "names"], true), (["the", "names"], true), (["names"], true), (["under", "the", "name", "of"], true),
            (["under", "the", "name"], true), (["in", "the", "name", "of"], true), (["put", "it", "under"], true),
            (["book", "it", "under"], true),
            (["name", "to"], true), (["call", "me"], false), (["under"], false), (["this", "is"], false), (["name"], false),
            (["i", "am"], false), (["im"], false),
            (["for"], false),
        ] + kin.map { (["for", "my", $0], true) }

    /// For whom people call, beside themselves.
    private static let kin = [
        "son", "daughter", "wife", "husband", "mother", "father", "mom", "mum", "dad", "brother", "sister", "partner", "child", "boss",
        "friend", "colleague", "grandmother", "grandfather", "girlfriend", "boyfriend",
    ]

    /// Said before the bare answer to "what name?".
    static let answerOpeners: Set<String> = [
        "its", "it", "is", "um", "uh", "er", "erm", "yes", "yeah", "yep", "sure", "ok", "okay", "oh", "well", "so", "hi", "hello", "hey",
        "that",
        "would", "be", "thats", "thatd", "sorry", "no", "right", "of", "course", "certainly", "under", "for", "just", "put", "use", "the",
        "and", "ah",
        "mr", "mrs", "ms", "miss", "dr", "mister",
    ]

    /// End a name, and are none.
    static let notNames: Set<String> = [
        "hmm", "mm", "er", "erm", "huh",
        "and", "at", "phone", "number", "my", "please", "thanks", "thank", "you", "from", "for", "on", "with", "its", "it", "is", "calling",
        "call", "the", "a", "an", "i", "im", "id", "ill", "would", "like", "want", "need", "to", "can", "could", "have", "has", "was",
        "are", "we",
        "in", "of", "that", "this", "yes", "no", "not", "but", "or", "as", "if", "so", "what", "when", "how", "who", "your", "his", "her",
        "our",
        "their", "me", "here", "there", "speaking", "again", "email", "mail", "address", "order", "table", "spelled", "spelt", "name",
        "first",
        "last", "surname", "today", "tomorrow", "tonight", "now", "just", "pickup", "delivery", "about", "because", "been", "do", "does",
        "dont",
        "am", "be", "sorry", "wait", "actually", "um", "uh", "er", "hello", "hi", "good", "great", "okay", "ok", "sure", "right", "fine",
        "looking", "trying", "hoping", "wondering", "interested", "afraid", "going", "happy", "done", "ready", "all", "some", "any",
        "every",
        "ive", "lets", "whats", "wont", "hes", "shes", "theyre", "youre", "pick", "deliver", "take", "out", "up", "change", "move",
        "cancel",
        "book", "make", "between", "than", "then", "also", "maybe", "let", "see", "say", "said", "go", "come", "did", "weekday", "weekdays",
        "sometime", "after", "before", "possible", "doesnt", "isnt", "works", "same", "other", "only", "still", "where", "which", "why",
        "people", "person", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "one", "double", "spell", "spelling",
    ]

    /// Directly behind words that were taken for a name they show that a sentence goes on.
    static let phraseContinuations: Set<String> = [
        "out", "up", "on", "in", "to", "about", "since", "of", "by", "with", "a", "an", "is", "was", "not", "that", "because", "until",
        "works", "work", "again", "today", "right", "now", "who", "when", "if", "what", "how", "down", "off", "doesnt", "wont", "cant",
        "isnt", "are", "any", "very", "so",
    ]

    /// How people say that they are: "I am locked out", "I'm very upset".
    static let states: Set<String> = [
        "able", "absolutely", "allergic", "alone", "already", "always", "angry", "annoyed", "anxious", "at", "available", "away", "back",
        "bad", "based", "blocked", "bored", "broke", "broken", "busy", "certain", "charged", "close", "cold", "completely", "concerned",
        "confused", "connected", "convinced", "crying", "currently", "curious", "desperate", "disappointed", "disconnected", "down",
        "driving", "due", "early", "else", "emergency", "even", "exhausted", "extremely", "fed", "feeling", "finished", "flexible",
        "forced", "free", "frustrated", "furious", "getting", "glad", "gonna", "guessing", "having", "home", "hungry", "hurt", "ill",
        "impatient", "in", "injured", "just", "kind", "late", "lost", "locked", "lucky", "mad", "missing", "moving", "nervous", "never",
        "new", "nothing", "nearly", "off", "old", "open", "outside", "overdue", "paying", "pleased", "pregnant", "pretty", "probably",
        "quite", "really", "running", "sad", "scared", "seriously", "sick", "sitting", "so", "somewhat", "standing", "still", "stuck",
        "stranded", "supposed", "sure", "surprised", "terribly", "thinking", "tired", "told", "too", "totally", "traveling",
        "travelling", "unable", "unhappy", "unsure", "unwell", "upset", "urgent", "urgently", "using", "usually", "very", "waiting",
        "well", "working", "worried", "wrong", "yours",
    ]

    static let firstNameLabels: [[String]] = [["first", "name", "is"], ["first", "name"], ["given", "name", "is"]]
    static let lastNameLabels: [[String]] = [
        ["last", "name", "is"], ["last", "name"], ["surname", "is"], ["surname"], ["family", "name", "is"], ["second", "name", "is"],
    ]

    /// How letters sound, as a recogniser writes them.
    static let letterNames: [String: Character] = [
        "ay": "a", "be": "b", "bee": "b", "see": "c", "sea": "c", "dee": "d", "ee": "e", "eff": "f", "ef": "f", "gee": "g", "jee": "g",
        "aitch": "h", "haitch": "h", "eye": "i", "jay": "j", "kay": "k", "okay": "k", "el": "l", "ell": "l", "em": "m", "en": "n",
        "oh": "o",
        "pee": "p", "pea": "p", "cue": "q", "queue": "q", "are": "r", "ar": "r", "ess": "s", "tee": "t", "tea": "t", "you": "u", "vee": "v",
        "ex": "x", "why": "y", "zed": "z", "zee": "z",
    ]

    /// Words that stand for their first letter: the ICAO alphabet with its common variants.
    static let spellingWords: Set<String> = [
        "alpha", "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "juliett", "kilo", "lima",
        "mike",
        "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "whisky", "xray", "yankee",
        "zulu",
    ]

    /// Between a letter and the word that makes it clear: "S as in Sam".
    static let spellingLinks: [[String]] = [["as", "in"], ["for"], ["like"], ["as"], ["is", "in"]]

    /// Between the letters of one word, and no part of it.
    static let spellingFillers: Set<String> = [
        "um", "uh", "er", "then", "and", "its", "thats", "is", "so", "letter", "capital", "space", "word", "surname", "name", "first",
        "last",
    ]

    static let streetTypes: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "av", "drive", "dr", "lane", "ln", "way", "court", "ct", "place", "pl", "boulevard",
        "blvd", "square", "sq", "terrace", "close", "crescent", "highway", "hwy", "parkway", "pkwy", "broadway", "circle", "row", "alley",
        "mews",
        "gardens", "grove", "hill", "park", "walk", "route", "plaza",
    ]
    /// Street types that are everyday words: only behind a house number in figures.
    static let everydayStreetTypes: Set<String> = [
        "way", "close", "court", "place", "park", "hill", "walk", "row", "square", "circle", "drive", "dr", "st",
    ]
    /// Between a number and a street type these words show that no street is meant.
    static let nonStreetWords: Set<String> = ["this", "that", "these", "ones", "one", "a", "an", "some", "any", "in", "to", "people", "or"]
    static let dwellingTypes: Set<String> = ["apartment", "apt", "unit", "suite", "flat", "floor", "room", "building", "number", "no"]
    /// Those of them that may stand before the house number.
    static let dwellingsBeforeStreet: Set<String> = ["apartment", "apt", "unit", "suite", "flat"]
    /// Behind an address, and no part of it.
    static let addressEnds: Set<String> = [
        "please", "thanks", "thank", "and", "my", "phone", "the", "is", "for", "its", "number", "contact", "email", "name", "call", "with",
        "by",
        "if", "when", "mobile", "cell", "ph", "tel", "i", "can", "you", "then", "under", "ok", "okay", "thats", "but", "so", "now",
    ]
    static let addressOpeners: [[String]] = [
        ["my", "address", "is"], ["the", "address", "is"], ["address", "is"], ["i", "live", "at"], ["im", "at"], ["deliver", "it", "to"],
        ["delivered", "to"], ["delivery", "to"], ["deliver", "to"], ["send", "it", "to"], ["bring", "it", "to"], ["address"], ["to"],
        ["at"],
    ]
}
