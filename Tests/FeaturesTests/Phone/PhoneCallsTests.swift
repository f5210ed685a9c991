import Conversation
import Core
import Foundation
import Logging
import Storage
import Testing
import Vendors

@testable import Features

/// What a caller on the telephone meets, request by request, as the telephone company makes them.
@Suite struct PhoneCallsTests {
    private static let caller = PhoneNumber("+14155550101")
    private let first = PhoneCalls.Reference(leg: .init("CA01"), number: "+14155550199")

    /// A trattoria with a number, in whose name somebody calls.
    private struct Office {
        let platform: TestPlatform
        let roma: Tenant
        let phone: PhoneCalls

        init(at time: String = "2026-11-20T15:00:00Z", canTalk: Bool = true) async throws {
            let platform = try await TestPlatform(at: time)
            self.platform = platform
            roma = try await platform.trattoria()
            _ = try await NumberBook(platform: platform.store.platform, carrier: nil, clock: { platform.clock.now })
                .assign("+14155550199", to: roma)
            phone = PhoneCalls(
                store: platform.store, calls: platform.calls, identifiers: .system, clock: { platform.clock.now },
                canTalk: { _ in canTalk }, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        }

        func configure(handOff: String? = nil, afterHours: AfterHours? = nil) async throws {
            _ = try await VoiceConfigurationEditor.replace(
                with: VoiceConfiguration(thresholds: .init(), handOffNumber: handOff, afterHours: afterHours), in: roma)
        }

        /// Joined to the agent, as a media stream would be.
        func line(_ reference: PhoneCalls.Reference, after step: PhoneStep) async throws -> PhoneCalls.Line {
            guard case .talk(let token) = step else { throw Unexpected(step: step) }
            return try #require(try await phone.join(reference.leg, with: token))
        }

        func calls() async throws -> [Call] {
            try await roma.read { transaction in
                try transaction.rows("SELECT id FROM voice_session ORDER BY started_at, id").compactMap { row in
                    try transaction.call(row.get("id"))
                }
            }
        }

        func kinds() async throws -> [String] {
            try await roma.read { try $0.events(after: 0, limit: 1000).map(\.kind.name) }
        }
    }

    private struct Unexpected: Error {
        let step: PhoneStep
    }

    @Test func `a ring leads to the agent of the business that has the number`() async throws {
        let office = try await Office()
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        #expect(line.session.tenant.id == office.roma.id)
        let greeting = try #require(try await line.session.begin())
        #expect(greeting.replies.first?.contains("Roma") == true)
        #expect(try await office.calls().map(\.phone) == [Self.caller])
        #expect(try await office.calls().map(\.channel) == [.phone])
    }

    @Test func `a ring that is announced twice, even at once, is one call`() async throws {
        let office = try await Office()
        try await withThrowingTaskGroup(of: PhoneStep.self) { group in
            for _ in 1...4 { group.addTask { try await office.phone.incoming(first, from: Self.caller) } }
            for try await step in group { _ = try await office.line(first, after: step) }
        }
        #expect(try await office.calls().count == 1)
    }

    @Test func `nobody's number, and one whose business is switched off, are told so`() async throws {
        let office = try await Office()
        let unknown = PhoneCalls.Reference(leg: first.leg, number: "+14155550198")
        #expect(try await office.phone.incoming(unknown, from: nil) == .refuse(PhoneSentences.notInService))
        let roma = office.roma.id
        try await office.platform.store.platform.write { try $0.execute("UPDATE business SET active = 0 WHERE business_id = \(roma)") }
        #expect(try await office.phone.incoming(first, from: nil) == .refuse(PhoneSentences.switchedOff))
    }

