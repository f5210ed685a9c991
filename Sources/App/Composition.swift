import AsyncHTTPClient
import Core
import Features
import Fleet
import Foundation
import Logging
import Server
import Storage
import Vendors

/// The object graph: the one place where every object is made and handed what it needs.
struct Composition: Sendable {
    let configuration: Configuration
    let store: Store
    let registration: Registration
    let demoBusinesses: DemoBusinesses
    let calls: Calls
    /// Tells the delivery of what calls leave for outside.
    let outbox: OutboxSignal
    let numbers: NumberBook
    let callBacks: CallBacks
    let engines: SpeechEngines
    /// The model that may hear callers; nil where none is configured.
    let model: LanguageModel?
    let domains: CustomDomains
    /// From which the platform's other secrets are derived.
    let platformKey: Secret
    /// Nil where nothing sends mail.
    let mailer: Mailer?
    /// Nil where no telephone account is configured.
    let telephoneAccount: TwilioAccount?
    let identifiers: IdentifierSource
    let clock: @Sendable () -> Date
    let logger: Logger
    let httpClient: HTTPClient

    var speech: Speech { engines.speech }

    /// Who opens the data.
    /// - Parameters:
    ///   - user: a server has the data to itself; a command works beside one, or without.
    ///   - key: how the platform's key has to stand to the one that the data was made with.
    /// - Throws: `CommandFailure` when the data cannot be opened, in words for the person at the keyboard.
    static func open(
        configuration: Configuration, data: URL, as user: Store.User, key: PlatformKey.Standing = .same,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> Composition {
        var logger = Logger(label: "voiceagent", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = user == .server ? configuration.logLevel : max(configuration.logLevel, .warning)

        let identifiers = IdentifierSource.system
        let store = try await openStore(configuration, data: data, as: user, identifiers: identifiers, clock: clock)
        let platformKey = try await PlatformKey.found(
            set: configuration.platformKey, folder: data, key, store: store, identifiers: identifiers, at: clock())
        let outbox = OutboxSignal()
        let httpClient = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .vendors)
        let model = configuration.model.map { [logger] model in
            LanguageModel(OpenAIChat(model.server, over: .live(httpClient).retrying(.duringCall)), limits: model.limits, logger: logger)
        }
        let registration = Registration(
            store: store, identifiers: identifiers, clock: clock, platformKey: platformKey, sendsMail: configuration.mail.way != nil,
            verificationDays: configuration.verificationDays, trialPeriodDays: configuration.billingTerms.trialDays,
            starterUsageLimit: configuration.billingTerms.starterSessions)
        let calls = Calls(agents: Agents(), hub: Hub(), identifiers: identifiers, clock: clock, outbox: outbox, model: model)
        let telephone = configuration.telephone.map { telephone in
            (TwilioAccount(telephone.account, over: .live(httpClient)), TwilioAddresses(publicURL: telephone.publicURL))
        }
        return Composition(
            configuration: configuration, store: store, registration: registration,
            demoBusinesses: DemoBusinesses(store: store, registration: registration, identifiers: identifiers, clock: clock),
            calls: calls,
            outbox: outbox,
            numbers: NumberBook(
                platform: store.platform,
                carrier: telephone.map { account, addresses in NumberBook.Carrier(account: account, wiring: addresses.wiring) },
                clock: clock),
            callBacks: CallBacks(
                store: store, calls: calls,
                dialler: telephone.map { account, addresses in
                    CallBacks.Dialler(account: account) { number, call in addresses.webhooks(from: number, of: call) }
                }, clock: clock, logger: logger),
            engines: await SpeechEngines(configuration.speech, over: httpClient, logger: logger), model: model,
            domains: CustomDomains(
                platform: store.platform, platformDomain: configuration.platformDomain,
                resolver: DNSResolver(server: configuration.nameServer ?? .ofSystem()), identifiers: identifiers, clock: clock,
                logger: logger), platformKey: platformKey,
            mailer: configuration.mail.way.map { way in
                switch way {
                case .server(let server): .server(SMTPClient(server, as: configuration.mail.sender.domain))
                case .sendGrid(let key, let baseURL): .sendGrid(SendGrid(key: key, baseURL: baseURL, over: .live(httpClient)))
                }
            }, telephoneAccount: telephone?.0, identifiers: identifiers,
            clock: clock, logger: logger, httpClient: httpClient)
    }

    /// Ultravox, where it is configured.
    ///
    /// - Parameter defaultURL: where other companies reach this server, unless it is configured otherwise.
    func ultravox(defaultURL: String) -> UltravoxAnswering? {
        configuration.ultravox.map { ultravox in
            UltravoxAnswering(
                .init(
                    api: ultravox.api, model: ultravox.model, callbackURL: configuration.publicURL ?? defaultURL,
                    webhookSecrets: configuration.ultravoxSecrets, patience: ultravox.patience),
                over: .live(httpClient), store: store, access: CallAccess(store: store, identifiers: identifiers, clock: clock),
                clock: clock, logger: logger, report: PlatformMetrics.count)
        }
    }

    /// Runs a command's work and puts everything away after it, whatever happens.
    ///
    /// - Parameter needsSpeech: has the engines ready before the work begins.
    func running(needsSpeech: Bool = false, _ work: @Sendable @escaping (Composition) async throws -> Void) async throws {
        let result: Result<Void, any Error>
        do {
            if needsSpeech {
                try await engines.running { try await work(self) }
            } else {
                try await work(self)
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await close()
        try result.get()
    }

    func close() async {
        await store.close()
        do {
            try await httpClient.shutdown()
        } catch {
            logger.warning("Connections to outside services were not closed", metadata: ["error": "\(error)"])
        }
    }

    private static func openStore(
        _ configuration: Configuration, data: URL, as user: Store.User, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date
    ) async throws -> Store {
        let location = configuration.databaseURL.map { Store.Location.postgres(url: $0) } ?? .folder(data)
        do {
            return try await Store.open(location, for: user, identifiers: identifiers, clock: clock)
        } catch StorageError.inUse {
            throw CommandFailure.badInput("Error: another server uses the data folder \(data.path); stop it or choose another with --data.")
        } catch StorageError.unavailable(let reason) {
            throw CommandFailure.badInput("Error: the data cannot be opened: \(reason)")
        } catch StorageError.rejected(let reason) {
            throw CommandFailure.badInput(
                "Error: the database did not accept us: \(reason). Its user owns the database and has CREATEROLE at the first start.")
        } catch StorageError.full {
            throw CommandFailure.failed("Error: there is no room left on the disk for the data.")
        }
    }

    /// A business by its subdomain.
    ///
    /// - Parameter makesDemo: makes a demo business that is missing, so that trying one takes one command.
    func tenant(ofSubdomain subdomain: String, makesDemo: Bool = false) async throws -> Tenant {
        if let tenant = try await store.admission.admit(subdomain: subdomain.lowercased()) { return tenant }
        if makesDemo, DemoBusiness.all.contains(where: { $0.registration.subdomain == subdomain }) {
            FileHandle.standardError.write(Data("Creating the demo businesses first.\n".utf8))
            _ = try await demoBusinesses.create()
            if let tenant = try await store.admission.admit(subdomain: subdomain) { return tenant }
        }
        throw CommandFailure.badInput("Error: there is no business \"\(subdomain)\" here; `voiceagent business list` shows those that are.")
    }
}
