public import Core
import Foundation

/// The only place where a `Tenant` is made. Each way in is a function here, with the proof it asks for.
public struct Admission: Sendable {
    private let engine: any Engine
    private let platform: Platform
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    init(engine: any Engine, platform: Platform, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.engine = engine
        self.platform = platform
        self.identifiers = identifiers
        self.clock = clock
    }

    /// Why somebody is not let in.
    public enum Refusal: Error, Hashable, Sendable {
        /// No such key or token, or none that could be: the two cannot be told apart.
        case unknownKey
        /// The key was valid until it was revoked.
        case revoked
        /// The call token's time is over.
        case expired
        /// The business exists, and is switched off or deleted.
        case inactive
        /// The business owes too much, or its operator has shut it out.
        case suspended
        case unknownBusiness
    }

    /// A business, who asked to go in, and what they may do there.
    public struct Admitted: Sendable {
        public let tenant: Tenant
        public let actor: Principal
        public let authority: Authority
        /// The web origins whose pages may use the key, beside the business's own; nil for who did not come with a publishable key.
        public let origins: [String]?

        init(_ tenant: Tenant, actor: Principal, authority: Authority, origins: [String]? = nil) {
            self.tenant = tenant
            self.actor = actor
            self.authority = authority
            self.origins = origins
        }

        /// As `Tenant.beginningWrites(with:)`.
        public func beginningWrites(with body: @escaping @Sendable (TenantTransaction) throws -> Void) -> Admitted {
            Admitted(tenant.beginningWrites(with: body), actor: actor, authority: authority, origins: origins)
        }

        /// Somebody who proved nothing.
        public static func visitor(of tenant: Tenant) -> Admitted { Admitted(tenant, actor: .visitor, authority: .visitor) }
    }

    /// Proof: a key of the business that is good now.
    ///
    /// - Throws: `Refusal`. A mistyped key is refused by its checksum, without a query.
    public func admit(apiKey: Secret) async throws -> Admitted {
        guard APIKey.isWellFormed(apiKey) else { throw Refusal.unknownKey }
        let hash = Fingerprint.of(apiKey)
        let now = clock()
        let row = try await platform.read { transaction in
            try transaction.row(
                """
                SELECT api_key.*, business.subdomain, business.active, business.standing
                FROM api_key JOIN business ON business.business_id = api_key.business_id WHERE api_key.hash = \(hash)
                """)
        }
        guard let row else { throw Refusal.unknownKey }
        let key = try APIKey(row)
        guard key.revokedAt == nil else { throw Refusal.revoked }
        guard key.isGood(at: now) else { throw Refusal.expired }
        let tenant = try tenant(row)
        if key.lastUsedAt.map({ now.timeIntervalSince($0) >= APIKey.usedInterval }) ?? true {
            await note("UPDATE api_key SET last_used_at = \(now) WHERE id = \(key.id)")
        }
        return Admitted(
            tenant, actor: Principal(.key, id: key.id.rawValue, name: key.label), authority: .key(key.kind, scopes: key.scopes),
            origins: key.kind == .publishable ? key.origins : nil)
    }

    /// Proof: the cookie of somebody who signed in. It opens no business by itself.
    ///
    /// - Throws: `Refusal`.
    public func person(session token: Secret) async throws -> SignedIn {
        try await signedIn(token, into: nil).person
    }

    /// Proof: the cookie of a member of that business, or of an operator who went into it and said why.
    ///
    /// - Throws: `Refusal`; `.unknownBusiness` when the person has nothing to do with it.
    public func admit(session token: Secret, into business: Business.ID) async throws -> Admitted {
        let (person, opened) = try await signedIn(token, into: business)
        guard let opened else { throw Refusal.unknownBusiness }
        let tenant = person.isOperator ? try activeTenant(opened.business) : try tenant(opened.business)
        return Admitted(tenant, actor: person.actor, authority: .member(opened.role))
    }

