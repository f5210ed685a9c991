import Core
import Features
import Storage
import TestSupport
import Testing
import Vendors

@Suite struct NumberBookTests {
    private static let wiring = TwilioAccount.NumberConfiguration(
        voiceURL: "https://a.example/voice", statusURL: "https://a.example/status")

    private func book(of platform: TestPlatform, at server: LoopbackServer? = nil) -> NumberBook {
        let carrier = server.map { server in
            NumberBook.Carrier(
                account: TwilioAccount(
                    .init(sid: "AC1", token: Secret("t"), baseURL: server.baseURL, timeout: .seconds(2)), over: .live(LoopbackServer.client)
                ),
                wiring: Self.wiring)
        }
        return NumberBook(platform: platform.store.platform, carrier: carrier, clock: { platform.clock.now })
    }

    @Test(arguments: ["+1-555-PIZZA-00", "+15557499200", " 555 749 9200 "])
    func `a number is kept as it is dialled, however it is written`(text: String) async throws {
        let platform = try await TestPlatform()
        let roma = try await platform.trattoria()
        let change = try await book(of: platform).assign(text, to: roma)
        #expect(change.number == "+15557499200")
        #expect(change.notice == "No Twilio account is configured: connect the number there by hand.")
        let admitted = try await platform.store.admission.admit(dialledNumber: "+15557499200")
        #expect(admitted.id == roma.id)
    }

    @Test(arguments: ["", "PIZZA", "+1-555-PIZZA", "12", "+0123456789", "1234567890123456789"])
    func `what cannot be dialled is nobody's number`(text: String) async throws {
        let platform = try await TestPlatform()
        let roma = try await platform.trattoria()
        await #expect(throws: Problem.self) { try await book(of: platform).assign(text, to: roma) }
        #expect(try await book(of: platform).numbers().isEmpty)
    }

    @Test func `a number is one business's until it is released`() async throws {
        let platform = try await TestPlatform()
        let (roma, salute) = (try await platform.trattoria(), try await platform.clinic())
        let book = book(of: platform)
        _ = try await book.assign("+14155550199", to: roma)
        _ = try await book.assign("+14155550199", to: roma)
        await #expect(throws: Problem.conflict("+14155550199 belongs to another business; release it there first.")) {
            try await book.assign("(415) 555-0199", to: salute)
        }
        _ = try await book.release("+14155550199")
        await #expect(throws: Problem.self) { try await book.release("+14155550199") }
        _ = try await book.assign("+14155550199", to: salute)
        #expect(try await book.numbers(of: roma.id).isEmpty)
        #expect(try await book.numbers(of: salute.id).map(\.number) == ["+14155550199"])
    }

    @Test func `Twilio is told where the calls go, and that they go nowhere any more`() async throws {
        let platform = try await TestPlatform()
        let roma = try await platform.trattoria()
        let number = #"{"sid":"PN1","phone_number":"+14155550199"}"#
        let page = #"{"incoming_phone_numbers":[\#(number)]}"#
        try await LoopbackServer.run(.json(page), .json(number), .json(page), .json(number)) { (server: LoopbackServer) async throws in
            let book = book(of: platform, at: server)
            #expect(try await book.assign("+14155550199", to: roma).notice == nil)
            #expect(try await book.numbers(of: roma.id).first?.connectedAt == platform.clock.now)
            #expect(try await book.release("+14155550199").notice == nil)
            let forms = server.received.compactMap { FormFields(encoded: $0.body) }.filter { !$0.fields.isEmpty }
            #expect(forms.map { $0["VoiceUrl"] } == ["https://a.example/voice", ""])
            #expect(forms.map { $0["StatusCallback"] } == ["https://a.example/status", ""])
        }
    }

    @Test func `a number that Twilio could not be told of is assigned, and connected by the next try`() async throws {
        let platform = try await TestPlatform()
        let roma = try await platform.trattoria()
        let number = #"{"sid":"PN1","phone_number":"+14155550199"}"#
        let page = #"{"incoming_phone_numbers":[\#(number)]}"#
        try await LoopbackServer.run(.json("{}", status: 401), .json(page), .json(number)) { (server: LoopbackServer) async throws in
            let book = book(of: platform, at: server)
            #expect(
                try await book.assign("+14155550199", to: roma).notice
                    == "Twilio could not be told: it answered 401: The key was not accepted.")
            #expect(try await book.numbers(of: roma.id).map(\.connectedAt) == [nil])
            #expect(try await book.assign("+14155550199", to: roma).notice == nil)
            #expect(try await book.numbers(of: roma.id).map(\.connectedAt) == [platform.clock.now])
        }
    }
}
