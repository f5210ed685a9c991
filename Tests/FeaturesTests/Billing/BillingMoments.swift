import Core
import Foundation

@testable import Features

/// Words for the tests of billing.
func instant(_ text: String) -> Date {
    guard let date = try? Date(text, strategy: .iso8601) else { preconditionFailure("\(text) is not an instant") }
    return date
}

func period(_ start: String, _ end: String) -> BillingPeriod {
    BillingPeriod(start: instant(start), end: instant(end))
}

func dollars(_ cents: Int) -> Money { Money(minorUnits: cents, currency: "USD") }

extension PlanVersion {
    static func named(_ plan: Plan) -> PlanVersion { .initial(of: plan, starterSessions: 100) }
}

extension Subscription {
    static let roma = Business.ID("roma")

    /// On a plan whose month began then.
    static func active(_ plan: Plan, since start: String, terms: BillingTerms = BillingTerms()) -> Subscription {
        var subscription = Subscription.trial(of: roma, plan: .named(plan), from: instant(start) - 86_400, to: instant(start))
        subscription.collection = .invoice
        _ = subscription.advance(to: instant(start), terms: terms) { _ in 0 }
        return subscription
    }
}

extension [BillingEvent] {
    var invoices: [InvoiceDraft] {
        compactMap { if case .invoiced(let draft) = $0 { draft } else { nil } }
    }

    var standings: [Standing] {
        compactMap { if case .standingChanged(_, let standing, _, _) = $0 { standing } else { nil } }
    }
}

/// SplitMix64, so that a failure can be repeated. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