    @Test func `a token joins one line, of its own call, once`() async throws {
        let office = try await Office()
        let second = PhoneCalls.Reference(leg: .init("CA02"), number: first.number)
        guard case .talk(let token) = try await office.phone.incoming(first, from: Self.caller),
            case .talk(let other) = try await office.phone.incoming(second, from: nil)
        else { return #expect(Bool(false), "both are connected") }
        #expect(try await office.phone.join(second.leg, with: token) == nil, "another call's token")
        #expect(try await office.phone.join(first.leg, with: token) == nil, "and it is used up by that")
        #expect(try await office.phone.join(second.leg, with: other) != nil)
        #expect(try await office.phone.join(second.leg, with: other) == nil)
        #expect(try await office.phone.join(first.leg, with: Secret("none")) == nil)
        guard case .talk(let late) = try await office.phone.incoming(first, from: nil) else { return #expect(Bool(false)) }
        office.platform.clock.advance(by: 121)
        #expect(try await office.phone.join(first.leg, with: late) == nil, "too late")
    }

    @Test func `a line that was lost is replaced, and the call goes on`() async throws {
        let office = try await Office()
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        _ = try await line.session.begin()
        let again = try await office.line(first, after: try await office.phone.lineEnded(first))
        #expect(again.session.id == line.session.id)
        #expect(try await again.session.begin() == nil, "nobody is greeted twice")
        for _ in 3...21 {
            if case .talk(let token) = try await office.phone.lineEnded(first) { _ = try await office.phone.join(first.leg, with: token) }
        }
        #expect(try await office.phone.lineEnded(first) == .refuse(PhoneSentences.trouble))
        #expect(try await office.phone.lineEnded(first) == .hangUp)
    }

    @Test func `a caller who wants a person is put through, and the person is told why`() async throws {
        let office = try await Office()
        try await office.configure(handOff: "+1 415 555 0123")
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        _ = try await line.session.begin()
        #expect(try await office.phone.whisper(first) == nil, "nobody was given away yet")
        _ = try await line.session.hear([Hypothesis("I want to talk to a person")], medium: .voice)
        #expect(try await office.phone.lineEnded(first) == .ring(number: "+14155550123"))
        let whisper = try #require(try await office.phone.whisper(first))
        #expect(whisper.hasPrefix("A caller for Roma.") && whisper.hasSuffix("Press 1 to take the call."))
        #expect(try await office.phone.taken(first))
        #expect(try await office.phone.taken(first), "asked again")
        #expect(try await office.phone.ringEnded(first) == .hangUp)
        #expect(try await office.calls().map(\.outcome) == [.transferred])
    }

    @Test func `when nobody takes the call, the agent offers to call back`() async throws {
        let office = try await Office()
        try await office.configure(handOff: "+1 415 555 0123")
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        _ = try await line.session.begin()
        _ = try await line.session.hear([Hypothesis("I want to talk to a person")], medium: .voice)
        let step = try await office.phone.ringEnded(first)
        let again = try await office.line(first, after: step)
        let answer = try #require(try await again.session.begin())
        #expect(answer.replies.joined(separator: " ").contains("call you back"))
        #expect(try await again.session.begin() == nil)
        #expect(try await office.phone.taken(first) == false, "too late")
        #expect(try await office.calls().map(\.outcome) == [.none])
        _ = try await again.session.hear([Hypothesis("yes please")], medium: .voice)
        #expect(try await office.roma.read { try $0.tickets(before: nil, limit: 5).map(\.category) } == ["Call-back"])
    }

    @Test func `where nobody can be rung, the agent offers to call back at once`() async throws {
        let office = try await Office()
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        _ = try await line.session.begin()
        _ = try await line.session.hear([Hypothesis("I want to talk to a person")], medium: .voice)
        let again = try await office.line(first, after: try await office.phone.lineEnded(first))
        #expect(try await again.session.begin()?.replies.joined(separator: " ").contains("call you back") == true)
        #expect(try await office.kinds().contains("handOffFailed"))
    }

    @Test func `the caller hangs up, and whatever is told of it in whatever order ends the call once`() async throws {
        let office = try await Office()
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        _ = try await line.session.begin()
        for report in [
            PhoneLeg.Report(status: .completed, sequence: 3, durationSeconds: 42), .init(status: .inProgress, sequence: 1),
            .init(status: .completed, sequence: 3, durationSeconds: 42),
        ] {
            let leg = try #require(try await office.phone.report(report, on: first))
            #expect(leg.status == .completed && leg.durationSeconds == 42)
        }
        #expect(try await office.phone.lineEnded(first) == .hangUp)
        #expect(try await office.phone.incoming(first, from: Self.caller) == .hangUp)
        #expect(try await office.kinds().filter { $0 == "ended" }.count == 1)
    }

    @Test(
        arguments: [
            (AfterHours?.none, "talk"), (.agent, "talk"), (.voicemail, "takeMessage"), (.choice, "choose"),
        ])
    func `out of hours the owner decides what a caller meets`(policy: AfterHours?, expected: String) async throws {
        let office = try await Office()
        try await office.configure(afterHours: policy)
        let open = try await office.phone.incoming(.init(leg: .init("CA00"), number: first.number), from: nil)
        #expect(open.name == "talk", "while it is open")
        _ = try await HoursEditor.replace(with: HoursDocument(weekly: [:]), in: office.roma)
        #expect(try await office.phone.incoming(first, from: nil).name == expected)
        #expect(try await office.phone.message(first).name == "takeMessage")
        #expect(try await office.phone.connect(first).name == "talk")
    }

    @Test func `where nothing can talk a message is taken`() async throws {
        let office = try await Office(canTalk: false)
        #expect(try await office.phone.incoming(first, from: nil).name == "takeMessage")
    }

    @Test func `a message is a ticket, once, and the call is over`() async throws {
        let office = try await Office()
        try await office.configure(afterHours: .voicemail)
        _ = try await HoursEditor.replace(with: HoursDocument(weekly: [:]), in: office.roma)
        let clock = office.platform.clock
        _ = try await Webhooks(
            secrets: WebhookSecrets(platformKey: TestPlatform.key), signal: OutboxSignal(), identifiers: .system, clock: { clock.now }
        ).add(.init(url: "https://desk.example/hook"), by: TestPlatform.nora, in: office.roma)
        _ = try await office.phone.incoming(first, from: Self.caller)
        let message = VoiceMessage(id: "RE01", url: "https://api.twilio.com/RE01", seconds: 23)
        for _ in 1...2 { try await office.phone.recorded(message, on: first) }
        let tickets = try await office.roma.read { try $0.tickets(before: nil, limit: 5) }
        #expect(tickets.map(\.description) == ["https://api.twilio.com/RE01"])
        #expect(tickets.first?.subject == "A message of 23 seconds" && tickets.first?.customerPhone == Self.caller)
        let history = try await office.platform.office.history(of: try #require(tickets.first).key, Ticket.self, in: office.roma)
        #expect(history.map(\.action) == [.opened] && history.map(\.author) == ["the caller"])
        let sent = try await office.roma.read { try $0.messages(before: nil, limit: 10) }.map(\.kind)
        #expect(Set(sent) == ["owner.ticket", "ticket.created", "call.ended"] && sent.count == 3)
        #expect(try await office.kinds() == ["started", "actionDone", "ended"])
        #expect(try await office.calls().map(\.outcome) == [.ticket])
    }

    @Test func `one business's leg is nothing under another one's number`() async throws {
        let office = try await Office()
        let salute = try await office.platform.clinic()
        let clock = office.platform.clock
        _ = try await NumberBook(platform: office.platform.store.platform, carrier: nil, clock: { clock.now })
            .assign("+14155550177", to: salute)
        let line = try await office.line(first, after: try await office.phone.incoming(first, from: Self.caller))
        _ = try await line.session.begin()
        let foreign = PhoneCalls.Reference(leg: first.leg, number: "+14155550177")
        #expect(try await office.phone.lineEnded(foreign) == .hangUp)
        #expect(try await office.phone.connect(foreign) == .hangUp)
        #expect(try await office.phone.report(.init(status: .completed), on: foreign) == nil)
        #expect(try await office.calls().map(\.isEnded) == [false])
    }
}

extension PhoneStep {
    fileprivate var name: String {
        switch self {
        case .talk: "talk"
        case .join: "join"
        case .ring: "ring"
        case .takeMessage: "takeMessage"
        case .choose: "choose"
        case .refuse: "refuse"
        case .hangUp: "hangUp"
        }
    }
}
