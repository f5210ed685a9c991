import Configuration
import Core
import Features
import Foundation
import Logging
import Server
import Storage
import SystemPackage
import Vendors

/// Every setting of the program, read once at start-up from the environment and a `.env` file beside it.
///
/// The environment wins over the file. `docs/configuration.md` and `.env.example` list the same names; a test keeps the
/// three in step.
struct Configuration: Sendable {
    /// The domain whose subdomains are the businesses.
    var platformDomain: String
    var port: Int
    /// PostgreSQL's address; nil for SQLite under the data folder.
    var databaseURL: Secret?
    var trialPeriodDays: Int
    /// An address of mail that is not proven for so long takes its business with it.
    var verificationDays: Int
    /// Who is asked for businesses' own domains; nil for whom the system asks.
    var nameServer: DNSResolver.Server?
    /// Sessions a month of the Starter plan.
    var defaultUsageLimit: Int
    /// How many requests a minute are answered.
    var rateLimits: RateLimits
    var invoiceDueDays: Int
    var pastDueDays: Int
    var readOnlyDays: Int
    var suspendedDays: Int
    /// From which the secrets of webhooks are derived; nil for the one kept beside the data.
    var webhookKey: Secret?
    /// The built web app.
    var webRoot: String
    var logLevel: Logger.Level
    var speech: Speech
    /// Nil where no model hears callers.
    var model: Model?
    /// Where outside services reach this server, without a last slash; nil where none do.
    var publicURL: String?
    /// Nil where no telephone account is configured.
    var telephone: Telephone?
    /// Nil where Ultravox holds no calls.
    var ultravox: Ultravox?
    /// With which Ultravox signs what it tells.
    var ultravoxSecrets: [Secret]
    /// Nil where cards are not taken.
    var stripe: StripeAccount?
    /// The platform's name and address on invoices, line by line; empty for its domain.
    var invoiceIssuer: [String]

    struct StripeAccount: Sendable {
        var api: Stripe.Configuration
        /// Each that is in force.
        var webhookSecrets: [Secret]
    }

    var mail: Mail

    struct Telephone: Sendable {
        var account: TwilioAccount.Configuration
        var sharedKey: TwilioSignature.SharedKey?
        /// Where Twilio reaches this server; without a last slash.
        var publicURL: String
    }

    struct Ultravox: Sendable {
        var api: Vendors.Ultravox.Configuration
        var model: String?
        var patience: Duration
    }

    struct Model: Sendable {
        var server: OpenAIChat.Configuration
        var limits: LanguageModel.Limits
    }

    struct Speech: Sendable {
        /// The preferred one first.
        var engines: [SpeechEngine.Kind]
        /// An OpenAI-compatible speech service; nil where there is none.
        var baseURL: String?
        var apiKey: Secret?
        var recognitionModel: String
        var synthesisModel: String
        var voice: String
        /// The interpreter of the local speech server's environment; nil when it is not installed.
        var python: String?
        /// The local speech server's program.
        var server: String
        var port: Int
    }

    /// One setting, as `.env.example`, the documentation and `doctor` show it.
    struct Setting: Sendable {
        let name: String
        let standard: String
        let meaning: String
        var isSecret = false
    }

