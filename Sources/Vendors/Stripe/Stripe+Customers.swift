/// Who pays: one for each business.
public struct StripeCustomer: Sendable, Hashable, Decodable {
    public let id: String
    public let email: String?
    public let metadata: [String: String]?
    /// True of one that is no more.
    public let deleted: Bool?
}

/// A page at Stripe's where a customer changes cards and addresses, and sees invoices.
public struct StripePortalSession: Sendable, Hashable, Decodable {
    public let id: String
    /// Good for minutes: made anew for each click.
    public let url: String
}

extension Stripe {
    /// What is known of a customer to be.
    public struct NewCustomer: Sendable, Hashable {
        public var email: String
        public var name: String
        public var tenant: String

        public init(email: String, name: String, tenant: String) {
            self.email = email
            self.name = name
            self.tenant = tenant
        }
    }

    /// Under which our business stands in the metadata of its customer and subscription.
    public static let tenantKey = "tenant_id"

    public func createCustomer(_ customer: NewCustomer, once key: String) async throws(StripeFailure) -> StripeCustomer {
        try await post(
            "/customers",
            ["email": .text(customer.email), "name": .text(customer.name), "metadata": [Self.tenantKey: .text(customer.tenant)]],
            once: key)
    }

    public func customer(_ id: String) async throws(StripeFailure) -> StripeCustomer {
        try await get("/customers/\(id)")
    }

    public func createPortalSession(
        for customer: String, returningTo url: String, once key: String
    ) async throws(StripeFailure) -> StripePortalSession {
        try await post("/billing_portal/sessions", ["customer": .text(customer), "return_url": .text(url)], once: key)
    }
}
