import Core
public import Foundation

/// What follows from a subscription's course, to be written down and told.
public enum BillingEvent: Sendable, Hashable {
    case invoiced(InvoiceDraft)
    case planChanged(SubscriptionChange)
    /// The next period is on another plan, or there is none: decided now, true from then on.
    case changeScheduled(to: Plan?, from: Date)
    /// A decision of that kind was taken back.
    case changeWithdrawn
    case trialEnding(at: Date)
    case trialEnded(at: Date)
    /// - Parameter next: when the next step down comes unless something is done; nil when none does.
    case standingChanged(from: Standing, to: Standing, at: Date, next: Date?)
}

/// An invoice that has yet to get its number.
public struct InvoiceDraft: Sendable, Hashable {
    public var issuedAt: Date
    public var dueAt: Date
    /// At least one, of one currency.
    public var lines: [InvoiceLine]

    public var total: Int { lines.reduce(0) { $0 + $1.amount.minorUnits } }
}
