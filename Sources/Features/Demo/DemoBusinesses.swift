public import Core
public import Foundation
public import Storage

/// Puts the demo businesses on a platform, through the same doors as any other business.
public struct DemoBusinesses: Sendable {
    private let store: Store
    private let registration: Registration
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(store: Store, registration: Registration, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.registration = registration
        self.identifiers = identifiers
        self.clock = clock
    }

    /// A demo business that is there now, with a key for its staff page made just now.
    public struct Present: Sendable {
        public let name: String
        public let subdomain: String
        public let isNew: Bool
        /// Replaces the one an earlier run handed out.
        public let staffKey: Secret
    }

    /// Creates those that are missing and leaves the others as they are. One whose name somebody else has is not created.
    public func create() async throws -> [Present] {
        var present: [Present] = []
        for business in DemoBusiness.all {
            let known: Tenant?
            do {
                known = try await store.admission.admit(subdomain: business.registration.subdomain)
            } catch Admission.Refusal.inactive, Admission.Refusal.suspended {
                // Switched off or deleted by an operator, who had a reason.
                continue
            }
            let tenant: Tenant
            if let known {
                guard try await isDemo(known.id) else { continue }
                tenant = known
            } else {
                guard try await registration.subdomains.availability(of: business.registration.subdomain).isAvailable else { continue }
                tenant = try await registration.register(business.registration, by: .platform).tenant
            }
            // A run that was cut short left a business without its data.
            if try await tenant.read({ transaction in try transaction.factsVersion() }) <= 1 { try await fill(tenant, with: business) }
            present.append(
                Present(
                    name: business.registration.businessName, subdomain: tenant.subdomain, isNew: known == nil,
                    staffKey: try await renewStaffKey(of: tenant)))
        }
        return present
    }

    /// A name says nothing: anybody may have registered it first.
    private func isDemo(_ business: Business.ID) async throws -> Bool {
        try await store.platform.read { try $0.row("SELECT demo FROM business WHERE business_id = \(business) AND demo = 1") != nil }
    }

    private func fill(_ tenant: Tenant, with business: DemoBusiness) async throws {
        let (now, identifiers) = (clock(), identifiers)
        @Sendable func save<Resource: OwnedResource>(
            _ documents: [Resource.Document], as _: Resource.Type, _ transaction: TenantTransaction
        ) throws {
            for document in documents {
                let id = Resource.identifierPrefix + "_" + identifiers.uuid(at: now)
                _ = try Resource.save(document, id: id, at: now, in: transaction)
            }
        }
        try await tenant.write { transaction in
            try transaction.save(business.hours)
            try save(business.menu, as: MenuItems.self, transaction)
            try save(business.services, as: Services.self, transaction)
            try save(business.categories, as: SupportCategories.self, transaction)
            try save(business.customers, as: Customers.self, transaction)
        }
    }

    /// Keys are stored as hashes, so an earlier one cannot be shown again: a new one takes its place.
    private func renewStaffKey(of tenant: Tenant) async throws -> Secret {
        let (now, identifiers) = (clock(), identifiers)
        let label = "demo staff page"
        return try await store.platform.write { transaction in
            try transaction.makeComplimentary(tenant.id, at: now)
            for key in try transaction.apiKeys(of: tenant.id) where key.label == label && key.revokedAt == nil {
                try transaction.revokeAPIKey(key.id, of: tenant.id, at: now)
            }
            return try transaction.issueAPIKey(.secret, for: tenant.id, label: label, identifiers: identifiers, at: now)
        }
    }
}
