import Core
import Foundation
import Storage
import TestSupport

/// Every test of the storage suite runs on each of these.
enum EngineUnderTest: CaseIterable {
    case sqlite, postgres

    /// Runs a test on a fresh store with two businesses in it.
    func withTown(_ test: (Town) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let location: Store.Location =
            switch self {
            case .sqlite: .folder(folder.url)
            case .postgres: .postgres(url: try TemporaryPostgres.shared.makeDatabase())
            }
        try await Town.visit(location, test)
    }
}

/// A platform with two businesses that must not know of each other.
struct Town {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    let location: Store.Location
    let store: Store
    let trattoria: Tenant
    let bakery: Tenant

    static func visit(_ location: Store.Location, limits: Store.Limits = .init(), _ test: (Town) async throws -> Void) async throws {
        let store = try await Store.open(location, limits: limits, clock: { now })
        do {
            let trattoria = try await store.admission.found(.named("trattoria"))
            let bakery = try await store.admission.found(.named("bakery"))
            try await test(Town(location: location, store: store, trattoria: trattoria, bakery: bakery))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}

extension NewBusiness {
    static func named(_ subdomain: String) -> NewBusiness {
        NewBusiness(
            id: Business.ID(IdentifierSource.system.uuid(at: Town.now)), name: subdomain.capitalized, type: "Restaurant",
            subdomain: subdomain, email: "owner@\(subdomain).example", phone: nil, subscriptionPlan: "Starter", usageLimit: 100,
            trialEndsAt: nil, isDemo: false, timeZone: "Europe/Rome", currency: "EUR", createdAt: Town.now)
    }
}

extension TenantTransaction {
    func remember(_ name: String, phone: String) throws {
        try execute(
            """
            INSERT INTO customer (id, phone_identity, phone, name, created_at, updated_at)
            VALUES (\(name), \(phone), \(phone), \(name), \(Town.now), \(Town.now))
            """)
    }

    func customers() throws -> [String] {
        try rows("SELECT name FROM customer ORDER BY name").map { try $0.get("name") }
    }

    /// As the product counts: one row per series, created by its first use.
    func next(_ series: String) throws -> Int? {
        try row(
            """
            INSERT INTO counter (name, value) VALUES (\(series), 1)
            ON CONFLICT (business_id, name) DO UPDATE SET value = counter.value + 1 RETURNING value
            """)?.get("value")
    }

    func beginCall(_ id: String) throws {
        try execute(
            """
            INSERT INTO voice_session (id, started_at, channel, status, last_sequence, updated_at)
            VALUES (\(id), \(Town.now), 'web', 'active', 0, \(Town.now))
            """)
    }
}
