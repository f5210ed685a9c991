import Core
import Foundation
import Testing

@testable import Vendors

@Suite struct MailMessageTests {
    private func message(
        subject: String = "Your order", name: String? = "Ada Lovelace", text: String = "Hello", unsubscribeURL: String? = nil,
        attachments: [MailMessage.Attachment] = []
    ) throws -> MailMessage {
        try MailMessage(
            from: #require(MailAddress("no-reply@voice.example", name: "Mario's Pizza \"Palace\"")),
            to: #require(MailAddress("ada@example.com", name: name)), subject: subject, messageID: "a1@voice.example",
            date: Date(timeIntervalSince1970: 1_795_273_200), text: text, html: "<p>\(text)</p>", unsubscribeURL: unsubscribeURL,
            attachments: attachments)
    }

    private func written(_ message: MailMessage) -> String { String(decoding: message.encoded(), as: UTF8.self) }

    @Test func `a message is written as the standards say`() throws {
        let expected = """
            Date: Sat, 21 Nov 2026 15:00:00 +0000
            From: "Mario's Pizza \\"Palace\\"" <no-reply@voice.example>
            To: "Ada Lovelace" <ada@example.com>
            Subject: Your order
            Message-ID: <a1@voice.example>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="B"

            --B
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hello
            --B
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Hello</p>
            --B--

            """.replacing("\n", with: "\r\n")
        let text = written(try message())
        let boundary = try #require(text.firstMatch(of: /boundary="(=_[^"]+)"/)).output.1
        #expect(text.replacing(boundary, with: "B") == expected)
    }

    @Test(arguments: ["a\r\nBcc: all@example.com", "a\nb", "a\rb", "a\u{0}b", "a\u{2028}b", "a\u{85}b"])
    func `nothing that a stranger typed adds a header`(_ text: String) throws {
        #expect(throws: MailMessage.Invalid.header("Subject")) { try message(subject: text) }
        #expect(MailAddress("ada@example.com", name: text) == nil)
        #expect(MailAddress("ada\(text)@example.com") == nil)
        let attachment = MailMessage.Attachment(filename: text, mediaType: "application/pdf", content: [])
        #expect(throws: MailMessage.Invalid.header("filename")) { try message(attachments: [attachment]) }
        #expect(throws: MailMessage.Invalid.header("List-Unsubscribe")) { try message(unsubscribeURL: "https://a.example/\(text)") }
    }

    @Test(arguments: [
        "", "ada", "ada@", "@example.com", "a b@example.com", "ada@exam ple.com", "ada@-a.example", "é@example.com", "a@b@c", "<a@b.c>",
    ])
    func `what no server would take is no address`(_ text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func `mail that may be ended with one click says how`() throws {
        let text = written(try message(unsubscribeURL: "https://voice.example/unsubscribe?token=abc"))
        #expect(text.contains("List-Unsubscribe: <https://voice.example/unsubscribe?token=abc>\r\n"))
        #expect(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"))
    }

    @Test(
        arguments: [
            "Bestätigung für Ärger & Öl", "注文を受け付けました、ありがとうございました、またのご利用をお待ちしております、マリオのピザより", "🍕 ready",
            "=?UTF-8?Q?not_ours?=", String(repeating: "long ", count: 40),
        ])
    func `a subject in any language is ASCII in lines that everybody can read`(_ subject: String) throws {
        let text = written(try message(subject: subject, name: subject))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.split(separator: "\r\n", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 78 })
    }

    @Test func `quoted text is split where it must be, and its blanks at a line's end are kept`() {
        #expect(MailText.quotedPrintable("a=b\né \n.dot\r\nend") == "a=3Db\r\n=C3=A9=20\r\n.dot\r\nend")
        let long = MailText.quotedPrintable(String(repeating: "ä", count: 60))
        #expect(long.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(long.replacing("=\r\n", with: "") == String(repeating: "=C3=A4", count: 60))
        #expect(MailText.quotedPrintable(String(repeating: "x", count: 76)) == String(repeating: "x", count: 76))
    }

    @Test func `a file's name may be in any language`() throws {
        let attachment = MailMessage.Attachment(filename: "Rechnung \"März\".pdf", mediaType: "application/pdf", content: [1, 2, 3])
        let text = written(try message(attachments: [attachment]))
        #expect(text.contains("filename=\"Rechnung _M_rz_.pdf\";\r\n filename*=UTF-8''Rechnung%20%22M%C3%A4rz%22.pdf\r\n\r\nAQID"))
        #expect(text.contains("Content-Type: multipart/mixed;"))
    }

    @Test func `lines that begin with a dot get another, and one dot ends it`() {
        func stuffed(_ text: String) -> String { String(decoding: SMTPConnection.stuffed(Array(text.utf8)), as: UTF8.self) }
        #expect(stuffed(".a\r\nb.\r\n..c\r\n") == "..a\r\nb.\r\n...c\r\n.\r\n")
        #expect(stuffed("a") == "a\r\n.\r\n")
    }
}
