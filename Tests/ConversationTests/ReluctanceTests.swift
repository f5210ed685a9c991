import Testing

@testable import Conversation

/// Callers who would rather not say what is needed.
@Suite struct ReluctanceTests {
    @Test(arguments: ["I'd rather not say", "why do you need my name", "that's private", "I don't want to give you my name"])
    func `is told why it is needed, and the second time offered a person`(_ refusal: String) {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.say(refusal)
        #expect(call.dialogue.state.question == .slot(.customerName))
        #expect(call.replies.joined().contains("I need a name for the order"))
        call.say(refusal)
        #expect(call.dialogue.state.question == .person)
        #expect(call.value("customer_name") == nil)
    }

    @Test func `what is given after all is taken`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.say("I would prefer not to say")
        call.say("well, John Doe")
        #expect(call.value("customer_name") == "John Doe")
    }

    @Test func `a refusal is no text for a field that the owner declared`() {
        var call = CallPlayer(Businesses.kennel)
        call.say("I'd rather not say")
        #expect(call.value("pet_name") == nil)
        #expect(call.replies.joined().contains("booking"))
    }

    @Test func `who cannot say where to bring it is asked once more whether it is to be brought`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for delivery and that's all")
        #expect(call.dialogue.state.question == .slot(.address))
        call.say("I don't know")
        call.say("I don't know")
        #expect(call.dialogue.state.question == .slot(.orderType))
        call.say("pickup")
        #expect(call.dialogue.state.question == .slot(.customerName))
    }
}
