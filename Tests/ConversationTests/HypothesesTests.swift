import Core
import Testing

@testable import Conversation

@Suite struct HypothesesTests {
    @Test func `a less likely reading is taken when the likeliest makes no sense`() {
        var call = CallPlayer(Businesses.trattoria)
        call.take(.speech([Hypothesis("flurble wurble", confidence: 0.6), Hypothesis("a tiramisu", confidence: 0.5)]))
        #expect(call.dialogue.form.fields.first?.lines.map(\.item) == ["Tiramisu"])
    }

    @Test func `how sure the recogniser was is how sure a value is at most`() throws {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup", confidence: 0.6)
        let type = try #require(call.dialogue.form.fields.first { $0.name == "order_type" })
        #expect(try #require(type.confidence) <= 0.6)
        #expect(type.status == .needsConfirming)
    }

    @Test func `a known customer's name and number are offered, not asked`() {
        var call = CallPlayer(Businesses.trattoria, caller: Caller(phone: PhoneNumber("+14155550102"), knownName: "Ada Lovelace"))
        call.say("a tiramisu for pickup and that's all")
        #expect(call.replies.joined().contains("Ada Lovelace"))
        call.say("yes")
        #expect(call.replies.joined().contains("one oh two"))
        call.say("yes")
        #expect(call.dialogue.state.question == .readBack)
        #expect(call.value("customer_name") == "Ada Lovelace")
    }

    @Test func `a failure on our side keeps the wish and does it once`() {
        var call = CallPlayer(Businesses.trattoria)
        call.refusals = [.failed]
        call.say("a tiramisu, pickup, John Doe, 415 555 0101")
        call.say("yes")
        #expect(call.dialogue.state.question == .person)
        call.say("no")
        call.say("yes")
        #expect(call.performed.map(\.revision) == [1, 1])
        #expect(call.dialogue.state.phase == .settled)
    }
}
