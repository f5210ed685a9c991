import Core
import Foundation
import Logging
import Storage
import TestSupport
import Vendors

@testable import Features

/// A platform that takes cards, before a Stripe of the test's own.
struct StripePlatform: Sendable {
    let platform: TestPlatform
    let world = StripeWorld()
    let billing: Billing
    let stripe: StripeBilling
    let sync: StripeSync
    let meter: StripeMeter

    var clock: ManualClock { platform.clock }

    init(at start: String = "2027-03-01T00:00:00Z") async throws {
        platform = try await TestPlatform(at: start)
        let (clock, logger) = (platform.clock, Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        billing = Billing(
            store: platform.store, terms: BillingTerms(), identifiers: .system, clock: { clock.now }, logger: logger)
        try await billing.prepare()
        stripe = StripeBilling(
            stripe: world.stripe, webhookSecrets: [StripeWorld.secret], billing: billing, store: platform.store,
            pages: .init { "https://\($0).example/billing" }, identifiers: .system, clock: { clock.now }, logger: logger)
        meter = StripeMeter(stripe: world.stripe, store: platform.store, clock: { clock.now }, logger: logger)
        sync = StripeSync(
            stripe: world.stripe, catalogue: StripeCatalogueCache(world.stripe), billing: billing, meter: meter, logger: logger)
    }

    /// A registered business, in its trial.
    func business(_ subdomain: String) async throws -> Tenant {
        let tenant = try await platform.register(subdomain, type: "restaurant")
        try await billing.prepare()
        return tenant
    }

    /// A business that pays for a plan since now.
    func subscriber(_ subdomain: String, to plan: Plan = .starter) async throws -> Tenant {
        let tenant = try await business(subdomain)
        _ = try await stripe.desk.checkout(plan, in: tenant)
        let now = clock.now
        world.change(customer(of: tenant)) { account in
            account.subscriptions = [
                .init(id: "sub_\(tenant.id)", status: .active, plan: plan, start: now, end: BillingPeriod(containing: now, anchor: now).end)
            ]
        }
        try await sync.sync(customer(of: tenant))
        return tenant
    }

    func customer(of tenant: Tenant) -> String { "cus_\(tenant.id)" }

    @discardableResult
    func take(_ body: [UInt8]) async throws -> StripeInbox.Receipt {
        try await stripe.inbox.take(body, signature: SimulatedStripe.signature(of: body, with: StripeWorld.secret, at: clock.now))
    }

    func subscription(of tenant: Tenant) async throws -> Subscription { try await billing.subscription(of: tenant.id) }

    func invoices(of tenant: Tenant) async throws -> [Invoice] {
        try await platform.store.platform.read { try $0.invoices(of: tenant.id, before: nil, limit: 100) }.reversed()
    }

    /// The events that are kept, in the order in which they arrived.
    func events() async throws -> [String: String] {
        let rows = try await platform.store.platform.read { try $0.rows("SELECT id, state FROM stripe_event") }
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), try $0.get("state")) })
    }

    func letters(about words: String) async throws -> Int {
        let rows = try await platform.store.platform.read { try $0.rows("SELECT key FROM letter") }
        return try rows.map { try $0.get("key") as String }.count { $0.contains(words) }
    }

    /// Sessions that ended just now, or then, as the ledger has them.
    func use(_ count: Int, in tenant: Tenant, at instant: Date? = nil) async throws {
        let now = instant ?? clock.now
        try await tenant.write { transaction in
            for number in 0..<count {
                try transaction.execute(
                    """
                    INSERT INTO usage_record (session_id, started_at, ended_at, duration_seconds, channel, outcome, cost, currency)
                    VALUES (\(IdentifierSource.system.uuid(at: now)), \(now), \(now.addingTimeInterval(Double(number) / 1000)), 60,
                        \(Call.Channel.browser), 'none', 0, 'USD')
                    """)
            }
        }
    }
}
