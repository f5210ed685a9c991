import Core
import Foundation
import Testing

@testable import Conversation

/// A date of birth that an owner declares: said in any form, said back with its year, and checked.
@Suite struct BirthDateSlotTests {
    private func call(in zone: String = "Europe/London", phone: String = "+442079460130") -> CallPlayer {
        let slots = [
            SlotDeclaration(name: "born", label: "Date of birth", type: .birthDate),
            SlotDeclaration(name: "first_day", label: "First day", type: .date, earliest: .days(0)),
        ]
        return CallPlayer(
            BusinessFacts(
                name: "Harbour Rowing Club", kind: .custom, timeZone: TimeZone(identifier: zone) ?? .gmt, phone: PhoneNumber(phone),
                workflow: WorkflowDeclaration(name: "membership", title: "Membership", contact: false, slots: slots)))
    }

    @Test(arguments: ["the third of May 1965", "3rd May 1965", "03 05 19 65", "I was born on the third of May nineteen sixty-five"])
    func `is taken in any form, and no other date with it`(_ said: String) {
        var call = call()
        call.say(said)
        #expect(call.value("born") == "1965-05-03")
        #expect(call.value("first_day") == nil)
        #expect(call.dialogue.state.question == .slot("first_day"))
    }

    @Test func `figures are read in the order of the country`() {
        var call = call(in: "America/New_York", phone: "+12125550130")
        call.say("03 05 1965")
        #expect(call.value("born") == "1965-03-05")
    }

    @Test func `is said back with its year before anything else is asked`() {
        var call = call()
        call.say("the third of May 1965", confidence: 0.95)
        #expect(call.dialogue.state.question == .confirm("born"))
        #expect(call.replies.joined().contains("third of May 1965"))
        call.say("no, the thirteenth of May 1965", confidence: 0.95)
        #expect(call.value("born") == "1965-05-13")
    }

    @Test func `of several hypotheses the one that most of them mean is believed`() {
        var call = call()
        call.take(
            .speech(
                ["3rd of May 1916", "3rd of May 1965", "the 3rd of May 1965", "3rd May 1965"].map { Hypothesis($0, confidence: 0.8) }))
        #expect(call.value("born") == "1965-05-03")
    }

    @Test func `nobody is born tomorrow`() {
        var call = call()
        call.take(.edit(field: "born", value: "2090-01-01"))
        #expect(call.value("born") == nil)
    }
}
