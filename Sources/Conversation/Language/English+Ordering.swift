/// What words do in an order, whatever is sold.
enum OrderCue: Hashable, Sendable {
    /// Whole units of an item.
    case number(Int)
    /// "a", "some": may begin the naming of an item.
    case article
    /// "the", "those": may begin the naming of an item, or go on about the one before ("the small size").
    case definite
    /// "another", "one more": begins one besides those already named.
    case another
    /// "the other", "the rest": what is left of several units.
    case rest
    /// "one" in "a large one": stands for an item named before.
    case pronoun
    /// "that", "it", "them": stands for the last thing spoken of.
    case reference
    /// "the second", by its position from 0; "the last" is -1.
    case ordinal(Int)
    /// "each", "both": of every unit.
    case each
    case with, and, but
    /// "in", "as", "for": what follows is said of the item before.
    case preposition
    /// "no", "without", "hold the": what follows is left out.
    case negation
    case extra, light
    /// "plain": without anything.
    case plain
    /// A size as people say it, with the forms that mean the same.
    case size(String)
    /// "a side of", "an order of", "a bottle of": what follows is an item of its own.
    case serving
    /// "make", "change": what follows is about something in the cart.
    case make, change
    /// "Make all of them": what follows is about everything in the cart.
    case makeAll
    /// "The same again": as many of the line last spoken of.
    case again
    /// "to" in "change the soup to a salad".
    case to
    /// "instead of": what follows is replaced by what came before.
    case instead
    /// "cancel", "take off": what follows is no longer wanted.
    case cancel
    /// "only", "just": not as many as before.
    case only
    /// "add": what follows is wanted as well.
    case add
    /// "i want", "can i have": a new wish begins.
    case wish
}

extension OrderCue {
    var isNumber: Bool {
        if case .number = self { true } else { false }
    }
}

extension English {
    /// The longest cue that begins with a word is the one that counts.
    static let orderCues: [[String]: OrderCue] = {
        var cues: [[String]: OrderCue] = [:]
        for (cue, phrases) in orderPhrases {
            for phrase in phrases.split(separator: ",") {
                cues[phrase.split(whereSeparator: \.isWhitespace).map(String.init)] = cue
            }
        }
        return cues
    }()

    static let longestOrderCue = orderCues.keys.map(\.count).max() ?? 0

    /// First words of an utterance that says again, rightly, what was said before.
    static let selfCorrections: [[String]] = [
        ["no", "sorry"], ["sorry", "no"], ["sorry", "i", "meant"], ["no", "i", "meant"], ["i", "meant"], ["no", "i", "said"],
        ["i", "said"],
        ["correction"], ["sorry", "i", "mean"], ["no", "i", "mean"], ["wait", "no"], ["no", "wait"],
    ]

    /// What one does with a thing one wants: "I'd like to order", "I want to try".
    static let orderingVerbs: Set<String> = ["order", "get", "have", "try", "buy", "add", "take", "place", "put", "include"]

    /// Verbs whose second half may come later: "take the onions off".
    static let separableVerbs: [String: (particles: Set<String>, cue: OrderCue)] = [
        "take": (["off", "out", "away"], .cancel), "leave": (["off", "out"], .negation),
    ]

    /// A number before them says how big a thing is, and not how many there are.
    static let measureUnits: Set<String> = ["oz", "ounce", "inch", "inches", "ml", "cl", "percent", "gram", "grams"]

    private static let orderPhrases: [(OrderCue, String)] = [
        (.article, "a, an, some, any, few, a few"), (.definite, "the, my, your, those, these"),
        (.another, "another, one more, one other, a second, an additional, additional"),
        (.rest, "the other, the others, the rest, the remaining, other one, the other one, the other ones"),
        (.reference, "it, that, them, this, that one, this one, the same"),
        (.again, "the same again, same again, the same thing again, same thing again, another of the same, one more of the same"),
        (.ordinal(0), "the first, the first one"), (.ordinal(1), "the second, the second one"), (.ordinal(2), "the third, the third one"),
        (.ordinal(-1), "the last, the last one"),
        (.each, "each, both, all of them, every one"),
        (
            .with,
            "with, along with, and with, plus, including, include, topped with, that has, which has, has, on top, having, that have, containing"
        ),
        (.and, "and, also, as well as, as well, n, then, and also, and then, in addition to"),
        (.but, "but"),
        (.preposition, "in, as, for, on, of, at, inside"),
        (
            .negation,
            """
            no, not, without, with no, with out, w o, hold, hold the, hold off, hold off on, avoid, skip, skip the, minus, leave off, leave out, \
            leave off the, leave out the, exclude, excluding, except, except for, omit, free of, lose the, ditch the, dont want, dont add, \
            dont put, dont include, dont like, do not want, do not add, do not put, do not include, do not like, do not need, dont need, \
            dont use, do not use, hate, i hate, leave the, no more, but no, but not, and no, neither, nor, never, wont have, sans, \
            without any, with no, without the, not any, not have, dont have any, isnt any, allergic to, \
            not too fond of, not a fan of, cant have, pass on, pass on the, other than, dont care for, do not care for
            """
        ),
        (
            .extra,
            """
            extra, a lot of, lots of, lot of, plenty of, heavy on, heavy, tons of, a ton of, loads of, a bunch of, double, double the, more, \
            a lot more, plenty
            """
        ),
        (
            .light,
            """
            light, lightly, light on, easy on, easy on the, go easy on, go easy on the, a little, a little bit of, a bit of, bit of, little, \
            little bit of, a tiny bit of, tiny bit of, a touch of, a dash of, a hint of, less, not much, not too much, not a lot of, not many, \
            not too many, just a little, just a bit of, just a little bit of, only a little, a small amount of, sparse, go light on, \
            a thin layer of, a splash of
            """
        ),
        (.plain, "plain, nothing on it, with nothing, with nothing on it, nothing else on it"),
        (.size("extra large"), "extra large, x large, xl, extra big"), (.size("large"), "large, big, large sized, large size"),
        (.size("medium"), "medium, med, medium sized, medium size, mid sized, mid size, middle sized"),
        (.size("small"), "small, little sized, small sized, small size"),
        (.size("regular"), "regular, normal, standard, regular sized, regular size, normal sized"),
        (
            .serving,
            "side of, a side of, sides of, order of, an order of, orders of, bag of, a bag of, bags of, piece of, pieces of, bowl of, cup of, plate of, slice of, glass of"
        ),
        (
            .make,
            "make, make that, make it, make those, make them, i said, i meant, i asked for, i actually said, it should be, that should be, should be"
        ),
        (
            .makeAll,
            "make all of them, make them all, make all of those, make everything, make both of them, make them both, make both, make all"
        ),
        (.change, "change, switch, swap, replace, substitute, exchange, turn"),
        (.to, "to, into"),
        (.instead, "instead of, rather than, in place of"),
        (
            .cancel,
            """
            cancel, remove, take off, take out, take away, take back, delete, drop, scratch, forget, forget about, get rid of, lose, \
            no longer want, dont want any more, dont need any more
            """
        ),
        (.only, "only, just"),
        (.add, "add, put, throw in, throw on, toss in, give it, and add, add on"),
        (
            .wish,
            """
            i want, i would like, id like, i will have, ill have, i will take, ill take, can i get, can i have, could i get, could i have, \
            may i have, let me get, let me have, get me, give me, i need, we want, we need, wed like, well have, i also want, id also like, \
            i would also like, i ll have, i ll take, i d like
            """
        ),
    ]
}
