import Core
import TestSupport
import Testing
import Vendors

@Suite struct TwilioAccountTests {
    private static let call = #"{"sid":"CA1","status":"queued","duration":null,"price":null}"#

    private func account(at server: LoopbackServer) -> TwilioAccount {
        TwilioAccount(
            .init(sid: "AC1", token: Secret("secret"), baseURL: server.baseURL, timeout: .seconds(20)), over: .live(LoopbackServer.client))
    }

    private let wish = TwilioAccount.OutgoingCall(
        to: "+14155550101", from: "+14155550199", url: "https://a.example/answer?x=1", statusURL: "https://a.example/status", timeout: 30)

    @Test func `a call is asked for with a form, under the account's name and token`() async throws {
        try await LoopbackServer.run(.json(Self.call, status: 201)) { server in
            let made = try await account(at: server).call(wish)
            #expect(made.sid == "CA1" && made.status == .queued)
            let request = try #require(server.received.first)
            #expect(request.method == "POST" && request.path == "/2010-04-01/Accounts/AC1/Calls.json")
            #expect(request.header("Authorization") == "Basic QUMxOnNlY3JldA==")
            let form = try #require(FormFields(encoded: request.body))
            #expect(form["To"] == "+14155550101" && form["From"] == "+14155550199" && form["Url"] == "https://a.example/answer?x=1")
            #expect(
                form.fields.filter { $0.name == "StatusCallbackEvent" }.map(\.value) == ["initiated", "ringing", "answered", "completed"])
        }
    }

    @Test(arguments: [LoopbackServer.Answer(status: 503), LoopbackServer.Answer(ending: .unanswered)])
    func `nobody is rung twice because an answer did not come`(answer: LoopbackServer.Answer) async throws {
        try await LoopbackServer.run(answer, .json(Self.call)) { server in
            await #expect(throws: Transport.Failure.self) { try await account(at: server).call(wish) }
            #expect(server.received.count == 1)
        }
    }

    @Test func `what Twilio says of a refusal is kept, but nothing of a wrong token`() async throws {
        let refusal = #"{"code":21211,"message":"The 'To' number is not a valid phone number.","more_info":"…","status":400}"#
        try await LoopbackServer.run(.json(refusal, status: 400), .json(#"{"message":"secret"}"#, status: 401)) { server in
            await #expect(
                throws: Transport.Failure.refused(status: 400, message: "The 'To' number is not a valid phone number.", retryAfter: nil)
            ) { try await account(at: server).call(wish) }
            await #expect(throws: Transport.Failure.refused(status: 401, message: "The key was not accepted.", retryAfter: nil)) {
                try await account(at: server).call(wish)
            }
        }
    }

    @Test func `a number is found and told where its calls go`() async throws {
        let number = #"{"sid":"PN1","phone_number":"+14155550199"}"#
        try await LoopbackServer.run(.json(#"{"incoming_phone_numbers":[\#(number)]}"#), .json(number)) { server in
            let account = account(at: server)
            let sid = try #require(try await account.numberSID(of: "+14155550199"))
            try await account.configure(
                numberSID: sid, as: .init(voiceURL: "https://a.example/voice", statusURL: "https://a.example/status"))
            #expect(
                server.received.map(\.path) == [
                    "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers.json?PhoneNumber=%2B14155550199",
                    "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers/PN1.json",
                ])
            #expect(server.received.last.flatMap { FormFields(encoded: $0.body)?["VoiceUrl"] } == "https://a.example/voice")
        }
    }

    @Test func `a number that the account does not have is not found`() async throws {
        try await LoopbackServer.run(.json(#"{"incoming_phone_numbers":[]}"#)) { server in
            let sid = try await account(at: server).numberSID(of: "+14155550198")
            #expect(sid == nil)
        }
    }

    @Test func `an answer that is none of Twilio's is told as such`() async throws {
        try await LoopbackServer.run(.json("[]")) { server in
            await #expect(throws: Transport.Failure.garbled("The answer of Twilio is not what its documentation says.")) {
                try await account(at: server).call(wish)
            }
        }
    }
}