    /// In the order of the sample file.
    static let settings: [Setting] = [
        Setting(name: "PLATFORM_DOMAIN", standard: "localhost", meaning: "the domain whose subdomains are the businesses"),
        Setting(name: "MAIN_PLATFORM_PORT", standard: "3000", meaning: "the port to listen on, on the loopback address"),
        Setting(
            name: "DATABASE_URL", standard: "", meaning: "postgresql://user:password@host:port/name; empty for SQLite under --data",
            isSecret: true),
        Setting(
            name: "TRIAL_PERIOD_DAYS", standard: "14",
            meaning: "days a new business may try the platform"),
        Setting(
            name: "ADDRESS_VERIFICATION_DAYS", standard: "7",
            meaning: "days in which the owner of a new business proves the address of mail; after them the business is deleted"),
        Setting(
            name: "DNS_SERVER", standard: "",
            meaning: "the name server, host or host:port, that is asked for businesses' own domains; empty for the system's"),
        Setting(
            name: "DEFAULT_USAGE_LIMIT", standard: "100",
            meaning: "sessions a month in the first version of the Starter plan"),
        Setting(name: "INVOICE_DUE_DAYS", standard: "14", meaning: "days within which an invoice is to be paid"),
        Setting(
            name: "PAST_DUE_DAYS", standard: "14", meaning: "days from then until the agent gives callers the business's phone number only"),
        Setting(name: "READ_ONLY_DAYS", standard: "30", meaning: "days from then until nobody is let in"),
        Setting(name: "SUSPENDED_DAYS", standard: "60", meaning: "days from then until the business's data is deleted"),
        Setting(
            name: "API_RATE_LIMIT_PER_BUSINESS", standard: "1000",
            meaning: "requests a minute of one business's people and keys together"),
        Setting(name: "API_RATE_LIMIT_PER_KEY", standard: "600", meaning: "requests a minute of one key, or of one person"),
        Setting(
            name: "API_RATE_LIMIT_PER_ADDRESS", standard: "120",
            meaning: "requests a minute of one network address: of visitors, and attempts that were refused"),
        Setting(
            name: "WEBHOOK_RATE_LIMIT", standard: "100",
            meaning: "webhooks a minute of one network address that are not proven to be from whom they should; proven ones are not limited"
        ),
        Setting(
            name: "WEBHOOK_KEY", standard: "",
            meaning: "at least 32 characters from which webhooks' signing secrets are derived; empty for webhook.key under --data",
            isSecret: true),
        Setting(
            name: "PUBLIC_URL", standard: "",
            meaning: "the address under which outside services reach this server, such as https://voice.example.com"),
        Setting(name: "WEB_ROOT", standard: "web/dist", meaning: "the folder of the built web app"),
        Setting(name: "LOG_LEVEL", standard: "info", meaning: "trace, debug, info, notice, warning, error or critical"),
        Setting(
            name: "SPEECH_ENGINES", standard: "provider,server,in-process",
            meaning: "which engines hear and speak: in this order, each for what those before it cannot do"),
        Setting(
            name: "SPEECH_BASE_URL", standard: "",
            meaning: "an OpenAI-compatible speech service, such as https://api.openai.com/v1: the `provider` of SPEECH_ENGINES"),
        Setting(name: "SPEECH_API_KEY", standard: "", meaning: "the key of that service", isSecret: true),
        Setting(name: "SPEECH_RECOGNITION_MODEL", standard: "whisper-1", meaning: "the model that hears"),
        Setting(name: "SPEECH_SYNTHESIS_MODEL", standard: "tts-1", meaning: "the model that speaks"),
        Setting(name: "SPEECH_VOICE", standard: "alloy", meaning: "the voice it speaks with"),
        Setting(
            name: "SPEECH_PYTHON", standard: "",
            meaning: "the Python of the local speech server's environment; empty for the one that `make run` installs"),
        Setting(name: "SPEECH_SERVER", standard: "speech/server.py", meaning: "the local speech server's program"),
        Setting(name: "SPEECH_PORT", standard: "3790", meaning: "the loopback port of the local speech server"),
        Setting(
            name: "LLM_BASE_URL", standard: "",
            meaning: "an OpenAI-compatible server whose model may hear callers, such as http://127.0.0.1:11434/v1; empty for none"),
        Setting(name: "LLM_API_KEY", standard: "", meaning: "the key of that server", isSecret: true),
        Setting(name: "LLM_MODEL", standard: "", meaning: "the model's name there; it must be able to call tools"),
        Setting(
            name: "LLM_TOKEN_LIMIT_NAME", standard: "max_tokens",
            meaning: "what the server calls the limit of an answer: max_tokens or max_completion_tokens"),
        Setting(
            name: "LLM_FIRST_WORD_MILLISECONDS", standard: "2500",
            meaning: "a model that has not begun to answer by then is not waited for; the dialogue hears the caller"),
        Setting(
            name: "LLM_TURN_MILLISECONDS", standard: "8000",
            meaning: "a model that has not finished by then is not waited for; the dialogue hears the caller"),
        Setting(name: "TWILIO_ACCOUNT_SID", standard: "", meaning: "the Twilio account whose numbers are answered here; empty for none"),
        Setting(name: "TWILIO_AUTH_TOKEN", standard: "", meaning: "the primary token of that account", isSecret: true),
        Setting(
            name: "TWILIO_SHARED_KEY", standard: "",
            meaning: "id:secret of the key that signs Twilio's webhooks in place of the token; empty for the token", isSecret: true),
        Setting(name: "TWILIO_API_URL", standard: "https://api.twilio.com", meaning: "where Twilio's REST API is"),
        Setting(
            name: "ULTRAVOX_API_KEY", standard: "", meaning: "the key of Ultravox, which may hold calls; empty for none", isSecret: true),
        Setting(name: "ULTRAVOX_BASE_URL", standard: "https://api.ultravox.ai/api", meaning: "its REST interface"),
        Setting(name: "ULTRAVOX_MODEL", standard: "", meaning: "its model; empty for its newest"),
        Setting(
            name: "ULTRAVOX_WEBHOOK_SECRET", standard: "",
            meaning: "what signs its webhooks, several separated by commas; empty takes none", isSecret: true),
        Setting(
            name: "ULTRAVOX_ANSWER_MILLISECONDS", standard: "3000",
            meaning: "an agent that is not ready by then is not waited for; the dialogue answers the caller"),
        Setting(
            name: "STRIPE_SECRET_KEY", standard: "",
            meaning: "the key of the Stripe account that charges cards, sk_live_… or sk_test_…; empty for none", isSecret: true),
        Setting(
            name: "STRIPE_WEBHOOK_SECRET", standard: "",
            meaning: "what signs its webhooks, whsec_…; two separated by a comma while one is replaced", isSecret: true),
        Setting(name: "STRIPE_PUBLISHABLE_KEY", standard: "", meaning: "the account's key for pages, pk_…, of the same mode"),
        Setting(name: "STRIPE_API_BASE", standard: "https://api.stripe.com", meaning: "where Stripe's API is"),
        Setting(
            name: "INVOICE_ISSUER", standard: "",
            meaning: "the platform's name and address on invoices, lines separated by semicolons; empty for its domain"),
        Setting(
            name: "SMTP_URL", standard: "",
            meaning: "the server that takes mail, such as smtp://user:password@mail.example:587, or smtps://; empty for none",
            isSecret: true),
        Setting(
            name: "SMTP_CA_FILE", standard: "",
            meaning: "the certificates that vouch for that server, as PEM; empty for those that the system trusts"),
        Setting(
            name: "SENDGRID_API_KEY", standard: "", meaning: "the key of SendGrid, which takes mail where no SMTP_URL is set",
            isSecret: true),
        Setting(name: "SENDGRID_API_URL", standard: "https://api.sendgrid.com", meaning: "where SendGrid's API is"),
        Setting(
            name: "SENDGRID_WEBHOOK_KEY", standard: "",
            meaning: "the verification key that SendGrid shows for its event webhook; empty believes none"),
        Setting(
            name: "MAIL_FROM", standard: "",
            meaning: "in whose name letters are sent, such as Voice <no-reply@voice.example>; the name heads them"),
    ]

