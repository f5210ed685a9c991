import Core
import Foundation
import Testing

@testable import Conversation

/// What must never happen in a call, tried with many calls made of the same few hundred sentences in any order. `CallPlayer` checks after
/// every turn that something is said, and nothing twice running.
@Suite struct NeverTests {
    private static let sentences = [
        "two margheritas and a caesar salad", "make that three", "cancel the salad", "yes", "no", "yes but no onions", "that's it",
        "pickup",
        "delivery to 12 Main Street", "John Doe", "my name is Ada Lovelace", "415 555 0101", "five five five", "what's in the tiramisu",
        "how much is that", "do you have anything with mushrooms", "what do you recommend", "are you open tomorrow", "say that again",
        "help",
        "hold on", "never mind", "a pizza", "flurble wurble", "um", "no thanks", "bye", "next Tuesday afternoon", "the first one",
        "neither", "an annual checkup", "a blood test on Thursday at ten", "my laptop crashes and I was charged twice", "it is urgent",
        "I am locked out of my account", "thank you", "hello", "what are your hours", "start over", "sure", "the second one please",
        "actually pepperoni",
        "no not that", "yes that is right", "put me through to a person", "cancel everything", "right",
    ]

    @Test(arguments: [Businesses.trattoria, Businesses.clinic, Businesses.helpDesk])
    func `no order of sentences leaves a caller in silence or hears itself twice`(_ facts: BusinessFacts) {
        let agent = Agent(facts: facts)
        for seed in 1...60 {
            var random = LinearCongruence(seed: UInt64(seed))
            var call = CallPlayer(
                agent, caller: Caller(phone: seed.isMultiple(of: 2) ? PhoneNumber("+14155550102") : nil), free: Self.freeTimes)
            if seed.isMultiple(of: 7) { call.refusals = [.slotTaken, .failed] }
            for _ in 1...25 {
                switch random.next(below: 12) {
                case 0: call.take(.silence)
                case 1: call.take(.keys(["1", "2", "0", "*", "4155550101#", "9"][random.next(below: 6)]))
                default:
                    call.say(Self.sentences[random.next(below: Self.sentences.count)], confidence: random.next(below: 5) == 0 ? 0.5 : 1)
                }
                if call.effects.contains(.end) { break }
            }
        }
    }

    @Test(arguments: [Businesses.trattoria, Businesses.clinic, Businesses.helpDesk])
    func `nothing is done without a yes to the read-back just before`(_ facts: BusinessFacts) {
        let agent = Agent(facts: facts)
        for seed in 61...120 {
            var random = LinearCongruence(seed: UInt64(seed))
            var call = CallPlayer(agent, free: Self.freeTimes)
            for _ in 1...25 {
                let wasReadBack = call.dialogue.state.question?.asksForYes == true
                let sentence = Self.sentences[random.next(below: Self.sentences.count)]
                let before = call.performed.count
                call.say(sentence)
                if call.performed.count > before {
                    #expect(wasReadBack && ["yes", "sure", "right", "yes that is right"].contains(sentence), "\(sentence)")
                }
                if call.effects.contains(.end) { break }
            }
        }
    }

    @Test(arguments: ["yes wait", "yes but", "yes hmm two", "yes and no", "that's all", "bye", "yes the other one"])
    func `a yes with anything beside it is no yes`(_ sentence: String) {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu, pickup, John Doe, 415 555 0101")
        call.say(sentence)
        #expect(call.performed.isEmpty)
    }

    @Test(arguments: [
        "", " ", "…", "🍕", "9999999999999999999 margheritas", "nine hundred million million tiramisus", "make that 99999999999",
        String(repeating: "two margheritas and ", count: 400), "0 tiramisu", "minus three salads", "\u{0301}\u{0301}", "+++",
        "41555501010101010101010101",
    ])
    func `nothing said stops a call`(_ sentence: String) {
        for facts in [Businesses.trattoria, Businesses.clinic, Businesses.helpDesk] {
            var call = CallPlayer(facts)
            call.say(sentence)
            call.say("a tiramisu")
            call.say(sentence)
            call.take(.keys(sentence))
            call.take(.edit(field: "lines[0]", value: sentence))
            call.take(.edit(field: sentence, value: sentence))
            #expect(!call.dialogue.form.fields.isEmpty)
        }
    }

    @Test func `a yes hardly heard is no yes`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu, pickup, John Doe, 415 555 0101")
        call.say("yes", confidence: 0.2)
        #expect(call.performed.isEmpty)
        call.say("yes", confidence: 0.9)
        #expect(call.performed.count == 1)
    }

    @Test func `three misunderstandings end with the offer of a person`() {
        var call = CallPlayer(Businesses.trattoria)
        for _ in 1...3 { call.say("flurble wurble") }
        #expect(call.dialogue.state.question == .person)
    }

    @Test func `three silences end the call`() {
        var call = CallPlayer(Businesses.trattoria)
        for _ in 1...3 { call.take(.silence) }
        #expect(call.effects == [.end])
    }

    @Test func `the state survives being stored after every turn`() throws {
        var call = CallPlayer(Businesses.trattoria)
        for sentence in ["two margheritas", "delivery", "John Doe"] {
            call.say(sentence)
            let data = try JSONEncoder().encode(call.dialogue.state)
            #expect(try JSONDecoder().decode(Dialogue.State.self, from: data) == call.dialogue.state)
            #expect(data.count < 4096)
        }
    }

    @Test func `what sells out during the call is taken off and said`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu and a margherita")
        var facts = Businesses.trattoria
        for index in facts.catalogue.items.indices where facts.catalogue.items[index].name == "Tiramisu" {
            facts.catalogue.items[index].isAvailable = false
        }
        call.change(facts)
        call.say("that's all")
        #expect(call.replies.joined().contains("Tiramisu"))
        #expect(call.dialogue.state.values.lines.count == 1)
    }

    private static let freeTimes = (1...10).flatMap { day in
        [(9, 15), (13, 0), (15, 30)].compactMap { hour, minute in
            LocalTime(hour: hour, minute: minute).map {
                Date(LocalDate(dayNumber: 20_462 + day), $0, in: Businesses.newYork)
            }
        }
    }
}

/// The same numbers in every run.
private struct LinearCongruence {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
