/// What two people say who settle something between them: asking, offering, reading back, and telling how it went.
enum DealingCue: Sendable, Hashable {
    /// What is settled, or the act of settling it: "booking", "reserve".
    case deal
    /// Stands for it: "that time", "it".
    case reference
    /// It is done: "confirmed", "made", "successfully".
    case completion
    /// By itself it says that all went well: "you're all set".
    case success
    /// By itself it says that it did not: "unsuccessful", "fully booked".
    case failure
    /// Somebody did not manage: "couldn't", "unable to".
    case inability
    /// Something is not so: "there is no", "they don't have".
    case denial
    /// Speaks of what is not yet: "shall", "would you like".
    case intention
    /// Asks the other side to check what is said with it: "please confirm", "is that right".
    case check
    /// Something other than what was offered is wanted.
    case another

    static let english = PhraseTable<DealingCue>([
        .deal: """
        book,booking,bookings,reserve,reservation,reservations,appointment,appointments,table,tables,schedule,visit,slot,slots,opening,\
        openings,availability,spot,spots,order,session,seat,seats,request
        """,
        .reference: "it,that,this,time,date,day,anything,nothing,either,you,one",
        .completion: """
        booked,reserved,confirmed,confirm,made,make,scheduled,set,done,successful,successfully,success,complete,completed,created,placed,\
        registered,accepted,secured,arranged,finalized,finalised,processed,gone through,went through,worked,set up,in place
        """,
        .success: """
        all set,you are booked,youre booked,you got it,its done,it is done,all done,youre in,booked successfully,successfully booked,\
        reservation successful,booking successful,you have successfully booked,congratulations,congrats
        """,
        .failure: """
        unsuccessful,unavailable,fully booked,all booked,booked up,booked out,booked solid,went wrong,no luck,not available,not successful,\
        not possible,impossible,wont go through,did not go through,didnt go through,was not booked,not booked,has been filled,\
        is full,already taken,been taken,doesnt work,does not work,wont work,did not work,didnt work,no availability,nothing available,\
        none available,sold out,regret,regretfully,not going to work
        """,
        .inability: """
        couldnt,could not,cannot,cant,can not,unable,not able,wasnt able,isnt able,fail,failed,fails,failure,wasnt,was not,havent,\
        have not,hasnt,has not,didnt,did not,wont,will not
        """,
        .denial: "no,not,isnt,arent,werent,dont,doesnt,never",
        .intention: """
        will,shall,should,would,want,wants,like to,id like,youd like,do you,going to,can i,may i,could i,let me,ill,might,maybe,try,if
        """,
        .check: """
        please confirm,confirm that,confirm the,confirm if,confirm this,confirm whether,can you confirm,could you confirm,you confirm,\
        confirm please,to confirm,me confirm,okay confirming,confirming,verify,to verify,please verify,please check,is this correct,\
        is that correct,is it correct,is this right,is that right,is this okay,is that okay,is this ok,is that ok,sound right,sound good,\
        sound okay,sounds right,correct,is everything correct,have i got,did i get,do i have,got that right,am i right,\
        the following,following details,review,double check,look right,look correct,looks right,looks correct
        """,
        .another: """
        another,other,others,else,different,alternative,alternatives,more options,some more,any more,more choices,more suggestions,instead
        """,
    ])
}

extension English {
    /// Words in which sides ask for something that has such a kind.
    static let dateQuestions: Set<String> = ["date", "dates", "day", "days", "when"]
    static let timeQuestions: Set<String> = ["time", "times", "hour", "when"]
    static let placeQuestions: Set<String> = ["where", "city", "cities", "town", "area", "location", "region", "place", "neighborhood"]
    static let categoryQuestions: Set<String> = ["kind", "kinds", "type", "types", "sort", "sorts", "variety", "style"]

    /// Words of a slot's name that say what form its value has and nothing of what it is.
    static let formWords: Set<String> = ["name", "is", "has", "have", "serves", "offers", "does", "of", "the", "a", "number", "id"]

