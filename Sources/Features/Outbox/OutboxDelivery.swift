import Core
public import Foundation
public import Logging
public import Storage
public import Vendors

/// Sends the messages of all outboxes: at once when one is written, later when an attempt failed, and after a restart what was
/// left. Each is sent at least once, and always under the same identifier.
///
/// One business's messages go out one after the other; a receiver that hangs holds up nobody else's.
public struct OutboxDelivery: Sendable {
    /// How long a receiver may take.
    static let patience = Duration.seconds(15)
    /// For so long nobody else sends a message that was claimed: longer than all attempts of one claim can take.
    private static let lease: TimeInterval = 120
    private static let mostAtOnce = 4
    private static let mostBusinessesAtOnce = 16
    /// Messages of other processes, and of signals that were lost, are found after so long.
    private static let lookAround = Duration.seconds(60)

    private let store: Store
    private let secrets: WebhookSecrets
    private let transport: Transport
    private let signal: OutboxSignal
    private let clock: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let report: @Sendable (OutboxMessage) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - transport: must not follow redirects, nor reach what only we can reach.
    ///   - report: told of each message after an attempt, for metrics.
    public init(
        store: Store, secrets: WebhookSecrets, transport: Transport, signal: OutboxSignal, clock: @escaping @Sendable () -> Date,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        report: @escaping @Sendable (OutboxMessage) -> Void = { _ in }, logger: Logger
    ) {
        self.store = store
        self.secrets = secrets
        self.transport = transport
        self.signal = signal
        self.clock = clock
        self.jitter = jitter
        self.report = report
        self.logger = logger
    }

    /// Delivers until it is cancelled. What is being sent then is due again once its claim has run out.
    public func run() async {
        let turnstile = Turnstile(places: Self.mostBusinessesAtOnce, longestQueue: .max)
        await withDiscardingTaskGroup { group in
            group.addTask { await lookAround() }
            for await business in signal.businesses {
                group.addTask {
                    do {
                        let next = try await turnstile.pass { try await deliver(business) }
                        // What is due soon is waited for; the rest is found by the next look around.
                        guard let next, next < Self.lookAround else { return }
                        try await Task.sleep(for: next)
                        signal.send(business)
                    } catch is CancellationError {
                        return
                    } catch {
                        logger.warning(
                            "A business's messages were not delivered", metadata: ["business_id": "\(business)", "error": "\(error)"])
                    }
                }
            }
        }
    }

    /// Signals every business that has named a webhook, now and then again.
    private func lookAround() async {
        while !Task.isCancelled {
            do {
                for business in try await store.platform.read({ try $0.businessesWithWebhooks() }) { signal.send(business) }
                try await Task.sleep(for: Self.lookAround)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The businesses with webhooks could not be read", metadata: ["error": "\(error)"])
                do { try await Task.sleep(for: Self.lookAround) } catch { return }
            }
        }
    }

    /// Sends what is due.
    ///
    /// - Returns: how long until the next message is due; nil when none is waiting.
    func deliver(_ business: Business.ID) async throws -> Duration? {
        let tenant = try await store.admission.admit(job: business)
        while true {
            let now = clock()
            let (messages, generation) = try await tenant.write { transaction in
                (
                    try transaction.claimMessages(at: now, until: now.addingTimeInterval(Self.lease), limit: Self.mostAtOnce),
                    try transaction.webhookGeneration()
                )
            }
            if messages.isEmpty { break }
            for message in messages { try await attempt(message, signedBy: generation, in: tenant) }
        }
        let now = clock()
        return try await tenant.read { try $0.nextMessageDue() }.map { .seconds(max(0, $0.timeIntervalSince(now))) }
    }

    private func attempt(_ message: OutboxMessage, signedBy generation: WebhookSecrets.Generation?, in tenant: Tenant) async throws {
        let headers =
            secrets.headers(for: message, of: tenant.id, generation: generation, at: clock()) + [("content-type", "application/json")]
        let request = Transport.Request(
            .post, message.url, headers: headers.map { Transport.Header($0, $1) }, body: Array(message.body.utf8), timeout: Self.patience)
        let outcome: OutboxMessage.Outcome
        do throws(Transport.Failure) {
            let response = try await transport.send(request)
            // The status is the whole answer: the body is not read, however long it is.
            outcome =
                (200..<300).contains(response.status)
                ? .accepted(status: response.status) : .refused(status: response.status, retryAfter: response.retryAfter)
        } catch {
            if error == .cancelled { throw CancellationError() }
            outcome = .unreachable(reason: error.words)
        }
        let now = clock()
        let after = message.after(outcome, at: now, jitter: jitter())
        try await tenant.write { transaction in try transaction.record(after, at: now) }
        report(after)
        if after.state == .failed {
            logger.warning(
                "A message was given up",
                metadata: ["business_id": "\(tenant.id)", "message_id": "\(after.id)", "attempts": "\(after.attempts)"])
        }
    }
}

extension Transport.Failure {
    /// For the owner, who reads it in the list of deliveries.
    fileprivate var words: String {
        switch self {
        case .unreachable(let reason): "The receiver could not be reached: \(reason)."
        case .timedOut: "The receiver did not answer in \(OutboxDelivery.patience)."
        default: "The receiver's answer could not be read."
        }
    }
}

extension PlatformTransaction {
    /// Those whose outboxes may hold something.
    func businessesWithWebhooks() throws -> [Business.ID] {
        try rows("SELECT business_id FROM webhook_business ORDER BY business_id").map { try $0.get("business_id") }
    }

    /// To be called before a business's first webhook is stored: from then on its outbox is looked into.
    func expectWebhooks(of business: Business.ID) throws {
        try execute("INSERT INTO webhook_business (business_id) VALUES (\(business)) ON CONFLICT (business_id) DO NOTHING")
    }
}
