import Core
import Foundation
import Logging
import Storage
import Vendors

/// Tells Stripe of the sessions beyond a plan, each once.
///
/// Each business's ledger is the truth: which sessions are beyond is counted from it, and each is told under its own identifier, by which
/// both we and Stripe know a repeat. A count that breaks off is counted again, and leads to the same.
struct StripeMeter: Sendable {
    private static let lease: TimeInterval = 300
    private static let batch = 50
    private static let backoff = Backoff(first: .seconds(10), longest: .seconds(3600))
    /// Stripe takes no older ones, in seconds.
    private static let oldest: TimeInterval = 35 * 86_400

    private let stripe: Stripe
    private let store: Store
    private let clock: @Sendable () -> Date
    private let logger: Logger

    init(stripe: Stripe, store: Store, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.stripe = stripe
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Writes down which sessions of the period that runs have to be told. Safe to repeat.
    func enqueue(_ business: Business.ID) async throws {
        let (link, subscription) = try await store.platform.read { transaction in
            (try transaction.stripeLink(of: business), try transaction.subscription(of: business)?.subscription)
        }
        guard let link, let subscription, subscription.collection == .stripe, subscription.status == .active,
            let included = subscription.plan.includedSessions, subscription.plan.overagePrice != nil
        else { return }
        let (period, name) = (subscription.period, subscription.plan.plan.overageKey)
        let tenant = try await store.admission.admit(job: business)
        let used = try await tenant.read { try $0.sessions(in: period) }
        guard used > included else { return }
        let told = try await store.platform.read { try $0.meteredSessions(of: business, in: period) }
        let here = told.values.count { $0 == name }
        let untold = Overage.untold(used: used, included: included, told: here, toldElsewhere: told.count - here)
        guard untold > 0 else { return }
        let sessions = try await tenant.read { try $0.lastSessions(in: period, limit: untold + told.count) }
            .filter { told[$0.session] == nil }.prefix(untold)
        let now = clock()
        try await store.platform.write { transaction in
            for (session, endedAt) in sessions {
                try transaction.insert(
                    StripeMeterEvent(
                        session: session, business: business, customer: link.customer, name: name, at: endedAt, state: .pending, attempts: 0
                    ),
                    now: now)
            }
        }
    }

    /// Counts for every business whose usage has changed.
    func enqueueAll() async throws {
        var failed: Set<Business.ID> = []
        while true {
            let limit = Self.batch + failed.count
            let businesses = try await store.platform.read { try $0.businessesToMeter(limit: limit) }.filter { !failed.contains($0) }
            if businesses.isEmpty { return }
            for business in businesses {
                do {
                    let now = clock()
                    try await enqueue(business)
                    // A second later, for the sums that were written in this one have been seen.
                    try await store.platform.write { try $0.noteMetered(business, at: now.addingTimeInterval(0.001)) }
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    failed.insert(business)
                    logger.warning(
                        "The sessions beyond a plan were not counted; it is tried again",
                        metadata: ["business_id": "\(business)", "error": "\(error)"])
                }
            }
        }
    }

    /// Tells what is due.
    ///
    /// - Returns: how long until something is due again; nil when nothing waits.
    func send() async throws -> Duration? {
        while let due = try await store.platform.read({ try $0.nextMeterEventDue() }), due <= clock() {
            let now = clock()
            let events = try await store.platform.write {
                try $0.claimMeterEvents(at: now, until: now.addingTimeInterval(Self.lease), limit: Self.batch)
            }
            if events.isEmpty { break }
            for event in events { try await send(event) }
        }
        let now = clock()
        return try await store.platform.read { try $0.nextMeterEventDue() }.map { .seconds(max(0, $0.timeIntervalSince(now))) }
    }

    private func send(_ event: StripeMeterEvent) async throws {
        var after = event
        after.attempts += 1
        var words: String?
        do throws(StripeFailure) {
            try await stripe.record(
                .init(name: event.name, customer: event.customer, value: 1, identifier: event.session.rawValue, at: event.at))
            after.state = .sent
        } catch {
            if error == .unanswered(.cancelled) { throw CancellationError() }
            words = "\(error)"
            if clock().timeIntervalSince(event.at) > Self.oldest { after.state = .failed }
        }
        let now = clock()
        let dueAt = now.addingTimeInterval(Self.backoff.delay(afterFailures: after.attempts, jitter: 0) / .seconds(1))
        try await store.platform.write { [after, words] in try $0.record(after, dueAt: dueAt, error: words, at: now) }
        if let words {
            logger.log(
                level: after.state == .failed ? .error : .warning, "Stripe was not told of a session beyond a plan",
                metadata: ["business_id": "\(event.business)", "call_id": "\(event.session)", "error": "\(words)"])
        }
    }
}