    /// The caller has no preference.
    static let indifference: [[String]] = [
        ["dont", "care"], ["do", "not", "care"], ["dont", "mind"], ["do", "not", "mind"], ["no", "preference"], ["no", "preferences"],
        ["doesnt", "matter"], ["does", "not", "matter"], ["not", "matter"], ["anything", "is"], ["anything", "works"],
        ["anything", "will"],
        ["anywhere"], ["whatever"], ["whichever"], ["either"], ["no", "issue"], ["not", "an", "issue"], ["not", "picky"], ["flexible"],
        ["any", "date"], ["any", "day"], ["any", "time"], ["anytime"], ["any", "kind"], ["any", "type"], ["any", "of"],
        ["dont", "have", "a"], ["do", "not", "have", "a"],
    ]

    /// They stand for what was offered: "do they…".
    static let offeredPronouns: Set<String> = ["they", "it", "their", "its", "he", "she", "his", "her", "this", "that", "them"]

    /// Words of asking whether something is so: "do they serve…", "I wonder if they…".
    static let questionOpeners: Set<String> = [
        "do", "does", "is", "are", "did", "has", "have", "what", "whats", "how", "which", "where", "if", "whether", "will", "can",
    ]
    /// They wish for something, also in a question: "can you find one with live music?"
    static let wishWords: Set<String> = [
        "find", "want", "need", "looking", "like", "prefer", "book", "search", "get", "interested", "suggest", "recommend", "wish", "show",
        "reserve", "help", "schedule", "please",
    ]
    /// Before what is one of many, and so no name.
    static let indefiniteWords: Set<String> = ["a", "an", "any", "some", "another", "different", "other"]
}

extension English {
    /// Before what is not wanted: "no live music", "without alcohol".
    static let flagNegations: Set<String> = ["no", "not", "without", "dont", "doesnt", "isnt", "never"]
    /// Before what is wanted: "it needs a gift box".
    static let flagWishes: Set<String> = ["need", "needs", "want", "wants", "with"]
}

extension English {
    /// What follows tells something else than what stands before.
    static let contrasts: Set<String> = ["but", "however", "although", "though"]
    /// After "and" they begin a clause of its own.
    static let clauseSubjects: Set<String> = ["i", "we", "you", "your", "the", "it", "they", "their", "there"]
    /// They ask without a question mark: "please tell me the date".
    static let requestWords: Set<String> = ["please", "tell", "which", "what", "where", "when", "need", "know", "specify", "provide"]

    /// What is named with them comes on top of what was named before.
    static let moreWords: Set<String> = ["another", "more", "also", "add", "too", "plus", "additional"]

    /// They begin what is told of them: "they have no parking".
    static let subjectPronouns: Set<String> = [
        "i", "we", "you", "they", "he", "she", "it", "there", "im", "ive", "ill", "id", "were", "weve", "youre", "youve", "theyre", "its",
        "theres",
    ]
    static let modals: Set<String> = ["will", "would", "shall", "should", "can", "could", "may", "might", "does"]
    static let questionWords: Set<String> = ["what", "which", "who", "when", "where", "how", "why", "whats"]
    /// Before a question that is no new thought.
    static let clauseOpeners: Set<String> = ["and", "or", "so", "but", "okay", "ok", "then"]
    /// After them a pronoun goes on with the same clause: "that I", "if you", "for it".
    static let subjectJoints: Set<String> = auxiliaries.union(questionWords).union([
        "that", "if", "and", "or", "as", "because", "while", "than", "to", "for", "with", "at", "of", "on", "in", "by", "from", "about",
        "so", "but", "whether", "since", "until", "before", "after", "let", "make", "book", "reserve", "confirm", "want", "like", "get",
        "give", "show", "find", "tell", "help", "assist", "thank", "see", "reach", "contact", "call", "try", "not",
    ])
}
