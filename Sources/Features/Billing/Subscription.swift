public import Core
public import Foundation

/// What a business has agreed to pay, and how far it is with it. A value: its functions decide and tell what follows from it, and
/// touch nothing. All its instants are whole seconds.
public struct Subscription: Sendable, Hashable, Codable {
    public var business: Business.ID
    public var plan: PlanVersion
    public var status: Status
    public var collection: Collection
    /// Nil where there was no trial.
    public var trialEndsAt: Date?
    /// Months are counted from here.
    public var anchor: Date
    /// The month that runs now, or ran last; while trying, the trial.
    public var period: BillingPeriod
    /// Sessions of this period that are beyond a plan's, and charged for already.
    public var settledOverage = 0
    /// The plan of the next period, when it is another.
    public var pendingPlan: PlanVersion?
    public var cancelsAtPeriodEnd = false
    /// The earliest day on which something unpaid was, or is, to be paid.
    public var paymentDueAt: Date?
    /// Where unpaid invoices or the end of the subscription have led; `standing` adds what the operator decided.
    var dunning: Standing
    var dunningSince: Date
    /// Why the operator has suspended the business; nil when they have not.
    public var suspension: String?
    /// Whether the end of the trial has been announced.
    var isReminded = false

    public enum Status: String, Sendable, Hashable, Codable {
        case trialing
        /// A paid month runs.
        case active
        /// The month ended while the business was read-only for what it owed: no other begins before that is paid.
        case paused
        /// No month runs, and none begins until the business asks for one.
        case ended
        /// The platform's own: nothing is ever charged.
        case complimentary
    }

    /// How the money comes.
    public enum Collection: String, Sendable, Hashable, Codable {
        /// Not at all yet: a trial that nobody has agreed to pay after.
        case none
        /// Invoices by mail; the operator notes what was paid.
        case invoice
        /// Stripe charges, and we follow: periods, invoices and what is overdue are as Stripe says.
        case stripe
    }

    /// How the business stands.
    public var standing: Standing {
        suspension != nil && dunning != .deleted ? .suspended : dunning
    }
}

extension Subscription {
    /// A new business's trial.
    public static func trial(of business: Business.ID, plan: PlanVersion, from start: Date, to end: Date) -> Subscription {
        let end = end.wholeSeconds
        // A trial of no days is over when it begins.
        let start = min(start.wholeSeconds, end.addingTimeInterval(-1))
        return Subscription(
            business: business, plan: plan, status: .trialing, collection: .none, trialEndsAt: end, anchor: end,
            period: BillingPeriod(start: start, end: end), dunning: .trialing, dunningSince: start)
    }

    /// A business that the platform keeps for itself, such as those that show what it can do.
    public static func complimentary(for business: Business.ID, plan: PlanVersion, from instant: Date) -> Subscription {
        let start = instant.wholeSeconds
        return Subscription(
            business: business, plan: plan, status: .complimentary, collection: .none, trialEndsAt: nil, anchor: start,
            period: BillingPeriod(containing: start, anchor: start), dunning: .active, dunningSince: start)
    }
}
