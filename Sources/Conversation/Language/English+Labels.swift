/// What the words say by which people call the things they ask for on forms.
extension English {
    /// A word of a label and what a thing so called holds; earlier entries win over later ones ("e-mail address" is no address).
    static let labelKinds: [(words: Set<String>, kind: SlotTarget.Kind)] = [
        (["email", "mail"], .email),
        (["phone", "telephone", "mobile", "cell", "cellphone", "phonenumber"], .phone),
        (["address", "street"], .address),
        (["password", "passcode", "pin", "id", "code", "reference", "confirmation", "ssn", "licence", "license"], .reference),
        (["year", "age", "quantity", "count", "amount", "adults", "kids", "children", "rooms", "nights"], .number),
        (["period", "duration", "length"], .duration),
        (["people", "guests", "persons", "passengers", "party", "group", "diners", "attendees", "seats"], .people),
        (["date", "day", "birthday"], .date),
        (["time", "hour"], .time),
        (["city", "town", "place", "state", "country", "location", "destination", "origin", "station", "airport"], .place),
        (["price", "cost", "fee", "expense", "expenses", "budget", "payment", "total"], .money(currency: "USD")),
        (["number", "num"], .reference),
    ]

    /// Things that have a name and are no persons: "company name".
    static let namedThings: Set<String> = [
        "company", "business", "event", "item", "product", "restaurant", "place", "software", "brand", "hotel", "user", "shop", "file",
    ]

    static let firstNameWords: Set<String> = ["first", "given", "fore", "christian"]
    static let lastNameWords: Set<String> = ["last", "family", "sur", "second"]

    /// Ends of words that labels are written together with: "phonenumber", "policyid".
    static let labelEndings: [String] = ["number", "name", "code", "date", "time", "type", "year", "id"]

    /// Words of labels that tell nothing of what is meant.
    static let labelFillers: Set<String> = ["of", "the", "a", "an", "your", "for", "and", "or", "is", "what", "which", "in", "on"]

    /// Other words that callers use for a word of a label.
    static let labelSynonyms: [String: [String]] = [
        "number": ["no", "num", "nr", "numbers", "digits"], "phone": ["ph", "mobile", "cell", "telephone", "contact", "call"],
        "email": ["mail", "e"], "mail": ["email"], "address": ["live", "deliver", "street"], "confirmation": ["conformation", "booking"],
        "ssn": ["social", "security"], "id": ["number", "no", "num"], "cost": ["costs", "price", "spent", "paid"],
        "company": ["business", "firm"], "password": ["pass", "passcode", "pwd"],
        "people": ["persons", "person", "guests", "us"], "adults": ["adult"], "kids": ["kid", "child", "children"],
    ]

    /// Words of labels that many things have: the word before one tells more.
    static let genericLabelWords: Set<String> = ["number", "no", "num", "nr", "id", "code", "digits"]

    /// Where a thing lies that has a beginning and an end.
    enum LabelRole: Sendable, Hashable {
        case start, end
    }

    static let labelRoles: [String: LabelRole] = [
        "from": .start, "start": .start, "departure": .start, "begin": .start, "beginning": .start, "checkin": .start, "origin": .start,
        "pickup": .start, "arrive": .start, "old": .start,
        "to": .end, "end": .end, "until": .end, "arrival": .end, "destination": .end, "return": .end, "checkout": .end, "dropoff": .end,
        "new": .end,
    ]
}

/// Words beside values that tell whose they are.
extension English {
    /// Between a label and its value: "my policy number is …".
    static let slotJoints: Set<String> = [
        "is", "are", "the", "a", "an", "my", "our", "its", "it", "be", "of", "was", "will", "would", "to", "as", "with", "ends", "ending",
        "in", "by", "for", "should", "please", "that", "this", "number", "no", "num", "on", "at",
    ]

    /// Words before a value and the place they give it in a range or on a way.
    static let spokenRoles: [String: LabelRole] = [
        "from": .start, "arrive": .start, "arriving": .start, "arrival": .start, "starting": .start, "start": .start, "starts": .start,
        "beginning": .start, "entering": .start, "checkin": .start, "coming": .start,
        "to": .end, "until": .end, "till": .end, "til": .end, "through": .end, "leave": .end, "leaving": .end, "ending": .end,
        "ends": .end, "checkout": .end, "return": .end, "returning": .end, "departing": .end, "depart": .end, "back": .end,
    ]

    /// Before a place.
    static let placeOpeners: Set<String> = ["in", "to", "from", "at", "near", "of", "for", "nearby", "around"]

    /// A label made of such a word alone counts anything.
    static let countWords: Set<String> = ["quantity", "count", "amount"]

    /// Persons and how many one of them is.
    static let personNouns: [String: Int] = {
        var nouns = ["couple": 2, "couples": 2, "pair": 2, "pairs": 2]
        for word in [
            "people", "person", "persons", "guests", "guest", "adults", "adult", "kids", "kid", "children", "child", "men", "man", "women",
            "woman", "ladies", "lady", "boys", "boy", "girls", "girl", "babies", "baby", "toddlers", "toddler", "infants", "infant",
            "teenagers", "teenager", "teens", "seniors", "friends", "friend", "others", "other", "diners", "passengers", "passenger",
            "travellers", "travelers", "students", "folks", "pax", "grownups", "ups", "visitors", "individuals", "members", "colleagues",
        ] { nouns[word] = 1 }
        return nouns
    }()

    /// Persons who are often counted apart: those who are grown up and those who are not.
    static let kindsOfPersons: [Set<String>] = [
        [
            "adult", "adults", "grownup", "grownups", "ups", "men", "man", "women", "woman", "lady", "ladies", "seniors", "senior",
            "parents",
            "gentleman", "gentlemen",
        ],
        [
            "kid", "kids", "child", "children", "boy", "boys", "girl", "girls", "baby", "babies", "toddler", "toddlers", "infant",
            "infants",
            "son", "sons", "daughter", "daughters", "little", "youngsters", "minors", "teenager", "teenagers",
        ],
    ]

    /// The caller, as one of those who come.
    static let selfWords: [String: Int] = ["me": 1, "myself": 1]
    /// Before one who is counted with others: "for two adults and a child".
    static let companionJoints: Set<String> = ["for", "and", "plus", "with", "of"]
    static let ownWords: Set<String> = ["my", "our", "his", "her", "a"]
    /// One who comes along: "me and my wife".
    static let companions: [String: Int] = [
        "wife": 1, "husband": 1, "partner": 1, "girlfriend": 1, "boyfriend": 1, "mother": 1, "father": 1, "mom": 1, "mum": 1, "dad": 1,
        "son": 1, "daughter": 1, "friend": 1, "boss": 1, "brother": 1, "sister": 1, "date": 1, "parents": 2, "kid": 1, "child": 1,
        "baby": 1,
        "spouse": 1, "fiance": 1, "fiancee": 1, "colleague": 1,
    ]
    static let partyWords: Set<String> = ["party", "group", "family", "table", "total", "team", "reservation", "booking"]
    static let bookedThings: Set<String> = [
        "table", "reservation", "booking", "booth", "spot", "room", "lunch", "dinner", "breakfast", "brunch", "seats", "place", "places",
        "something", "anything", "be",
    ]
}
