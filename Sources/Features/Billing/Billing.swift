public import Core
public import Foundation
public import Logging
public import Storage

/// Subscriptions and what is charged for them: takes decisions, writes down what follows from them, and tells of it.
///
/// One business's decisions are taken one after the other, each in one transaction of the platform that survives a power cut.
public struct Billing: Sendable {
    /// How often a decision is taken again because another was taken meanwhile.
    private static let mostAttempts = 8
    /// A period is closed this long after its end, whoever asks, so that sessions which end with it are in the ledger by then.
    static let settling: TimeInterval = 60

    public let terms: BillingTerms
    let store: Store
    let identifiers: IdentifierSource
    let clock: @Sendable () -> Date
    let logger: Logger

    public init(
        store: Store, terms: BillingTerms, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.store = store
        self.terms = terms
        self.identifiers = identifiers
        self.clock = clock
        self.logger = logger
    }

    /// What a decision led to, once it is committed.
    public struct Outcome: Sendable {
        public let subscription: Subscription
        public let events: [BillingEvent]
        /// The invoices among the events, with their numbers.
        public let invoices: [Invoice]
    }

    /// - Throws: `Problem` when there is no such business.
    public func subscription(of business: Business.ID) async throws -> Subscription {
        try await stored(business).subscription
    }

    /// Lets time pass for a business, from one thing that is due to the next; up to a month that ended less than a minute ago. Safe to
    /// repeat, and to break off.
    func advance(_ business: Business.ID) async throws {
        let (terms, now) = (terms, clock())
        while true {
            let stored = try await stored(business)
            guard let dueAt = stored.subscription.dueAt(terms), dueAt <= now else { return }
            // At most one period ends at one instant.
            let ending = stored.subscription.periodEnding(by: dueAt)
            if ending != nil, now.timeIntervalSince(dueAt) < Self.settling { return }
            let used = if let ending { try await sessions(of: business, in: ending) } else { 0 }
            try await decide(for: business, by: .billing, onlyAt: stored.revision) { subscription, _ in
                subscription.advance(to: dueAt, terms: terms) { _ in used }
            }
        }
    }

    /// Takes a decision and writes down what follows from it.
    ///
    /// - Parameters:
    ///   - entry: for the audit log, where a person decides.
    ///   - revision: the decision is not taken when the subscription has another meanwhile; nil takes it on whatever there is.
    ///   - body: decides; may also write what the decision is about.
    /// - Returns: nil when it was not taken.
    @discardableResult
    func decide(
        for business: Business.ID, by actor: Principal, onlyAt revision: Int? = nil, noting entry: AuditEntry? = nil,
        _ body: @escaping @Sendable (inout Subscription, PlatformTransaction) throws -> [BillingEvent]
    ) async throws -> Outcome? {
        let (now, identifiers) = (clock(), identifiers)
        let (outcome, isNew) = try await store.platform.write(.confirmed) { transaction -> (Outcome?, Bool) in
            guard let stored = try transaction.subscription(of: business) else { throw Problem.notFound("subscription") }
            if let revision, stored.revision != revision { return (nil, false) }
            var subscription = stored.subscription
            let events = try body(&subscription, transaction)
            guard subscription != stored.subscription || !events.isEmpty else {
                return (Outcome(subscription: subscription, events: [], invoices: []), false)
            }
            // Due at once: until the business's own data knows of it, see `tell`.
            try transaction.save(subscription, revision: stored.revision + 1, dueAt: now, at: now)
            let books = BillingBooks(transaction: transaction, business: business, identifiers: identifiers, now: now)
            let invoices = try books.enter(events, of: subscription, by: actor)
            if let entry { try transaction.audit(entry, of: business, at: now, identifiers: identifiers) }
            return (Outcome(subscription: subscription, events: events, invoices: invoices), true)
        }
        if isNew {
            do {
                try await tell(business)
            } catch {
                logger.warning(
                    "A business's data does not know of its subscription yet; it is told later",
                    metadata: ["business_id": "\(business)", "error": "\(error)"])
            }
        }
        return outcome
    }

    /// Tells a business's own data what its calls have to know of the subscription, and notes when time next changes it.
    func tell(_ business: Business.ID) async throws {
        let stored = try await stored(business)
        if stored.subscription.standing != .deleted {
            let terms = ServiceTerms(stored.subscription)
            let tenant = try await store.admission.admit(job: business)
            if try await tenant.read({ try $0.serviceTerms() }) != terms { try await tenant.write { try $0.save(terms) } }
        }
        let dueAt = stored.subscription.dueAt(terms)
        try await store.platform.write { try $0.setDue(dueAt, of: stored) }
    }

    /// How many charged sessions of a business ended in a period.
    func sessions(of business: Business.ID, in period: BillingPeriod) async throws -> Int {
        try await store.admission.admit(job: business).read { try $0.sessions(in: period) }
    }

    /// Repeats what needs the subscription as it is until nobody else has changed it meanwhile.
    func untilTaken(_ attempt: () async throws -> Outcome?) async throws -> Outcome {
        for _ in 0..<Self.mostAttempts {
            if let outcome = try await attempt() { return outcome }
        }
        throw Problem.conflict("The subscription is being changed by somebody else just now; try again.")
    }

    func stored(_ business: Business.ID) async throws -> StoredSubscription {
        if let stored = try await store.platform.read({ try $0.subscription(of: business) }) { return stored }
        // One that came from an archive has none yet.
        let (terms, now) = (terms, clock())
        return try await store.platform.write { transaction in
            try transaction.beginSubscription(of: business, terms: terms, at: now)
            guard let stored = try transaction.subscription(of: business) else { throw Problem.notFound("subscription") }
            return stored
        }
    }
}

extension Principal {
    /// Time, or what a payment company tells.
    static let billing = Principal(.platform, id: "", name: "billing")
}
