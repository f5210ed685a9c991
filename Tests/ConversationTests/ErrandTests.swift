import Core
import Foundation
import Testing

@testable import Conversation

/// What callers want with what is in the books already.
@Suite struct ErrandTests {
    private static let line = PhoneNumber("+14155550102")!
    private static let ada = Contact(name: "Ada Lovelace", phone: line)
    private static let onHerLine = Caller(phone: line, knownName: "Ada Lovelace", isProven: true)

    private static let checkup = PastRecord(
        record: "apt_1", number: "1006", contact: ada, createdAt: Businesses.friday - 86_400, status: "booked", isOpen: true,
        content: .appointment(service: .init("checkup"), name: "Annual Checkup", start: moment("2026-01-13", 9, 15)))
    private static let bloodTest = PastRecord(
        record: "apt_2", number: "1007", contact: ada, createdAt: Businesses.friday - 3600, status: "booked", isOpen: true,
        content: .appointment(service: .init("blood"), name: "Blood Test", start: moment("2026-01-15", 11, 0)))
    private static let ticket = PastRecord(
        record: "tkt_1", number: "77", contact: ada, createdAt: Businesses.friday - 3600, status: "open", isOpen: true,
        content: .ticket(subject: "Locked out"))
    private static let order = PastRecord(
        record: "ord_1", number: "1040", contact: ada, createdAt: Businesses.friday - 86_400, status: "being prepared", isOpen: true,
        content: .order(
            PastOrder(
                lines: [
                    .init(item: "Margherita Pizza", quantity: 2, options: ["large", "no basil"]), .init(item: "Panna Cotta", quantity: 1),
                ], type: .delivery, address: "12 Main Street")))

    private static func moment(_ day: String, _ hour: Int, _ minute: Int) -> Date {
        guard let date = LocalDate(day), let time = LocalTime(hour: hour, minute: minute) else { return .distantPast }
        return Date(date, time, in: Businesses.newYork)
    }

    // MARK: Appointments

    @Test func `when it is, is told on the caller's own line at once`() {
        var call = CallPlayer(Businesses.surgery, caller: Self.onHerLine, past: [Self.checkup])
        call.say("when is my appointment?")
        #expect(call.replies.joined().contains("Annual Checkup is on Tuesday the thirteenth at quarter past nine"))
    }

    @Test func `a number that anybody may give opens the books only with the name`() {
        var call = CallPlayer(Businesses.surgery, past: [Self.checkup])
        call.say("when is my appointment?")
        call.say("415 555 0102")
        #expect(call.dialogue.state.question == .slot(.customerName))
        call.say("John Smith")
        #expect(!call.replies.joined().contains("Checkup"))

        var hers = CallPlayer(Businesses.surgery, past: [Self.checkup])
        for words in ["when is my appointment?", "415 555 0102", "Ada Lovelace"] { hers.say(words) }
        #expect(hers.replies.joined().contains("Checkup"))
    }

    @Test(arguments: [ErrandTests.checkup.contact, Contact(name: "Grace Hopper", phone: line)])
    func `whoever may be anybody tries three numbers and is given to a person`(contact: Contact) {
        var record = Self.checkup
        record.contact = contact
        var call = CallPlayer(Businesses.surgery, past: [record])
        for number in ["1003", "1004", "1005"] {
            call.say("when is my appointment number \(number)?")
            if call.dialogue.state.question == .slot(.customerPhone) { call.say("415 555 0102") }
            #expect(call.replies.joined().contains("no appointment \(Spoken.recordNumber(number))"), "\(call.replies)")
            call.say("no")
        }
        call.say("when is my appointment number 1006?")
        #expect(!call.replies.joined().contains("Checkup"))
        #expect(call.dialogue.state.question == .person)
        // Another number of the telephone is no new beginning, and neither is another wish.
        call.say("no")
        call.say("when is my appointment number 1006? It's 415 555 0102")
        #expect(!call.replies.joined().contains("Checkup"))
    }

    @Test func `on the caller's own line any number of numbers may be wrong`() {
        var call = CallPlayer(Businesses.surgery, caller: Self.onHerLine, past: [Self.checkup])
        for number in ["1001", "1002", "1003", "1004"] {
            call.say("when is my appointment number \(number)?")
            call.say("no")
        }
        call.say("when is my appointment number 1006?")
        #expect(call.replies.joined().contains("Checkup"))
    }

