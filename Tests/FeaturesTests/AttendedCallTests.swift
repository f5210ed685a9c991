import Conversation
import Core
import Foundation
import Storage
import Testing

@testable import Features

/// Calls whose conversation an attendant holds: what its tools do, and what they do not.
@Suite struct AttendedCallTests {
    private struct Call {
        let session: CallSession
        let tenant: Tenant

        func caller(_ words: String) async throws { try await session.overhear(words, medium: .voice) }
        @discardableResult
        func attendant(_ words: String) async throws -> String? { try await session.overhear(attendant: words) }

        func tool(_ name: String, _ arguments: JSONValue = [:], invocation: String? = nil) async throws -> ToolAnswer {
            try await session.call(name, with: arguments, invocation: invocation)
        }

        var orders: [Order] { get async throws { try await RecordLists.orders(after: nil, limit: 10, in: tenant).data } }

        var events: [CallEvent.Kind] {
            get async throws {
                try await tenant.read { transaction in try transaction.events(of: session.id, after: 0, limit: 1_000).map(\.kind) }
            }
        }

        var form: Form {
            get async throws {
                let form = try await events.compactMap { kind in if case .understood(let form, _) = kind { form } else { nil } }.last
                return try #require(form)
            }
        }
    }

    private let platform: TestPlatform
    private let call: Call

    init() async throws {
        platform = try await TestPlatform()
        call = try await Self.attendedCall(in: platform.trattoria(), of: platform)
    }

    private static func attendedCall(in tenant: Tenant, of platform: TestPlatform) async throws -> Call {
        let started = try await platform.calls.start(from: PhoneNumber("+14155550123"), over: .phone, in: tenant)
        let session = await platform.calls.session(started.id, in: tenant)
        try await session.begin(with: Attendant(name: "ultravox", reference: "u-\(started.id)"), toldOf: session.briefing().version)
        return Call(session: session, tenant: tenant)
    }

    private let whole: JSONValue = [
        "lines": [["item": "Lasagne", "quantity": 2]], "order_type": "Takeaway", "customer_name": "Ada Byron",
        "customer_phone": "415 555 0101",
    ]

