import Core
import Foundation
import Storage

/// Which customer of Stripe's a business is.
struct StripeLink: Sendable, Hashable {
    var business: Business.ID
    var customer: String
    /// The subscription that is followed; nil before there is one, and after it has ended.
    var subscription: String?
    /// When Stripe was asked last.
    var syncedAt: Date?
}

extension PlatformTransaction {
    func stripeLink(of business: Business.ID) throws -> StripeLink? {
        try row("SELECT * FROM stripe_customer WHERE business_id = \(business)").map { try StripeLink($0) }
    }

    func stripeLink(customer: String) throws -> StripeLink? {
        try row("SELECT * FROM stripe_customer WHERE customer = \(customer)").map { try StripeLink($0) }
    }

    /// Notes whose customer it is. The first word stands: a business has one customer, and a customer one business.
    ///
    /// - Returns: the business's link, which may be to another customer.
    func linkStripe(_ business: Business.ID, to customer: String) throws -> StripeLink? {
        try execute("INSERT INTO stripe_customer (business_id, customer) VALUES (\(business), \(customer)) ON CONFLICT DO NOTHING")
        return try stripeLink(of: business)
    }

    func save(_ link: StripeLink) throws {
        try execute(
            """
            UPDATE stripe_customer SET subscription = \(link.subscription), synced_at = \(link.syncedAt)
            WHERE business_id = \(link.business)
            """)
    }

    /// Businesses that are deleted, and still somebody at Stripe's.
    func departedStripeLinks(limit: Int) throws -> [StripeLink] {
        try rows(
            """
            SELECT stripe_customer.* FROM stripe_customer JOIN business ON business.business_id = stripe_customer.business_id
            WHERE business.standing = \(Standing.deleted) ORDER BY stripe_customer.business_id LIMIT \(limit)
            """
        ).map { try StripeLink($0) }
    }

    func remove(_ link: StripeLink) throws {
        try execute("DELETE FROM stripe_customer WHERE business_id = \(link.business)")
        try execute("DELETE FROM stripe_event WHERE customer = \(link.customer)")
        try execute("DELETE FROM stripe_meter_event WHERE business_id = \(link.business)")
        try execute("DELETE FROM stripe_meter_difference WHERE business_id = \(link.business)")
    }

    func isBusiness(_ id: Business.ID) throws -> Bool {
        try row("SELECT business_id FROM business WHERE business_id = \(id)") != nil
    }
}

extension StripeLink {
    init(_ row: Row) throws {
        self.init(
            business: try row.get("business_id"), customer: try row.get("customer"), subscription: try row.get("subscription"),
            syncedAt: try row.get("synced_at"))
    }
}
