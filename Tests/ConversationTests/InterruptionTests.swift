import Core
import Testing

@testable import Conversation

/// What was not heard has not been said.
@Suite struct InterruptionTests {
    /// A call of which the order is complete and has just been read back.
    private static func readBack() -> CallPlayer {
        var call = CallPlayer(Businesses.trattoria)
        for words in ["two large margheritas and a caesar salad", "that's it", "pickup", "Ada Lovelace", "415 555 0101"] { call.say(words) }
        if call.dialogue.state.question != .readBack { call.say("yes") }
        return call
    }

    @Test func `a yes to a read-back that was cut off has the rest of it said, and only the next yes places the order`() {
        var call = Self.readBack()
        call.interrupt(after: 3)
        call.say("yes")
        #expect(call.performed.isEmpty)
        #expect(call.replies.joined().contains("Margherita"))
        call.say("yes")
        #expect(call.performed.count == 1)
    }

    @Test func `the rest begins with the clause that was cut, and is cut off again`() {
        var call = Self.readBack()
        let whole = call.replies.joined(separator: " ").split(separator: " ").count
        call.interrupt(after: whole - 8)
        call.say("yes")
        let rest = call.replies.joined(separator: " ").split(separator: " ").count
        #expect(call.performed.isEmpty && rest < whole)
        call.interrupt(after: 0)
        call.say("yes")
        #expect(call.performed.isEmpty)
        #expect(call.replies.joined(separator: " ").split(separator: " ").count <= rest + 1)
        call.say("yes")
        #expect(call.performed.count == 1)
    }

    @Test func `who breaks into the closing question has heard what it is about`() {
        var call = Self.readBack()
        let whole = call.replies.joined(separator: " ").split(separator: " ").count
        call.interrupt(after: whole - 2)
        call.say("yes")
        #expect(call.performed.count == 1)
    }

    @Test func `a change in the middle of a read-back has the whole of it said again`() {
        var call = Self.readBack()
        call.interrupt(after: 4)
        call.say("make the salads two")
        #expect(call.replies.joined().contains("Lovelace"))
        call.say("yes")
        #expect(call.performed.count == 1)
    }

    @Test func `what came of it is told again to who did not hear it, and a second yes is no second wish`() {
        var call = Self.readBack()
        call.say("yes")
        let number = Spoken.recordNumber("1042")
        #expect(call.replies.joined().contains(number))
        call.interrupt(after: 1)
        call.say("yes please place the order")
        #expect(call.replies.joined().contains(number))
        #expect(call.performed.count == 1)
        call.say("no thanks")
        #expect(call.effects.contains(.end))
    }

    @Test func `who says goodbye before hearing what came of it hears it then`() {
        var call = Self.readBack()
        call.say("yes")
        call.interrupt(after: 0)
        call.say("no that's all, bye")
        #expect(call.replies.joined().contains(Spoken.recordNumber("1042")))
        #expect(call.effects.contains(.end))
    }

    @Test(arguments: [
        (
            "So: two pizzas, for Ada. The total is $12.50. Shall I place it?", "So: two pizzas, for", false,
            "For Ada. The total is $12.50. Shall I place it?"
        ),
        ("So: two pizzas. The total is $12.50. Shall I place it?", "So: two pizzas. The total is $12.50.", true, "Shall I place it?"),
        ("Shall I cancel your checkup?", "Shall I cancel", false, "Shall I cancel your checkup?"),
        ("Shall I cancel your checkup?", "Shall I cancel your", true, "Shall I cancel your checkup?"),
        ("Anything else?", "Anything else?", true, ""),
    ])
    func `the rest of a sentence begins with its clause`(sentence: String, heard: String, lacksOnlyTheRequest: Bool, rest: String) {
        let cut = CutSentence(sentence, heard: heard)
        #expect(cut.lacksOnlyTheRequest == lacksOnlyTheRequest)
        #expect(cut.rest == rest)
    }
}
