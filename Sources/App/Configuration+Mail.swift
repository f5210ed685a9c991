import Core
import Foundation
import Vendors

extension Configuration {
    /// How mail leaves, and in whose name.
    struct Mail: Sendable {
        var sender: MailAddress
        /// Nil where nothing sends mail: letters are kept then.
        var way: Way?
        /// With which SendGrid signs what it tells; nil where it tells nothing.
        var events: SendGridEvents?

        enum Way: Sendable {
            case server(SMTPServer)
            case sendGrid(key: Secret, baseURL: String)
        }
    }
}

extension Configuration.Mail {
    /// A mail server goes before SendGrid where both are set.
    ///
    /// - Parameter domain: the platform's, for a sender where nothing is sent.
    init(_ values: Values, domain: String) throws {
        way = try Self.way(values)
        if let key = values.optionalText("SENDGRID_WEBHOOK_KEY") {
            guard let events = SendGridEvents(publicKey: key) else {
                throw Configuration.Invalid(description: "SENDGRID_WEBHOOK_KEY: this is not the verification key that SendGrid shows.")
            }
            self.events = events
        }
        guard let text = values.optionalText("MAIL_FROM") else {
            guard way == nil, let unused = MailAddress("no-reply@\(domain)", name: "Voice agent") else {
                throw Configuration.Invalid(
                    description: "MAIL_FROM: say whose name mail is sent in, such as Voice <no-reply@voice.example>.")
            }
            sender = unused
            return
        }
        guard let sender = Self.address(text) else {
            throw Configuration.Invalid(description: "MAIL_FROM: \"\(text)\" is not like Voice <no-reply@voice.example>.")
        }
        self.sender = sender
    }

    private static func way(_ values: Values) throws -> Way? {
        if let url = values.optionalText("SMTP_URL") {
            guard var server = SMTPServer(url: Secret(url)) else {
                throw Configuration.Invalid(description: "SMTP_URL: it is not like smtp://user:password@mail.example:587.")
            }
            if let file = values.optionalText("SMTP_CA_FILE") {
                guard let authorities = try? String(contentsOfFile: file, encoding: .utf8) else {
                    throw Configuration.Invalid(description: "SMTP_CA_FILE: \(file) cannot be read.")
                }
                server.authorities = authorities
            }
            return .server(server)
        }
        let baseURL = try values.address("SENDGRID_API_URL")
        guard let key = values.optionalText("SENDGRID_API_KEY") else { return nil }
        return .sendGrid(key: Secret(key), baseURL: baseURL ?? "")
    }

    /// `Name <local@domain>`, or the address alone.
    private static func address(_ text: String) -> MailAddress? {
        guard text.hasSuffix(">"), let bracket = text.lastIndex(of: "<") else { return MailAddress(text) }
        let name = text[..<bracket].trimmingCharacters(in: .whitespaces.union(["\""]))
        return MailAddress(String(text[text.index(after: bracket)...].dropLast()), name: name)
    }
}
