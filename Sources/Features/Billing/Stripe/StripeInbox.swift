import Core
import Foundation
import Logging
import Storage
import Vendors

/// Takes what Stripe tells: proves it, stores it, and looks later at what Stripe knows of the customer it is about.
///
/// Events come late, twice and in any order. So none is acted on by what it says: each only says whom to look after.
public struct StripeInbox: Sendable {
    /// How long looking after one customer may take before somebody else tries.
    private static let lease: TimeInterval = 30
    private static let mostAtOnce = 8
    private static let backoff = Backoff(first: .seconds(5), longest: .seconds(3600))
    /// Tries of one event; with the waits between them half a day.
    private static let mostAttempts = 24
    /// Processed events are kept for so long, in days.
    private static let retentionDays = 45

    private let stripe: Stripe
    private let signature: StripeSignature
    private let store: Store
    private let sync: StripeSync
    private let clock: @Sendable () -> Date
    private let signal: StripeSignal
    private let logger: Logger

    init(
        stripe: Stripe, signature: StripeSignature, store: Store, sync: StripeSync, clock: @escaping @Sendable () -> Date,
        signal: StripeSignal, logger: Logger
    ) {
        self.stripe = stripe
        self.signature = signature
        self.store = store
        self.sync = sync
        self.clock = clock
        self.signal = signal
        self.logger = logger
    }

    /// What became of a message.
    public enum Receipt: String, Sendable, Hashable {
        case stored
        /// It was here before.
        case repeated
        /// It is not for us: of a kind that changes nothing here, or of the other mode.
        case ignored
    }

    /// Takes a message. When this returns it is stored for good.
    ///
    /// - Parameters:
    ///   - body: the raw bytes.
    ///   - header: the value of `Stripe-Signature`.
    /// - Throws: `StripeSignature.Refusal` when it is not proven to be Stripe's; `Problem` when it is no event.
    public func take(_ body: [UInt8], signature header: String?) async throws -> Receipt {
        let now = clock()
        try signature.check(header, body: body, at: now)
        guard let event = try? StripeEvent(body: body) else {
            throw Problem.invalid("#", "This is no event of Stripe's.")
        }
        let isOurs = event.livemode == stripe.isLive
        let isOfUse = isOurs && Self.isOfUse(event.type) && event.customer != nil
        let stored = StoredStripeEvent(
            id: event.id, type: event.type, customer: event.customer, business: event.business,
            invoice: event.object.object == "invoice" ? event.object.id : nil, state: isOfUse ? .pending : .ignored, attempts: 0)
        let isNew = try await store.platform.write(.confirmed) { try $0.insert(stored, createdAt: event.created, at: now) }
        guard isNew else { return .repeated }
        if !isOurs {
            logger.warning("An event of Stripe's other mode was ignored", metadata: ["stripe_event": "\(event.id)"])
        } else if try await isAlarming(event) {
            logger.error(
                "Stripe tells of something a person has to look at", metadata: ["stripe_event": "\(event.id)", "type": "\(event.type)"])
        }
        guard isOfUse else { return .ignored }
        signal.send()
        return .stored
    }

    /// Kinds after which something here may have to change.
    private static func isOfUse(_ type: String) -> Bool {
        ["checkout.session.", "customer.", "invoice.", "payment_method.", "charge."].contains { type.hasPrefix($0) }
    }

    /// Whether a person has to look at it: what we asked to be paid back ourselves is no news.
    private func isAlarming(_ event: StripeEvent) async throws -> Bool {
        if event.type == "charge.refunded", let payment = event.object.paymentIntent?.id, let refunded = event.object.amountRefunded {
            return try await store.platform.read { try $0.refunded(of: payment) } < refunded
        }
        return [
            "charge.dispute.created", "charge.refunded", "refund.failed", "invoice.finalization_failed", "invoice.marked_uncollectible",
        ].contains(event.type)
    }

    /// Looks after every customer of whom something was said.
    ///
    /// - Returns: how long until something is due again; nil when nothing waits.
    func process() async throws -> Duration? {
        while true {
            let now = clock()
            let customers = try await store.platform.read { try $0.customersWithStripeEvents(at: now, limit: Self.mostAtOnce) }
            if customers.isEmpty { break }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for customer in customers { group.addTask { try await lookAfter(customer) } }
                try await group.waitForAll()
            }
        }
        let now = clock()
        return try await store.platform.read { try $0.nextStripeEventDue() }.map { .seconds(max(0, $0.timeIntervalSince(now))) }
    }

    private func lookAfter(_ customer: String) async throws {
        let now = clock()
        let events = try await store.platform.write {
            try $0.claimStripeEvents(of: customer, at: now, until: now.addingTimeInterval(Self.lease))
        }
        guard !events.isEmpty else { return }
        let hints = StripeSync.Hints(
            businesses: Set(events.compactMap(\.business)), invoices: Set(events.compactMap(\.invoice)))
        do {
            try await sync.sync(customer, hints: hints)
            try await record(events.map { $0.with(.done) }, error: nil)
        } catch is CancellationError {
            // Due again once the claim has run out.
            throw CancellationError()
        } catch let closing as StripeSync.PeriodClosing {
            try await store.platform.write { transaction in
                for event in events { try transaction.postpone(event, until: closing.until) }
            }
        } catch {
            logger.warning(
                "What Stripe knows of a customer could not be taken over; it is tried again",
                metadata: ["stripe_customer": "\(customer)", "error": "\(error)"])
            try await record(events.map { $0.with($0.attempts >= Self.mostAttempts ? .failed : .pending) }, error: "\(error)")
        }
    }

    private func record(_ events: [StoredStripeEvent], error: String?) async throws {
        let now = clock()
        try await store.platform.write { transaction in
            for event in events {
                let wait = Self.backoff.delay(afterFailures: event.attempts, jitter: 0) / .seconds(1)
                try transaction.record(event, dueAt: now.addingTimeInterval(wait), error: error, at: now)
            }
        }
        for event in events where event.state == .failed {
            logger.error("An event of Stripe's was given up", metadata: ["stripe_event": "\(event.id)", "attempts": "\(event.attempts)"])
        }
    }

    /// Forgets what was done long ago.
    func forget() async throws {
        let limit = clock().addingTimeInterval(-Double(Self.retentionDays * 86_400))
        _ = try await store.platform.write { try $0.removeStripeEvents(receivedBefore: limit) }
    }
}

extension StripeEvent {
    /// The business that it names; whether it may is decided by asking Stripe.
    fileprivate var business: Business.ID? {
        (object.clientReferenceId ?? object.metadata?[Stripe.tenantKey]).map { Business.ID($0) }
    }
}

extension StoredStripeEvent {
    fileprivate func with(_ state: State) -> StoredStripeEvent {
        var event = self
        event.state = state
        return event
    }
}

/// Tells that something waits. Best effort: a signal that is lost costs seconds.
struct StripeSignal: Sendable {
    let arrivals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (arrivals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func send() { continuation.yield() }
}
