import Conversation
public import Core
public import Foundation
public import Storage

/// Makes a business out of a registration: its record, its database, its first keys.
public struct Registration: Sendable {
    let store: Store
    let identifiers: IdentifierSource
    let clock: @Sendable () -> Date
    let provisioning: Provisioning
    /// Where a form is filled in step by step.
    public var desk: RegistrationDesk { RegistrationDesk(self) }
    /// Which names can be had.
    public let subdomains: SubdomainBook
    public let addressVerification: AddressVerification
    private let trialPeriodDays: Int
    private let starterUsageLimit: Int

    /// - Parameters:
    ///   - platformKey: what the first keys are drawn under; the same at every start.
    ///   - sendsMail: whether mail is configured: owners then have to prove their addresses.
    ///   - verificationDays: an address that is not proven for so long takes its business with it.
    ///   - trialPeriodDays: how long a new business may try the platform.
    ///   - starterUsageLimit: sessions a month of the smallest plan.
    public init(
        store: Store, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date, platformKey: Secret, sendsMail: Bool = false,
        verificationDays: Int = 7, trialPeriodDays: Int, starterUsageLimit: Int
    ) {
        self.store = store
        self.identifiers = identifiers
        self.clock = clock
        subdomains = SubdomainBook(platform: store.platform, clock: clock)
        addressVerification = AddressVerification(
            store: store, links: LinkTokens(platformKey: platformKey), identifiers: identifiers, clock: clock)
        provisioning = Provisioning(
            store: store, identifiers: identifiers, keys: FirstKeys(platformKey: platformKey), sendsMail: sendsMail,
            terms: RegistrationTerms(verificationTime: Double(verificationDays) * 86_400),
            billing: BillingTerms(trialDays: trialPeriodDays, starterSessions: starterUsageLimit), clock: clock)
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

    /// Who asks for a business.
    public enum Applicant: Sendable, Hashable {
        /// Anybody: where mail is configured, the address has to be proven.
        case stranger
        /// Those who run the platform, who answer for it.
        case platform
    }

    /// Registers a business in one go.
    ///
    /// - Parameter idempotencyKey: what a repeat of the same request brings along: for an hour it is answered as the first one was, even
    ///   if the process died in between. Without it a registration that is interrupted is taken back, for nobody would learn its keys.
    /// - Throws: `Problem` when the request is not valid or the subdomain is taken; nothing is left behind then.
    public func register(
        _ request: RegistrationRequest, by applicant: Applicant = .stranger, idempotencyKey: String? = nil
    ) async throws -> Registered {
        // Here, so that what is wrong is named as the request has it.
        _ = try request.validated()
        let record = try record(of: request, by: applicant, idempotencyKey: idempotencyKey)
        if let earlier = try await earlier(than: record) { return try await carryOut(earlier) }
        do {
            try await begin(record)
        } catch StorageError.uniqueViolation("registration.token_hash") {
            // It was sent twice at once.
            guard let twin = try await earlier(than: record) else { throw Problem.registrationStopped }
            return try await carryOut(twin)
        }
        do {
            return try await carryOut(record.id)
        } catch {
            // Who does not come back with a token cannot be told the keys: the name is free for the next attempt.
            if !record.isRepeatable { try await provisioning.takeBack(record.id, because: "It was interrupted: \(error)") }
            throw error
        }
    }

    /// Sends a form off that was filled in step by step. To be repeated when the answer did not arrive.
    func complete(_ record: RegistrationRecord) async throws -> Registered {
        switch record.state {
        case .draft: try await begin(record)
        case .provisioning, .complete: break
        case .quarantined, .leaving, .abandoned: throw Problem.registrationStopped
        }
        return try await carryOut(record.id)
    }

    func record(of request: RegistrationRequest, by applicant: Applicant, idempotencyKey: String?) throws -> RegistrationRecord {
        var form = RegistrationForm(request)
        if applicant == .platform { form.isVouchedFor = true }
        // A demo costs nothing and stands on the platform's first page: not for a stranger to say.
        if applicant == .stranger { form.isDemo = nil }
        let now = clock()
        var record = RegistrationRecord(id: Business.ID(identifiers.uuid(at: now)), state: .draft, form: form, createdAt: now)
        if let idempotencyKey {
            record.tokenHash = try Self.tokenHash(idempotencyKey: idempotencyKey)
            record.requestHash = try Self.requestHash(of: request)
        }
        return record
    }

    func begin(_ record: RegistrationRecord) async throws {
        let business = try record.form.validated()
        try await provisioning.begin(record, as: newBusiness(business, id: record.id, at: clock()), named: business.subdomain)
    }

    /// Takes the steps that are not taken yet. What fails is tried again by `RegistrationUpkeep`.
    ///
    /// - Returns: the business with its keys, as long as they are told.
    private func carryOut(_ id: Business.ID) async throws -> Registered {
        try await takeSteps(of: id)
        let record = try await store.platform.read { try $0.registration(id) }
        guard let record, record.state == .complete else { throw Problem.registrationStopped }
        guard let seed = record.keySeed else { throw Problem.keysNoLongerShown }
        let tenant = try await store.admission.admit(job: id)
        return Registered(
            tenant: tenant, secretKey: provisioning.keys.key(.secret, of: id, seed: seed),
            publishableKey: provisioning.keys.key(.publishable, of: id, seed: seed))
    }

    func takeSteps(of id: Business.ID) async throws {
        guard let record = try await store.platform.read({ try $0.registration(id) }), record.state == .provisioning else { return }
        do {
            try await provisioning.furnish(record)
            try await provisioning.open(id)
        } catch {
            // Somebody else who took the same steps was faster.
            if try await store.platform.read({ try $0.registration(id) })?.state == .complete { return }
            try await note(error, of: id)
            throw error
        }
    }

    /// Writes down why a step failed, and when it is tried again.
    private func note(_ error: any Error, of id: Business.ID) async throws {
        let now = clock()
        let reason = (error as? Problem)?.detail ?? String(reflecting: error)
        try await store.platform.write { transaction in
            guard var record = try transaction.registration(id), record.state == .provisioning else { return }
            record.fail(because: reason, at: now, jitter: Double.random(in: 0...1))
            try transaction.update(record, at: now)
        }
    }

    private func newBusiness(_ business: RegistrationRequest.Validated, id: Business.ID, at now: Date) -> NewBusiness {
        NewBusiness(
            id: id, name: business.name, type: business.kind.rawValue.capitalized,
            subdomain: business.subdomain.label, email: business.email, phone: business.phone?.written,
            subscriptionPlan: business.plan.rawValue, usageLimit: offered(business.plan).includedSessions,
            trialEndsAt: now.addingTimeInterval(Double(trialPeriodDays) * 86_400), isDemo: business.isDemo, timeZone: business.timeZone,
            currency: business.currency, createdAt: now)
    }

    private func offered(_ plan: Plan) -> PlanVersion { PlanVersion.initial(of: plan, starterSessions: starterUsageLimit) }
}

extension Registration {
    /// A shorter one could be somebody else's too, and the answer holds keys. In bytes.
    private static let shortestIdempotencyKey = 20

