import Core
import Testing

@testable import Conversation

/// Values that are said back and refused: another means each time, and an end to it.
@Suite struct RefusedValueTests {
    private func spelledInVain() -> CallPlayer {
        var call = CallPlayer(Businesses.trattoria, caller: Caller(phone: PhoneNumber("+14155550102")))
        call.say("a tiramisu for pickup and that's all")
        call.say("Jon Smyth", confidence: 0.55)
        for spelled in ["J O N, S M Y D H", "J O M, S M Y T H", "T O N, S M Y T H"]
        where call.dialogue.state.doubtful.isEmpty {
            #expect(call.dialogue.state.question == .confirm(.customerName))
            call.say("no", confidence: 0.95)
            if call.dialogue.state.doubtful.isEmpty { call.say(spelled, confidence: 0.6) }
        }
        return call
    }

    @Test func `a name refused when said and twice when spelled is written down as doubtful, and read back as such`() throws {
        var call = spelledInVain()
        #expect(call.dialogue.state.question == .lineNumber)
        call.say("yes")
        #expect(call.dialogue.state.question == .readBack)
        #expect(call.replies.joined().contains("to be checked"))
        call.say("yes")
        guard case .placeOrder(let order)? = call.performed.first?.action else {
            Issue.record("nothing was ordered")
            return
        }
        #expect(order.contact.name != nil)
        #expect(try #require(order.notes).contains("check its spelling"))
    }

    @Test func `a doubtful name that is put right at the read-back needs no check`() throws {
        var call = spelledInVain()
        call.say("yes")
        call.say("the name is Jon Smyth")
        #expect(call.dialogue.state.question == .readBack)
        call.say("yes")
        guard case .placeOrder(let order)? = call.performed.first?.action else {
            Issue.record("nothing was ordered")
            return
        }
        #expect(order.contact.name == "Jon Smyth")
        #expect(order.notes == nil)
    }

    @Test func `a number refused twice is asked for on the key pad, where it is understood`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.say("Ada Lovelace")
        for number in ["415 555 0191", "415 555 0192"] {
            call.say(number, confidence: 0.55)
            #expect(call.dialogue.state.question == .confirm(.customerPhone))
            call.say("no", confidence: 0.95)
        }
        #expect(call.replies.joined().contains("key"))
        call.take(.keys("4155550193"))
        #expect(call.value("customer_phone") == "+14155550193")
        #expect(call.dialogue.state.question == .readBack)
    }

    @Test func `what nobody gets right is left to a person, and tried again for who wants none`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for delivery and that's all")
        var persons = 0
        for round in 1...12 {
            call.say("\(round) Main Street", confidence: 0.55)
            call.say("no", confidence: 0.95)
            if call.dialogue.state.question == .person {
                persons += 1
                call.say("no", confidence: 0.95)
            }
        }
        #expect(persons >= 4)
    }

    @Test func `what sounds like a yes to what was said back is one`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.take(.speech([Hypothesis("Ann Lee", confidence: 0.55)]))
        #expect(call.dialogue.state.question == .confirm(.customerName))
        call.take(.speech([Hypothesis("yes that's write", confidence: 0.7), Hypothesis("yes that's right", confidence: 0.6)]))
        #expect(call.value("customer_name") == "Ann Lee")
        #expect(call.dialogue.state.question != .confirm(.customerName))
    }

    @Test func `letters that were lost in one answer are found in another, and a pause parts two names`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu for pickup and that's all")
        call.take(.speech(["Zivane Okpel", "Zivan Okbel"].map { Hypothesis($0, confidence: 0.5) }))
        for spelled in [["Z I V A M, O K P E L", "S I V A N, O K B E L"], ["Z I B A N, O K P E L", "Z I V A N, O K P E L"]] {
            if case .confirm? = call.dialogue.state.question { call.say("no", confidence: 0.95) }
            call.take(.speech(spelled.map { Hypothesis($0, confidence: 0.5) }))
        }
        #expect(call.value("customer_name") == "Zivan Okpel")
    }
}
