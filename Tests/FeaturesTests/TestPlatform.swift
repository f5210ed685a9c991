import Conversation
import Core
import Foundation
import Storage
import Synchronization

@testable import Features

/// A platform of its own, on SQLite in a temporary folder unless told otherwise, with a clock that the test moves.
final class TestPlatform: Sendable {
    let store: Store
    let registration: Registration
    let calls: Calls
    let clock: ManualClock
    private let folder: URL
    static let key = Secret("the key of a test platform")

    init(at start: String = "2026-11-20T15:00:00Z", location: Store.Location? = nil, sendsMail: Bool = false) async throws {
        let clock = try ManualClock(Date(start, strategy: .iso8601))
        folder = FileManager.default.temporaryDirectory.appending(path: "voiceagent-features-\(UUID().uuidString)")
        store = try await Store.open(location ?? .folder(folder), clock: { clock.now })
        registration = Registration(
            store: store, identifiers: .system, clock: { clock.now }, platformKey: Self.key,
            sendsMail: sendsMail,
            trialPeriodDays: 14, starterUsageLimit: 100)
        calls = Calls(agents: Agents(), hub: Hub(), identifiers: .system, clock: { clock.now })
        self.clock = clock
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The sessions of another process on the same data: it shares nothing with this one but the store.
    func otherProcess(model: LanguageModel? = nil) -> Calls {
        let clock = clock
        return Calls(agents: Agents(), hub: Hub(), identifiers: .system, clock: { clock.now }, model: model)
    }

    func register(_ subdomain: String, type: String) async throws -> Tenant {
        try await registration.register(
            RegistrationRequest(
                businessName: subdomain.capitalized, businessType: type, subdomain: subdomain, email: "owner@\(subdomain).example")
        ).tenant
    }

    /// A trattoria with two dishes.
    func trattoria(_ subdomain: String = "roma") async throws -> Tenant {
        let tenant = try await register(subdomain, type: "restaurant")
        try await save(
            [
                MenuItemDocument(name: "Lasagne", price: Decimal(sign: .plus, exponent: -2, significand: 1450), category: "Pasta"),
                MenuItemDocument(name: "Panna Cotta", price: Decimal(sign: .plus, exponent: -2, significand: 625), category: "Desserts"),
            ], as: MenuItems.self, in: tenant)
        return tenant
    }

    /// A clinic that is always open, with one service of half an hour.
    func clinic(_ subdomain: String = "salute") async throws -> Tenant {
        let tenant = try await register(subdomain, type: "appointment")
        try await save([ServiceDocument(name: "Consultation", duration: 30, price: 80)], as: Services.self, in: tenant)
        return tenant
    }

    func save<Resource: OwnedResource>(_ documents: [Resource.Document], as _: Resource.Type, in tenant: Tenant) async throws {
        let now = clock.now
        try await tenant.write { transaction in
            for document in documents {
                _ = try Resource.save(document, id: IdentifierSource.system.uuid(at: now), at: now, in: transaction)
            }
        }
    }
}

/// Time that stands still until a test moves it.
final class ManualClock: Sendable {
    private let instant: Mutex<Date>

    init(_ start: Date) {
        instant = Mutex(start)
    }

    var now: Date { instant.withLock { $0 } }

    func advance(by seconds: Double) {
        instant.withLock { $0 += seconds }
    }
}
