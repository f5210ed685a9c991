import Core
import Foundation
import Testing

@testable import Conversation

/// A call may be older than the build that goes on with it.
@Suite struct StoredStateTests {
    /// An order that was just read back, as it was stored before anything was known of refused and doubtful values.
    private static let readBack = """
        {"attempts":{},"caller":{"isProven":false},"declined":[],"denied":[],"digits":"","doubts":[],"hasAllLines":true,"hasReadBack":true,\
        "hasWarnedOfLeaving":false,"isTransferring":false,"listed":[],"misses":0,"needsSpelling":false,"offers":[],"phase":"gathering",\
        "question":{"readBack":{}},"refusals":0,"revision":2,"rounds":0,"said":["So: two Tiramisus, takeaway. Shall I place it?"],\
        "saidBefore":[],"silences":0,"values":{"customer_name":{"confidence":0.95,"status":"heard","value":{"text":{"_0":"John Doe"}}},\
        "customer_phone":{"confidence":0.97,"status":"heard","value":{"phone":{"_0":"+14155550101"}}},"lines":{"confidence":0.9,\
        "status":"heard","value":{"lines":{"_0":[{"item":"tiramisu","options":[],"quantity":2}]}}},"order_type":{"confidence":0.93,\
        "status":"heard","value":{"choice":{"_0":"Takeaway"}}}}}
        """

    /// An order whose name was asked for, as the first build stored it.
    private static let nameAsked = """
        {"caller":{"isProven":false},"digits":"","doubts":[],"hasAllLines":true,"hasDeclinedLineNumber":false,"hasReadBack":false,\
        "misses":1,"needsSpelling":false,"offers":[],"phase":"gathering","question":{"slot":{"_0":"customer_name"}},"revision":1,\
        "said":["What name is it under?"],"silences":0,"values":{"lines":{"confidence":0.9,"status":"heard","value":{"lines":{"_0":\
        [{"item":"tiramisu","options":[],"quantity":2}]}}},"order_type":{"confidence":0.93,"status":"heard","value":{"choice":\
        {"_0":"Takeaway"}}}}}
        """

    private func dialogue(from stored: String) throws -> Dialogue {
        let state = try JSONDecoder().decode(Dialogue.State.self, from: Data(stored.utf8))
        return Dialogue(agent: Agent(facts: Businesses.trattoria), state: state)
    }

    @Test func `what was read back under an older build is done on a yes`() throws {
        var dialogue = try dialogue(from: Self.readBack)
        let decision = dialogue.hear(.speech([Hypothesis("yes")]), at: Businesses.friday)
        guard case .perform(let request)? = decision.effects.first, case .placeOrder(let order) = request.action else {
            Issue.record("nothing was ordered")
            return
        }
        #expect(request.revision == 2)
        #expect(order.lines == [OrderLine(item: .init("tiramisu"), quantity: 2)])
        #expect(order.contact == Contact(name: "John Doe", phone: PhoneNumber("+14155550101")))
    }

    @Test func `a question asked under the first build is answered`() throws {
        var dialogue = try dialogue(from: Self.nameAsked)
        _ = dialogue.hear(.speech([Hypothesis("John Doe")]), at: Businesses.friday)
        #expect(dialogue.state.values.text(.customerName) == "John Doe")
        #expect(dialogue.state.values.lines.map(\.quantity) == [2])
        #expect(dialogue.state.question == .slot(.customerPhone))
    }

    @Test func `a state with nothing in it is a new one`() throws {
        #expect(try JSONDecoder().decode(Dialogue.State.self, from: Data("{}".utf8)) == Dialogue.State())
        #expect(try JSONDecoder().decode(Attendance.self, from: Data("{}".utf8)) == Attendance())
    }

    /// Who adds a member sets it here, and sees that it is read again.
    @Test func `every member is read as it was stored`() throws {
        let record = PastRecord(
            record: "r", number: "1042", contact: Contact(name: "John Doe"), createdAt: Businesses.friday, status: "open", isOpen: true,
            content: .ticket(subject: "A black screen"))
        let slot = OfferedSlot(start: Businesses.friday, end: Businesses.friday, token: "t")
        var state = Dialogue.State()
        state.caller = Caller(knownName: "John Doe")
        state.values = [.customerName: HeldValue(.text("John Doe"), confidence: 0.9, status: .heard)]
        state.phase = .settled
        state.revision = 2
        state.question = .readBack
        state.misses = 1
        state.refusals = 1
        state.rounds = 1
        state.silences = 1
        state.said = ["Anything else?"]
        state.saidBefore = ["Hello."]
        state.doubts = [Dialogue.Doubt(meanings: [.choice(.service, id: "blood")])]
        state.lineInFocus = 1
        state.listed = [.init("tiramisu")]
        state.hasAllLines = true
        state.declined = [.lineNumber]
        state.past = Dialogue.Past(phone: try #require(PhoneNumber("+14155550101")), records: [record])
        state.failedLookUps = 1
        state.made = record
        state.errand = Errand(purpose: .cancel)
        state.unheard = "Shall I place it?"
        state.hasReadBack = true
        state.hasWarnedOfLeaving = true
        state.needsSpelling = true
        state.wish = AvailabilityWish(weekdays: [.friday])
        state.refusedWish = AvailabilityWish(weekdays: [.monday])
        state.serviceAskedAbout = .init("blood")
        state.offers = [slot]
        state.isTransferring = true
        state.denied = [.text("Jon Doe")]
        state.refused = [.customerName: 1]
        state.doubtful = [.customerName]
        state.attempts = [.customerName: [[Hypothesis("John Doe", confidence: 0.5)]]]
        state.digits = "415"
        state.attendance = Attendance(
            readBack: "Two.", hasBegun: true, said: ["Two."], hasHeardReadBack: true, isAgreed: true, written: [.customerName])

        for (member, new) in zip(Mirror(reflecting: state).children, Mirror(reflecting: Dialogue.State()).children) {
            #expect("\(member.value)" != "\(new.value)", "\(member.label ?? "") is not set")
        }
        #expect(try JSONDecoder().decode(Dialogue.State.self, from: JSONEncoder().encode(state)) == state)
    }
}
