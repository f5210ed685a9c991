/// What the senses of words, together, tell of what is wanted.
extension English {
    /// The log-odds that an utterance without any clue is none of a business's concern.
    static let priorOfOther = 1.8

    /// With one of them in the sentence it is about that.
    private static let subjects: [IntentClue] = [
        .account, .credential, .money, .moneyService, .cover, .machine, .reservation, .bookable, .food, .order, .mine,
    ]

    static let intentEvidence: [IntentEvidence] = steeringEvidence + bookingEvidence + orderEvidence + supportEvidence + otherEvidence

    // MARK: Steering the talk

    private static let steeringEvidence: [IntentEvidence] = [
        IntentEvidence("yes at the beginning", .affirm, 2.5, [.yes, .opensWithYes]),
        IntentEvidence("a brief yes", .affirm, 1.5, [.yes, .opensWithYes, .isBrief]),
        IntentEvidence("a yes", .affirm, 1, [.yes]),
        IntentEvidence("a yes within", .affirm, 1.2, [.yes], unless: [.opensWithYes, .asking]),
        IntentEvidence("it is fine", .affirm, 3.2, [.approving], unless: [.food, .asking, .negated, .trouble, .knowledge, .no]),
        IntentEvidence("an account behind a yes", .affirm, -1.2, [.opensWithYes, .account], unless: [.isBrief]),
        IntentEvidence("a payment behind a yes", .affirm, -1.2, [.opensWithYes, .moneyService], unless: [.isBrief]),
        IntentEvidence("a reservation behind a yes", .affirm, -1.2, [.opensWithYes, .reservation], unless: [.isBrief]),
        IntentEvidence("reserving behind a yes", .affirm, -1.5, [.opensWithYes, .booking]),
        IntentEvidence("finding behind a yes", .affirm, -1.5, [.opensWithYes, .finding]),
        IntentEvidence("food behind a yes", .affirm, -1.5, [.opensWithYes, .food]),
        IntentEvidence("a loss behind a yes", .affirm, -2.5, [.opensWithYes, .loss]),
        IntentEvidence("trouble behind a yes", .affirm, -1.2, [.opensWithYes, .trouble], unless: [.isBrief]),
        IntentEvidence("nothing but a yes", .affirm, 3, [.yes, .isBare]),
        IntentEvidence("approval at the beginning", .affirm, 2.2, [.opensWithApproval], unless: [.hello]),
        IntentEvidence("nothing but approval", .affirm, 4, [.acknowledgement, .isBare], unless: [.asking]),
        IntentEvidence("a brief approval", .affirm, 1.5, [.acknowledgement, .isBrief], unless: [.asking]),
        IntentEvidence("a wish behind an approval", .affirm, -1.5, [.opensWithApproval, .wanting]),
        IntentEvidence("an approval with thanks", .affirm, -3, [.thanks], unless: [.opensWithYes]),
        IntentEvidence("thanks behind a yes", .affirm, -2.5, [.thanks, .opensWithYes]),
        IntentEvidence("a wish behind a yes", .affirm, -1.5, [.opensWithYes, .wanting], unless: [.isBrief]),
        IntentEvidence("a person behind a yes", .affirm, -2, [.human]),
        IntentEvidence("an approval with goodbye", .affirm, -2, [.bye]),
        IntentEvidence("not so", .affirm, -4, [.no]),
        IntentEvidence("a question is no yes", .affirm, -1.5, [.asking]),

        IntentEvidence("no at the beginning", .deny, 3, [.no, .opensWithNo]),
        IntentEvidence("nothing at the beginning", .deny, 3, [.nothingMore, .opensWithNo]),
        IntentEvidence("a no", .deny, 1, [.no]),
        IntentEvidence("nothing but a no", .deny, 3, [.no, .isBare]),
        IntentEvidence("a brief no", .deny, 1.2, [.no, .isBrief]),
        IntentEvidence("not wanted", .deny, 1.5, [.declining], unless: subjects),
        IntentEvidence("not wanted, said with a no", .deny, 2, [.declining, .opensWithNo]),
        IntentEvidence("a person behind a no", .deny, -2, [.opensWithNo, .human]),
        IntentEvidence("nothing more", .deny, 1.5, [.nothingMore]),
        IntentEvidence("nothing more at all", .deny, 1.5, [.nothingMore, .isBare]),
        IntentEvidence("a wish behind a no", .deny, -1.5, [.opensWithNo, .wanting], unless: [.isBrief, .nothingMore]),
        IntentEvidence("a question is no no", .deny, -1.5, [.asking]),

        IntentEvidence("doubt", .dontKnow, 1, [.unsure]),
        IntentEvidence(
            "a doubt without a subject", .dontKnow, 1, [.unsure], unless: [.asking, .account, .money, .wanting, .reservation, .knowledge]),
        IntentEvidence("nothing but doubt", .dontKnow, 4.5, [.unsure, .isBare]),
        IntentEvidence("a brief doubt", .dontKnow, 1.5, [.unsure, .isBrief], unless: [.asking]),
        IntentEvidence("a doubt about a product", .dontKnow, -1.5, [.account]),
        IntentEvidence("a doubt about what happened", .dontKnow, -1.5, [.past], unless: [.isBrief]),

        IntentEvidence("asks to say it again", .repeat, 2, [.again], unless: [.media, .knowledge, .account, .money, .organizer]),
        IntentEvidence("the listener is to say it again", .repeat, 1, [.again, .yours]),
        IntentEvidence("nothing but again", .repeat, 5.5, [.again, .isBare]),

        IntentEvidence("once again thanks", .repeat, -3, [.again, .thanks], unless: [.asking]),

        IntentEvidence("stop", .cancel, 2.5, [.stop], unless: [.reservation, .bookable, .booking, .account, .organizer]),
        IntentEvidence("nothing but stop", .cancel, 4, [.stop, .isBare]),
        IntentEvidence("cancel it", .cancel, 5, [.cancelling, .isBare], unless: [.reservation, .bookable, .order, .account, .organizer]),
        IntentEvidence(
            "cancel it briefly", .cancel, 2, [.cancelling, .isBrief],
            unless: [.reservation, .bookable, .order, .account, .organizer, .media, .money, .acquiring]),

        IntentEvidence("what can be asked", .help, 2, [.capability, .yours]),
        IntentEvidence("what can be done", .help, 2, [.capability, .asking]),
        IntentEvidence("what the listener can do", .help, 4, [.capability, .listener], unless: subjects + [.asking]),
        IntentEvidence("what the listener can do, asked", .help, 4, [.capability, .listener, .asking], unless: subjects),
        IntentEvidence("help", .help, 1, [.helpWord, .isBare], unless: [.unsure]),

        IntentEvidence("a real person", .handoff, 4.5, [.human]),
        IntentEvidence("whether it is a person", .handoff, -3, [.human, .asking], unless: [.talking, .wanting]),
        IntentEvidence("what the listener is", .handoff, -3, [.human, .chat], unless: [.talking, .wanting]),
        IntentEvidence("to talk to a person", .handoff, 5, [.talking, .person]),
        IntentEvidence("wants a person", .handoff, 1.5, [.person, .wanting]),
        IntentEvidence("nothing but a person", .handoff, 3.5, [.person, .isBare], unless: [.asking]),

        IntentEvidence("hello", .greet, 0.5, [.hello]),
        IntentEvidence("nothing but hello", .greet, 5, [.hello, .isBare]),
        IntentEvidence("a brief hello", .greet, 3.5, [.hello, .isBrief]),
        IntentEvidence("how are you", .greet, 5, [.howAreYou], unless: [.knowledge]),

        IntentEvidence("goodbye", .goodbye, 4.5, [.bye]),
        IntentEvidence("nothing but goodbye", .goodbye, 2, [.bye, .isBare]),
        IntentEvidence("a no answers, goodbye follows", .goodbye, -2, [.bye, .opensWithNo]),
        IntentEvidence("goodbye at the end", .goodbye, 2.5, [.bye, .endsWithBye], unless: [.translating, .media]),
        IntentEvidence("a word of parting alone", .goodbye, 6, [.partingWord, .isBare]),
        IntentEvidence("a wish to part", .goodbye, 2.5, [.wellWish]),
        IntentEvidence("food on its way", .orderStatus, 3, [.food, .tracking], unless: [.knowledge, .wanting, .household]),
        IntentEvidence("nothing but a wish to part", .goodbye, 1.5, [.wellWish, .isBare]),
        IntentEvidence("thanks matter more than the wish", .goodbye, -2, [.thanks], unless: [.bye]),

        IntentEvidence("thanks", .thank, 3.5, [.thanks]),
        IntentEvidence("nothing but thanks", .thank, 2.5, [.thanks, .isBare]),
        IntentEvidence("thanks beside a no", .thank, -2.5, [.thanks, .no]),
        IntentEvidence("a goodbye behind thanks", .thank, -2, [.thanks, .bye]),
        IntentEvidence("thanks beside a question", .thank, -2, [.thanks, .asking]),
    ]

