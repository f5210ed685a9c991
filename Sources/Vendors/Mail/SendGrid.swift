public import Core
import Foundation

/// Hands messages to SendGrid's HTTP interface. Source: SendGrid v3, `POST /v3/mail/send`.
///
/// It has no key by which it would know a repeat, so what may have been taken is `unknown`.
public struct SendGrid: Sendable {
    static let patience = Duration.seconds(20)
    /// In what it tells us later: under this name stands our own reference.
    static let referenceName = "reference"

    private let key: Secret
    private let baseURL: String
    private let transport: Transport

    /// - Parameter baseURL: without a last slash; that of the European Union is `https://api.eu.sendgrid.com`.
    public init(key: Secret, baseURL: String = "https://api.sendgrid.com", over transport: Transport) {
        self.key = key
        self.baseURL = baseURL
        self.transport = transport
    }

    /// - Returns: its name for the message.
    public func send(_ message: MailMessage, reference: String) async throws(MailFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body: Data
        do { body = try encoder.encode(Self.body(of: message, reference: reference)) } catch {
            throw .messageRefused(reason: "The message cannot be written as JSON.")
        }
        let request = Transport.Request(
            .post, "\(baseURL)/v3/mail/send",
            headers: [.init("Authorization", "Bearer \(key.reveal())"), .init("Content-Type", "application/json")], body: Array(body),
            timeout: Self.patience)
        do throws(Transport.Failure) {
            let response = try await transport.send(request).accepted()
            return response.header("X-Message-Id") ?? "\(response.status)"
        } catch {
            throw MailFailure(error)
        }
    }

    static func body(of message: MailMessage, reference: String) -> JSONValue {
        var headers: [String: JSONValue] = ["Message-ID": .string("<\(message.messageID)>"), "Auto-Submitted": "auto-generated"]
        if let url = message.unsubscribeURL {
            headers["List-Unsubscribe"] = .string("<\(url)>")
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        }
        var body: [String: JSONValue] = [
            "personalizations": [["to": [address(message.to)], "custom_args": [referenceName: .string(reference)]]],
            "from": address(message.from), "subject": .string(message.subject), "headers": .object(headers),
            // The plain text has to come first.
            "content": [
                ["type": "text/plain", "value": .string(message.text)], ["type": "text/html", "value": .string(message.html)],
            ],
            // Links carry tokens, and mean what they say.
            "tracking_settings": ["click_tracking": ["enable": false], "open_tracking": ["enable": false]],
        ]
        if let replyTo = message.replyTo { body["reply_to"] = address(replyTo) }
        if !message.attachments.isEmpty {
            body["attachments"] = .array(
                message.attachments.map { attachment in
                    [
                        "content": .string(Data(attachment.content).base64EncodedString()), "filename": .string(attachment.filename),
                        // Its own type is the bare one.
                        "type": .string(attachment.mediaType.split(separator: ";").first.map { String($0) } ?? ""),
                        "disposition": "attachment",
                    ]
                })
        }
        return .object(body)
    }

    private static func address(_ address: MailAddress) -> JSONValue {
        var object: [String: JSONValue] = ["email": .string(address.address)]
        object["name"] = address.name.map { .string($0) }
        return .object(object)
    }
}

extension MailFailure {
    fileprivate init(_ failure: Transport.Failure) {
        self =
            switch failure {
            case .refused(let status, let message, _) where status == 401 || status == 403:
                .notLetIn(reason: "SendGrid answered \(status): \(message)")
            case .refused(let status, let message, _) where status == 429 || status >= 500:
                .notNow(reason: "SendGrid answered \(status): \(message)")
            case .refused(let status, let message, _): .messageRefused(reason: "SendGrid answered \(status): \(message)")
            case .unreachable(let reason): .notNow(reason: "SendGrid cannot be reached: \(reason)")
            case .timedOut: .unknown(reason: "SendGrid did not answer in time.")
            case .cancelled: .unknown(reason: "The request was given up.")
            case .tooLarge, .garbled: .unknown(reason: "SendGrid's answer cannot be read.")
            }
    }
}
