public import Core
public import Foundation

/// A change of plan, as it is kept: the seeds' doctype of that name.
public struct SubscriptionChange: Sendable, Hashable, Codable {
    public var business: Business.ID
    /// Nil for the first.
    public var oldPlan: Plan?
    /// Nil when the subscription ended.
    public var newPlan: Plan?
    public var kind: Kind
    /// When it took effect.
    public var changeDate: Date
    /// What was charged for the rest of the month: credit and debit together.
    public var proratedAmount: Money

    public enum Kind: String, Sendable, Hashable, Codable {
        case begun, upgraded, downgraded, ended
    }

    public init(
        business: Business.ID, oldPlan: Plan?, newPlan: Plan?, kind: Kind, changeDate: Date, proratedAmount: Money
    ) {
        self.business = business
        self.oldPlan = oldPlan
        self.newPlan = newPlan
        self.kind = kind
        self.changeDate = changeDate
        self.proratedAmount = proratedAmount
    }
}