    // MARK: Bookings

    private static let bookingEvidence: [IntentEvidence] = [
        IntentEvidence("reserving something bookable", .book, 4.5, [.reserving, .bookable], unless: [.organizer, .knowledge]),
        IntentEvidence("reserving time with somebody", .book, 5.5, [.reserving, .meeting], unless: [.organizer, .asking]),
        IntentEvidence("setting up time with somebody", .book, 5.5, [.settingUp, .meeting], unless: [.organizer, .asking, .assistant]),
        IntentEvidence("setting up an appointment", .book, 3.5, [.settingUp, .reservation], unless: [.organizer, .asking, .assistant]),
        IntentEvidence("reserving a place for a meeting", .book, 3, [.reserving, .bookable, .meeting], unless: [.organizer]),
        IntentEvidence("wanting something bookable", .book, 3, [.wanting, .bookable], unless: [.trouble, .loss, .knowledge, .asking]),
        IntentEvidence("something bookable asked for", .book, 1.5, [.wanting, .bookable, .asking], unless: [.trouble, .loss, .knowledge]),
        IntentEvidence("making a reservation", .book, 3, [.reserving, .reservation], unless: [.cancelling, .changing, .verifying]),
        IntentEvidence("wanting a reservation", .book, 2, [.wanting, .reservation], unless: [.cancelling, .changing, .verifying]),
        IntentEvidence("reserving", .book, 0.8, [.reserving]),
        IntentEvidence("booking", .book, 1.8, [.booking], unless: [.knowledge, .cancelling, .organizer]),
        IntentEvidence("to have something own looked at", .book, 5, [.causative, .person], unless: [.account, .money, .order]),
        IntentEvidence("renting", .book, 4, [.renting]),
        IntentEvidence("reserving for so many", .book, 1.2, [.reserving, .number], unless: [.organizer, .food]),
        IntentEvidence("finding something bookable", .book, 2, [.finding, .bookable]),
        IntentEvidence("something bookable of a quality", .book, 4, [.bookable, .quality, .finding], unless: [.organizer]),
        IntentEvidence("something bookable of a quality, wanted", .book, 3, [.bookable, .quality, .wanting], unless: [.organizer]),
        IntentEvidence("something bookable for so many", .book, 2, [.bookable, .number]),
        IntentEvidence("a way to book", .book, 1, [.bookable, .journey], unless: [.knowledge]),
        IntentEvidence("a free time", .book, 2.3, [.vacancy]),
        IntentEvidence("a free time for something", .book, 1.5, [.vacancy, .reservation]),
        IntentEvidence("about a reservation", .book, 1.8, [.reservation]),
        IntentEvidence("something bookable alone", .book, 2, [.bookable, .isBrief], unless: [.asking, .money]),
        IntentEvidence("what is under way is booked", .book, -2.5, [.tracking, .bookable], unless: [.vacancy, .wanting]),
        IntentEvidence("trouble is no wish to book", .book, -2, [.trouble], unless: [.reserving]),
        IntentEvidence("a payment at a time is no booking", .book, -2, [.reserving, .money], unless: [.bookable]),
        IntentEvidence("what is not wanted is not booked", .book, -3, [.declining]),
        IntentEvidence("a calendar is no booking", .book, -2, [.organizer]),

        IntentEvidence("changing a reservation", .changeBooking, 6, [.changing, .reservation]),
        IntentEvidence("changing own plans", .changeBooking, 4, [.changing, .bookable, .mine], unless: [.account, .organizer]),
        IntentEvidence("more people on a reservation", .changeBooking, 3, [.adding, .reservation], unless: [.wanting]),
        IntentEvidence("cancelling a reservation", .cancelBooking, 6.5, [.cancelling, .reservation], unless: [.organizer]),
        IntentEvidence("a reservation is not wanted", .cancelBooking, 6, [.declining, .reservation], unless: [.organizer]),
        IntentEvidence("something bookable is not wanted", .cancelBooking, 4, [.declining, .bookable], unless: [.organizer, .asking]),
        IntentEvidence("cancelling what was booked", .cancelBooking, 5, [.cancelling, .booking], unless: [.organizer]),
        IntentEvidence("cancelling a table", .cancelBooking, 4, [.cancelling, .bookable], unless: [.organizer, .asking]),
        IntentEvidence(
            "verifying a reservation", .bookingStatus, 6, [.verifying, .reservation],
            unless: [.organizer, .capacity, .reserving, .moneyService]),
        IntentEvidence(
            "is there a reservation", .bookingStatus, 2, [.asking, .reservation],
            unless: [.changing, .cancelling, .reserving, .wanting, .capacity, .organizer, .acquiring, .money, .moneyService]),
        IntentEvidence(
            "is an own reservation there", .bookingStatus, 2, [.asking, .reservation, .mine],
            unless: [.changing, .cancelling, .wanting, .capacity, .organizer, .money, .moneyService]),
        IntentEvidence(
            "was a reservation made", .bookingStatus, 2, [.asking, .reservation, .past],
            unless: [.changing, .cancelling, .wanting, .capacity, .organizer, .mine, .money, .moneyService]),
        IntentEvidence("how long the wait is", .bookingQuestion, 6, [.waiting], unless: [.account, .money]),
        IntentEvidence("whether one can reserve", .bookingQuestion, 7, [.capacity], unless: [.mine, .cancelling, .changing]),
    ]

