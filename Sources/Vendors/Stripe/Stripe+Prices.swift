/// What something costs. Its amount never changes: a new price takes over the old one's look-up key.
public struct StripePrice: Sendable, Hashable, Decodable {
    public let id: String
    /// Our name for it, such as `starter_monthly`.
    public let lookupKey: String?
    /// In the currency's smallest unit; nil of one with tiers.
    public let unitAmount: Int?
    /// Lower case.
    public let currency: String
    public let recurring: Recurring?
    public let metadata: [String: String]?

    public struct Recurring: Sendable, Hashable, Decodable {
        public let interval: String
        public let usageType: String?
        /// Which meter counts what is paid for; nil of what is paid in advance.
        public let meter: String?
    }

    /// Whether what was used is counted and paid afterwards.
    public var isMetered: Bool { recurring?.usageType == "metered" }
}

extension Stripe {
    /// Stripe takes as many look-up keys at once.
    private static let mostLookupKeys = 10

    /// The active prices under these look-up keys; those that nobody has are missing.
    ///
    /// - Precondition: at most ten keys.
    public func prices(lookupKeys: [String]) async throws(StripeFailure) -> [String: StripePrice] {
        precondition(lookupKeys.count <= Self.mostLookupKeys, "Stripe takes ten look-up keys at once")
        let found: StripeList<StripePrice> = try await get(
            "/prices", ["lookup_keys": .list(lookupKeys.map { .text($0) }), "active": true, "limit": 100])
        return Dictionary(
            found.data.compactMap { price in price.lookupKey.map { ($0, price) } }, uniquingKeysWith: { first, _ in first })
    }
}
