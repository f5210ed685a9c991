import Core
import Foundation
import Testing

@testable import Vendors

@Suite struct SMTPSessionTests {
    /// A conversation from the greeting on: what we say to each answer, until it is over.
    private func converse(
        _ url: String, isPrivate: Bool = false, size: Int = 100, _ replies: [String]
    ) throws -> (said: [String], outcome: SMTPSession.Outcome?) {
        let server = try #require(SMTPServer(url: Secret(url)))
        var session = SMTPSession(
            with: server, as: "voice.example", envelope: .init(sender: "us@voice.example", recipient: "ada@example.com", size: size),
            isPrivate: isPrivate)
        var reader = SMTPReplyReader()
        var said: [String] = []
        for reply in replies {
            reader.append(Array((reply + "\r\n").utf8))
            var action = try session.receive(#require(try reader.next()))
            if action == .startTLS {
                said.append("(TLS)")
                action = session.secured()
            }
            switch action {
            case .send(let line): said.append(line)
            case .sendMessage: said.append("(message)")
            case .finish(let outcome): return (said, outcome)
            case .startTLS: Issue.record("TLS twice")
            }
        }
        return (said, nil)
    }

    private static let capable = "250-mx.example\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 AUTH LOGIN PLAIN"
    private static let accepted = ["250 sender ok", "250 recipient ok", "354 go on", "250 queued as 7"]

    @Test func `a password is said once the connection is encrypted`() throws {
        let (said, outcome) = try converse(
            "smtp://ada:p%40ss@mx.example", ["220 hello", Self.capable, "220 go", Self.capable, "235 in"] + Self.accepted)
        #expect(
            said == [
                "EHLO voice.example", "STARTTLS", "(TLS)", "EHLO voice.example", "AUTH PLAIN AGFkYQBwQHNz",
                "MAIL FROM:<us@voice.example> SIZE=100", "RCPT TO:<ada@example.com>", "DATA", "(message)",
            ])
        #expect(try outcome?.get() == "250 queued as 7")
    }

    @Test func `a password is never said in the clear but on this machine`() throws {
        let plain = "250-mx.example\r\n250 AUTH PLAIN"
        let (said, outcome) = try converse("smtp://ada:secret@mx.example", ["220 hello", plain])
        #expect(said == ["EHLO voice.example"])
        guard case .failure(.notLetIn) = outcome else { Issue.record("\(String(describing: outcome))"); return }
        let here = try converse("smtp://ada:secret@127.0.0.1:2525", isPrivate: true, ["220 hello", plain, "235 in"] + Self.accepted)
        #expect(here.said.contains("AUTH PLAIN AGFkYQBzZWNyZXQ="))
        #expect(try here.outcome?.get() == "250 queued as 7")
    }

    @Test func `a server that knows LOGIN only is told so`() throws {
        let login = "250-mx.example\r\n250 AUTH LOGIN"
        let (said, _) = try converse(
            "smtps://ada:secret@mx.example", ["220 hello", login, "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 in"] + Self.accepted)
        #expect(said.prefix(3) == ["EHLO voice.example", "AUTH LOGIN YWRh", "c2VjcmV0"])
    }

    @Test func `without a password a server that knows no TLS takes mail all the same`() throws {
        let (said, outcome) = try converse("smtp://mx.example:25", ["220 hello", "250 mx.example"] + Self.accepted)
        #expect(said == ["EHLO voice.example", "MAIL FROM:<us@voice.example>", "RCPT TO:<ada@example.com>", "DATA", "(message)"])
        #expect(try outcome?.get() == "250 queued as 7")
    }

    @Test(
        arguments: [
            (1, "550 5.1.1 no such user", MailFailure.recipientRefused(reason: "550 5.1.1 no such user")),
            (1, "550 5.7.1 not from you", .messageRefused(reason: "550 5.7.1 not from you")),
            (1, "450 4.2.1 try later", .notNow(reason: "450 4.2.1 try later")),
            (0, "553 not your name", .notLetIn(reason: "553 not your name")),
            (0, "552 too large", .messageRefused(reason: "552 too large")),
            (2, "421 going down", .notNow(reason: "421 going down")),
            (3, "554 5.6.0 spam", .messageRefused(reason: "554 5.6.0 spam")),
            (3, "550 5.1.1 unknown after all", .recipientRefused(reason: "550 5.1.1 unknown after all")),
            (3, "451 disk full", .notNow(reason: "451 disk full")), (3, "421 going down", .notNow(reason: "421 going down")),
        ])
    func `a refusal is of the recipient, of the message, of us, or for now`(_ step: Int, _ reply: String, _ failure: MailFailure) throws {
        let (_, outcome) = try converse("smtp://mx.example:25", ["220 hello", "250 mx.example"] + Self.accepted.prefix(step) + [reply])
        #expect(outcome == .failure(failure))
    }

    @Test func `a wrong password blames nobody's address, and a message that is too large is not begun`() throws {
        let (_, outcome) = try converse("smtps://a:b@mx.example", ["220 hello", Self.capable, "535 5.7.8 wrong"])
        #expect(outcome == .failure(.notLetIn(reason: "535 5.7.8 wrong")))
        let large = try converse("smtps://mx.example", size: 1_001, ["220 hello", Self.capable])
        guard case .failure(.messageRefused) = large.outcome else { Issue.record("\(large)"); return }
    }

    @Test func `a connection that breaks leaves a doubt only when all was sent`() throws {
        for step in 0...4 {
            let server = try #require(SMTPServer(url: Secret("smtp://mx.example:25")))
            var session = SMTPSession(
                with: server, as: "voice.example", envelope: .init(sender: "a@b.example", recipient: "c@d.example", size: 1),
                isPrivate: false)
            for reply in (["220 hello", "250 mx.example"] + Self.accepted.prefix(3)).prefix(step + 1) {
                _ = session.receive(SMTPReply(code: Int(reply.prefix(3)) ?? 0, lines: [String(reply.dropFirst(4))]))
            }
            #expect(session.broke("gone") == .finish(.failure(step == 4 ? .unknown(reason: "gone") : .notNow(reason: "gone"))))
        }
    }

    @Test(arguments: ["hello", "99 a", "250-a\r\n251 b", "250_a", "6xx a", String(repeating: "2", count: 3_000)])
    func `what is no SMTP is not taken for it`(_ text: String) {
        var reader = SMTPReplyReader()
        reader.append(Array((text + "\r\n").utf8))
        #expect(throws: SMTPReplyReader.Garbled.self) { while try reader.next() != nil {} }
    }

    @Test(arguments: [
        "", "mx.example", "http://mx.example", "smtp://", "smtp://u@mx.example", "smtp://mx.example/path", "smtp://mx.example?a=b",
    ])
    func `what names no server is none`(_ text: String) {
        #expect(SMTPServer(url: Secret(text)) == nil)
    }

    @Test func `an address that names no port has the usual one`() throws {
        #expect(SMTPServer(url: Secret("smtp://mx.example"))?.port == 587)
        #expect(SMTPServer(url: Secret("smtps://mx.example"))?.port == 465)
        #expect(SMTPServer(url: Secret("smtp://apikey:SG.x@smtp.sendgrid.net:2525"))?.credentials?.user == "apikey")
    }
}
