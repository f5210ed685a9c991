public import Foundation

/// One piece of mail to one recipient: what it says, before it is written out for a server.
///
/// It cannot be made with a value that would end a header early: what a stranger typed adds no header of theirs.
public struct MailMessage: Sendable, Hashable {
    public let from: MailAddress
    public let to: MailAddress
    public let replyTo: MailAddress?
    public let subject: String
    /// Without angle brackets. The same at every attempt: by it a receiver knows a repeat.
    public let messageID: String
    public let date: Date
    public let text: String
    public let html: String
    /// Where one click ends mail of this kind (RFC 8058), and a person finds the same; nil for mail that has to come.
    public let unsubscribeURL: String?
    public let attachments: [Attachment]

    public struct Attachment: Sendable, Hashable {
        public let filename: String
        /// Such as `application/pdf` or `text/calendar; charset=utf-8; method=PUBLISH`.
        public let mediaType: String
        public let content: [UInt8]

        public init(filename: String, mediaType: String, content: [UInt8]) {
            self.filename = filename
            self.mediaType = mediaType
            self.content = content
        }
    }

    /// Why there can be no such message.
    public enum Invalid: Error, Sendable, Hashable {
        /// A value holds a line's end or another control character, or no room is left on its line.
        case header(String)
        case tooLarge(bytes: Int)
    }

    /// More than what we write; servers refuse much larger ones.
    public static let largestAttachments = 10 << 20

    /// - Parameter messageID: such as `uuid@example.com`.
    public init(
        from: MailAddress, to: MailAddress, replyTo: MailAddress? = nil, subject: String, messageID: String, date: Date, text: String,
        html: String, unsubscribeURL: String? = nil, attachments: [Attachment] = []
    ) throws(Invalid) {
        let fromOutside = [("Subject", subject), ("Message-ID", messageID), ("List-Unsubscribe", unsubscribeURL ?? "")]
        for (name, value) in fromOutside + attachments.flatMap({ [("filename", $0.filename), ("Content-Type", $0.mediaType)] }) {
            guard MailText.isOneLine(value) else { throw .header(name) }
        }
        guard MailText.isIdentifier(messageID) else { throw .header("Message-ID") }
        if let unsubscribeURL, !MailText.isLinkForHeader(unsubscribeURL) { throw .header("List-Unsubscribe") }
        guard attachments.allSatisfy({ MailText.isParameterised($0.mediaType) }) else { throw .header("Content-Type") }
        let size = attachments.reduce(0) { $0 + $1.content.count }
        guard size <= Self.largestAttachments else { throw .tooLarge(bytes: size) }
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.text = text
        self.html = html
        self.unsubscribeURL = unsubscribeURL
        self.attachments = attachments
    }
}
