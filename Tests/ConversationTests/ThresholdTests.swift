import Core
import Foundation
import Testing

@testable import Conversation

/// Each business decides how sure the agent must be: to take a value, to ask about it on its own, or to ask again.
@Suite struct ThresholdTests {
    private static let order = "a tiramisu, pickup, John Doe, 415 555 0101"

    private func call(accept: Double, confirm: Double) -> CallPlayer {
        var facts = Businesses.trattoria
        facts.thresholds = BusinessFacts.Thresholds(accept: accept, confirm: confirm)
        return CallPlayer(facts)
    }

    @Test(arguments: [
        (0.9, Form.Status.heard), (0.6, .heard), (0.5, .needsConfirming), (0.41, .needsConfirming), (0.3, .empty),
    ])
    func `a value is taken, asked about or asked for again by how sure it is`(_ confidence: Double, _ status: Form.Status) {
        var call = call(accept: 0.5, confirm: 0.35)
        call.say("pickup", confidence: confidence)
        #expect(call.dialogue.form.fields.first { $0.name == "order_type" }?.status == status)
    }

    @Test func `a cautious business asks about what an easy one takes`() {
        var cautious = call(accept: 0.99, confirm: 0.4)
        var easy = call(accept: 0.3, confirm: 0.2)
        for sentence in ["a tiramisu and that's all", "pickup"] {
            cautious.say(sentence, confidence: 0.8)
            easy.say(sentence, confidence: 0.8)
        }
        #expect(cautious.dialogue.state.question == .confirm(.orderType))
        #expect(easy.dialogue.state.question == .slot(.customerName))
    }

    @Test func `a value that was asked about is confirmed by a yes and dropped by a no`() {
        for (answer, value) in [("yes", "Takeaway"), ("no", nil)] {
            var call = call(accept: 0.99, confirm: 0.4)
            call.say("a tiramisu and that's all")
            call.say("pickup", confidence: 0.8)
            call.say(answer)
            #expect(call.value("order_type") == value)
        }
    }

    @Test(arguments: [(0.7, 0), (0.9, 1)])
    func `a yes must be heard as well as the business wants`(_ confidence: Double, _ done: Int) {
        var call = call(accept: 0.9, confirm: 0.8)
        call.say(Self.order)
        for field in ["customer_name", "customer_phone", "order_type"] {
            call.take(.edit(field: field, value: call.value(field)))
        }
        while case .confirm? = call.dialogue.state.question { call.say("yes") }
        #expect(call.dialogue.state.question == .readBack)
        call.say("yes", confidence: confidence)
        #expect(call.performed.count == done)
    }

    @Test func `a name hardly heard is asked to be spelled, and its letters are taken`() {
        var call = call(accept: 0.6, confirm: 0.5)
        call.say("a tiramisu for pickup and that's all")
        call.say("Siobhan Byrne", confidence: 0.4)
        #expect(call.replies.joined().contains("spell your name"))
        call.say("S I O B H A N, Byrne with a Y")
        #expect(call.value("customer_name") == "Siobhan Byrne")
    }

    private static let agreed = ["Walter Simmons", "walter simmons", "Walter Simmons please"]

    /// Asks for a name and, unless nothing else is missing, for a choice after it.
    private func form(identity: Double? = nil, asksMore: Bool = true) -> CallPlayer {
        var slots = [SlotDeclaration(name: "owner", label: "Owner", type: .name, prompts: ["Who owns it?"])]
        if asksMore {
            slots.append(
                SlotDeclaration(name: "size", label: "Size", type: .choice, choices: [.init(name: "Grand"), .init(name: "Upright")]))
        }
        return CallPlayer(
            BusinessFacts(
                name: "Tuning", kind: .custom, timeZone: .gmt,
                workflow: WorkflowDeclaration(name: "tuning", title: "Tuning", contact: false, slots: slots),
                thresholds: BusinessFacts.Thresholds(identity: identity)))
    }

    @Test func `a name is said back with a question before anything else is asked`() {
        var call = form()
        call.say("Walter Simmons", confidence: 0.95)
        #expect(call.dialogue.state.question == .confirm("owner"))
        #expect(call.replies.joined().contains("Walter Simmons"))
        call.say("yes")
        #expect(call.dialogue.state.question == .slot("size"))
    }

    @Test func `where nothing else is asked the read-back is that question`() {
        var call = form(asksMore: false)
        call.say("Walter Simmons", confidence: 0.95)
        #expect(call.dialogue.state.question == .readBack)
        #expect(call.replies.joined().contains("Walter Simmons"))
    }

    @Test func `a name that was typed was not misheard`() {
        var call = form()
        call.say("Walter Simmons")
        #expect(call.dialogue.state.question == .slot("size"))
    }

    @Test func `a business decides how clear a name must be to be taken, and it is said along with what is asked next`() {
        var easy = form(identity: 0.6)
        easy.say("Walter Simmons", confidence: 0.95)
        #expect(easy.dialogue.state.question == .slot("size"))
        #expect(easy.replies.joined().contains("Walter Simmons"))
    }

    @Test func `a threshold for names that was left out is the usual one, or that for anything if it is more`() throws {
        func thresholds(_ text: String) throws -> BusinessFacts.Thresholds {
            try JSONDecoder().decode(BusinessFacts.Thresholds.self, from: Data(text.utf8))
        }
        #expect(try thresholds(#"{"accept": 0.6, "confirm": 0.4}"#).identity == 0.94)
        #expect(try thresholds(#"{"accept": 0.97, "confirm": 0.4}"#).identity == 0.97)
        #expect(try thresholds(#"{"accept": 0.6, "confirm": 0.4, "identity": 0.8}"#).identity == 0.8)
    }

    @Test func `a caller's own name that all hypotheses agree on is mentioned, and one that they differ about is asked again`() {
        var call = call(accept: 0.6, confirm: 0.4)
        call.say("a tiramisu for pickup and that's all")
        call.take(.speech(Self.agreed.map { Hypothesis($0, confidence: 0.93) }))
        #expect(call.dialogue.state.question == .slot(.customerPhone))
        #expect(call.replies.joined().contains("Walter Simmons"))
    }
}