    /// A setting that cannot be used, in a sentence for the person who set it.
    struct Invalid: Error, CustomStringConvertible {
        let description: String
    }

    /// What a setting is worth now, secrets hidden.
    struct Shown: Sendable {
        let name: String
        let value: String
    }

    /// - Throws: `Invalid` for the first setting that cannot be used.
    static func read(environmentFile: String = ".env") async throws -> Configuration {
        try Configuration(await Values(environmentFile: environmentFile))
    }

    /// Every setting as it would be read, for a person to look at.
    static func shown(environmentFile: String = ".env") async throws -> [Shown] {
        let values = try await Values(environmentFile: environmentFile)
        return settings.map { setting in
            let text = values.text(setting.name)
            return Shown(name: setting.name, value: setting.isSecret && !text.isEmpty ? Secret(text).description : text)
        }
    }

    private init(_ values: Values) throws {
        platformDomain = values.text("PLATFORM_DOMAIN").lowercased()
        port = try values.number("MAIN_PLATFORM_PORT", in: 1...65_535)
        databaseURL = values.optionalText("DATABASE_URL").map { Secret($0) }
        trialPeriodDays = try values.number("TRIAL_PERIOD_DAYS", in: 0...3650)
        verificationDays = try values.number("ADDRESS_VERIFICATION_DAYS", in: 1...3650)
        nameServer = try values.nameServer("DNS_SERVER")
        defaultUsageLimit = try values.number("DEFAULT_USAGE_LIMIT", in: 0...1_000_000_000)
        rateLimits = RateLimits(
            business: try values.number("API_RATE_LIMIT_PER_BUSINESS", in: 1...1_000_000),
            key: try values.number("API_RATE_LIMIT_PER_KEY", in: 1...1_000_000),
            address: try values.number("API_RATE_LIMIT_PER_ADDRESS", in: 1...1_000_000),
            unprovenWebhooks: try values.number("WEBHOOK_RATE_LIMIT", in: 1...1_000_000))
        invoiceDueDays = try values.number("INVOICE_DUE_DAYS", in: 0...3650)
        pastDueDays = try values.number("PAST_DUE_DAYS", in: 0...3650)
        readOnlyDays = try values.number("READ_ONLY_DAYS", in: 0...3650)
        suspendedDays = try values.number("SUSPENDED_DAYS", in: 0...3650)
        webhookKey = values.optionalText("WEBHOOK_KEY").map { Secret($0) }
        guard webhookKey.map({ $0.reveal().utf8.count >= WebhookKey.shortest }) ?? true else {
            throw Invalid(description: "WEBHOOK_KEY: it has fewer than \(WebhookKey.shortest) characters.")
        }
        webRoot = values.text("WEB_ROOT")
        let level = values.text("LOG_LEVEL").lowercased()
        guard let logLevel = Logger.Level(rawValue: level) else { throw Invalid(description: "LOG_LEVEL: \"\(level)\" is not a level.") }
        self.logLevel = logLevel
        speech = Speech(
            engines: try values.speechEngines("SPEECH_ENGINES"),
            baseURL: values.optionalText("SPEECH_BASE_URL"),
            apiKey: values.optionalText("SPEECH_API_KEY").map { Secret($0) },
            recognitionModel: values.text("SPEECH_RECOGNITION_MODEL"), synthesisModel: values.text("SPEECH_SYNTHESIS_MODEL"),
            voice: values.text("SPEECH_VOICE"), python: values.optionalText("SPEECH_PYTHON"),
            server: values.text("SPEECH_SERVER"), port: try values.number("SPEECH_PORT", in: 1...65_535))
        mail = try Mail(values, domain: platformDomain)
        model = try Model(values)
        publicURL = try values.address("PUBLIC_URL")
        telephone = try Telephone(values, publicURL: publicURL)
        ultravox = try Ultravox(values)
        // Nothing is signed with an empty secret: anybody has it.
        ultravoxSecrets = values.text("ULTRAVOX_WEBHOOK_SECRET").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.map { Secret($0) }
        stripe = try StripeAccount(values)
        invoiceIssuer = values.text("INVOICE_ISSUER").split(separator: ";")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

extension Configuration.Telephone {
    /// - Returns: nil when no account is named.
    fileprivate init?(_ values: Values, publicURL: String?) throws {
        guard let sid = values.optionalText("TWILIO_ACCOUNT_SID") else { return nil }
        guard sid.hasPrefix("AC"), sid.utf8.count == 34 else {
            throw Configuration.Invalid(description: "TWILIO_ACCOUNT_SID: \"\(sid)\" is not AC and 32 digits.")
        }
        guard let token = values.optionalText("TWILIO_AUTH_TOKEN") else {
            throw Configuration.Invalid(description: "TWILIO_AUTH_TOKEN: give the token of the account \(sid).")
        }
        guard let publicURL else {
            throw Configuration.Invalid(description: "PUBLIC_URL: say where Twilio reaches this server, such as https://voice.example.com.")
        }
        let key = values.optionalText("TWILIO_SHARED_KEY")?.split(separator: ":", maxSplits: 1).map { String($0) }
        guard key.map({ $0.count == 2 }) ?? true else {
            throw Configuration.Invalid(description: "TWILIO_SHARED_KEY: it is not id:secret.")
        }
        self.publicURL = publicURL
        account = TwilioAccount.Configuration(sid: sid, token: Secret(token), baseURL: values.text("TWILIO_API_URL"))
        sharedKey = key.map { TwilioSignature.SharedKey(id: $0[0], secret: Secret($0[1])) }
    }
}

extension Configuration.Ultravox {
    private static let longestWait = 30_000

    /// - Returns: nil without a key.
    fileprivate init?(_ values: Values) throws {
        patience = .milliseconds(try values.number("ULTRAVOX_ANSWER_MILLISECONDS", in: 100...Self.longestWait))
        model = values.optionalText("ULTRAVOX_MODEL")
        let baseURL = try values.address("ULTRAVOX_BASE_URL")
        guard let key = values.optionalText("ULTRAVOX_API_KEY") else { return nil }
        api = Vendors.Ultravox.Configuration(baseURL: baseURL ?? "", key: Secret(key), timeout: patience)
    }
}

extension Configuration.StripeAccount {
    /// - Returns: nil without a key.
    fileprivate init?(_ values: Values) throws {
        let baseURL = try values.address("STRIPE_API_BASE")
        guard let key = values.optionalText("STRIPE_SECRET_KEY") else { return nil }
        guard let mode = Self.mode(of: key, kinds: ["sk", "rk"]) else {
            throw Configuration.Invalid(description: "STRIPE_SECRET_KEY: it begins with sk_live_, sk_test_, rk_live_ or rk_test_.")
        }
        webhookSecrets = values.text("STRIPE_WEBHOOK_SECRET").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.map { Secret($0) }
        guard !webhookSecrets.isEmpty, webhookSecrets.allSatisfy({ $0.reveal().hasPrefix("whsec_") }) else {
            throw Configuration.Invalid(description: "STRIPE_WEBHOOK_SECRET: give the secret of Stripe's webhook endpoint, whsec_….")
        }
        if let publishable = values.optionalText("STRIPE_PUBLISHABLE_KEY"), Self.mode(of: publishable, kinds: ["pk"]) != mode {
            throw Configuration.Invalid(description: "STRIPE_PUBLISHABLE_KEY: it is not one of the secret key's mode, pk_\(mode)_….")
        }
        api = Stripe.Configuration(key: Secret(key), baseURL: baseURL ?? "")
    }

    /// `live` or `test`; nil for what is no key of these kinds.
    private static func mode(of key: String, kinds: [String]) -> String? {
        let parts = key.split(separator: "_", maxSplits: 2)
        guard parts.count == 3, kinds.contains(String(parts[0])), ["live", "test"].contains(parts[1]) else { return nil }
        return String(parts[1])
    }
}

extension Configuration.Model {
    private static let longestWait = 60_000

    /// - Returns: nil when no server is named.
    fileprivate init?(_ values: Values) throws {
        limits = LanguageModel.Limits(
            firstWord: .milliseconds(try values.number("LLM_FIRST_WORD_MILLISECONDS", in: 100...Self.longestWait)),
            turn: .milliseconds(try values.number("LLM_TURN_MILLISECONDS", in: 100...Self.longestWait)))
        guard let baseURL = values.optionalText("LLM_BASE_URL") else { return nil }
        guard let url = URL(string: baseURL), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw Configuration.Invalid(description: "LLM_BASE_URL: \"\(baseURL)\" is not an address such as http://127.0.0.1:11434/v1.")
        }
        guard let name = values.optionalText("LLM_MODEL") else {
            throw Configuration.Invalid(description: "LLM_MODEL: name the model to be asked at \(baseURL).")
        }
        server = OpenAIChat.Configuration(
            baseURL: baseURL, key: values.optionalText("LLM_API_KEY").map { Secret($0) }, model: name,
            tokenLimitName: values.text("LLM_TOKEN_LIMIT_NAME"), timeout: limits.turn)
    }
}

/// Settings by name, with the standard values of `Configuration.settings`.
struct Values {
    private let reader: ConfigReader

