/// Words that are frequent in any talk, for telling names of things from the words around them.
extension English {
    /// Words that hold a sentence together. They name nothing by themselves, so no part of a name is found by them alone.
    static let functionWords: Set<String> = words(
        """
        a about above again all also am an and any are arent as at back be because been before being below between both but by can cant
        could couldnt did didnt do does doesnt doing dont down each else ever every few for from had has hasnt have havent having he her
        here hers him his how i id if ill im in into is isnt it its ive just let lets like may me might mine more most much my no nor not
        now of off ok okay on once only or other others our ours out over own per please she should since so some such than that thats
        the their theirs them then there theres these they theyre this those through to too under until up upon us very was wasnt we
        well were weve what whats when where which while who whom whose why will with without wont would wouldnt yeah yep yes yet you
        your youre yours
        """)

    /// Frequent words of talk on the telephone. They are whole words: never somebody's misspelling of a name.
    static let commonWords: Set<String> = functionWords.union(
        words(
            """
            able actually add added address afternoon ah ahead along already always another anybody anyone anything anyway appointment appointments appreciate around ask
            avoid away bad bag bags bell best better big bit book bring bye call came cancel change come comes couple cup days definitely
            delete delivered delivery done drink drinks easy eight eighteen eleven enough er erm evening everybody everyone everything
            except exclude extra favor feel fifteen fifth fifty fine first five forget forty four fourteen fourth fresh full gets getting
            gimme give go goes going gonna good great guess guys half happy hello help hey hmm hold hour hours hundred include including
            instead keep kind know large last later leave left less light little long look lot lots love made make makes making many maybe
            mean medium minute minutes mood morning move name need needs never next nice nine nineteen nobody none nothing number oh one
            ones order ordered orders ounce ounces over pair perfect person phone pick pickup piece pieces place plain plenty plus prefer
            put quick quite rather ready really regular remove right same second send seven seventeen several short side sides six sixteen
            sixty size sized small somebody someone something soon sorry speak spell start still stuff sure swap take talk ten thank
            thanks thing things think third thirteen thirty thousand three time times tiny today together told tomorrow tonight top topped
            total tried try trying twelve twenty twice two type uh uhh uhm um umm use used wait wanna want wanted wants way week weeks
            wish wondering word work works
            """))

    /// Words that are mostly cut short, and their whole forms.
    static let clippings: [String: String] = [
        "decaf": "decaffeinated", "mayo": "mayonnaise", "guac": "guacamole", "veggie": "vegetarian", "bbq": "barbecue",
        "fridge": "refrigerator", "phone": "telephone", "photo": "photograph", "exam": "examination", "lab": "laboratory",
        "physio": "physiotherapy", "chiro": "chiropractor", "gym": "gymnasium", "mani": "manicure",
        "pedi": "pedicure", "vet": "veterinarian", "vax": "vaccination", "app": "application",
    ]
    static let wholeForms: [String: [String]] = clippings.reduce(into: [:]) { $0[$1.value, default: []].append($1.key) }

    /// "It does", "we can't": who or what an answer is about, and the verb it takes up.
    static let answeringSubjects: Set<String> = ["i", "we", "you", "he", "she", "it", "they", "there", "that", "this"]
    static let auxiliaries: Set<String> = [
        "do", "does", "did", "is", "are", "am", "was", "were", "have", "has", "had", "will", "would", "shall", "should", "can", "could",
        "may", "might", "must",
    ]
    static let negatedAuxiliaries: Set<String> = [
        "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "havent", "hasnt", "hadnt", "wont", "wouldnt", "cant", "cannot",
        "couldnt", "shouldnt",
    ]

    /// First words that only greet.
    static let hellos: Set<String> = ["hi", "hello", "hey", "good", "hiya", "howdy", "greetings", "salutations", "nice", "pleased"]

    /// A yes that asks for what was offered.
    static let agreements: Set<String> = ["yes", "yeah", "yep", "yup", "yea", "sure", "please", "aye", "course", "certainly", "definitely"]

    /// Said in anger, and not to be answered in kind.
    static let abuses: Set<String> = [
        "idiot", "idiots", "stupid", "moron", "morons", "dumb", "useless", "fuck", "fucking", "fucked", "shit", "shitty", "bullshit",
        "crap", "asshole", "bitch", "bastard", "damn", "bloody", "piss", "shut",
    ]

    /// First words of questions.
    static let interrogatives: Set<String> = [
        "what", "whats", "when", "whens", "where", "wheres", "who", "whos", "why", "how", "hows", "which", "is", "are", "do", "does", "did",
        "can", "could", "will", "would", "should", "am", "isnt", "arent", "dont", "doesnt",
    ]
    /// Words of asking itself: "can you tell me", "a quick question".
    static let wordsOfAsking: Set<String> = [
        "tell", "know", "ask", "asking", "say", "give", "wonder", "wondering", "question", "quick",
    ]
    /// Words before the first word of a question.
    static let questionFillers: Set<String> = ["and", "but", "so", "um", "uh", "oh", "well", "ok", "okay", "also", "wait", "sorry", "hey"]

    /// Who is spoken to.
    static let vocatives: Set<String> = [
        "sir", "madam", "maam", "miss", "mister", "mate", "buddy", "dear", "dude", "guys", "friend", "pal",
    ]

    /// First words of a wish at parting: "have a nice day".
    static let partingWishes: Set<String> = ["have", "enjoy", "take"]

    /// "It's about the account": what follows is what it is about.
    static let subjectOpeners: Set<String> = ["about", "regarding", "concerning", "category"]

    /// "Are you open now?" asks about this moment.
    static let presentWords: Set<String> = ["now", "currently", "still"]

    static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
