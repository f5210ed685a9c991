public import Core
public import Foundation
public import Storage

/// Makes a business out of an archive: with all that was its own there, a new identifier, and new keys.
///
/// An archive that is damaged, foreign or newer than this program is refused before anything is made; when something fails later,
/// what was made is taken back.
public struct BusinessImport: Sendable {
    private let store: Store
    private let recordings: Recordings
    private let terms: BillingTerms
    private let identifiers: IdentifierSource
    private let clock: @Sendable () -> Date

    public init(
        store: Store, recordings: Recordings, terms: BillingTerms, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.recordings = recordings
        self.terms = terms
        self.identifiers = identifiers
        self.clock = clock
    }

    /// What there is now. The keys are shown this once.
    public struct Imported: Sendable {
        public let tenant: Tenant
        public let secretKey: Secret
        public let publishableKey: Secret
        /// What an operator has to see to, each in a sentence.
        public let notices: [String]
    }

    /// - Parameter subdomain: in place of the one in the archive.
    /// - Throws: `ArchiveRefusal`; `Problem` when the subdomain is taken or not valid.
    public func read(
        _ url: URL, subdomain: String? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Imported {
        progress("checking the archive")
        let archive = try BusinessArchive.verified(at: url)
        let label = try Self.validated(subdomain ?? archive.manifest.subdomain)
        let now = clock()
        let id = Business.ID(identifiers.uuid(at: now))
        let trialEndsAt = now.addingTimeInterval(Double(terms.trialDays) * 86_400)
        let arrival = Arrival(archive: archive, id: id, label: label, trialEndsAt: trialEndsAt)
        let staged = try await recordings.stage(as: identifiers.uuid(at: now))
        do {
            try archive.extractRecordings(to: staged) { $0.replacing(archive.manifest.business.rawValue, with: id.rawValue) }
            let (identifiers, terms) = (identifiers, terms)
            let (tenant, (secret, publishable, notices)) = try await store.admission.found(
                id, subdomain: label.label,
                preparing: { transaction in
                    try arrival.forEachRow(of: .tenant, StoredTable.ofBusinesses, progress) { row, table in
                        try transaction.insert(row, into: table)
                    }
                    // The original sends what it still has to send.
                    try transaction.execute(
                        "UPDATE outbox SET state = 'failed', last_error = 'It was not sent before the export.' WHERE state = 'pending'")
                },
                recording: { transaction in
                    try transaction.claim(label, for: id, at: now)
                    let notices = try arrival.record(in: transaction, at: now)
                    try transaction.beginSubscription(of: id, terms: terms, at: now)
                    try transaction.makeRegistrantOwner(of: id, identifiers: identifiers, at: now)
                    return (
                        try transaction.issueAPIKey(.secret, for: id, label: "import", identifiers: identifiers, at: now),
                        try transaction.issueAPIKey(.publishable, for: id, label: "web pages", identifiers: identifiers, at: now), notices
                    )
                })
            try await recordings.adopt(staged, in: tenant)
            return Imported(tenant: tenant, secretKey: secret, publishableKey: publishable, notices: notices)
        } catch {
            await recordings.discard(staged)
            throw Self.explained(error, label)
        }
    }

    private static func validated(_ subdomain: String) throws -> Subdomain {
        do {
            return try Subdomain(subdomain)
        } catch {
            throw Problem.invalid("#/subdomain", error.description)
        }
    }

    private static func explained(_ error: any Error, _ label: Subdomain) -> any Error {
        switch error {
        case let taken as SubdomainTaken: taken.problem(label.label)
        case StorageError.unreadable(let reason), StorageError.uniqueViolation(let reason), StorageError.checkViolation(let reason),
            StorageError.foreignKeyViolation(let reason):
            ArchiveRefusal.damaged("what it holds does not fit together: \(reason)")
        case is DecodingError: ArchiveRefusal.damaged("a row cannot be read")
        default: error
        }
    }
}

/// A business on its way in: the archive's rows under the new identifier.
private struct Arrival: Sendable {
    let archive: BusinessArchive
    let id: Business.ID
    let label: Subdomain
    let trialEndsAt: Date

    /// The old identifier is the business's alone, so wherever it stands it means the business: in the names of its calls too.
    func forEachRow(
        of owner: RowParts.Owner, _ tables: [StoredTable], _ progress: (String) -> Void, _ body: (RowCopy, StoredTable) throws -> Void
    ) throws {
        let known = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
        try archive.forEachPart(of: owner) { name, content in
            guard let table = known[name] else { throw StorageError.unreadable("there is no table \(name)") }
            progress(name)
            let text = String(decoding: content, as: UTF8.self)
                .replacingOccurrences(of: archive.manifest.business.rawValue, with: id.rawValue)
            for row in try RowParts.rows(of: Data(text.utf8)) { try body(row, table) }
        }
    }

    /// - Returns: what an operator has to see to.
    func record(in transaction: PlatformTransaction, at now: Date) throws -> [String] {
        var (notices, isRecorded) = ([String](), false)
        let tables = StoredTable.ofPlatform.filter { $0.belonging == .itsOwn || $0.name == "business" }
        try forEachRow(of: .platform, tables, { _ in }) { row, table in
            guard row.values["business_id"] == .text(id.rawValue) else {
                throw StorageError.unreadable("a row of \(table.name) is another business's")
            }
            switch table.name {
            case "business":
                try transaction.insert(ready(row), into: table)
                isRecorded = true
            case "phone_number":
                if let notice = try take(number: row, into: table, in: transaction) { notices.append(notice) }
            case "custom_domain": try transaction.insert(unproven(row, at: now), into: table)
            default: try transaction.insert(row, into: table)
            }
        }
        guard isRecorded else { throw StorageError.unreadable("the business's record is missing") }
        return notices
    }

    /// It comes as a working business on trial, whatever its standing was where it came from.
    private func ready(_ row: RowCopy) -> RowCopy {
        var row = row
        row.values["subdomain"] = .text(label.label)
        row.values["active"] = .integer(1)
        row.values["standing"] = nil
        row.values["trial_end_date"] = trialEndsAt.sqlValue
        return row
    }

    /// A domain that was proven elsewhere is proven here again, before anybody is served under it.
    private func unproven(_ row: RowCopy, at now: Date) -> RowCopy {
        var row = row
        row.values["state"] = .text("pending")
        row.values["verified_at"] = .null
        row.values["due_at"] = now.sqlValue
        return row
    }

    private func take(number row: RowCopy, into table: StoredTable, in transaction: PlatformTransaction) throws -> String? {
        guard case .text(let number)? = row.values["number"] else { throw StorageError.unreadable("a number is missing") }
        if try transaction.row("SELECT number FROM phone_number WHERE number = \(number)") != nil {
            return "\(number) is another business's here: release it there and assign it, or assign another."
        }
        var row = row
        // The telephone company still sends its calls to where the business was.
        row.values["connected_at"] = .null
        try transaction.insert(row, into: table)
        return "\(number) is not connected yet: run `voiceagent number assign \(label.label) \(number)`."
    }
}

extension PlatformTransaction {
    /// Lets whoever registered a business sign in to it; a password is chosen over a link to the address.
    fileprivate func makeRegistrantOwner(of business: Business.ID, identifiers: IdentifierSource, at now: Date) throws {
        guard let email: String = try row("SELECT email FROM business WHERE business_id = \(business)")?.get("email"),
            EmailAddress(email) != nil
        else { return }
        try makeOwner(of: business, email: email, identifiers: identifiers, at: now)
    }
}
