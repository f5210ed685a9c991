public import Core
public import Foundation

/// What an owner wants of the subscription.
public enum SubscriptionWish: Sendable, Hashable {
    /// Agrees to pay by invoice: after the trial, or from now on where no month runs.
    case subscribe(to: Plan)
    case change(to: Plan)
    /// The subscription ends with its month.
    case cancel
    /// What was to happen when the month ends is taken back.
    case resume

    /// For the audit log.
    var words: String {
        switch self {
        case .subscribe(let plan): "subscribe to \(plan.rawValue)"
        case .change(let plan): "change to \(plan.rawValue)"
        case .cancel: "cancel"
        case .resume: "resume"
        }
    }
}

/// What a wish would lead to, exactly as it will be charged if it is asked for with this instant and total.
public struct SubscriptionPreview: Sendable, Hashable {
    /// The instant that everything is reckoned at. Good for `Billing.previewMinutes`.
    public var at: Date
    /// When the wish takes effect: now, or when the month ends.
    public var effectiveAt: Date
    /// Charged now; empty when nothing is.
    public var lines: [InvoiceLine]
    /// The sum of the lines.
    public var total: Money
    /// The subscription as it would be.
    public var subscription: Subscription
}