    private func signedIn(
        _ token: Secret, into business: Business.ID?
    ) async throws -> (person: SignedIn, opened: (business: Row, role: Role)?) {
        let hash = Fingerprint.of(token)
        let now = clock()
        let (row, opened) = try await platform.read { transaction in
            let row = try transaction.row(
                """
                SELECT account_session.*, account.name, account.email, account.platform_operator
                FROM account_session JOIN account ON account.id = account_session.account_id WHERE account_session.hash = \(hash)
                """)
            return (row, try row.flatMap { row in try business.flatMap { try transaction.opened($0, by: row) } })
        }
        guard let row else { throw Refusal.unknownKey }
        let session = try AccountSession(row)
        guard session.isOpen(at: now) else { throw Refusal.expired }
        if now.timeIntervalSince(session.lastSeenAt) >= AccountSession.seenInterval {
            await note("UPDATE account_session SET last_seen_at = \(now) WHERE id = \(session.id)")
        }
        let role: Role? = try row.get("role")
        let isOperator: Bool = try row.get("platform_operator")
        let person = SignedIn(
            session: session.id, account: session.account, name: try row.get("name"), email: try row.get("email"),
            business: session.business, isOperator: isOperator && (session.business == nil || role != nil))
        return (person, opened)
    }

    /// Writes down when somebody was seen. Nobody is turned away because that cannot be stored, as on a full disk.
    private func note(_ sql: SQL) async {
        do {
            try await platform.write { try $0.execute(sql) }
        } catch {
            // The next one to come is written down instead; whether the data is well is what /ready looks after.
        }
    }

    /// Proof: the token that was handed out for one call, while that lasts.
    ///
    /// - Returns: the business, and the one call that the token opens.
    public func admit(callToken: Secret) async throws -> (tenant: Tenant, call: String) {
        let hash = Fingerprint.of(callToken)
        let row = try await platform.read { transaction in
            try transaction.row(
                """
                SELECT call_token.call_id, call_token.expires_at, business.business_id, business.subdomain, business.active, business.standing
                FROM call_token JOIN business ON business.business_id = call_token.business_id WHERE call_token.hash = \(hash)
                """)
        }
        guard let row else { throw Refusal.unknownKey }
        let expiresAt: Date = try row.get("expires_at")
        guard clock() < expiresAt else { throw Refusal.expired }
        return (try tenant(row), try row.get("call_id"))
    }

    /// Proof: the token that was handed out for one line of one call. It is used up by this, whatever comes of it.
    ///
    /// - Returns: the business, and the one call that the token opened.
    public func admit(lineToken: Secret) async throws -> (tenant: Tenant, call: String) {
        let hash = Fingerprint.of(lineToken)
        let (token, business) = try await platform.write { transaction in
            let token = try transaction.row("DELETE FROM line_token WHERE hash = \(hash) RETURNING business_id, call_id, expires_at")
            return (token, try token.map { try transaction.business($0.get("business_id")) })
        }
        guard let token, let business else { throw Refusal.unknownKey }
        let expiresAt: Date = try token.get("expires_at")
        guard clock() < expiresAt else { throw Refusal.expired }
        return (try tenant(business), try token.get("call_id"))
    }

    /// Proof: the secret in the address of one of the business's calendar feeds. It reads the calendar and nothing else.
    ///
    /// - Returns: the business, and the resource whose appointments alone the feed holds; nil for all.
    public func admit(calendarToken: Secret, of business: Business.ID) async throws -> (tenant: Tenant, resource: String?) {
        let opened = try tenant(try await platform.read { try $0.business(business) })
        let hash = CalendarToken.hash(calendarToken)
        let row = try await opened.read { try $0.row("SELECT resource_id FROM calendar_feed WHERE hash = \(hash)") }
        guard let row else { throw Refusal.unknownKey }
        return (opened, try row.get("resource_id"))
    }

    /// Proof: the telephone company says, signed, that a call goes to this number.
    ///
    /// - Parameter dialledNumber: in E.164.
    /// - Throws: `Refusal.unknownBusiness` when the number is nobody's; `.inactive` also while the business's owner has an address of mail
    ///   to prove.
    public func admit(dialledNumber: String) async throws -> Tenant {
        let row = try await platform.read { transaction in
            try transaction.row(
                """
                SELECT business.business_id, business.subdomain, business.active, business.standing, business.verification_asked_at,
                    business.verified_at
                FROM phone_number JOIN business ON business.business_id = phone_number.business_id
                WHERE phone_number.number = \(dialledNumber)
                """)
        }
        guard let row else { throw Refusal.unknownBusiness }
        let (askedAt, verifiedAt): (Date?, Date?) = (try row.get("verification_asked_at"), try row.get("verified_at"))
        guard askedAt == nil || verifiedAt != nil else { throw Refusal.inactive }
        return try tenant(row)
    }

