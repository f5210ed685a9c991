import Crypto
import Foundation

extension MailMessage {
    /// The message as servers carry it: ASCII in lines of at most 78 characters where it can be helped and 998 where not, each ended by
    /// CRLF. Source: RFC 5322, 2045 and 2046; the text stands before the HTML, for a reader shows the last one it knows.
    public func encoded() -> [UInt8] {
        Array((header + "MIME-Version: 1.0\r\n" + content).utf8)
    }

    private var header: String {
        var fields = [
            ("Date", MailText.date(date)), ("From", MailText.address(from, indent: 6)), ("To", MailText.address(to, indent: 4)),
            ("Subject", MailText.unstructured(subject, indent: 9)), ("Message-ID", "<\(messageID)>"),
            // So that no holiday note answers it (RFC 3834, section 5).
            ("Auto-Submitted", "auto-generated"),
        ]
        if let replyTo { fields.append(("Reply-To", MailText.address(replyTo, indent: 10))) }
        if let unsubscribeURL {
            fields.append(("List-Unsubscribe", "<\(unsubscribeURL)>"))
            fields.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
        }
        return fields.map { "\($0): \($1)\r\n" }.joined()
    }

    private var content: String {
        guard !attachments.isEmpty else { return alternative }
        return multipart("mixed", [alternative] + attachments.map(\.part))
    }

    private var alternative: String {
        let parts = [("plain", text), ("html", html)].map { kind, body in
            "Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + MailText.quotedPrintable(body)
        }
        return multipart("alternative", parts)
    }

    private func multipart(_ kind: String, _ parts: [String]) -> String {
        let boundary = boundary(of: kind)
        let sections = parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined()
        return "Content-Type: multipart/\(kind);\r\n boundary=\"\(boundary)\"\r\n\r\n\(sections)--\(boundary)--\r\n"
    }

    /// Neither quoted-printable nor base 64 can hold `=_`, so no part ends early.
    private func boundary(of kind: String) -> String {
        let digest = SHA256.hash(data: Data("\(kind) \(messageID)".utf8))
        return "=_" + digest.prefix(12).map { String($0, radix: 36) }.joined()
    }
}

extension MailMessage.Attachment {
    fileprivate var part: String {
        "Content-Type: \(mediaType)\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment;\r\n \(MailText.parameter("filename", filename))\r\n\r\n\(MailText.base64(content))"
    }
}