    init(environmentFile: String) async throws {
        let secrets = SecretsSpecifier<String, String>.specific(
            Set(Configuration.settings.filter { $0.isSecret }.map { $0.name }))
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider(secretsSpecifier: secrets)]
        if FileManager.default.fileExists(atPath: environmentFile) {
            providers.append(
                try await EnvironmentVariablesProvider(environmentFilePath: .init(environmentFile), secretsSpecifier: secrets))
        }
        reader = ConfigReader(providers: providers)
    }

    func optionalText(_ name: String) -> String? {
        let text = text(name)
        return text.isEmpty ? nil : text
    }

    func text(_ name: String) -> String {
        guard let setting = Configuration.settings.first(where: { $0.name == name }) else {
            preconditionFailure("\(name) is read but not declared")
        }
        let key = ConfigKey(name.split(separator: "_").map { $0.lowercased() })
        let value = reader.string(forKey: key, isSecret: setting.isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 } ?? setting.standard
    }

    func speechEngines(_ name: String) throws -> [SpeechEngine.Kind] {
        try text(name).split(separator: ",").map { part in
            let word = part.trimmingCharacters(in: .whitespaces)
            guard let kind = SpeechEngine.Kind(rawValue: word) else {
                let kinds = SpeechEngine.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Configuration.Invalid(description: "\(name): there is no engine \"\(word)\"; there are \(kinds).")
            }
            return kind
        }
    }

    /// Where somebody is reached, without a last slash. What is not encrypted stays on this machine.
    func address(_ name: String) throws -> String? {
        guard let text = optionalText(name) else { return nil }
        guard let url = URL(string: text), let host = url.host(), url.query() == nil,
            url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost"].contains(host)
        else {
            throw Configuration.Invalid(description: "\(name): \"\(text)\" is not an address such as https://voice.example.com.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    func nameServer(_ name: String) throws -> DNSResolver.Server? {
        guard let text = optionalText(name) else { return nil }
        // An address of version 6 has colons of its own.
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return DNSResolver.Server(host: text) }
        guard let port = Int(parts[1]), (1...65_535).contains(port), !parts[0].isEmpty else {
            throw Configuration.Invalid(description: "\(name): \"\(text)\" is not host or host:port.")
        }
        return DNSResolver.Server(host: String(parts[0]), port: port)
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int {
        let text = text(name)
        guard let number = Int(text), range.contains(number) else {
            throw Configuration.Invalid(
                description: "\(name): \"\(text)\" is not a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
