import Conversation
public import Core
public import Foundation
public import Storage

/// Makes a business out of a registration: its record, its database, its first keys.
public struct Registration: Sendable {
    private let store: Store
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date
    private let trialPeriodDays: Int
    private let starterUsageLimit: Int

    /// - Parameters:
    ///   - trialPeriodDays: how long a new business may try the platform.
    ///   - starterUsageLimit: sessions a month of the smallest plan.
    public init(
        store: Store, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date, trialPeriodDays: Int, starterUsageLimit: Int
    ) {
        self.store = store
        self.identifiers = identifiers
        self.clock = clock
        self.trialPeriodDays = trialPeriodDays
        self.starterUsageLimit = starterUsageLimit
    }

    /// A registered business with its keys, which are shown this once.
    public struct Registered: Sendable {
        public let tenant: Tenant
        /// May do everything the business may.
        public let secretKey: Secret
        /// May start calls and read public facts: the only key for a public page.
        public let publishableKey: Secret

        public var businessID: Business.ID { tenant.id }
        public var subdomain: String { tenant.subdomain }
    }

    /// - Throws: `Problem` when the request is not valid or the subdomain is taken; nothing is left behind then.
    public func register(_ request: RegistrationRequest) async throws -> Registered {
        let business = try request.validated()
        let now = clock()
        let profile = BusinessProfile(
            name: business.name, kind: business.kind, timeZone: business.timeZone, currency: business.currency, phone: business.phone)
        let (record, identifiers) = (record(of: business, at: now), identifiers)
        do {
            let (tenant, keys) = try await store.admission.found(
                record, preparing: { transaction in try transaction.save(profile) },
                recording: { transaction in
                    for step in ProvisioningStep.embedded { try transaction.record(step, of: record.id, at: now) }
                    return (
                        secret: try transaction.issueAPIKey(.secret, for: record.id, label: "first key", identifiers: identifiers, at: now),
                        publishable: try transaction.issueAPIKey(
                            .publishable, for: record.id, label: "web pages", identifiers: identifiers, at: now)
                    )
                })
            return Registered(tenant: tenant, secretKey: keys.secret, publishableKey: keys.publishable)
        } catch StorageError.uniqueViolation {
            throw Problem.conflict("The subdomain \"\(business.subdomain)\" is taken; choose another.")
        }
    }

    private func record(of business: RegistrationRequest.Validated, at now: Date) -> NewBusiness {
        NewBusiness(
            id: Business.ID(identifiers.uuid(at: now)), name: business.name, type: business.kind.rawValue.capitalized,
            subdomain: business.subdomain.label, email: business.email, phone: business.phone?.written,
            subscriptionPlan: business.plan.rawValue, usageLimit: offered(business.plan).includedSessions,
            trialEndsAt: now.addingTimeInterval(Double(trialPeriodDays) * 86_400), isDemo: business.isDemo, timeZone: business.timeZone,
            currency: business.currency, createdAt: now)
    }

    private func offered(_ plan: Plan) -> PlanVersion { PlanVersion.initial(of: plan, starterSessions: starterUsageLimit) }
}
