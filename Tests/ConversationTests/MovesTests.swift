import Core
import Foundation
import Testing

@testable import Conversation

@Suite struct MovesTests {
    private let line: JSONValue = ["item": "Margherita Pizza", "quantity": 2, "options": ["large"]]
    private let rest: JSONValue = ["order_type": "Takeaway", "customer_name": "Ada Byron", "customer_phone": "+1 415 555 0199"]

    @Test func `what a model hears fills the form, and the dialogue asks for the rest`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("write_down", ["lines": [line]])
        #expect(call.replies == ["Two large Margherita Pizzas.", "Anything else?"])
        try call.hear("write_down", rest)
        #expect(call.value("customer_name") == "Ada Byron")
        #expect(call.replies.last?.hasSuffix("Shall I place it?") == true)
        #expect(call.performed.isEmpty)
    }

    @Test func `no call of a tool does the action, and the caller's yes does`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("write_down", ["lines": [line]])
        try call.hear("write_down", rest)
        for _ in 0..<3 {
            try call.hear("place_order", ["lines": [line]])
            #expect(call.performed.isEmpty)
            #expect(!call.replies.isEmpty)
        }
        #expect(call.dialogue.hearsItself([Hypothesis("yes please")], at: Businesses.friday))
        call.say("yes please")
        #expect(call.performed.count == 1)
    }

    @Test func `a change after the read-back is read back before it is done`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("place_order", .object(["lines": [line]].merging(rest.members) { $1 }))
        try call.hear("write_down", ["lines": [["item": "Tiramisu", "quantity": 1]]])
        #expect(call.performed.isEmpty)
        #expect(call.replies.last?.hasSuffix("Shall I place it?") == true || call.replies.last?.hasSuffix("now?") == true)
        call.say("yes")
        guard case .placeOrder(let draft)? = call.performed.first?.action else {
            Issue.record("nothing was ordered")
            return
        }
        #expect(draft.lines.map(\.item) == [.init("tiramisu")])
    }

    @Test func `an order that is complete is not asked for more`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("place_order", ["lines": [line]])
        #expect(call.replies.last == "Is that for pickup, delivery, or to eat here?")
    }

    @Test func `what a model answers is followed by what was asked`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("write_down", ["lines": [line]])
        call.take(.interpreted(Interpretation(moves: [], said: ["We close at ten."])))
        #expect(call.replies.count == 1)
        #expect(Sentences.moreLines.contains(call.replies[0]))
        call.take(.interpreted(Interpretation(moves: [], said: ["Do you mean the small or the large one?"])))
        #expect(call.replies.isEmpty)
    }

    @Test func `a yes to what a model has asked is a yes to nothing else`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("place_order", .object(["lines": [line]].merging(rest.members) { $1 }))
        call.take(.interpreted(Interpretation(moves: [], said: ["Would you like to hear about our desserts?"])))
        #expect(!call.dialogue.hearsItself([Hypothesis("yes")], at: Businesses.friday))
        call.say("yes")
        #expect(call.performed.isEmpty, "the model has failed, and the dialogue cannot know what the yes is to")
        #expect(call.replies.last?.hasSuffix("?") == true)
        call.say("yes")
        #expect(call.performed.count == 1, "the dialogue has asked itself meanwhile")
    }

    @Test func `a dialogue goes on with what a model has heard, and a model with what the dialogue has`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("write_down", ["lines": [line]])
        call.say("a tiramisu as well")
        call.say("pickup, my name is Ada Byron")
        try call.hear("write_down", ["customer_phone": "4155550199"])
        call.say("yes")
        guard case .placeOrder(let draft)? = call.performed.first?.action else {
            Issue.record("nothing was ordered")
            return
        }
        #expect(draft.lines.map(\.quantity) == [2, 1])
        #expect(draft.contact.name == "Ada Byron")
    }

    @Test func `a name that was badly heard is confirmed, whoever heard it`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("place_order", .object(["lines": [line]].merging(rest.members) { $1 }), confidence: 0.5)
        #expect(call.dialogue.form.fields.first { $0.name == "customer_name" }?.status == .needsConfirming)
        #expect(call.performed.isEmpty)
    }

    @Test func `only free times that were offered are taken`() throws {
        let free = Businesses.friday.addingTimeInterval(3 * 86_400)
        var call = CallPlayer(Businesses.clinic, free: [free, free.addingTimeInterval(3600)])
        #expect(throws: Problem.self) { try call.hear("write_down", ["start": "2026-01-12T10:00:00-05:00"]) }
        try call.hear("find_slots", ["service": "Blood Test", "from": "2026-01-12"])
        #expect(call.replies.last == "I have Monday the twelfth at ten o'clock or at eleven o'clock. Which suits you?")
        try call.hear("write_down", ["start": "2026-01-12T10:00:00-05:00"])
        #expect(call.value("start") == "2026-01-12T10:00:00-05:00")
    }

    @Test func `a problem told to a model has a line that sums it up`() throws {
        var call = CallPlayer(Businesses.helpDesk)
        try call.hear("write_down", ["description": "My screen stays black since this morning.", "category": "Technical Issues"])
        #expect(call.value("subject")?.isEmpty == false)
        #expect(call.value("priority") == "High")
    }

    @Test(
        arguments: [
            ("place_lunch", [:]), ("find_slots", ["service": "Blood Test"]),
            ("write_down", ["lines": [["item": "Lobster", "quantity": 1]]]),
            ("write_down", ["total": 5]), ("write_down", [1]),
        ] as [(String, JSONValue)])
    func `what the workflow does not allow is refused with a reason`(_ tool: String, _ arguments: JSONValue) {
        let call = CallPlayer(Businesses.trattoria)
        let problem = #expect(throws: Problem.self) { try call.dialogue.moves(calling: tool, with: arguments, at: Businesses.friday) }
        #expect(problem?.detail.isEmpty == false)
    }

    @Test func `a wish for no day that exists is refused`() {
        let call = CallPlayer(Businesses.clinic)
        for wish in [["from": "2026-02-30"], ["time": "25:00"]] as [JSONValue] {
            #expect(throws: Problem.self) { try call.dialogue.moves(calling: "find_slots", with: wish, at: Businesses.friday) }
        }
    }

    @Test func `who asks for a person gets one, and who goes early is warned once`() throws {
        var call = CallPlayer(Businesses.trattoria, now: Businesses.friday.addingTimeInterval(4 * 3600))
        try call.hear("write_down", ["lines": [line]])
        try call.hear("hang_up", [:])
        #expect(!call.effects.contains(.end))
        try call.hear("hang_up", [:])
        #expect(call.effects.contains(.end))

        var other = CallPlayer(Businesses.trattoria, now: Businesses.friday.addingTimeInterval(4 * 3600))
        try other.hear("transfer_to_person", [:])
        #expect(other.effects.contains { if case .transfer = $0 { true } else { false } })
    }

    @Test(arguments: ["yes", "no thanks", "that's all", "goodbye", "say that again please", "", "where is my order", "same as last time"])
    func `steering words, and what is about the books, are heard by the workflow itself`(_ words: String) {
        let call = CallPlayer(Businesses.trattoria)
        #expect(call.dialogue.hearsItself([Hypothesis(words)], at: Businesses.friday))
    }

    @Test func `digits are heard by the workflow itself, a piece at a time`() throws {
        var call = CallPlayer(Businesses.trattoria)
        try call.hear("place_order", ["lines": [line], "order_type": "Takeaway", "customer_name": "Ada Byron"])
        #expect(call.dialogue.hearsItself([Hypothesis("four one five")], at: Businesses.friday))
        #expect(call.dialogue.hearsItself([Hypothesis("415 555 0199")], at: Businesses.friday))
        #expect(!call.dialogue.hearsItself([Hypothesis("415 555 0199 and add a tiramisu")], at: Businesses.friday))
    }

    @Test(arguments: ["yes but make it large", "two tiramisu", "what is in the funghi", "my name is Ada"])
    func `words that carry something are a model's to hear`(_ words: String) {
        let call = CallPlayer(Businesses.trattoria)
        #expect(!call.dialogue.hearsItself([Hypothesis(words)], at: Businesses.friday))
    }
}

extension CallPlayer {
    /// A model hears the caller and calls a tool.
    fileprivate mutating func hear(_ tool: String, _ arguments: JSONValue, confidence: Double = 1) throws {
        let moves = try dialogue.moves(calling: tool, with: arguments, at: Businesses.friday)
        take(.interpreted(Interpretation(moves: moves, confidence: confidence)))
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
}
