import Core
public import Foundation
public import Logging
public import Storage
import Synchronization

/// Sends the messages of all outboxes: at once when one is written, later when an attempt failed, and after a restart what was
/// left. Each is sent at least once, and always under the same identifier.
///
/// What else time brings about in a business, offers of its waiting list that lapse, is due in the same way.
///
/// One business's messages of a channel go out one after the other, a few seconds' worth at a time: then it is the next one's turn, so
/// that receivers that hang hold up nobody else's.
public struct OutboxDelivery: Sendable {
    /// Who takes the messages of each channel.
    public struct Channels: Sendable {
        let webhook: WebhookChannel
        let mail: MailChannel
        let text: TextChannel

        public init(webhook: WebhookChannel, mail: MailChannel, text: TextChannel) {
            self.webhook = webhook
            self.mail = mail
            self.text = text
        }
    }

    private static let mostBusinessesAtOnce = 64
    /// No further message is begun in a business's turn after so long.
    private static let turn: TimeInterval = 5
    /// Beyond the time that an attempt may take.
    private static let margin: TimeInterval = 60
    private static let lookAround = Duration.seconds(30)
    /// Every business is looked into that often: for what a process left that died between a commit and its signal, and for what is old
    /// enough to be forgotten. One after the other, with a rest, so that ten thousand files are opened over minutes.
    private static let round = Duration.seconds(3600)
    private static let rest = Duration.milliseconds(20)
    /// What is done with is kept for so long, as the log of deliveries.
    static let retention: TimeInterval = 30 * 86_400
    private static let mostForgottenAtOnce = 500

    private let store: Store
    private let channels: Channels
    private let waitingLists: WaitingListClock
    private let signal: OutboxSignal
    private let clock: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let report: @Sendable (OutboxMessage) -> Void
    private let logger: Logger

    /// - Parameter report: told of each message after an attempt, for metrics.
    public init(
        store: Store, channels: Channels, waitingLists: WaitingListClock, signal: OutboxSignal, clock: @escaping @Sendable () -> Date,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        report: @escaping @Sendable (OutboxMessage) -> Void = { _ in }, logger: Logger
    ) {
        self.store = store
        self.channels = channels
        self.waitingLists = waitingLists
        self.signal = signal
        self.clock = clock
        self.jitter = jitter
        self.report = report
        self.logger = logger
    }