    // MARK: Orders

    private static let orderEvidence: [IntentEvidence] = [
        IntentEvidence("ordering", .order, 2, [.acquiring], unless: [.tracking, .reservation, .bookable, .account, .trouble, .past]),
        IntentEvidence("placing an order", .order, 4, [.placing], unless: [.tracking, .trouble, .past, .organizer]),
        IntentEvidence("wanting to order", .order, 1, [.acquiring, .wanting], unless: [.account, .machine, .past]),
        IntentEvidence("own order is asked about", .order, -2.5, [.acquiring, .mine, .asking], unless: [.wanting, .supplies]),
        IntentEvidence("a question about buying", .order, -1.2, [.acquiring, .asking], unless: [.food, .supplies, .goods]),
        IntentEvidence("ordering food", .order, 2.5, [.acquiring, .food], unless: [.organizer, .trouble, .account]),
        IntentEvidence("wanting food", .order, 4, [.wanting, .food], unless: [.asking, .knowledge, .quality, .organizer]),
        IntentEvidence("so much food", .order, 3.5, [.number, .food], unless: [.knowledge, .asking, .bookable, .organizer]),
        IntentEvidence("food of a size", .order, 2.5, [.size, .food], unless: [.knowledge, .asking, .organizer]),
        IntentEvidence("nothing but food", .order, 2.5, [.food, .isBrief], unless: [.asking, .knowledge, .organizer, .household]),
        IntentEvidence("adding food", .order, 2, [.adding, .food], unless: [.knowledge, .organizer, .asking]),
        IntentEvidence(
            "food", .order, 1.8, [.food], unless: [.knowledge, .quality, .asking, .organizer, .household, .trouble, .past, .paying, .chat]),
        IntentEvidence("a number first", .order, 2.2, [.opensWithNumber, .isBrief], unless: [.bookable, .money, .timed]),
        IntentEvidence(
            "so many wanted", .order, 3.5, [.wantsSoMany],
            unless: [
                .money, .moneyService, .organizer, .bookable, .knowledge, .reservation, .employment, .account, .distance, .timed, .past,
            ]),
        IntentEvidence("goods to order", .order, 1.5, [.acquiring, .goods]),
        IntentEvidence("money back is no order", .order, -2.5, [.acquiring, .moneyService]),
        IntentEvidence("a list to order", .order, 3.5, [.acquiring, .organizer], unless: [.food]),
        IntentEvidence("an order placed for a list", .order, 5, [.placing, .organizer], unless: [.food]),
        IntentEvidence("wanting goods", .order, 2, [.wanting, .goods], unless: [.organizer, .trouble]),
        IntentEvidence("supplies", .order, 4, [.supplies], unless: [.trouble, .loss, .organizer]),
        IntentEvidence("what is not wanted is not ordered", .order, -4, [.declining]),
        IntentEvidence("taken off an order", .order, -3, [.cancelling]),
        IntentEvidence("a service is no goods", .order, -3, [.machine]),

        IntentEvidence("where an order is", .orderStatus, 5, [.tracking, .order]),
        IntentEvidence("how an order is", .orderStatus, 2.5, [.order, .asking], unless: [.changing, .cancelling]),
        IntentEvidence("own order", .orderStatus, 2, [.acquiring, .mine, .asking], unless: [.wanting, .account, .money, .past]),
        IntentEvidence(
            "what was ordered has not come", .orderStatus, 3.5, [.tracking, .acquiring], unless: [.account, .supplies, .money]),
    ]

