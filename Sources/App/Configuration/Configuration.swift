import Core
import Features
import Foundation
import Logging
import Server
import Vendors

/// What every setting of the program is worth, read once at start-up from the environment and a `.env` file beside it; the environment
/// wins. The settings are declared by subject in the files beside this one.
struct Configuration: Sendable {
    /// The domain whose subdomains are the businesses.
    var platformDomain: String
    var port: Int
    /// PostgreSQL's address; nil for SQLite under the data folder.
    var databaseURL: Secret?
    /// Where outside services reach this server, without a last slash; nil where none do.
    var publicURL: String?
    /// Who is asked for businesses' own domains; nil for whom the system asks.
    var nameServer: DNSResolver.Server?
    /// The built web app.
    var webRoot: String
    var logLevel: Logger.Level
    /// From which the secrets of webhooks are derived; nil for the one kept beside the data.
    var platformKey: Secret?
    /// An address of mail that is not proven for so long, in days, takes its business with it.
    var verificationDays: Int
    var billingTerms: BillingTerms
    /// The platform's name and address on invoices, line by line; empty for its domain.
    var invoiceIssuer: [String]
    /// How many requests a minute are answered.
    var rateLimits: RateLimits
    var speech: Speech
    /// Nil where no model hears callers.
    var model: Model?
    /// Nil where no telephone account is configured.
    var telephone: Telephone?
    /// Nil where Ultravox holds no calls.
    var ultravox: Ultravox?
    /// With which Ultravox signs what it tells.
    var ultravoxSecrets: [Secret]
    /// Nil where cards are not taken.
    var stripe: StripeAccount?
    var mail: Mail

    /// A setting that cannot be used, in a sentence for the person who set it.
    struct Invalid: Error, CustomStringConvertible {
        let description: String

        /// - Parameter reason: a sentence that may follow the setting's name.
        init(_ setting: some DeclaredSetting, _ reason: String) {
            description = "\(setting.name): \(reason)"
        }
    }

    /// - Throws: `Invalid` for the first setting that cannot be used.
    static func read(environmentFile: String = ".env") async throws -> Configuration {
        try Configuration(await SettingValues(environmentFile: environmentFile))
    }

    /// Every setting as it would be read, for a person to look at: secrets hidden.
    static func shown(environmentFile: String = ".env") async throws -> [(name: String, value: String)] {
        let values = try await SettingValues(environmentFile: environmentFile)
        return Settings.all.map { setting in
            let text = values.text(of: setting)
            return (setting.name, setting.isSecret && !text.isEmpty ? Secret(text).description : text)
        }
    }

    private init(_ values: SettingValues) throws {
        platformDomain = try values[Settings.platform.domain].lowercased()
        port = try values[Settings.platform.port]
        databaseURL = try values[Settings.platform.databaseURL]
        publicURL = try values[Settings.platform.publicURL]
        nameServer = try values[Settings.platform.nameServer]
        webRoot = try values[Settings.platform.webRoot]
        logLevel = try values[Settings.platform.logLevel]
        platformKey = try values[Settings.platform.platformKey]
        verificationDays = try values[Settings.registration.verificationDays]
        billingTerms = try BillingTerms(values)
        invoiceIssuer = try values[Settings.billing.issuer]
        rateLimits = try RateLimits(values)
        speech = try Speech(values)
        model = try Model(values)
        telephone = try Telephone(values, publicURL: publicURL)
        ultravox = try Ultravox(values)
        ultravoxSecrets = try values[Settings.ultravox.webhookSecrets]
        stripe = try StripeAccount(values)
        mail = try Mail(values, domain: platformDomain)
    }
}