    /// What an answer tells to be said.
    private func words(in answer: ToolAnswer) throws -> String {
        String(try #require(answer.text.split(separator: "\"").dropFirst().first))
    }

    /// Everything up to the read-back, which the attendant has said.
    private func readBack() async throws -> String {
        try await call.caller("two lasagne to pick up please, Ada Byron, four one five five five five oh one oh one")
        let words = try words(in: await call.tool("place_order", whole))
        try await call.attendant(words)
        return words
    }

    @Test func `An order is placed after the yes to what was read back, and in the same transaction logged`() async throws {
        let words = try await readBack()
        #expect(words.contains("two Lasagne") && words.contains("Shall I place it?"))
        #expect(try await call.orders.isEmpty)
        try await call.caller("yes please")
        let answer = try await call.tool("place_order")
        #expect(!answer.isRefused && answer.text.contains("order"))
        let order = try #require(try await call.orders.first)
        #expect(order.lines.map(\.quantity) == [2] && order.customerName == "Ada Byron")
        let names = try await call.events.map(\.name)
        #expect(names.prefix(2) == ["started", "attended"])
        #expect(names.suffix(4) == ["toolCalled", "actionRequested", "actionDone", "understood"])
    }

    @Test(
        arguments: [
            nil, "no", "yes but make it three", "make it three lasagne", "wait", "what's in it", "yes or no I don't know", "thanks",
            "what did you say",
        ])
    func `Nothing is done without a plain yes`(words: String?) async throws {
        _ = try await readBack()
        if let words { try await call.caller(words) }
        #expect(try await call.tool("place_order").isRefused)
        #expect(try await call.orders.isEmpty)
    }

    @Test func `A yes to something else is no yes to the order`() async throws {
        let words = try await readBack()
        try await call.attendant("Would you like some wine with that?")
        try await call.caller("yes")
        #expect(try await call.tool("place_order").isRefused)
        try await call.attendant(words)
        try await call.attendant("Would you like me to place the order?")
        try await call.caller("yes")
        #expect(try await !call.tool("place_order").isRefused)
        #expect(try await call.orders.count == 1)
    }

    @Test func `A yes before the read-back, or to half of it, counts for nothing`() async throws {
        let words = try words(in: await call.tool("place_order", whole))
        try await call.caller("yes")
        #expect(try await call.tool("place_order").isRefused)
        try await call.attendant(String(words.prefix(words.count / 2)))
        try await call.caller("yes")
        #expect(try await call.tool("place_order").isRefused)
        #expect(try await call.orders.isEmpty)
    }

    @Test(arguments: [true, false]) func `A change after the yes voids it`(byHand: Bool) async throws {
        _ = try await readBack()
        try await call.caller("yes")
        if byHand {
            let notice = try #require(try await call.session.editWhileAttended("lines[0]", to: "3"))
            #expect(notice.contains("changed by hand"))
        } else {
            _ = try await call.tool("write_down", ["lines": [["item": "Lasagne", "quantity": 3]]])
        }
        let answer = try await call.tool("place_order")
        #expect(answer.text.contains("three Lasagne"))
        #expect(try await call.orders.isEmpty)
        try await call.attendant(try words(in: answer))
        try await call.caller("yes")
        _ = try await call.tool("place_order")
        #expect(try await call.orders.first?.lines.map(\.quantity) == [3])
    }

    @Test func `What is done is not done twice, however often it is asked for`() async throws {
        _ = try await readBack()
        try await call.caller("yes")
        let first = try await call.tool("place_order", invocation: "i1")
        #expect(try await call.tool("place_order", invocation: "i1") == first)
        for arguments in [[:], whole] {
            #expect(try await call.tool("place_order", arguments).text.contains("done already"))
        }
        // Another process answers the repeat from the log.
        let other = await platform.otherProcess().session(call.session.id, in: call.tenant)
        #expect(try await other.call("place_order", with: [:], invocation: "i1") == first)
        #expect(try await call.orders.count == 1)
    }

    @Test func `A yes that is heard a moment after the tool still counts`() async throws {
        _ = try await readBack()
        async let answer = call.tool("place_order")
        try await call.caller("yes")
        #expect(try await !answer.isRefused)
        #expect(try await call.orders.count == 1)
    }

    @Test func `What is missing is said, and what is wrong`() async throws {
        let missing = try await call.tool("place_order", ["lines": [["item": "Lasagne", "quantity": 1]]])
        #expect(missing.text.contains("pickup, delivery"))
        let wrong = try await call.tool("write_down", ["lines": [["item": "Sushi", "quantity": 1]]])
        #expect(wrong.isRefused && wrong.text.contains("not on the menu"))
        #expect(try await call.tool("make_coffee").isRefused)
        #expect(try await call.form.fields.first { $0.name == "lines" }?.lines.map(\.item) == ["Lasagne"])
    }

    @Test func `The form fills from what is said alone, and what was written down stays`() async throws {
        try await call.caller("I'd like two lasagne for pickup")
        #expect(try await call.form.fields.first { $0.name == "lines" }?.lines.map(\.quantity) == [2])
        #expect(try await call.form.fields.first { $0.name == "order_type" }?.value == "Takeaway")
        _ = try await call.tool("write_down", ["lines": [["item": "Lasagne", "quantity": 1]]])
        try await call.caller("two lasagne")
        #expect(try await call.form.fields.first { $0.name == "lines" }?.lines.map(\.quantity) == [1])
    }

    @Test func `A tool that runs away is stopped and told so, until the caller speaks`() async throws {
        var answers: [ToolAnswer] = []
        for _ in 1...300 { answers.append(try await call.tool("write_down", ["customer_name": "Ada Byron"])) }
        #expect(answers.prefix(ToolBreaker.mostATurn).allSatisfy { !$0.isRefused })
        #expect(answers.dropFirst(ToolBreaker.mostATurn).allSatisfy { $0.isRefused && $0.text.contains("Stop") })
        #expect(try await call.events.count { $0.name == "toolCalled" } == ToolBreaker.mostATurn + 2)
        #expect(try await call.form.fields.first { $0.name == "customer_name" }?.value == "Ada Byron")
    }

    @Test func `A lost attendant's call goes on where it stood, and says so`() async throws {
        _ = try await readBack()
        await call.session.handBack(because: "the socket broke")
        let answer = try #require(try await call.session.begin())
        #expect(answer.replies.first?.contains("sorry") == true && answer.replies.last?.contains("two Lasagne") == true)
        #expect(try await call.tool("place_order").isRefused)
        _ = try await call.session.hear([Hypothesis("yes")], medium: .voice)
        #expect(try await call.orders.count == 1)
        #expect(try await call.events.contains(.handedBack(reason: "the socket broke")))
    }

    @Test func `An attendant that could not be had leaves a greeting and its reason`() async throws {
        let tenant = call.tenant
        let started = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(started.id, in: tenant)
        await session.handBack(because: "402")
        #expect(try await session.begin()?.replies.isEmpty == false)
        let kinds = try await tenant.read { try $0.events(of: started.id, after: 0, limit: 9).map(\.kind.name) }
        #expect(kinds.prefix(2) == ["started", "handedBack"])
    }

    @Test(arguments: [true, false]) func `What fills the wait for an attendant stands behind the beginning`(comes: Bool) async throws {
        let started = try await platform.calls.start(from: nil, over: .browser, in: call.tenant)
        let session = await platform.calls.session(started.id, in: call.tenant)
        try await session.filled(with: "One moment, please.", reason: "a test")
        if comes {
            try await session.begin(with: Attendant(name: "ultravox", reference: "u-2"), toldOf: 1)
        } else {
            await session.handBack(because: "503")
            _ = try await session.begin()
        }
        let kinds = try await call.tenant.read { try $0.events(of: started.id, after: 0, limit: 9).map(\.kind.name) }
        #expect(kinds.prefix(3) == ["started", "filled", comes ? "attended" : "handedBack"])
    }

    @Test func `Only a free time that was found can be booked`() async throws {
        let clinic = try await Self.attendedCall(in: platform.clinic(), of: platform)
        let early = try await clinic.tool("write_down", ["start": "2026-11-23T09:00:00-05:00"])
        #expect(early.isRefused && early.text.contains("find_slots"))
        let found = try await clinic.tool("find_slots", ["service": "Consultation", "from": "2026-11-23"])
        let start = try #require(found.text.firstMatch(of: /\d{4}-\d\d-\d\dT[\d:+-]+/)).output
        let answer = try await clinic.tool(
            "book_appointment", ["start": .string(String(start)), "customer_name": "Ada Byron", "customer_phone": "415 555 0101"])
        try await clinic.attendant(try words(in: answer))
        try await clinic.caller("yes")
        #expect(try await !clinic.tool("book_appointment").isRefused)
        #expect(try await RecordLists.appointments(after: nil, limit: 9, in: clinic.tenant).data.count == 1)
    }

    @Test func `The tools are those of the workflow, told for who speaks`() async throws {
        let briefing = try await call.session.briefing()
        #expect(briefing.tools.map(\.name) == ["write_down", "place_order", "transfer_to_person", "hang_up"])
        #expect(briefing.greeting == nil && briefing.instructions.text.contains("Lasagne"))
    }

    @Test func `An attendant is told when it claims what is not done, and not for ever`() async throws {
        let words = try await readBack()
        #expect(try await call.attendant(words) == nil)
        #expect(try await call.attendant("Shall I have it placed?") == nil)
        for _ in 1...3 { #expect(try await call.attendant("Your order has been placed.")?.contains("place_order") == true) }
        #expect(try await call.attendant("Your order has been placed.") == nil)
        try await call.attendant(words)
        try await call.caller("yes")
        _ = try await call.tool("place_order")
        #expect(try await call.attendant("Your order has been placed.") == nil)
    }

    @Test(arguments: [true, false]) func `Where no person takes the call a call-back is promised after a yes`(isHeldOn: Bool) async throws {
        let clinic = try await Self.attendedCall(in: platform.clinic(), of: platform)
        #expect(try await clinic.tool("transfer_to_person").text.contains("putting you through"))
        try await clinic.session.handOffFailed()
        if isHeldOn {
            let offer = try #require(try await clinic.session.briefing().greeting)
            try await clinic.session.begin(with: Attendant(name: "ultravox", reference: "u-2"), toldOf: 1)
            try await clinic.attendant(offer)
            try await clinic.caller("yes please")
            #expect(try await !clinic.tool("transfer_to_person").isRefused)
        } else {
            await clinic.session.handBack(because: "503")
            #expect(try await clinic.session.begin()?.replies.isEmpty == false)
            _ = try await clinic.session.hear([Hypothesis("yes please")], medium: .voice)
        }
        #expect(try await RecordLists.tickets(after: nil, limit: 9, in: clinic.tenant).data.count == 1)
    }

    @Test func `With its transcript a call forgets what its tools were answered`() async throws {
        _ = try await call.tool("write_down", ["customer_name": "Ada Byron"], invocation: "i1")
        try await call.session.end(.caller)
        try await Transcripts.delete(call.session.id, recordings: nil, in: call.tenant)
        let id = call.session.id
        #expect(try await call.tenant.read { transaction in try transaction.toolAnswer(to: "i1", in: id) } == nil)
        #expect(try await call.events.isEmpty)
    }

    @Test func `A goodbye is told to the line, which ends the call`() async throws {
        #expect(try await call.tool("hang_up").endsCall)
        #expect(try await !call.events.contains { $0.name == "ended" })
    }
}