    private static func tokenHash(idempotencyKey: String) throws -> String {
        try check(idempotencyKey: idempotencyKey)
        return Fingerprint.of(Secret("idempotency-key \(idempotencyKey)"))
    }

    static func requestHash(of request: some Encodable) throws -> String {
        try Fingerprint.of(Secret(String(decoding: encoder.encode(request), as: UTF8.self)))
    }

    static func check(idempotencyKey: String) throws {
        guard idempotencyKey.utf8.count >= shortestIdempotencyKey else {
            throw Problem(
                code: "idempotency-key-not-valid", status: 400, title: "The Idempotency-Key is not usable",
                detail: "An Idempotency-Key for a registration has at least \(shortestIdempotencyKey) characters, such as a random UUID.")
        }
    }

    /// The registration that this one repeats.
    private func earlier(than record: RegistrationRecord) async throws -> Business.ID? {
        guard let tokenHash = record.tokenHash,
            let earlier = try await store.platform.read({ try $0.registration(openedBy: tokenHash) })
        else { return nil }
        guard earlier.requestHash == record.requestHash else { throw Problem.idempotencyKeyReused }
        return earlier.id
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }
}

extension Problem {
    public static let registrationStopped = Problem(
        code: "registration-stopped", status: 410, title: "The registration was stopped",
        detail: "It could not be finished, or was taken back. Begin a new one, or ask the operator.")
    static let idempotencyKeyReused = Problem(
        code: "idempotency-key-reused", status: 422, title: "The Idempotency-Key was used for another request",
        detail: "Send the request that it was used for, or another key.")
    public static let keysNoLongerShown = Problem(
        code: "keys-no-longer-shown", status: 410, title: "The keys are not shown again",
        detail: "The business is there, and its keys were shown. Whoever has one of them, or signs in, can make others.")
}