    // MARK: Support

    private static let supportEvidence: [IntentEvidence] = [
        IntentEvidence("trouble with an account", .support, 4, [.trouble, .account]),
        IntentEvidence("trouble with a credential", .support, 4, [.trouble, .credential]),
        IntentEvidence("trouble with money", .support, 3.5, [.trouble, .money]),
        IntentEvidence("trouble with a payment", .support, 3.5, [.trouble, .paying]),
        IntentEvidence("trouble with a machine", .support, 4, [.trouble, .machine]),
        IntentEvidence("trouble", .support, 1.5, [.trouble]),
        IntentEvidence("nothing but trouble", .support, 1, [.trouble, .isBrief], unless: [.organizer, .knowledge]),
        IntentEvidence("a loss", .support, 1, [.loss]),
        IntentEvidence("something own lost", .support, 0.5, [.loss, .mine], unless: [.household, .organizer]),
        IntentEvidence("an account lost", .support, 4, [.loss, .account]),
        IntentEvidence("a credential forgotten", .support, 4, [.loss, .credential]),
        IntentEvidence("luggage lost", .support, 4, [.loss, .cover]),
        IntentEvidence("something did not come", .support, 2.5, [.absence]),
        IntentEvidence("money did not come", .support, 2, [.absence, .money]),
        IntentEvidence("a card did not come", .support, 2, [.absence, .account]),
        IntentEvidence("fraud", .support, 3, [.fraud]),
        IntentEvidence("fraud with an account", .support, 1.5, [.fraud, .account]),
        IntentEvidence("fraud with money", .support, 1.5, [.fraud, .money]),
        IntentEvidence("an account does not do", .support, 2, [.negated, .account]),
        IntentEvidence("money does not go", .support, 2, [.negated, .money]),
        IntentEvidence("a payment does not go", .support, 2, [.negated, .paying]),
        IntentEvidence("what happened to money", .support, 1.8, [.past, .money], unless: [.routine]),
        IntentEvidence("what happened to an account", .support, 1, [.past, .account], unless: [.routine]),
        IntentEvidence("blocking an account", .support, 4, [.blocking, .account]),
        IntentEvidence("blocking", .support, 1.2, [.blocking]),
        IntentEvidence("closing an account", .support, 3, [.ending, .account]),
        IntentEvidence("cancelling an account", .support, 2.5, [.cancelling, .account]),
        IntentEvidence("cancelling a payment", .support, 2.5, [.cancelling, .money]),
        IntentEvidence("changing a credential", .support, 3, [.changing, .credential]),
        IntentEvidence("changing an account", .support, 2, [.changing, .account], unless: [.organizer, .routine]),
        IntentEvidence("a credential", .support, 2.5, [.credential]),
        IntentEvidence("an account", .support, 1, [.account]),
        IntentEvidence("a part to be changed", .support, 2.5, [.machine, .changing]),
        IntentEvidence(
            "how an account is handled", .support, 1, [.account, .asking], unless: [.mine, .routine, .knowledge, .distance, .chat]),
        IntentEvidence(
            "an account wanted", .support, 1, [.account, .wanting], unless: [.routine, .knowledge, .distance, .chat, .household]),
        IntentEvidence("nothing but an account", .support, 1.2, [.account, .isBrief], unless: [.asking, .changing, .chat]),
        IntentEvidence(
            "nothing but a service", .support, 2.5, [.machine, .isBrief], unless: [.asking, .knowledge, .household, .distance]),
        IntentEvidence("a new card", .support, 1.5, [.account, .replacing], unless: [.routine]),
        IntentEvidence("when a card comes", .support, 3, [.account, .tracking], unless: [.routine]),
        IntentEvidence("when money comes", .support, 1.5, [.money, .tracking], unless: [.routine]),
        IntentEvidence("a service with money", .support, 3.5, [.moneyService], unless: [.routine]),
        IntentEvidence(
            "how money is handled", .support, 1, [.money, .asking], unless: [.mine, .routine, .knowledge, .distance, .acquiring, .bookable]),
        IntentEvidence("money matters", .support, 0.5, [.money]),
        IntentEvidence("what the business takes for it", .support, 2, [.yours, .money], unless: [.routine, .knowledge]),
        IntentEvidence("what the business does with accounts", .support, 1.5, [.yours, .account], unless: [.routine, .knowledge]),
        IntentEvidence("insurance and contracts", .support, 1.8, [.cover], unless: [.routine]),
        IntentEvidence("own contract", .support, 1.5, [.cover, .mine], unless: [.routine]),
        IntentEvidence("a contract wanted", .support, 1.5, [.cover, .wanting], unless: [.routine]),
        IntentEvidence("a service wanted", .support, 3, [.machine, .wanting]),
        IntentEvidence("new service", .support, 2.5, [.machine, .replacing]),
        IntentEvidence("a service bought", .support, 2, [.machine, .acquiring]),
        IntentEvidence("what the house has", .support, 2.5, [.facility]),
    ]

    // MARK: None of the business's concern

    private static let otherEvidence: [IntentEvidence] = [
        IntentEvidence("qualities", .other, 3, [.quality]),
        IntentEvidence("music and films", .other, 3.5, [.media]),
        IntentEvidence("knowledge of the world", .other, 3, [.knowledge]),
        IntentEvidence("another language", .other, 4, [.translating]),
        IntentEvidence("a meeting", .other, 3, [.meeting], unless: [.organizer]),
        IntentEvidence("lists and calendars", .other, 3, [.organizer]),
        IntentEvidence("work and pay", .other, 3.5, [.employment]),
        IntentEvidence("chat", .other, 3.5, [.chat]),
        IntentEvidence("an assistant's name", .other, 2, [.assistant]),
        IntentEvidence("roads and journeys", .other, 3, [.distance]),
        IntentEvidence("things at home", .other, 3.5, [.household]),
        IntentEvidence("a matter of every day", .other, 2, [.routine], unless: [.trouble, .fraud, .absence, .loss]),
        IntentEvidence(
            "own money", .other, 1, [.money, .mine], unless: [.trouble, .fraud, .absence, .loss, .moneyService, .past, .negated]),
    ]
}
