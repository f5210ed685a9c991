import Conversation
import Core
public import Foundation
public import Storage

/// A platform that lives as long as a rehearsal: businesses are copied to it, called there, and gone afterwards.
///
/// A copy has what the agent knows of the business, and none of its books: no customers, no calls, no orders, no webhooks.
public struct RehearsalStage: Sendable {
    private let store: Store
    private let folder: URL

    /// A copy of a business, and the calls of one day to it.
    public struct Copy: Sendable {
        public let tenant: Tenant
        public let calls: Calls
    }

    public static func open() async throws -> RehearsalStage {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "voiceagent-rehearsal-\(IdentifierSource.system.token(count: 12))")
        return RehearsalStage(store: try await Store.open(.folder(folder), for: .command), folder: folder)
    }

    private init(store: Store, folder: URL) {
        self.store = store
        self.folder = folder
    }

    /// Puts a copy of a business on the stage, beside those that are there already.
    ///
    /// - Parameters:
    ///   - customers: whom the copy is to know.
    ///   - clock: the present of its calls.
    public func copy(of business: Tenant, knowing customers: [Customer], clock: @escaping @Sendable () -> Date) async throws -> Copy {
        let (profile, facts) = try await business.read { transaction in (try transaction.profile(), try transaction.businessFacts()) }
        let (now, identifiers) = (clock(), IdentifierSource.system)
        let registration = Registration(
            store: store, identifiers: identifiers, clock: clock, platformKey: Secret(identifiers.token(count: 32)), trialPeriodDays: 1,
            starterUsageLimit: .max)
        let tenant = try await registration.register(
            RegistrationRequest(
                businessName: profile.name, businessType: profile.kind.rawValue,
                subdomain: "rehearsal-" + identifiers.token(count: 12).lowercased(), email: "rehearsal@localhost.invalid",
                timeZone: profile.timeZone, currency: profile.currency)
        ).tenant
        try await tenant.write { transaction in
            try transaction.save(profile)
            try transaction.save(HoursDocument(facts.hours))
            for item in facts.catalogue.items { try transaction.save(item, at: now) }
            for service in facts.services {
                _ = try Services.save(ServiceDocument(service), id: service.id.rawValue, at: now, in: transaction)
            }
            for category in facts.categories {
                _ = try SupportCategories.save(SupportCategoryDocument(category), id: category.id.rawValue, at: now, in: transaction)
            }
            // Without its webhook: nobody outside is told of a rehearsal.
            if let workflow = facts.workflow {
                let id = Workflows.identifierPrefix + "_" + identifiers.uuid(at: now)
                _ = try Workflows.save(WorkflowDocument(declaration: workflow), id: id, at: now, in: transaction)
            }
            for customer in customers {
                _ = try Customers.save(customer, id: Customers.identifierPrefix + "_" + identifiers.uuid(at: now), at: now, in: transaction)
            }
        }
        return Copy(tenant: tenant, calls: Calls(agents: Agents(), hub: Hub(), identifiers: identifiers, clock: clock))
    }

    /// Takes everything down.
    public func close() async throws {
        await store.close()
        try FileManager.default.removeItem(at: folder)
    }
}
