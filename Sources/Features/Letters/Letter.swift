public import Core
public import Foundation

/// What the platform writes to people by mail, with all that the words need. It is worded when it is sent, so a secret is never
/// stored with it: links carry a token that `LinkTokens` makes from an identifier.
public enum Letter: Sendable, Hashable, Codable {
    // MARK: Accounts

    /// The address has to be proven: `verification` is the identifier its link carries.
    case addressVerification(business: String, verification: String)
    /// A business is ready: where it is found, and how its first call is made.
    case welcome(business: String, subdomain: String)
    case invitation(business: String, invitedBy: String, role: String, invitation: String)
    case passwordReset(reset: String)
    case passwordChanged
    case secondFactorChanged(isOn: Bool)

    // MARK: Plans and money

    case trialEnding(business: String, endsAt: Date)
    case trialEnded(business: String)
    /// - Parameter percent: of the sessions in the plan: 80, 100 or 120.
    case usageReached(business: String, percent: Int, used: Int, included: Int)
    case planChanged(business: String, plan: String, from: Date)
    case subscriptionEnding(business: String, endsAt: Date)
    case invoiceIssued(business: String, number: String, total: Money, dueAt: Date)
    case invoicePaid(business: String, number: String, total: Money)
    case creditNoteIssued(business: String, number: String, total: Money)
    case paymentFailed(business: String, number: String, total: Money, nextAttemptAt: Date?)
    /// The bank wants the holder of the card to confirm a payment: `url` is where, at Stripe.
    case paymentActionRequired(business: String, number: String, total: Money, url: String)
    case pastDue(business: String, readOnlyAt: Date)
    case readOnly(business: String, suspendedAt: Date)
    /// The subscription ended without another; no payment is missing.
    case subscriptionEnded(business: String, suspendedAt: Date)
    case suspended(business: String, deletedAt: Date)
    case resumed(business: String)
    case deleted(business: String)

    // MARK: Notices

    /// A webhook was given up: it refused, or was not there, for days.
    case webhookFailing(business: String, address: String)
    case domainVerified(business: String, domain: String)
}

/// Whom a letter is for.
public struct LetterRecipient: Sendable, Hashable, Codable {
    public var address: String
    public var name: String?

    public init(address: String, name: String? = nil) {
        self.address = address
        self.name = name
    }
}

extension Letter {
    /// What its recipient may end; nil for mail that has to come.
    var topic: Unsubscription.Topic? {
        switch self {
        case .usageReached: .usage
        case .welcome, .domainVerified: .notices
        default: nil
        }
    }

    /// Stable name of the kind, for lists.
    public var name: String {
        switch self {
        case .addressVerification: "address-verification"
        case .welcome: "welcome"
        case .invitation: "invitation"
        case .passwordReset: "password-reset"
        case .passwordChanged: "password-changed"
        case .secondFactorChanged: "second-factor-changed"
        case .trialEnding: "trial-ending"
        case .trialEnded: "trial-ended"
        case .usageReached: "usage-reached"
        case .planChanged: "plan-changed"
        case .subscriptionEnding: "subscription-ending"
        case .invoiceIssued: "invoice-issued"
        case .invoicePaid: "invoice-paid"
        case .creditNoteIssued: "credit-note-issued"
        case .paymentFailed: "payment-failed"
        case .paymentActionRequired: "payment-action-required"
        case .pastDue: "past-due"
        case .readOnly: "read-only"
        case .subscriptionEnded: "subscription-ended"
        case .suspended: "suspended"
        case .resumed: "resumed"
        case .deleted: "deleted"
        case .webhookFailing: "webhook-failing"
        case .domainVerified: "domain-verified"
        }
    }
}
