import Core
import Crypto
import Foundation
import TestSupport
import Testing

@testable import Vendors

@Suite struct SendGridTests {
    private func message() throws -> MailMessage {
        try MailMessage(
            from: #require(MailAddress("no-reply@voice.example", name: "Voice")), to: #require(MailAddress("ada@example.com")),
            subject: "Hello", messageID: "a1@voice.example", date: Date(timeIntervalSince1970: 0), text: "text", html: "<p>html</p>",
            unsubscribeURL: "https://voice.example/u",
            attachments: [.init(filename: "a.ics", mediaType: "text/calendar; charset=utf-8", content: Array("BEGIN".utf8))])
    }

    @Test func `a message is sent as SendGrid wants it, plain text first and no link rewritten`() async throws {
        try await LoopbackServer.run(.init(status: 202, headers: [("X-Message-Id", "sg1")])) { server in
            let sendGrid = SendGrid(key: Secret("SG.key"), baseURL: server.baseURL, over: .live(LoopbackServer.client))
            #expect(try await sendGrid.send(try message(), reference: "welcome b1") == "sg1")
            let request = try #require(server.received.first)
            #expect(request.path == "/v3/mail/send")
            #expect(request.header("Authorization") == "Bearer SG.key")
            let body = try JSONDecoder().decode(JSONValue.self, from: Data(request.body))
            #expect(body == SendGrid.body(of: try message(), reference: "welcome b1"))
            #expect(request.text.contains(#""content":[{"type":"text/plain","value":"text"},{"type":"text/html","value":"<p>html</p>"}]"#))
            #expect(request.text.contains(#""type":"text/calendar""#))
            #expect(request.text.contains(#""custom_args":{"reference":"welcome b1"}"#))
        }
    }

    @Test(arguments: [(400, "message"), (401, "us"), (403, "us"), (413, "message"), (429, "now"), (503, "now")])
    func `its refusals are told apart`(_ status: Int, _ whose: String) async throws {
        try await LoopbackServer.run(.json(#"{"errors":[{"message":"no"}]}"#, status: status)) { server in
            let sendGrid = SendGrid(key: Secret("SG.key"), baseURL: server.baseURL, over: .live(LoopbackServer.client))
            do throws(MailFailure) {
                _ = try await sendGrid.send(messageToSend(), reference: "r")
                Issue.record("it was taken")
            } catch {
                switch error {
                case .messageRefused: #expect(whose == "message")
                case .notLetIn: #expect(whose == "us")
                case .notNow: #expect(whose == "now")
                default: Issue.record("\(error)")
                }
                #expect(!error.reason.contains("SG.key"))
            }
        }
    }

    @Test func `only what SendGrid signed lately is believed`() throws {
        let key = P256.Signing.PrivateKey()
        let events = try #require(SendGridEvents(publicKey: key.publicKey.derRepresentation.base64EncodedString()))
        let now = Date(timeIntervalSince1970: 1_795_273_200)
        let body = Array(#"[{"event":"bounce"}]"#.utf8)
        func signature(_ timestamp: String) throws -> String {
            try key.signature(for: Data(timestamp.utf8) + Data(body)).derRepresentation.base64EncodedString()
        }
        let (fresh, old) = ("1795273100", "1795272000")
        #expect(events.isGenuine(body, signature: try signature(fresh), timestamp: fresh, at: now))
        #expect(!events.isGenuine(body, signature: try signature(old), timestamp: old, at: now))
        #expect(!events.isGenuine(body + [32], signature: try signature(fresh), timestamp: fresh, at: now))
        #expect(!events.isGenuine(body, signature: nil, timestamp: fresh, at: now))
        #expect(!events.isGenuine(body, signature: "", timestamp: fresh, at: now))
        #expect(SendGridEvents(publicKey: "no key") == nil)
    }

    @Test func `of its events those count by which an address is lost`() {
        let body = #"""
            [{"event":"delivered","email":"a@x.example"},{"event":"bounce","type":"bounce","email":"b@x.example","reason":"550 no","reference":"r1"},
             {"event":"bounce","type":"blocked","email":"c@x.example"},{"event":"dropped","reason":"Bounced Address","email":"d@x.example"},
             {"event":"spamreport","email":"e@x.example"},{"event":"unsubscribe","email":"f@x.example"},{"event":"open"}]
            """#
        let events = SendGridEvents.read(Array(body.utf8))
        #expect(events?.map(\.address) == ["b@x.example", "d@x.example", "e@x.example", "f@x.example"])
        #expect(events?.map(\.kind) == [.bounced, .bounced, .unwanted, .unwanted])
        #expect(events?.first?.reference == "r1")
        #expect(SendGridEvents.read(Array("{}".utf8)) == nil)
    }
}

extension SendGridTests {
    fileprivate func messageToSend() throws(MailFailure) -> MailMessage {
        do { return try message() } catch { throw .messageRefused(reason: "the test's message is none") }
    }
}
