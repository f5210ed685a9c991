import Core
import Features
import Foundation
import ServiceLifecycle

/// Plans, subscriptions and usage.
extension Composition {
    var billing: Billing {
        Billing(store: store, terms: configuration.billingTerms, identifiers: identifiers, clock: clock, logger: logger)
    }

    /// What lets time pass for subscriptions, and what collects usage.
    func billingServices(deletion: BusinessDeletion) -> [any Service] {
        let billingClock = BillingClock(billing: billing, logger: logger) { business in
            _ = try await deletion.delete(business, by: "billing", reason: "Its invoices were not paid, or its subscription ended.")
        }
        let collector = UsageCollector(store: store, calls: calls, billing: billing, clock: clock, logger: logger)
        return [Loop { await billingClock.run() }, Loop { await collector.run() }]
    }
}

/// Runs until the server stops.
private struct Loop: Service {
    let body: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}