    /// Proof: none. For public facts, and for calls, which anybody may make.
    ///
    /// - Returns: nil when nobody has the subdomain.
    public func admit(subdomain: String) async throws -> Tenant? {
        let row = try await platform.read { transaction in
            try transaction.row("SELECT business_id, subdomain, active, standing FROM business WHERE subdomain = \(subdomain)")
        }
        return try row.map(tenant)
    }

    /// Proof: the message names the business and is signed with a secret that only its sender and the platform have; whoever asks has
    /// checked the signature.
    public func admit(signedMessageFor business: Business.ID) async throws -> Tenant {
        let row = try await platform.read { try $0.business(business) }
        return try tenant(row)
    }

    /// Proof: the platform stored the business's identifier with a job of its own. A business that is suspended is let in too.
    public func admit(job business: Business.ID) async throws -> Tenant {
        let row = try await platform.read { try $0.business(business) }
        return try activeTenant(row)
    }

    /// Proof: as for a job. A business that is switched off is let in too: what it may keep no longer goes all the same.
    public func admit(retentionOf business: Business.ID) async throws -> Tenant {
        let row = try await platform.read { try $0.business(business) }
        return Tenant(id: business, subdomain: try row.get("subdomain"), engine: engine)
    }

    /// Proof: as for a job. A business that is switched off is copied too.
    public func admit(backupOf business: Business.ID) async throws -> Tenant {
        let row = try await platform.read { try $0.business(business) }
        return Tenant(id: business, subdomain: try row.get("subdomain"), engine: engine)
    }

    /// Proof: the platform stored the registration that is being carried out, under the identifier that the business has. Makes the
    /// business's database when it is not there yet.
    ///
    /// - Throws: `Refusal.unknownBusiness` when no such registration is being carried out.
    public func admit(registration business: Business.ID) async throws -> Tenant {
        let row = try await platform.read { try $0.business(business, whoseRegistrationIs: "provisioning") }
        try await engine.create(business)
        return Tenant(id: business, subdomain: try row.get("subdomain"), engine: engine)
    }

    /// Proof: the platform stored that the registration is being taken back. Removes the business's database; safe to repeat.
    public func discard(registration business: Business.ID) async throws {
        _ = try await platform.read { try $0.business(business, whoseRegistrationIs: "leaving") }
        try await engine.discard(business)
    }

    /// Proof: a person with access to the server says who they are and why. Both are written to the audit log first; a
    /// business that is switched off is let in too.
    public func admit(operator name: String, reason: String, business: Business.ID) async throws -> Tenant {
        let (entry, now) = (identifiers.uuid(at: clock()), clock())
        let row = try await platform.write(.confirmed) { transaction in
            let row = try transaction.business(business)
            try transaction.execute(
                """
                INSERT INTO audit_log (id, at, operator, action, business_id, reason)
                VALUES (\(entry), \(now), \(name), 'admitted', \(business), \(reason))
                """)
            return row
        }
        return Tenant(id: business, subdomain: try row.get("subdomain"), engine: engine)
    }

    /// Removes all of a business's own data. No tenant is made: there is nothing left to be admitted to. Safe to repeat.
    ///
    /// Proof: the platform wrote down that the business is to go, and its doors are closed.
    public func erase(_ business: Business.ID) async throws {
        let isGoing = try await platform.read { transaction in
            try transaction.row(
                """
                SELECT business.business_id FROM business JOIN departure ON departure.business_id = business.business_id
                WHERE business.business_id = \(business) AND business.active = 0
                """) != nil
        }
        guard isGoing else { throw Refusal.unknownBusiness }
        try await engine.discard(business)
    }

    /// Proof: the business is new, so there is nothing yet to protect. Makes its database and what belongs into it, then, in
    /// one transaction that survives a power cut, its record and what is recorded with it: all of it is there, or nothing.
    ///
    /// - Parameters:
    ///   - prepare: writes what the business's own database begins with.
    ///   - record: writes what the platform keeps of it beside its record, such as its first keys.
    /// - Throws: `StorageError.uniqueViolation("business.subdomain")` when the subdomain is taken. Nothing is left then.
    public func found<Recorded: Sendable>(
        _ registration: NewBusiness, preparing prepare: @escaping @Sendable (TenantTransaction) throws -> Void,
        recording record: @escaping @Sendable (PlatformTransaction) throws -> Recorded
    ) async throws -> (tenant: Tenant, recorded: Recorded) {
        try await found(registration.id, subdomain: registration.subdomain, preparing: prepare) { transaction in
            try transaction.insert(registration)
            return try record(transaction)
        }
    }

