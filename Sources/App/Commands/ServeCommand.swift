import ArgumentParser
import Core
import CoreMetrics
import Features
import Foundation
import Logging
import Server
import ServiceLifecycle
import Storage
import UnixSignals
import Vendors

/// Serves the platform.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the platform: every business, its calls and its staff's pages.",
        discussion: """
            Listens on the loopback address only; a proxy with TLS stands in front of it in production.

            Examples:
              voiceagent serve --demo
              voiceagent serve --data /var/lib/voiceagent --port 3000
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "The port to listen on; without it MAIN_PLATFORM_PORT, which is 3000 unless set.")
    var port: Int?

    @Flag(help: "Take another platform key than the data was made with: second factors, webhooks' secrets and links sent end.")
    var newPlatformKey = false

    @Flag(help: "Create the demo businesses that are missing, and print where to find them.")
    var demo = false

    func validate() throws {
        guard port.map({ (1...65_535).contains($0) }) ?? true else { throw ValidationError("--port is a number from 1 to 65535.") }
    }

    func run() async throws {
        let composition = try await Composition.open(
            configuration: .read(), data: data.url, as: .server, key: newPlatformKey ? .another : .same)
        do {
            try await serve(composition)
            await composition.close()
        } catch {
            await composition.close()
            throw error
        }
    }

    private func serve(_ composition: Composition) async throws {
        try await composition.billing.prepare()
        let demos = demo ? try await composition.demoBusinesses.create() : []
        let metrics = PrometheusRegistry(help: PlatformMetrics.help)
        MetricsSystem.bootstrap(metrics)

        let port = port ?? composition.configuration.port
        let domain = PlatformDomain(composition.configuration.platformDomain)
        let webRoot = URL(fileURLWithPath: composition.configuration.webRoot, isDirectory: true)
        let recordings = composition.recordings(in: data.url)
        let ultravox = composition.ultravox(defaultURL: Addresses(domain: domain, port: port).platformURL)
        let ultravoxTelephone = ultravox.map { UltravoxTelephone($0, logger: composition.logger) }
        let switchboard = Switchboard(
            speech: composition.speech, ultravox: ultravox, recordings: recordings, logger: composition.logger)
        let phone = PhoneCalls(
            store: composition.store, calls: composition.calls, identifiers: composition.identifiers, clock: composition.clock,
            ultravox: ultravoxTelephone, canTalk: { tenant in await switchboard.canTalk(in: tenant) }, logger: composition.logger)
        let stripe = composition.stripe(returningTo: Addresses(domain: domain, port: port))
        let server = try VoiceServer(
            VoiceServer.Parts(
                store: composition.store, registration: composition.registration, domains: composition.domains,
                accounts: composition.accounts, idempotency: composition.idempotency,
                operatorDesk: composition.operatorDesk(data: data.url), calls: composition.calls, speech: composition.speech,
                switchboard: switchboard, recordings: recordings, messages: composition.messageDoors,
                ultravox: UltravoxDoors(
                    secrets: composition.configuration.ultravoxSecrets, answering: ultravox, telephone: ultravoxTelephone),
                phone: phone, numbers: composition.numbers, callBacks: composition.callBacks,
                billing: composition.billing, stripe: stripe, documents: composition.documents,
                twilio: composition.configuration.telephone.map { TwilioDoor($0) },
                identifiers: composition.identifiers, clock: composition.clock, domain: domain,
                webRoot: FileManager.default.fileExists(atPath: webRoot.path) ? webRoot : nil,
                rateLimits: composition.configuration.rateLimits, metrics: metrics,
                logger: composition.logger),
            address: HTTPService.Address(port: port),
            onListening: { port in Self.announce(Addresses(domain: domain, port: port), demos: demos) })

        // Started in this order, stopped in the opposite one.
        var services: [any Service] = [Housekeeping(composition, recordings: recordings)]
        if let speechServer = composition.engines.localServer { services.append(speechServer) }
        services += composition.messageServices(
            addresses: Addresses(domain: domain, port: port), allowsLoopback: domain.isThisMachine)
        services.append(RegistrationService(upkeep: RegistrationUpkeep(composition.registration, logger: composition.logger)))
        services.append(DomainService(domains: composition.domains))
        if let ultravox { services.append(UltravoxService(ultravox: ultravox)) }
        if let stripe { services.append(StripeService(stripe: stripe)) }
        services += composition.billingServices(deletion: composition.deletion(recordings: recordings))
        services.append(server)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: composition.logger))
        do {
            try await group.run()
        } catch let error as HTTPService.StartError {
            throw CommandFailure.badInput("Error: \(error)")
        }
    }

    /// What to open next. Printed when the port is listened on, not before.
    private static func announce(_ addresses: Addresses, demos: [DemoBusinesses.Present]) {
        print("\nThe platform is at \(addresses.platformURL)")
        for demo in demos {
            print("\n  \(demo.name)")
            print("    call it      \(addresses.url(of: demo.subdomain))/voice-interface")
            print("    staff page   \(addresses.url(of: demo.subdomain))/staff#key=\(demo.staffKey.reveal())")
        }
        print("\nPress Control-C to stop.")
        fflush(nil)
    }
}

extension TwilioDoor {
    fileprivate init(_ telephone: Configuration.Telephone) {
        self.init(
            account: telephone.account.sid,
            signature: TwilioSignature(token: telephone.account.token, sharedKey: telephone.sharedKey),
            addresses: TwilioAddresses(publicURL: telephone.publicURL))
    }
}

/// Goes on with registrations until the server stops.
private struct RegistrationService: Service {
    let upkeep: RegistrationUpkeep

    func run() async throws {
        await cancelWhenGracefulShutdown { await upkeep.run() }
    }
}

/// Looks for businesses' own domains until the server stops.
private struct DomainService: Service {
    let domains: CustomDomains

    func run() async throws {
        await cancelWhenGracefulShutdown { await domains.run() }
    }
}

/// Keeps what the platform has at Ultravox in step until the server stops.
private struct UltravoxService: Service {
    let ultravox: UltravoxAnswering

    func run() async throws {
        await cancelWhenGracefulShutdown {
            async let subscription: Void? = ultravox.subscription?.run()
            await ultravox.agents.run()
            _ = await subscription
        }
    }
}

/// What has to be done every now and then: idle files are closed, idle sessions leave memory, old tokens are
/// forgotten, recordings deleted whose time is over.
private struct Housekeeping: Service {
    private static let interval = Duration.seconds(15)
    /// What is kept for days need not be looked at more often, and looking opens the file of each business that records.
    private static let retentionInterval = Duration.seconds(3600)

    private let composition: Composition
    private let recordings: Recordings

    init(_ composition: Composition, recordings: Recordings) {
        self.composition = composition
        self.recordings = recordings
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var retention = ContinuousClock.now
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: Self.interval)
                    await tidy()
                    guard ContinuousClock.now >= retention else { continue }
                    retention = .now + Self.retentionInterval
                    await deleteExpiredRecordings()
                    await resumeDeletions()
                } catch {
                    return
                }
            }
        }
    }

    private func tidy() async {
        let now = composition.clock()
        await composition.store.closeIdle(now: now)
        // One call that cannot be ended does not keep what is expired.
        do {
            try await composition.calls.passivateIdle()
        } catch {
            composition.logger.warning("Idle calls were not tidied away", metadata: ["error": "\(error)"])
        }
        do {
            try await composition.store.platform.write { transaction in
                try transaction.removeExpiredCallTokens(at: now)
                try transaction.tidyAccounts(at: now)
            }
        } catch {
            composition.logger.warning("Expired tokens were not tidied away", metadata: ["error": "\(error)"])
        }
    }

    private func resumeDeletions() async {
        do {
            try await composition.deletion(recordings: recordings).resume()
        } catch {
            composition.logger.warning("A deletion of a business could not be finished", metadata: ["error": "\(error)"])
        }
    }

    private func deleteExpiredRecordings() async {
        let now = composition.clock()
        do {
            let count = try await recordings.deleteExpired(admission: composition.store.admission, at: now)
            if count > 0 { composition.logger.info("Recordings were deleted whose time is over", metadata: ["count": "\(count)"]) }
        } catch {
            composition.logger.warning("Recordings whose time is over were not deleted", metadata: ["error": "\(error)"])
        }
    }
}
