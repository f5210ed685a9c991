public import Core
public import Foundation
public import Logging
public import Storage
public import Vendors

/// Everything about Stripe, for a platform that has an account there.
public struct StripeBilling: Sendable {
    /// Looked around so often when nothing is heard: what is to be tried again is. A look that finds nothing costs two queries on indexes.
    private static let lookAround = Duration.seconds(5)
    /// Usage is looked at so often: the events of a period have to be there within the hour after its end.
    private static let meterInterval: TimeInterval = 120

    /// For owners.
    public let desk: StripeDesk
    /// For webhooks.
    public let inbox: StripeInbox
    private let sync: StripeSync
    private let meter: StripeMeter
    private let refunds: StripeRefunds
    private let reconciliation: StripeReconciliation
    private let signal: StripeSignal
    private let clock: @Sendable () -> Date
    private let logger: Logger

    /// - Parameters:
    ///   - stripe: over a transport that tries again.
    ///   - addsTax: whether Stripe reckons tax and adds it to what is paid by card.
    ///   - webhookSecrets: each that is in force; while one is replaced by another, both.
    public init(
        stripe: Stripe, webhookSecrets: [Secret], billing: Billing, store: Store, pages: StripeDesk.Pages, identifiers: IdentifierSource,
        addsTax: Bool = false, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        let catalogue = StripeCatalogueCache(stripe)
        meter = StripeMeter(stripe: stripe, store: store, clock: clock, logger: logger)
        sync = StripeSync(stripe: stripe, catalogue: catalogue, billing: billing, meter: meter, logger: logger)
        refunds = StripeRefunds(stripe: stripe, store: store, clock: clock, logger: logger)
        reconciliation = StripeReconciliation(stripe: stripe, catalogue: catalogue, store: store, clock: clock, logger: logger)
        signal = StripeSignal()
        desk = StripeDesk(stripe: stripe, sync: sync, billing: billing, identifiers: identifiers, pages: pages, addsTax: addsTax)
        inbox = StripeInbox(
            stripe: stripe, signature: StripeSignature(secrets: webhookSecrets), store: store, sync: sync, clock: clock, signal: signal,
            logger: logger)
        self.clock = clock
        self.logger = logger
    }

    /// Asks Stripe whether everything is there that plans need.
    ///
    /// - Throws: what says what is missing, or that Stripe does not answer.
    public static func check(_ stripe: Stripe) async throws { _ = try await StripeCatalogue(stripe) }

    /// Works until it is cancelled: takes over what was heard as soon as it is, tells of usage every other minute.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                // A look around now and then finds what a lost signal, or a process that died, has left.
                while !Task.isCancelled {
                    do { try await Task.sleep(for: Self.lookAround) } catch { return }
                    signal.send()
                }
            }
            signal.send()
            var metered = Date.distantPast
            for await _ in signal.arrivals {
                do {
                    try await work(metering: clock().timeIntervalSince(metered) >= Self.meterInterval)
                    if clock().timeIntervalSince(metered) >= Self.meterInterval { metered = clock() }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("What has to do with Stripe could not be looked after", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Does what is due now.
    func work(metering: Bool) async throws {
        _ = try await inbox.process()
        try await refunds.send()
        if metering {
            try await meter.enqueueAll()
            try await sync.seeOff()
            try await inbox.forget()
        }
        _ = try await meter.send()
        if metering { try await reconciliation.run() }
    }
}
