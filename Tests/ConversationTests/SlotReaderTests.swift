import Core
import Foundation
import Testing

@testable import Conversation

@Suite struct SlotReaderTests {
    private let now = LocalDateTime(LocalDate("2026-03-10")!, LocalTime("14:00")!)

    private func read(_ text: String, _ names: [Slot.Name], asked: Set<Slot.Name> = []) -> [Slot.Name: [SlotReading]] {
        let reader = SlotReader(names.map { SlotTarget(name: $0) })
        return reader.values(in: Utterance(text), asked: asked, reference: now).mapValues { $0.map(\.value) }
    }

    @Test func `A name alone tells what a slot holds`() {
        let kinds: [(Slot.Name, SlotTarget.Kind)] = [
            ("departure_city", .place), ("number_of_guests", .people), ("claimId", .reference), ("contactNumber", .reference),
            ("phonenumber", .phone), ("email_address", .email), ("last_name", .personName(.last)), ("company_name", .text),
            ("start_date", .date), ("pickup_time", .time), ("notes", .text),
        ]
        for (name, kind) in kinds { #expect(SlotTarget(name: name).kind == kind, "\(name.rawValue)") }
    }

    @Test func `Several values of one sentence each find their slot`() {
        let found = read("four of us on Friday at 7 pm", ["guests", "day", "time"])
        #expect(found["guests"] == [.number(4)])
        #expect(found["day"] == [.time(.date(LocalDate("2026-03-13")!))])
        #expect(found["time"] == [.time(.time(LocalTime("19:00")!))])
    }

    @Test func `A bare number is what was asked for`() {
        #expect(read("seven", ["guests", "time"], asked: ["time"])["time"] == [.time(.time(LocalTime("07:00")!))])
        #expect(read("seven", ["guests", "time"], asked: ["guests"])["guests"] == [.number(7)])
    }

    @Test func `Words beside a value tell whose it is`() {
        let found = read("claim number xk 12 and the policy number is 7744 90", ["policy_number", "claim_number"])
        #expect(found["claim_number"] == [.text("XK12")])
        #expect(found["policy_number"] == [.text("774490")])
    }

    @Test func `The name of a company is no person's`() {
        let found = read("my company name is Northern Lights", ["company_name", "name"])
        #expect(found["company_name"] == [.text("Northern Lights")])
        #expect(found["name"] == nil)
    }

    @Test(arguments: ["18th of November", "24th Jan 2026", "one room please", "a 3 night stay", "on the 5th 2 of us"])
    func `A day and a count are no reference`(text: String) {
        #expect(read(text, ["number", "date"])["number"] == nil)
    }

    @Test func `A reference said digit by digit is written in figures`() {
        #expect(read("one two oh double", ["claim_number"], asked: ["claim_number"])["claim_number"] == [.text("12")])
        #expect(read("it's a 5 7 1", ["claim_number"])["claim_number"] == [.text("A571")])
    }

    @Test func `A way has a beginning and an end`() {
        for text in ["from Leeds to York", "Leeds to York"] {
            let found = read(text, ["departure_city", "arrival_city"])
            #expect(found["departure_city"] == [.text("Leeds")], "\(text)")
            #expect(found["arrival_city"] == [.text("York")], "\(text)")
        }
    }

    @Test func `The days of a stay are told apart`() {
        let found = read("from the 12th of March to the 15th", ["start_date", "end_date"])
        #expect(found["start_date"] == [.time(.date(LocalDate("2026-03-12")!))])
        #expect(found["end_date"]?.count == 1)
    }

    @Test(arguments: [
        ("two adults and a child", 3), ("a party of six", 6), ("just me", 1), ("me and my wife", 2), ("a table for 4 please", 4),
        ("there are five of us", 5),
    ])
    func `Persons are counted`(text: String, count: Int) {
        #expect(read(text, ["guests"])["guests"] == [.number(.init(count))])
    }

    @Test(arguments: ["I'm meeting a friend for lunch", "it's for five in the evening", "I'm going with my sister"])
    func `A person spoken of, or an hour, is no count of persons`(text: String) {
        #expect(read(text, ["guests"])["guests"] == nil)
    }

    @Test func `A number of persons is no hour, also where the hour was asked for`() {
        let found = read("half past five for 3 people", ["guests", "time"], asked: ["time"])
        #expect(found["guests"] == [.number(3)])
        #expect(found["time"]?.count == 1)
    }

    @Test func `Adults and children are counted apart where each has a slot`() {
        let found = read("a family room for two adults and 3 kids", ["rooms", "adults", "children", "people"])
        #expect(found["rooms"] == [.number(1)])
        #expect(found["adults"] == [.number(2)])
        #expect(found["children"] == [.number(3)])
        #expect(found["people"] == nil)
    }

    @Test func `Who fills in a form says a name beside the values`() {
        let found = read("ottilie brandt and kx 4471", ["name", "booking_number"])
        #expect(found["name"] == [.text("Ottilie Brandt")])
        #expect(found["booking_number"] == [.text("KX4471")])
    }

    @Test func `An address of mail is heard without its signs`() {
        #expect(read("ottilie 12 gmailcom", ["email"])["email"] == [.text("ottilie12@gmail.com")])
    }

    @Test func `How long and from when are two things`() {
        let found = read("three nights from Friday", ["start_date", "duration"])
        #expect(found["start_date"] == [.time(.date(LocalDate("2026-03-13")!))])
        #expect(found["duration"] == [.time(.duration(seconds: 3 * 86_400))])
    }

    @Test func `Nothing is read that is not there`() {
        #expect(read("I don't know yet", ["guests", "day", "time", "email", "policy_number"]).isEmpty)
    }

    @Test func `A declared slot of a workflow takes what was read for it`() throws {
        let slot = Slot(name: "code", label: "Locker code", kind: .code(try #require(CodeFormat("AA-99"))), explanation: "")
        let reader = SlotReader([try #require(SlotTarget(slot))])
        let read = reader.values(in: Utterance("it's k l 4 2"), asked: ["code"], reference: now)["code"]?.first
        #expect(try slot.value(#require(read).value, in: .northAmerica) == .text("KL-42"))
    }
}