    /// As `found(_:preparing:recording:)`, for a copy of a business whose record `record` has to write.
    ///
    /// - Parameter id: must be new: what a business of this identifier has is lost when something fails.
    public func found<Recorded: Sendable>(
        _ id: Business.ID, subdomain: String, preparing prepare: @escaping @Sendable (TenantTransaction) throws -> Void,
        recording record: @escaping @Sendable (PlatformTransaction) throws -> Recorded
    ) async throws -> (tenant: Tenant, recorded: Recorded) {
        guard Business.isValid(id) else { throw StorageError.rejected("a business's identifier is a lower-case UUID") }
        try await engine.create(id)
        let tenant = Tenant(id: id, subdomain: subdomain, engine: engine)
        do {
            try await tenant.write(.confirmed, prepare)
            return (tenant, try await platform.write(.confirmed, record))
        } catch {
            try await engine.discard(id)
            throw error
        }
    }

    /// As `found(_:preparing:recording:)`, for a business that begins with nothing.
    public func found(_ registration: NewBusiness) async throws -> Tenant {
        try await found(registration, preparing: { _ in }, recording: { _ in }).tenant
    }

    /// Fills a business's own database from a backup, in one transaction; what an interrupted run left of it is removed first.
    ///
    /// Proof: the platform knows no business, so there is nobody's data to protect.
    public func restore(_ id: Business.ID, _ fill: @escaping @Sendable (TenantTransaction) throws -> Void) async throws {
        guard Business.isValid(id) else { throw StorageError.rejected("a business's identifier is a lower-case UUID") }
        guard try await platform.read({ try $0.isWithoutBusinesses() }) else { throw Refusal.unknownBusiness }
        try await engine.discard(id)
        try await engine.create(id)
        try await Tenant(id: id, subdomain: "", engine: engine).write(.confirmed, fill)
    }

    private func tenant(_ row: Row) throws -> Tenant {
        let tenant = try activeTenant(row)
        switch try row.get("standing") as String {
        case "suspended": throw Refusal.suspended
        case "deleted": throw Refusal.inactive
        default: return tenant
        }
    }

    /// Also one that is suspended: the platform's own work goes on, and its operator looks into it.
    private func activeTenant(_ row: Row) throws -> Tenant {
        let id: Business.ID = try row.get("business_id")
        guard try row.get("active") else { throw Refusal.inactive }
        let isReadOnly = try row.get("standing") == "read_only"
        return Tenant(id: id, subdomain: try row.get("subdomain"), isReadOnly: isReadOnly, engine: engine)
    }
}

extension PlatformTransaction {
    /// What a session opens of a business; nil for nothing.
    fileprivate func opened(_ business: Business.ID, by session: Row) throws -> (business: Row, role: Role)? {
        let (account, confinement): (Account.ID, Business.ID?) = (try session.get("account_id"), try session.get("business_id"))
        guard confinement == nil || confinement == business,
            let row = try row("SELECT business_id, subdomain, active, standing FROM business WHERE business_id = \(business)")
        else { return nil }
        if let assumed: Role = try session.get("role") { return try session.get("platform_operator") ? (row, assumed) : nil }
        let member = try self.row("SELECT role FROM membership WHERE business_id = \(business) AND account_id = \(account)")
        return try member.map { (row, try $0.get("role")) }
    }

    fileprivate func business(_ id: Business.ID) throws -> Row {
        guard let row = try row("SELECT business_id, subdomain, active, standing FROM business WHERE business_id = \(id)") else {
            throw Admission.Refusal.unknownBusiness
        }
        return row
    }

    fileprivate func business(_ id: Business.ID, whoseRegistrationIs state: String) throws -> Row {
        let row = try row(
            """
            SELECT business.subdomain FROM registration JOIN business ON business.business_id = registration.business_id
            WHERE registration.business_id = \(id) AND registration.state = \(state)
            """)
        guard let row else { throw Admission.Refusal.unknownBusiness }
        return row
    }
}
