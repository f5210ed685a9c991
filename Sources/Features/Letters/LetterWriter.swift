import Crypto
import Foundation
public import Vendors

/// Makes mail of letters: words, look, links and sender.
public struct LetterWriter: Sendable {
    let sender: MailAddress
    let links: LetterLinks

    /// - Parameter sender: whose name is also the platform's own at the head of its letters.
    public init(sender: MailAddress, links: LetterLinks) {
        self.sender = sender
        self.links = links
    }

    /// - Throws: `MailFailure.recipientRefused` when the recipient's address is none.
    func message(
        for letter: QueuedLetter, with attachments: [MailMessage.Attachment] = []
    ) throws(MailFailure) -> MailMessage {
        let topic = letter.letter.topic
        return try compose(
            letter.letter.english(links), to: letter.recipient, key: letter.key, at: letter.createdAt,
            brand: LetterBrand(name: sender.name ?? sender.domain),
            unsubscription: topic.map { Unsubscription(address: letter.recipient.address, topic: $0) }, attachments: attachments)
    }

    /// As plain text, for somebody who has no mail server and looks at it here.
    public func text(of letter: QueuedLetter) -> String {
        LetterLayout(brand: LetterBrand(name: sender.name ?? sender.domain)).text(letter.letter.english(links))
    }

    /// - Parameters:
    ///   - key: what the message is about: the same key makes the same Message-ID, by which a receiver knows a repeat.
    ///   - date: the occasion's, not the attempt's, so that a repeat is the same to the byte.
    func compose(
        _ text: LetterText, to recipient: LetterRecipient, key: String, at date: Date, brand: LetterBrand, replyTo: MailAddress? = nil,
        unsubscription: Unsubscription? = nil, attachments: [MailMessage.Attachment] = []
    ) throws(MailFailure) -> MailMessage {
        // A name that cannot stand in a header is left out; the address is what counts.
        guard let to = MailAddress(recipient.address, name: recipient.name) ?? MailAddress(recipient.address) else {
            throw .recipientRefused(reason: "The address is none that mail can be sent to.")
        }
        let layout = LetterLayout(brand: brand, unsubscribeURL: unsubscription.map(links.unsubscription))
        do {
            return try MailMessage(
                from: MailAddress(sender.address, name: brand.name) ?? sender, to: to, replyTo: replyTo, subject: text.subject,
                messageID: "\(Self.digest(of: key))@\(sender.domain)", date: date, text: layout.text(text), html: layout.html(text),
                unsubscribeURL: layout.unsubscribeURL, attachments: attachments)
        } catch {
            throw .messageRefused(reason: "It cannot be written as mail: \(error)")
        }
    }

    private static func digest(of key: String) -> String {
        SHA256.hash(data: Data(key.utf8)).prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
