import Core
public import Foundation
public import Storage

/// Takes an owner's wish about the subscription to whoever collects for it: our own books, or Stripe.
public struct SubscriptionDesk: Sendable {
    private let billing: Billing
    private let stripe: StripeDesk?

    /// - Parameter stripe: nil where the platform has no account there.
    public init(billing: Billing, stripe: StripeDesk?) {
        self.billing = billing
        self.stripe = stripe
    }

    /// Whether owners may pay by card.
    public var takesCards: Bool { stripe != nil }

    /// As `Billing.preview`, and `StripeDesk.preview` where Stripe collects.
    public func preview(_ wish: SubscriptionWish, in tenant: Tenant) async throws -> SubscriptionPreview {
        guard let stripe, try await billing.subscription(of: tenant.id).collection == .stripe else {
            return try await billing.preview(wish, in: tenant)
        }
        return try await stripe.preview(wish, in: tenant)
    }

    /// As `Billing.follow`, and `StripeDesk.follow` where Stripe collects.
    public func follow(
        _ wish: SubscriptionWish, at instant: Date?, promising total: Int?, in tenant: Tenant, by person: Principal
    ) async throws {
        if let stripe {
            if try await billing.subscription(of: tenant.id).collection == .stripe {
                return try await stripe.follow(wish, at: instant, promising: total, in: tenant, by: person)
            }
            // Else both could be paid: the page that is open there, and the invoices.
            if case .subscribe = wish { try await stripe.closeCheckouts(in: tenant) }
        }
        _ = try await billing.follow(wish, at: instant, promising: total, in: tenant, by: person)
    }
}
