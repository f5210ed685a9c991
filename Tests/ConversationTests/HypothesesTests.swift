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

    @Test func `a name that most hypotheses agree on is taken, and one they differ about is asked again`() throws {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        var doubtful = call
        call.take(.speech(["Tom Hard", "Tom Hardy", "tom hardy", "Tommy Hardy"].map { Hypothesis($0, confidence: 0.9) }))
        #expect(call.value("customer_name") == "Tom Hardy")
        doubtful.take(
            .speech(["Gwendal Prue", "Wendel Crew", "Gwen Dupree", "when do you", "Kendall Pew"].map { Hypothesis($0, confidence: 0.9) }))
        #expect(doubtful.dialogue.form.fields.first { $0.name == "customer_name" }?.status != .heard)
    }

    @Test func `what was heard at the first answer is evidence at the second`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        func hear(_ texts: String...) { call.take(.speech(texts.map { Hypothesis($0, confidence: 0.5) })) }
        hear("Gwendal Prue", "Wendel Crew", "Wendy Prewitt", "Gwen Dupree", "Kendall Pew")
        #expect(call.dialogue.state.question != .readBack)
        hear("Wanda Prewitt", "Wendy Prewett", "Wendy Prewitt")
        #expect(call.value("customer_name") == "Wendy Prewitt")
    }

    @Test func `what was said to be wrong is not proposed again, however often it was heard`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.take(.speech(["Ann Lee", "Anne Leigh"].map { Hypothesis($0, confidence: 0.55) }))
        #expect(call.dialogue.state.question == .confirm(.customerName))
        call.say("no", confidence: 0.95)
        call.take(.speech(["Ann Lee", "Anne Leigh"].map { Hypothesis($0, confidence: 0.55) }))
        #expect(call.value("customer_name") != "Ann Lee")
    }

    @Test func `a number that can be dialled is believed before one that cannot`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.say("John Doe")
        call.take(
            .speech(["four one five five five five oh one oh", "415 555 0109", "four one five five five five 0109"].map { Hypothesis($0) }))
        #expect(call.value("customer_phone") == "+14155550109")
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

    @Test(arguments: ["cancel everything please", "no", "wait please", "make it two"])
    func `a yes that may have been something else does nothing`(_ other: String) {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu, pickup, John Doe, 415 555 0101")
        call.take(.speech([Hypothesis("please", confidence: 0.53), Hypothesis(other, confidence: 0.43)]))
        #expect(call.performed.isEmpty)
        call.say("yes")
        #expect(call.performed.count == 1)
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
