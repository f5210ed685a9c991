import Core

/// What callers of any business say, as sentences with places: the only English that a recogniser without a general model knows.
///
/// One sentence a line, `3:` before it when it is said three times as often as the others. What the business itself puts into the
/// places is in `Agent.callerLanguage`: `item`, `items` (more than one), `option`, `size`, `choice`, `business`.
enum EnglishCallers {
    static let sentences = read(ordering, weight: 3) + read(choosing, weight: 3) + read(steering) + read(asking) + read(booking)

    static let answers: [Expectation: [CallerLanguage.Sentence]] = [
        .yesOrNo: read(
            "6: <yes> [please]\n6: <no> [thanks]\n<yes> <yes>\n<no> <no>\n<yes> but <order>\n<no> <correction> <order>\n<no> <correction> <choices>"
        ),
        .digits: read(
            """
            60: <number>
            10: <my_number_is> <number>
            2: <number> sorry <number>
            3: yes
            3: no
            """),
        .number: read(
            "4: <cardinal>\n2: <cardinal> [please]\n<cardinal> of us\n<cardinal> people\na table for <cardinal>\njust <cardinal>"),
        .spelling: read("6: <spelled>\n3: <it_is> <spelled>\n2: <given_name> <spelled>\n<spelled> at <given_name> dot com\nyes\nno"),
        .name: read(
            """
            4: <given_name>
            6: <given_name> <surname>
            2: <my_name_is> <given_name>
            4: <my_name_is> <given_name> <surname>
            <surname> <spelled>
            <given_name> <surname> <spelled>
            """),
        .dateOrTime: read(
            "4: <when> [please]\n2: <it_suits> <when>\n<when> or <when>\n<order>\nthe <ordinal> one\nany time\nas soon as possible"),
        .address: read(
            "4: <cardinal> <surname> <street>\n2: <cardinal> <cardinal> <surname> <street>\n<cardinal> <surname> <street> <surname>"),
        .email: read(
            "4: <spelled> at <surname> dot com\n2: <given_name> at <surname> dot com\n<given_name> dot <surname> at <surname> dot com"),
    ]

