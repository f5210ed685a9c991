import Core
import Foundation
import Testing

@testable import Conversation

@Suite struct BriefingTests {
    @Test func `a model is told its part, the business and where the call stands`() {
        var call = CallPlayer(Businesses.clinic, free: [Businesses.friday.addingTimeInterval(3 * 86_400)])
        call.say("a blood test on Monday")
        let briefing = call.dialogue.briefing(at: Businesses.friday)
        let part = "You hear the callers of Dr. Hall's clinic on the telephone and pass on what they want by calling tools."
        #expect(briefing.hasPrefix(part))
        let rest = briefing.components(separatedBy: "# The business\n\n").last
        #expect(
            rest == """
                Now it is Friday, 2026-01-09, 10:00.
                Monday: open from nine in the morning to five in the afternoon
                Tuesday: open from nine in the morning to five in the afternoon
                Wednesday: open from nine in the morning to five in the afternoon
                Thursday: open from nine in the morning to five in the afternoon
                Friday: open from nine in the morning to five in the afternoon
                Saturday: closed
                Sunday: closed
                Phone: +12125550110
                General Consultation: 30 minutes, 150 USD
                Annual Checkup: 45 minutes, 200 USD
                Blood Test: 15 minutes, 50 USD
                Vaccination: 15 minutes, 75 USD

                # The call

                The appointment so far:
                - service: Blood Test
                - start: missing
                - customer_name: missing
                - customer_phone: missing
                - notes: none
                Free times offered to the caller, to be given as start:
                - 2026-01-12T10:00:00-05:00, Monday the twelfth at ten o'clock
                The caller was asked: I have Monday the twelfth at ten o'clock. Does that suit you?
                """)
    }

    @Test func `a menu is told with its options and what has run out`() {
        let briefing = Dialogue(agent: Agent(facts: Businesses.trattoria)).briefing(at: Businesses.friday)
        #expect(
            briefing.contains(
                """
                Pizza – Margherita Pizza: 18.99 USD. Tomato sauce, mozzarella and basil.; Size: Small, Medium, Large; Toppings: Basil \
                (comes with it), Mushrooms (1.5 USD more), Onions (1 USD more), Extra Cheese (2 USD more); contains gluten, dairy
                """))
        #expect(briefing.contains("Panna Cotta: sold out"))
    }

    @Test func `a briefing is never longer than a model can read while a caller waits`() {
        var facts = Businesses.trattoria
        facts.catalogue.items = (0..<5_000).map { number in
            CatalogueItem(
                id: .init("item-\(number)"), name: "Dish number \(number)", price: Businesses.dollars(number),
                description: String(repeating: "Good. ", count: 10))
        }
        let agent = Agent(facts: facts)
        let briefing = Dialogue(agent: agent).briefing(at: Businesses.friday)
        #expect(briefing.count < 20_000)
        #expect(briefing.contains("more; write them down as the caller says them."))
        #expect(String(describing: agent.hearingTools).count < 20_000)
    }
}

@Suite struct ClaimsTests {
    @Test(
        arguments: [
            "The Funghi is $14.50.", "A Margherita Pizza with mushrooms is twenty dollars and 49 cents.", "We close at ten.",
            "I can't say whether it is done in oil.", "We are open until 10 pm.",
        ])
    func `what the books say may be said`(_ sentence: String) {
        #expect(CallPlayer(Businesses.trattoria).dialogue.objection(to: sentence) == nil)
    }

    @Test(
        arguments: [
            "The Funghi is $13.50.", "That will be 12 dollars.", "Your order is placed!", "I've booked that for you.",
            "Great, your order has been confirmed.",
        ])
    func `no price is made up, and nothing is said to be done that is not`(_ sentence: String) {
        #expect(CallPlayer(Businesses.trattoria).dialogue.objection(to: sentence) != nil)
    }

    @Test(
        arguments: [
            #"{"name": "write_down", "arguments": {}}"#, "<tool_call>", "Calling write_down now.", "```json", "What can I get you?",
        ])
    func `what is not for the ear, or was just heard, is not said`(_ sentence: String) {
        #expect(CallPlayer(Businesses.trattoria).dialogue.objection(to: sentence) != nil)
    }

    @Test func `what is done may be said to be done`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("one funghi for pickup, Ada Byron, 415 555 0199")
        call.say("yes")
        #expect(call.performed.count == 1)
        #expect(call.dialogue.objection(to: "Your order has been placed.") == nil)
    }
}
