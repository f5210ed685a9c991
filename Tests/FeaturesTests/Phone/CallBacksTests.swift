import Conversation
import Core
import Foundation
import Logging
import Storage
import TestSupport
import Testing
import Vendors

@testable import Features

@Suite struct CallBacksTests {
    private static let placed = LoopbackServer.Answer.json(#"{"sid":"CA09","status":"queued"}"#, status: 201)

    /// A help desk with a ticket whose customer is to be rung.
    private struct HelpDesk {
        let platform: TestPlatform
        let tenant: Tenant
        let ticket: Ticket.ID
        let callBacks: CallBacks
        let phone: PhoneCalls

        init(at server: LoopbackServer?, number: String? = "+14155550199") async throws {
            let platform = try await TestPlatform()
            self.platform = platform
            let tenant = try await platform.trattoria()
            self.tenant = tenant
            let (clock, logger) = (platform.clock, Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
            if let number {
                _ = try await NumberBook(platform: platform.store.platform, carrier: nil, clock: { clock.now }).assign(number, to: tenant)
            }
            let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
            ticket = try await tenant.write { transaction in
                try TicketOpening(identifiers: .system, now: clock.now)
                    .keep(
                        .init(id: "RE01", url: "https://a.example", seconds: 5), from: PhoneNumber("+14155550101"), for: call.id,
                        in: transaction
                    )
                    .id
            }
            callBacks = CallBacks(
                store: platform.store, calls: platform.calls,
                dialler: server.map { server in
                    CallBacks.Dialler(
                        account: TwilioAccount(
                            .init(sid: "AC1", token: Secret("t"), baseURL: server.baseURL, timeout: .seconds(2)),
                            over: .live(LoopbackServer.client))
                    ) { number, call in CallBacks.Webhooks(answered: "https://a.example/\(call)", status: "https://a.example/status") }
                }, clock: { clock.now }, logger: logger)
            phone = PhoneCalls(
                store: platform.store, calls: platform.calls, identifiers: .system, clock: { clock.now }, canTalk: { _ in true },
                logger: logger)
        }
    }

    @Test func `who is asked twice to ring a customer rings once, and again only when that call is over`() async throws {
        try await LoopbackServer.run(Self.placed, Self.placed) { (server: LoopbackServer) async throws in
            let desk = try await HelpDesk(at: server)
            let first = try await desk.callBacks.place(for: desk.ticket, in: desk.tenant)
            #expect(try await desk.callBacks.place(for: desk.ticket, in: desk.tenant) == first)
            let form = try #require(server.received.first.flatMap { FormFields(encoded: $0.body) })
            #expect(form["To"] == "+14155550101" && form["From"] == "+14155550199" && form["Url"] == "https://a.example/\(first.call)")

            let leg = PhoneCalls.Reference(leg: .init("CA09"), number: "+14155550199")
            for _ in 1...2 { try await desk.phone.attach(leg, to: first.call) }
            guard case .talk(let token) = try await desk.phone.connect(leg) else { return #expect(Bool(false), "the agent is there") }
            #expect(try await desk.phone.join(leg.leg, with: token)?.session.id == first.call)
            desk.platform.clock.advance(by: 600)
            #expect(try await desk.callBacks.place(for: desk.ticket, in: desk.tenant) == first, "they are talking still")

            try await desk.phone.report(.init(status: .noAnswer), on: leg)
            #expect(try await desk.callBacks.place(for: desk.ticket, in: desk.tenant).call != first.call)
            #expect(server.received.count == 2)
        }
    }

    @Test func `what the telephone company refuses is told, and may be tried again`() async throws {
        try await LoopbackServer.run(.json(#"{"message":"The number is not valid."}"#, status: 400), Self.placed) {
            (server: LoopbackServer) async throws in
            let desk = try await HelpDesk(at: server)
            await #expect(throws: Problem.telephoneFailed("it answered 400: The number is not valid.")) {
                try await desk.callBacks.place(for: desk.ticket, in: desk.tenant)
            }
            _ = try await desk.callBacks.place(for: desk.ticket, in: desk.tenant)
        }
    }

    @Test func `while nobody knows whether it rings, it is not rung again`() async throws {
        try await LoopbackServer.run(.init(ending: .unanswered), Self.placed) { (server: LoopbackServer) async throws in
            let desk = try await HelpDesk(at: server)
            await #expect(throws: Problem.self) { try await desk.callBacks.place(for: desk.ticket, in: desk.tenant) }
            _ = try await desk.callBacks.place(for: desk.ticket, in: desk.tenant)
            #expect(server.received.count == 1)
            desk.platform.clock.advance(by: 91)
            _ = try await desk.callBacks.place(for: desk.ticket, in: desk.tenant)
            #expect(server.received.count == 2)
        }
    }

    @Test func `what is missing is told`() async throws {
        let unconfigured = try await HelpDesk(at: nil)
        await #expect(throws: Problem.telephoneNotConfigured) {
            try await unconfigured.callBacks.place(for: unconfigured.ticket, in: unconfigured.tenant)
        }
        try await LoopbackServer.run { (server: LoopbackServer) async throws in
            let desk = try await HelpDesk(at: server, number: nil)
            await #expect(throws: Problem.self) { try await desk.callBacks.place(for: desk.ticket, in: desk.tenant) }
            let other = try await HelpDesk(at: server)
            await #expect(throws: Problem.notFound("ticket")) { try await other.callBacks.place(for: .init("tkt_none"), in: other.tenant) }
            #expect(server.received.isEmpty)
        }
    }
}