    static let places: [String: [CallerLanguage.Sentence]] = [
        "hello": phrases("hi, hello, hey, hi there, hello there, good morning, good afternoon, good evening, yes hello"),
        "filler": phrases("um, uh, er, well, so, okay"),
        "wish": phrases(
            """
            i'd like, i would like, i'd like to order, i would like to order, can i have, can i get, could i have, could i get, i want, \
            i want to order, i'll have, i'll take, i will have, let me have, let me get, give me, get me, may i have, i need, can you get me, \
            could you get me, can i please have, can i please get, could i please have, i'd love, we'd like, make me, could you make me, \
            i want to get, i'd like to get, i would like to have, i'd like to have, i would like to get, i'm looking for
            """),
        "article": phrases("4: a, an, 2: one, the, some, another, one more"),
        "count": phrases("4: two, 2: three, four, five, six, seven, eight, nine, ten, a dozen, a couple of, both, twelve"),
        "line": read(
            "4: [<article>] [<size>] <item>\n2: [<article>] [<size>] <item> <details>\n2: <count> [<size>] <items>\n<count> [<size>] <items> <details>\n<article> <option> <item>"
        ),
        "details": read(
            "with <option>\n2: with [<amount>] <option>\n2: with <option> and <option>\nwithout <option>\nno <option>\n<option>\nand <option>\nwith no <option>"
        ),
        "amount": phrases("extra, double, a little, lots of, a lot of, some, more, light, a bit of, a little bit of"),
        "order": read("4: <line>\n2: <line> and <line>\n<line> <line>\n<line> <line> and <line>"),
        "choices": read(
            """
            4: [<article>] <choice>
            3: [<article>] <choice> <choice>
            2: [<article>] <choice> <choice> <choice>
            3: [<article>] <choice> with <choice>
            [<article>] <choice> with <choice> and <choice>
            [<article>] <choice> <choice> with <choice> and <choice>
            <choice> and <choice>
            <choice> for <choice>
            """),
        "please": phrases("please, thanks, thank you, thank you very much"),
        "yes": phrases(
            """
            8: yes, 6: yeah, 2: yep, sure, okay, that's right, that is right, that's correct, correct, right, exactly, of course, go ahead, \
            sounds good, that works, perfect, great, good, fine, that's fine, please do, yes please, yeah please, absolutely, definitely, \
            alright, all right, do it, place it, book it, yes that's right, yes that is correct, that's it, i do, it is, uh huh, that's perfect
            """),
        "no": phrases(
            """
            8: no, 2: nope, no thanks, no thank you, not really, that's wrong, that's not right, not quite, not yet, no that's wrong, \
            no that's all, no that's it, nothing else, that's all, that's everything, i'm good, no i'm good, no way, nah, i don't, don't, \
            that is all, that will be all, that'll be all, that is it, nothing more, i'm fine
            """),
        "correction": phrases("actually, sorry, no sorry, i mean, i meant, wait, make that, no wait, i said"),
        "digit": phrases("6: zero, 3: oh, 8: one, 8: two, 8: three, 8: four, 8: five, 8: six, 8: seven, 8: eight, 8: nine"),
        "figures": read(
            """
            10: <digit>
            10: <digit> <digit>
            60: <digit> <digit> <digit>
            40: <digit> <digit> <digit> <digit>
            2: double <digit>
            triple <digit>
            <tens> <digit>
            <digit> hundred
            """),
        "number": read("4: <figures> <figures> <figures>\n2: <figures> <figures>\n<figures>\n2: <figures> <figures> <figures> <figures>"),
        "my_number_is": phrases("my number is, it's, it is, the number is, plus"),
        "it_is": phrases("it's, it is, that's, that is, spelled, it's spelled"),
        "my_name_is": phrases("my name is, it's, it is, this is, i'm, i am, the name is, under, for, name's"),
        "it_suits": phrases(
            "how about, what about, maybe, can you do, do you have, could we do, i can do, i'd prefer, is there anything, let's say, on"),
        "letter": phrases(
            "a., b., c., d., e., f., g., h., i., j., k., l., m., n., o., p., q., r., s., t., u., v., w., x., y., z., zee, zed"),
        "sign": read("8: <letter>\n<digit>\ndouble <letter>\n<letter> as in <given_name>\n<letter> for <given_name>\ndash\nhyphen"),
        "signs": read("<sign> <sign>\n3: <sign> <sign> <sign>\n3: <sign> <sign> <sign> <sign>"),
        "spelled": read("<signs>\n2: <signs> <signs>"),
        "tens": phrases("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety"),
        "teens": phrases("ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen"),
        "cardinal": read("4: <digit>\n2: <teens>\n2: <tens>\n2: <tens> <digit>\none hundred\na hundred"),
        "hour": phrases("one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve"),
        "minutes": phrases("4: thirty, fifteen, forty five, o'clock, ten, twenty, oh five, twenty five, forty, fifty"),
        "half": phrases("a.m., p.m., in the morning, in the afternoon, in the evening, at night"),
        "clock": read(
            "4: <hour> [<half>]\n4: <hour> <minutes> [<half>]\nhalf past <hour>\nquarter past <hour>\nquarter to <hour>\nnoon\nmidday"),
        "weekday": phrases("monday, tuesday, wednesday, thursday, friday, saturday, sunday"),
        "month": phrases("january, february, march, april, may, june, july, august, september, october, november, december"),
        "ordinal": phrases(
            """
            first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, fourteenth, fifteenth, \
            sixteenth, seventeenth, eighteenth, nineteenth, twentieth, twenty first, twenty second, twenty third, twenty fourth, \
            twenty fifth, twenty sixth, twenty seventh, twenty eighth, twenty ninth, thirtieth, thirty first, last
            """),
        "day": read(
            """
            4: <weekday>
            2: next <weekday>
            this <weekday>
            4: tomorrow
            2: today
            the day after tomorrow
            next week
            <month> <ordinal>
            <month> the <ordinal>
            the <ordinal> of <month>
            the <ordinal>
            <weekday> the <ordinal>
            """),
        "part_of_day": phrases("morning, afternoon, evening, night"),
        "when": read(
            """
            3: <day>
            3: <clock>
            4: <day> at <clock>
            3: <day> <part_of_day>
            at <clock> on <day>
            on <day> at <clock>
            on <day>
            at <clock>
            after <clock>
            before <clock>
            in the <part_of_day>
            tonight
            this <part_of_day>
            """),
        "person": phrases("a person, somebody, someone, a human, an operator, the manager, a real person, the staff, somebody real"),
        "street": phrases("street, avenue, road, lane, drive, court, place, boulevard, square, way, terrace, close"),
        "given_name": English.givenNames.sorted().map { CallerLanguage.Sentence(pattern: $0) },
        "surname": English.surnames.sorted().map { CallerLanguage.Sentence(pattern: $0) },
    ]

