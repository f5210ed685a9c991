import Testing

@testable import Conversation

@Suite struct IntentReaderTests {
    private func best(_ text: String) -> Intent? {
        IntentReader.intents(in: Utterance(text)).first?.value
    }

    @Test(arguments: [
        ("can you get us a table for six on Friday", Intent.book),
        ("I'd like to move my appointment to Thursday", .changeBooking),
        ("please cancel our reservation for tonight", .cancelBooking),
        ("could you check whether we have a reservation under Holt", .bookingStatus),
        ("do you take reservations", .bookingQuestion),
        ("two cheeseburgers and a large coke please", .order),
        ("where is my order", .orderStatus),
        ("my card was declined at the till this morning", .support),
        ("I forgot my password and now I'm locked out", .support),
        ("the printer is broken again", .support),
    ])
    func `A wish is told by what is done to what`(text: String, intent: Intent) {
        #expect(best(text) == intent)
    }

    @Test(arguments: [
        ("yeah sounds good", Intent.affirm), ("nah you're alright", .deny), ("absolutely not", .deny), ("not really", .deny),
        ("I guess so", .affirm), ("that'd be grand", .affirm), ("I have no idea", .dontKnow), ("could you say that again", .repeat),
        ("never mind, forget it", .cancel), ("what can you help me with", .help), ("let me talk to a human", .handoff),
        ("good evening", .greet), ("see you then, bye", .goodbye), ("thanks ever so much", .thank),
    ])
    func `Steering words are read in all their forms`(text: String, intent: Intent) {
        #expect(best(text) == intent)
    }

    @Test(arguments: [
        "play some jazz", "how tall is that tower in Pisa", "remind me to water the plants", "what's the weather like tomorrow",
        "turn on the lights in the hall", "tell me a joke", "how many ounces are in a pound",
    ])
    func `What is no business's concern is none of its wishes`(text: String) {
        #expect(best(text) == .other)
    }

    @Test(arguments: [
        ("could I have my brakes looked at by someone", Intent.book),
        ("please arrange a meeting with the architect on Monday at nine", .book),
        ("we'd like to stay from the third to the fifth", .book),
        ("find me an inn with good reviews", .book),
        ("I no longer need the reservation for tonight", .cancelBooking),
        ("please cancel my booking for Sunday", .cancelBooking),
        ("could you push back my flight to Lisbon", .changeBooking),
        ("put in an order of sandpaper for me", .order),
        ("no, I don't want any pizza", .deny),
        ("I really don't want that", .deny),
    ])
    func `What is done to what is told apart where the words are the same`(text: String, intent: Intent) {
        #expect(best(text) == intent)
    }

    @Test(arguments: [
        ("that was lovely, see you next week, bye", Intent.goodbye), ("later, mate", .goodbye),
        ("please repeat the address", .repeat), ("can you answer a question of any sort, what things can you do", .help),
        ("you are not wrong", .affirm), ("thanks once again", .thank), ("have a lovely day", .goodbye),
        ("how would you say goodbye in Portuguese", .other), ("am I talking to a real person", .other),
        ("what soup do you suggest for a cold day", .other), ("nope, bye", .deny),
    ])
    func `A steering word counts by where it stands and what stands beside it`(text: String, intent: Intent) {
        #expect(best(text) == intent)
    }

    @Test func `Of what excludes each other the probabilities add up to one at most`() {
        for text in ["", "hm", "yes but cancel my appointment and put me through to somebody", "thanks a lot, bye"] {
            let intents = IntentReader.intents(in: Utterance(text))
            #expect(!intents.isEmpty)
            #expect(intents.reduce(0) { $0 + ($1.value.isTask || $1.value == .other ? $1.confidence : 0) } <= 1.0001)
            #expect(intents.map(\.confidence) == intents.map(\.confidence).sorted(by: >))
        }
    }

    @Test func `Two wishes in one turn are both told`() {
        let intents = IntentReader.intents(in: Utterance("no, let me talk to a human")).map(\.value)
        #expect(intents.contains(.deny) && intents.contains(.handoff))
    }
}
