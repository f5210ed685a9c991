public import Core
public import Foundation
public import Storage

/// What an operator decides about businesses. Each act has a reason and stands in the audit log.
public struct OperatorDesk: Sendable {
    let store: Store
    let billing: Billing
    let deletion: BusinessDeletion
    let recordings: Recordings
    /// Where archives are written that are on their way to an operator.
    let exports: URL
    let identifiers: IdentifierSource
    let clock: @Sendable () -> Date

    public init(
        store: Store, billing: Billing, deletion: BusinessDeletion, recordings: Recordings, exports: URL, identifiers: IdentifierSource,
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.billing = billing
        self.deletion = deletion
        self.recordings = recordings
        self.exports = exports
        self.identifiers = identifiers
        self.clock = clock
    }

    /// Shuts a business out until it is resumed; nothing of it is lost.
    public func suspend(_ business: Business.ID, because reason: Reason, by person: Principal) async throws -> Standing {
        try await billing.suspend(business, because: reason.text, by: person).subscription.standing
    }

    /// Lets it in again, as it stood.
    public func resume(_ business: Business.ID, because reason: Reason, by person: Principal) async throws -> Standing {
        try await billing.liftSuspension(of: business, because: reason.text, by: person).subscription.standing
    }

    /// Deletes it, really: see `BusinessDeletion`.
    public func delete(_ business: Business.ID, because reason: Reason, by person: Principal) async throws -> Departure {
        let isGoing = try await store.platform.read { try $0.departure(of: business) != nil }
        if !isGoing { _ = try await billing.markDeleted(business, because: reason.text, by: person) }
        return try await deletion.delete(business, by: person.name, reason: reason.text)
    }

    /// What would go.
    public func deletionPreview(of business: Business.ID, by person: Principal) async throws -> DeletionPreview {
        try await deletion.preview(of: try await enter(business, because: Reason.deletionPreview, by: person))
    }

    /// - Throws: `Problem` when a business has another subdomain than whoever wants to delete it says.
    public func require(_ subdomain: String, of business: Business.ID) async throws {
        guard let found = try await store.platform.read({ try $0.businessID(ofSubdomain: subdomain.lowercased()) }), found == business
        else { throw Problem.invalid("#/subdomain", "This is not the subdomain of that business.") }
    }

    /// Writes a business's archive to a file, which whoever asked removes.
    public func export(_ business: Business.ID, by person: Principal) async throws -> (file: URL, subdomain: String) {
        let tenant = try await enter(business, because: .export, by: person)
        try await note("business.exported", of: business, because: .export, by: person)
        try PrivateFile.makeFolder(at: exports)
        try removeLeftovers()
        let file = exports.appending(path: identifiers.uuid(at: clock())).appendingPathExtension("tar")
        _ = try await BusinessExport(platform: store.platform, recordings: recordings, clock: clock).write(tenant, to: file)
        return (file, tenant.subdomain)
    }

    /// What a server that died, or a browser that went away, has left.
    private func removeLeftovers() throws {
        let oldest = Date().addingTimeInterval(-Self.transferLimit)
        for name in try FileManager.default.contentsOfDirectory(atPath: exports.path) {
            let file = exports.appending(path: name)
            let changedAt = try file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            if let changedAt, changedAt < oldest { try FileManager.default.removeItem(at: file) }
        }
    }

    /// No transfer takes longer.
    private static let transferLimit: TimeInterval = 6 * 3_600

    /// Puts a letter that was given up into the queue again.
    ///
    /// - Throws: `Problem` when there is no such letter.
    public func resendLetter(_ occasion: String, by person: Principal) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await store.platform.write { transaction in
            guard let letter = try transaction.resendLetter(occasion, at: now) else { throw Problem.notFound("failed letter") }
            try transaction.audit(
                AuditEntry("letter.resent", by: person, to: occasion), of: letter.business, at: now, identifiers: identifiers)
        }
    }

    /// The business's own data, for as long as the one act takes that asks for it.
    func enter(_ business: Business.ID, because reason: Reason, by person: Principal) async throws -> Tenant {
        guard try await store.platform.read({ try $0.departure(of: business) }) == nil else { throw Problem.notFound("business") }
        do {
            return try await store.admission.admit(operator: person.name, reason: reason.text, business: business)
        } catch Admission.Refusal.unknownBusiness {
            throw Problem.notFound("business")
        }
    }

    func note(_ action: String, of business: Business.ID, because reason: Reason, by person: Principal) async throws {
        let (now, identifiers) = (clock(), identifiers)
        try await store.platform.write(.confirmed) { transaction in
            try transaction.audit(
                AuditEntry(action, by: person, reason: reason.text), of: business, at: now, identifiers: identifiers)
        }
    }
}

/// Why an operator does something: kept for good, so it names nobody.
public struct Reason: Sendable, Hashable {
    /// In characters.
    public static let longest = 500
    static let shortest = 3

    public let text: String

    /// - Throws: `Problem` when it is empty or too long.
    public init(_ text: String) throws {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (Self.shortest...Self.longest).contains(trimmed.count) else {
            throw Problem.invalid("#/reason", "Say why, in \(Self.shortest) to \(Self.longest) characters.")
        }
        self.text = trimmed
    }

    private init(known text: String) {
        self.text = text
    }

    static let deletionPreview = Reason(known: "deletion preview")
    static let lookingAtFailures = Reason(known: "looking at failures")
    static let export = Reason(known: "export")
}
