import Core
import Foundation
import Vendors

/// Which of Stripe's prices stand for which of our plans. Prices are found by look-up keys, so that none of their names is a setting.
struct StripeCatalogue: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        /// For a month in advance.
        var month: StripePrice
        /// For a session beyond those in the plan; nil where there is none.
        var overage: StripePrice?
    }

    private let entries: [Plan: Entry]

    init(_ entries: [Plan: Entry]) {
        self.entries = entries
    }

    /// Asks Stripe for the prices of every plan.
    ///
    /// - Throws: `Problem` when a plan has no price there: nobody can be sold what is not set up.
    init(_ stripe: Stripe) async throws {
        let keys = Plan.allCases.flatMap { [$0.monthKey, $0.overageKey] }
        let prices = try await stripe.prices(lookupKeys: keys)
        var entries: [Plan: Entry] = [:]
        for plan in Plan.allCases {
            guard let month = prices[plan.monthKey] else { throw StripeSetUpError.priceMissing(plan.monthKey) }
            entries[plan] = Entry(month: month, overage: prices[plan.overageKey])
        }
        self.init(entries)
    }

    subscript(plan: Plan) -> Entry? { entries[plan] }

    /// The plan that a price stands for, also one whose look-up key has gone to its successor: that one says so in its metadata.
    func plan(of price: StripePrice) -> Plan? {
        let key = price.lookupKey ?? price.metadata?[Self.planKey].flatMap { Plan(named: $0)?.monthKey }
        return Plan.allCases.first { $0.monthKey == key } ?? entries.first { $0.value.month.id == price.id }?.key
    }

    /// What each meter is told under, by its name at Stripe.
    var meters: [String: String] {
        Dictionary(
            entries.compactMap { plan, entry in entry.overage?.recurring?.meter.map { ($0, plan.overageKey) } },
            uniquingKeysWith: { first, _ in first })
    }

    func isOverage(_ price: String?) -> Bool { entries.values.contains { $0.overage != nil && $0.overage?.id == price } }

    /// In the metadata of a price.
    static let planKey = "plan"
}

/// What is missing at Stripe. For the operator.
enum StripeSetUpError: Error, Hashable, CustomStringConvertible {
    case priceMissing(String)
    /// A subscription is for a price that stands for none of our plans.
    case unknownPrice(String)

    var description: String {
        switch self {
        case .priceMissing(let key): "there is no active price with the look-up key \(key)"
        case .unknownPrice(let id): "the price \(id) stands for none of our plans"
        }
    }
}

extension Plan {
    /// The look-up key of a month's price.
    var monthKey: String { "\(shortName)_monthly" }
    /// The look-up key of a session's price, and the name under which its meter counts them. Each plan has a meter of its own: what was used
    /// before a change of plan is charged at the price it was used at.
    var overageKey: String { "session_overage_\(shortName)" }

    private var shortName: String {
        switch self {
        case .starter: "starter"
        case .professional: "pro"
        case .enterprise: "ent"
        }
    }
}

/// The catalogue once it was asked for. Stripe's prices hardly ever change: it is asked again after an hour.
actor StripeCatalogueCache {
    private static let lifetime: TimeInterval = 3600

    private let stripe: Stripe
    private var kept: (catalogue: StripeCatalogue, at: Date)?

    init(_ stripe: Stripe) {
        self.stripe = stripe
    }

    func catalogue(at now: Date) async throws -> StripeCatalogue {
        if let kept, now.timeIntervalSince(kept.at) < Self.lifetime { return kept.catalogue }
        let catalogue = try await StripeCatalogue(stripe)
        kept = (catalogue, now)
        return catalogue
    }
}