    @Test func `a cancellation is read back and needs a yes`() {
        var call = CallPlayer(Businesses.surgery, caller: Self.onHerLine, past: [Self.bloodTest, Self.checkup])
        call.say("I need to cancel my appointment on Thursday")
        #expect(call.replies.joined().contains("Blood Test"))
        #expect(call.performed.isEmpty)
        call.say("yes")
        #expect(call.performed.map(\.action) == [.cancelAppointment(RecordReference(record: "apt_2", phone: Self.line))])
        #expect(call.replies.joined().contains("is cancelled"))
    }

    @Test func `of several it is asked which one`() {
        var call = CallPlayer(Businesses.surgery, caller: Self.onHerLine, past: [Self.bloodTest, Self.checkup])
        call.say("please cancel my appointment")
        #expect(call.dialogue.state.question == .record)
        call.say("the blood test")
        #expect(call.dialogue.state.question == .cancelling)
        call.say("no, leave it")
        #expect(call.performed.isEmpty)
    }

    @Test func `an appointment is moved like a new one is booked, and keeps its number`() throws {
        let free = [Self.moment("2026-01-16", 10, 0)]
        var call = CallPlayer(Businesses.surgery, caller: Self.onHerLine, free: free, past: [Self.checkup])
        call.say("can you move my checkup appointment to next Friday at ten")
        #expect(call.replies.joined().contains("Shall I move it"))
        call.say("yes")
        guard case .moveAppointment(let reference, let draft)? = call.performed.first?.action else {
            Issue.record("nothing was moved")
            return
        }
        #expect(reference.record == "apt_1")
        #expect(draft.slot?.start == free[0])
        #expect(call.replies.joined().contains("ten oh six"))
    }

    @Test func `what was just booked can be moved and cancelled in the same call`() {
        let free = [Self.moment("2026-01-12", 9, 0), Self.moment("2026-01-13", 9, 0)]
        var call = CallPlayer(Businesses.surgery, free: free)
        for words in ["a blood test on Monday at nine", "Ada Lovelace, 415 555 0102", "yes", "could you make it Tuesday instead", "yes"] {
            call.say(words)
        }
        for words in ["yes", "cancel it", "yes"] where call.performed.count < 3 { call.say(words) }
        #expect(call.performed.map(\.action.verb) == ["book", "move", "cancel"])
        #expect(call.performed.map(\.revision) == [1, 2, 3])
    }

    // MARK: Orders

    @Test func `the usual is what was ordered last, as far as it can be had`() {
        var call = CallPlayer(Businesses.trattoria, caller: Self.onHerLine, past: [Self.order])
        call.say("the usual please")
        #expect(call.replies.joined().contains("Panna Cotta we don't have today"))
        #expect(call.dialogue.form.fields.first?.lines.map(\.options) == [["large", "no basil"]])
        call.say("that's all, delivery please")
        #expect(call.replies.joined().contains("12 Main Street"))
        call.say("yes")
        #expect(call.value("delivery_address") == "12 Main Street")
    }

    @Test func `how an order stands is told in the middle of another`() {
        var call = CallPlayer(Businesses.trattoria, caller: Self.onHerLine, past: [Self.order])
        call.say("a tiramisu")
        call.say("oh, and what is the status of my order from yesterday?")
        #expect(call.replies.joined().contains("ten forty is being prepared"))
        #expect(call.dialogue.state.values.lines.count == 1)
    }

    // MARK: Tickets

    @Test func `an open ticket is offered to whoever calls again`() {
        var call = CallPlayer(Businesses.helpDesk, caller: Self.onHerLine, past: [Self.ticket])
        call.say("I still can't log in to my account")
        #expect(call.dialogue.state.question == .openTicket)
        call.say("yes")
        #expect(
            call.performed.map(\.action) == [
                .addToTicket(RecordReference(record: "tkt_1", phone: Self.line), text: "I still can't log in to my account")
            ])
    }

    @Test func `another problem is another ticket`() {
        var call = CallPlayer(Businesses.helpDesk, caller: Self.onHerLine, past: [Self.ticket])
        call.say("my printer is broken")
        call.say("no")
        #expect(call.dialogue.state.question == .knownName)
    }

    @Test(arguments: ["what's the status of ticket 77", "any news on ticket number seventy seven?"])
    func `a ticket is found by its number and the telephone number`(_ words: String) {
        var call = CallPlayer(Businesses.helpDesk, past: [Self.ticket])
        call.say(words)
        call.say("415 555 0102")
        #expect(call.replies.joined().contains("Locked out"))
    }

}

extension ActionRequest.Action {
    fileprivate var verb: String {
        switch self {
        case .placeOrder, .openTicket: "make"
        case .bookAppointment: "book"
        case .moveAppointment: "move"
        case .cancelAppointment, .cancelOrder: "cancel"
        case .addToTicket: "add"
        case .submit: "submit"
        case .promiseCallBack: "promise"
        }
    }
}