    /// Delivers until it is cancelled. What is being sent then is due again once its claim has run out.
    public func run() async {
        let turnstile = Turnstile(places: Self.mostBusinessesAtOnce, longestQueue: .max)
        let underWay = BusinessesUnderWay()
        await withDiscardingTaskGroup { group in
            group.addTask { await repeating(every: Self.lookAround) { try await signalThoseDue() } }
            group.addTask { await repeating(every: Self.round) { try await goRound() } }
            for await business in signal.businesses where underWay.begin(business) {
                group.addTask {
                    do {
                        let delivered = await Result { try await turnstile.pass { try await deliver(business) } }
                        if underWay.end(business) { signal.send(business) }
                        let next = try delivered.get()
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

    private func repeating(every interval: Duration, _ work: @Sendable () async throws -> Void) async {
        while !Task.isCancelled {
            do { try await work() } catch is CancellationError { return } catch {
                logger.warning("The businesses with messages could not be read", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: interval) } catch { return }
        }
    }

    private func signalThoseDue() async throws {
        let soon = clock().addingTimeInterval(Self.lookAround / .seconds(1))
        for business in try await store.platform.read({ try $0.businessesWithMessages(dueBefore: soon) }) { signal.send(business) }
    }

    private func goRound() async throws {
        var last: Business.ID?
        while true {
            let businesses = try await store.platform.read { [last] in try $0.activeBusinesses(after: last, limit: 500) }
            guard !businesses.isEmpty else { return }
            for business in businesses {
                signal.send(business)
                try await Task.sleep(for: Self.rest)
            }
            last = businesses.last
        }
    }

    /// Sends what is due.
    ///
    /// - Returns: how long until something is due next; nil when nothing is waiting.
    func deliver(_ business: Business.ID) async throws -> Duration? {
        let tenant: Tenant
        do { tenant = try await store.admission.admit(job: business) } catch is Admission.Refusal {
            // Switched off or gone: what it still has waits with it.
            try await note(nil, of: business)
            return nil
        }
        // Most businesses have nothing to send most of the time: that is found without writing.
        if let due = try await tenant.read({ try $0.nextMessageDue() }), due <= clock() {
            try await withThrowingDiscardingTaskGroup { group in
                for channel in OutboxMessage.Channel.allCases { group.addTask { try await deliver(over: channel, in: tenant) } }
            }
        }
        try await forget(in: tenant)
        let lapse = try await waitingLists.tick(tenant)
        let message = try await tenant.read { try $0.nextMessageDue() }
        let next = [lapse, message].compactMap { $0 }.min()
        try await note(next, of: business)
        return next.map { .seconds(max(0, $0.timeIntervalSince(clock()))) }
    }

    private func deliver(over channel: OutboxMessage.Channel, in tenant: Tenant) async throws {
        let end = clock().addingTimeInterval(Self.turn)
        while true {
            let now = clock()
            guard now < end else { return }
            let lease = now.addingTimeInterval(channels.patience(of: channel) / .seconds(1) + Self.margin)
            let message = try await tenant.write { try $0.claimMessage(over: channel, at: now, until: lease) }
            guard let message else { return }
            try await attempt(message, in: tenant)
        }
    }

    private func attempt(_ message: OutboxMessage, in tenant: Tenant) async throws {
        let outcome = try await channels.send(message, in: tenant, at: clock())
        let now = clock()
        let after = message.after(outcome, at: now, jitter: jitter())
        if after.channel == .webhook, after.wasGivenUp { try await tellOwner(of: after, in: tenant, at: now) }
        // What became of it is written down even while the program ends: it is known now, and would have to be guessed later.
        try await Task { try await tenant.write { transaction in try transaction.record(after, at: now) } }.value
        report(after)
        if after.state == .failed {
            logger.warning(
                "A message was given up",
                metadata: [
                    "business_id": "\(tenant.id)", "message_id": "\(after.id)", "channel": "\(after.channel.rawValue)",
                    "attempts": "\(after.attempts)",
                ])
        }
    }

    /// Switches a webhook off that takes nothing any more, and writes to the owner, once for all that it did not take that day.
    private func tellOwner(of message: OutboxMessage, in tenant: Tenant, at now: Date) async throws {
        let name = message.endpointID?.rawValue ?? message.url
        let day = now.formatted(Date.ISO8601FormatStyle().year().month().day())
        try await store.platform.write { transaction in
            guard let contact = try transaction.contact(of: tenant.id) else { return }
            try transaction.enqueue(
                .webhookFailing(business: contact.name, address: message.url), to: LetterRecipient(address: contact.email),
                occasion: "webhook-failing \(tenant.id) \(name) \(day)", of: tenant.id, at: now)
        }
        guard let id = message.endpointID else { return }
        try await tenant.write { transaction in
            guard var endpoint = try transaction.webhookEndpoint(id), endpoint.active else { return }
            endpoint.active = false
            endpoint.disabledReason = message.lastError
            try transaction.save(endpoint, at: now)
        }
    }

    private func forget(in tenant: Tenant) async throws {
        let moment = clock().addingTimeInterval(-Self.retention)
        guard try await tenant.read({ try $0.hasMessages(finishedBefore: moment) }) else { return }
        try await tenant.write { _ = try $0.removeMessages(finishedBefore: moment, limit: Self.mostForgottenAtOnce) }
    }

    /// Writes down where every process finds it when a business has to be looked into next.
    private func note(_ next: Date?, of business: Business.ID) async throws {
        let platform = store.platform
        guard try await platform.read({ try $0.messagesDue(of: business) }) != next else { return }
        try await platform.write { try $0.expectMessages(of: business, at: next) }
    }
}

extension OutboxDelivery.Channels {
    func send(_ message: OutboxMessage, in tenant: Tenant, at now: Date) async throws -> OutboxMessage.Outcome {
        switch message.channel {
        case .webhook: try await webhook.send(message, in: tenant, at: now)
        case .mail: try await mail.send(message, in: tenant, at: now)
        case .sms: try await text.send(message, in: tenant, at: now)
        }
    }

    /// No attempt takes longer.
    func patience(of channel: OutboxMessage.Channel) -> Duration {
        switch channel {
        case .webhook: WebhookChannel.patience
        case .mail: mail.patience
        case .sms: TextChannel.patience
        }
    }
}

/// The businesses whose messages are being sent: one that is in it gets no second sender, and is looked at again afterwards.
private final class BusinessesUnderWay: Sendable {
    private let isWantedAgain = Mutex<[Business.ID: Bool]>([:])

    /// - Returns: false when somebody is at it already.
    func begin(_ business: Business.ID) -> Bool {
        isWantedAgain.withLock { businesses in
            let isFree = businesses[business] == nil
            businesses[business] = !isFree
            return isFree
        }
    }

    /// - Returns: whether there was another wish meanwhile.
    func end(_ business: Business.ID) -> Bool {
        isWantedAgain.withLock { $0.removeValue(forKey: business) } ?? false
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}
