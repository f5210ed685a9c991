import Core
import Foundation
import Testing

@testable import Conversation

/// A postal code that an owner declares: written or spelled, checked against the form of its country.
@Suite struct PostcodeSlotTests {
    private func call(countries: [String]? = nil, phone: String = "+442079460130") -> CallPlayer {
        let slots = [
            SlotDeclaration(name: "postcode", label: "Postcode", type: .postcode, countries: countries),
            SlotDeclaration(name: "rooms", label: "Number of rooms", type: .number),
        ]
        return CallPlayer(
            BusinessFacts(
                name: "Quay Movers", kind: .custom, timeZone: .gmt, phone: PhoneNumber(phone),
                workflow: WorkflowDeclaration(name: "removal", title: "Removal", contact: false, slots: slots)))
    }

    @Test(arguments: [
        "SW1A 2AA", "it's sw1a2aa", "S W one A two A A", "Sierra Whiskey one Alpha two Alpha Alpha", "my postcode is SW1A 2AA",
    ])
    func `is taken written and spelled`(_ said: String) {
        var call = call()
        call.say(said)
        #expect(call.value("postcode") == "SW1A 2AA")
        #expect(call.value("rooms") == nil)
    }

    @Test(arguments: [
        ("NL", "1012 ab", "1012 AB"), ("NL", "one oh one two A B", "1012 AB"), ("DE", "one oh one one five", "10115"),
        ("US", "nine four one oh three", "94103"), ("US", "94103-1234", "94103-1234"), ("CA", "K 1 A 0 B 1", "K1A 0B1"),
        ("IE", "D zero two X two eight five", "D02 X285"), ("PL", "00 950", "00-950"), ("JP", "100-0001", "100-0001"),
        ("SE", "one one four five five", "114 55"), ("AU", "two oh oh oh", "2000"), ("PT", "1100 148", "1100-148"),
    ])
    func `has the form of its country`(_ country: String, _ said: String, _ code: String) {
        var call = call(countries: [country])
        call.say(said)
        #expect(call.value("postcode") == code)
    }

    @Test func `is of the country where the business is, unless others are named`() {
        var call = call(phone: "+31201234567")
        call.say("1012 AB")
        #expect(call.value("postcode") == "1012 AB")
    }

    @Test func `of several hypotheses the one that can be a code is believed`() {
        var call = call()
        call.take(.speech(["S W 1 A 2 I A", "S W 1 I 2 A A", "S W 1 A 2 A A"].map { Hypothesis($0, confidence: 0.9) }))
        #expect(call.value("postcode") == "SW1A 2AA")
    }

    @Test func `what is none of the country's is not written`() {
        var call = call()
        call.take(.edit(field: "postcode", value: "94103"))
        #expect(call.value("postcode") == nil)
        call.take(.edit(field: "postcode", value: "sw1a2aa"))
        #expect(call.value("postcode") == "SW1A 2AA")
    }

    @Test func `countries are checked in the declaration`() {
        let slots = [
            SlotDeclaration(name: "postcode", label: "Postcode", type: .postcode, countries: ["XX"]),
            SlotDeclaration(name: "colour", label: "Colour", type: .text, countries: ["GB"]),
        ]
        let violations = WorkflowDeclaration(name: "removal", title: "Removal", slots: slots).violations()
        #expect(violations.map(\.pointer) == ["#/slots/0/countries/0", "#/slots/1/countries"])
    }

    @Test(arguments: [
        ("12 Mill Lane, S W one A two A A", "12 Mill Lane, SW1A 2AA"), ("12 Mill Lane London sw1a 2aa", "12 Mill Lane London SW1A 2AA"),
        ("12 Mill Lane", "12 Mill Lane"),
    ])
    func `is written as such behind a street`(_ said: String, _ address: String) {
        #expect(AddressReader.address(in: Utterance(said), expecting: true, postcodes: [.unitedKingdom])?.value == address)
    }
}