    private static let ordering = """
        4: [<hello>] <wish> <order> [<please>]
        4: <order> [<please>]
        <filler> <order>
        <order> and that's it
        and <order>
        add <order> [please]
        can you add <order>
        also <order>
        make that <order>
        make it <count>
        no <option> on the <item>
        without <option>
        with <option>
        2: with <option> and <option>
        2: <size>
        <size> please
        <option> please
        remove the <item>
        cancel the <item>
        take off the <item>
        change the <item> to <line>
        actually <order>
        """

    private static let choosing = """
        4: [<hello>] <wish> <choices> [<please>]
        4: <choices> [<please>]
        <filler> <choices>
        i'd like to book <choices>
        i need <choices> <when>
        it's about <choices>
        i have a problem with <choices>
        actually <choices>
        make it <choice>
        <choices> <when>
        """

    private static let steering = """
        2: <yes>
        2: <no>
        <hello>
        <hello> is this <business>
        2: that's all [<please>]
        2: that's it [<please>]
        pick up
        pickup [please]
        for pick up
        for pickup
        take away
        takeaway please
        for delivery
        delivery please
        i'll pick it up
        to go
        for here
        eat in
        can you deliver it
        can you repeat that
        could you say that again
        sorry what was that
        pardon
        what can you do
        help
        hold on
        one moment
        just a second
        wait a minute
        start over
        cancel
        cancel my order
        cancel my appointment
        cancel that
        i want to speak to <person>
        can i talk to <person>
        let me speak to <person>
        i'd like to talk to <person>
        operator
        goodbye
        bye
        bye bye
        thank you bye
        thanks a lot
        thank you very much
        wrong number
        sorry wrong number
        i don't know
        i'm not sure
        never mind
        """

    private static let asking = """
        2: how much is the <item>
        how much is that
        how much are the <items>
        what's in the <item>
        what comes with the <item>
        do you have <items>
        do you have <item>
        do you have <option>
        what do you have
        what's on the menu
        what sizes do you have
        what do you recommend
        what's the total
        are you open <day>
        are you open on <day>
        when do you open
        when do you close
        what time do you open
        what time do you close
        what are your hours
        do you deliver
        where are you
        what's the address
        how long does it take
        how long will it take
        how much does <choice> cost
        is there <option> in the <item>
        does the <item> contain <option>
        are there nuts in the <item>
        is it gluten free
        where is my order
        what's the status of my order
        """

    private static let booking = """
        2: <when>
        i'd like to make an appointment
        i'd like to book an appointment [<when>]
        i need an appointment <when>
        can i come in <when>
        do you have anything <when>
        is <when> available
        i need to change my appointment
        i need to move my appointment to <when>
        a table for <hour> <when>
        for <hour> people
        any time <day>
        """

    /// One sentence a line.
    private static func read(_ text: String, weight: Double = 1) -> [CallerLanguage.Sentence] {
        text.split(separator: "\n").map { weighted($0, by: weight) }
    }

    /// One phrase between two commas.
    private static func phrases(_ text: String) -> [CallerLanguage.Sentence] {
        text.split(separator: ",").map { weighted($0, by: 1) }
    }

    private static func weighted(_ text: Substring, by weight: Double) -> CallerLanguage.Sentence {
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2, let own = Double(halves[0].filter { $0 != " " }) else {
            return CallerLanguage.Sentence(pattern: String(text), weight: weight)
        }
        return CallerLanguage.Sentence(pattern: String(halves[1]), weight: weight * own)
    }
}
