import Core
import Foundation
import Vendors

/// How mail leaves, and in whose name.
struct MailSettings: SettingGroup {
    let server = Setting(
        "SMTP_URL", "the server that takes mail, such as `smtp://user:password@mail.example:587`, or `smtps://`; empty for none",
        isSecret: true
    ) { text -> SMTPServer? in
        guard !text.isEmpty else { return nil }
        guard let server = SMTPServer(url: Secret(text)) else {
            throw UnusableSetting("it is not like smtp://user:password@mail.example:587.")
        }
        return server
    }
    let authoritiesFile = Setting.optional(
        "SMTP_CA_FILE", "the certificates that vouch for that server, as PEM; empty for those that the system trusts")
    let sendGridKey = Setting.secret("SENDGRID_API_KEY", "the key of SendGrid, which takes mail where no `SMTP_URL` is set")
    let sendGridURL = Setting.address("SENDGRID_API_URL", standard: "https://api.sendgrid.com", "where SendGrid's API is")
    let sendGridEvents = Setting(
        "SENDGRID_WEBHOOK_KEY", "the verification key that SendGrid shows for its event webhook; empty believes none"
    ) { text -> SendGridEvents? in
        guard !text.isEmpty else { return nil }
        guard let events = SendGridEvents(publicKey: text) else {
            throw UnusableSetting("this is not the verification key that SendGrid shows.")
        }
        return events
    }
    let sender = Setting(
        "MAIL_FROM", "in whose name letters are sent, such as `Voice <no-reply@voice.example>`; the name heads them"
    ) { text -> MailAddress? in
        guard !text.isEmpty else { return nil }
        guard let address = MailSettings.address(text) else {
            throw UnusableSetting("\"\(text)\" is not like Voice <no-reply@voice.example>.")
        }
        return address
    }

    /// `Name <local@domain>`, or the address alone.
    private static func address(_ text: String) -> MailAddress? {
        guard text.hasSuffix(">"), let bracket = text.lastIndex(of: "<") else { return MailAddress(text) }
        let name = text[..<bracket].trimmingCharacters(in: .whitespaces.union(["\""]))
        return MailAddress(String(text[text.index(after: bracket)...].dropLast()), name: name)
    }
}

extension Configuration {
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

        /// A mail server goes before SendGrid where both are set.
        ///
        /// - Parameter domain: the platform's, for a sender where nothing is sent.
        init(_ values: SettingValues, domain: String) throws {
            way = try Self.way(values)
            events = try values[Settings.mail.sendGridEvents]
            if let sender = try values[Settings.mail.sender] {
                self.sender = sender
            } else if way == nil, let unused = MailAddress("no-reply@\(domain)", name: "Voice agent") {
                sender = unused
            } else {
                throw Configuration.Invalid(
                    Settings.mail.sender, "say whose name mail is sent in, such as Voice <no-reply@voice.example>.")
            }
        }

        private static func way(_ values: SettingValues) throws -> Way? {
            let settings = Settings.mail
            if var server = try values[settings.server] {
                if let file = try values[settings.authoritiesFile] {
                    guard let authorities = try? String(contentsOfFile: file, encoding: .utf8) else {
                        throw Configuration.Invalid(settings.authoritiesFile, "\(file) cannot be read.")
                    }
                    server.authorities = authorities
                }
                return .server(server)
            }
            let baseURL = try values[settings.sendGridURL] ?? ""
            return try values[settings.sendGridKey].map { .sendGrid(key: $0, baseURL: baseURL) }
        }
    }
}
