import Core
import Foundation
import Testing

@testable import Conversation

@Suite struct FormTests {
    @Test func `the form shows what was heard, with how sure the agent is`() throws {
        var call = CallPlayer(Businesses.trattoria)
        call.say("two margheritas for pickup", confidence: 0.9)
        let form = call.dialogue.form
        #expect(form.workflow == "order")
        #expect(form.fields.map(\.name) == ["lines", "order_type", "customer_name", "customer_phone", "notes"])
        let lines = try #require(form.fields.first)
        #expect(lines.lines.first?.price == Businesses.dollars(3798))
        #expect(lines.status == .heard)
        #expect(form.fields[1].value == "Takeaway")
        #expect(form.fields[1].choices == ["Takeaway", "Delivery", "Dine-in"])
        #expect(form.total == Businesses.dollars(3798))
    }

    @Test func `an edit by hand is confirmed and voids the read-back`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu, pickup, John Doe, 415 555 0101")
        #expect(call.dialogue.state.question == .readBack)
        call.take(.edit(field: "lines[0]", value: "3"))
        #expect(call.dialogue.form.total == Businesses.dollars(2397))
        #expect(call.replies.joined().contains("twenty-three ninety-seven"))
        call.take(.edit(field: "customer_name", value: "Ada"))
        #expect(call.dialogue.form.fields.first { $0.name == "customer_name" }?.status == .confirmed)
        #expect(call.replies.joined().contains("Ada"))
    }

    @Test func `an edit that is no value of the field changes nothing`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu")
        let before = call.dialogue.form
        for (field, value) in [
            ("lines[7]", "2"), ("lines[0]", "many"), ("order_type", "Teleport"), ("customer_phone", "?"), ("secret", "1"),
        ] {
            call.take(.edit(field: field, value: value))
        }
        #expect(call.dialogue.form == before)
    }

    @Test func `clearing a field asks for it again`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu, pickup, John Doe, 415 555 0101")
        call.take(.edit(field: "customer_phone", value: nil))
        #expect(call.dialogue.state.question == .slot(.customerPhone))
    }

    @Test func `a line edited to zero is gone`() {
        var call = CallPlayer(Businesses.trattoria)
        call.say("a tiramisu and a caesar salad")
        call.take(.edit(field: "lines[0]", value: "0"))
        #expect(call.dialogue.form.fields.first?.lines.map(\.item) == ["Caesar Salad"])
    }
}
