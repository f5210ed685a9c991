public import Core
import Foundation
public import Storage

/// What the platform's operator decides about a business, and what Stripe says of it.
extension Billing {
    /// Shuts a business out until the suspension is lifted; nothing of it is deleted meanwhile.
    @discardableResult
    public func suspend(_ business: Business.ID, because reason: String, by person: Principal) async throws -> Outcome {
        let (now, terms) = (clock(), terms)
        return try await untilTaken {
            let entry = AuditEntry("business.suspended", by: person, reason: reason)
            return try await decide(for: business, by: person, noting: entry) { subscription, _ in
                subscription.suspend(because: reason, at: now, terms: terms)
            }
        }
    }

    /// Lets a business in again, as it stood.
    @discardableResult
    public func liftSuspension(of business: Business.ID, because reason: String? = nil, by person: Principal) async throws -> Outcome {
        let (now, terms) = (clock(), terms)
        return try await untilTaken {
            let entry = AuditEntry("business.resumed", by: person, reason: reason)
            return try await decide(for: business, by: person, noting: entry) { subscription, _ in
                subscription.liftSuspension(at: now, terms: terms)
            }
        }
    }

    /// Marks a business as deleted: from then on nobody is let in. Its data is removed by whoever asked.
    @discardableResult
    public func markDeleted(_ business: Business.ID, because reason: String? = nil, by person: Principal) async throws -> Outcome {
        let (now, terms) = (clock(), terms)
        return try await untilTaken {
            let entry = AuditEntry("business.marked-deleted", by: person, reason: reason)
            return try await decide(for: business, by: person, noting: entry) { subscription, _ in
                subscription.delete(at: now, terms: terms)
            }
        }
    }

    /// Takes over what Stripe says of a business's subscription. Safe to repeat.
    @discardableResult
    public func follow(_ said: CollectedSubscription, of business: Business.ID) async throws -> Outcome {
        let (now, terms) = (clock(), terms)
        return try await untilTaken {
            try await decide(for: business, by: .billing) { subscription, _ in subscription.follow(said, at: now, terms: terms) }
        }
    }

    /// Records an invoice that Stripe has made, with its own lines. Known by its reference, it is recorded once.
    ///
    /// - Returns: the invoice as it is in the books.
    @discardableResult
    public func record(_ draft: InvoiceDraft, reference: String, currency: String, of business: Business.ID) async throws -> Invoice {
        try await store.platform.write(.confirmed) { transaction in
            if let known = try transaction.invoice(reference: reference) { return known }
            guard let party = try transaction.billedParty(business) else { throw Problem.notFound("business") }
            return try transaction.issue(draft, of: business, to: party, currency: currency, reference: reference)
        }
    }
}
