public import Core
public import Foundation
public import Storage

/// What staff do with the books of a business. Each act is one transaction; those who watch the business are told after it.
public struct BackOffice: Sendable {
    private let hub: Hub
    let identifiers: IdentifierSource
    let clock: @Sendable () -> Date

    public init(hub: Hub, identifiers: IdentifierSource, clock: @escaping @Sendable () -> Date) {
        self.hub = hub
        self.identifiers = identifiers
        self.clock = clock
    }

    /// Runs an act and publishes what it changed.
    ///
    /// - Parameter principal: who acts, as the history and the audit log name them.
    func act<Result: Sendable>(
        by principal: Principal, in tenant: Tenant, _ body: @escaping @Sendable (inout Desk) throws -> Result
    ) async throws -> Result {
        try await run(as: principal.name, in: tenant) { desk in
            let result = try body(&desk)
            for case .changed(let change, _) in desk.events where change.author == principal.name {
                let entry = AuditEntry(change.name, by: principal, to: change.subject, details: change.auditedDetails)
                try desk.transaction.audit(entry, at: desk.now, identifiers: desk.identifiers)
            }
            return result
        }
    }

    /// Runs what nobody does but time brings about, and publishes what it changed.
    ///
    /// - Parameter author: as the history names it.
    @discardableResult
    func run<Result: Sendable>(
        as author: String, in tenant: Tenant, _ body: @escaping @Sendable (inout Desk) throws -> Result
    ) async throws -> Result {
        let (now, identifiers) = (clock(), identifiers)
        let (result, events) = try await tenant.write(.confirmed) { transaction in
            var desk = Desk(transaction: transaction, author: author, now: now, identifiers: identifiers)
            return (try body(&desk), desk.events)
        }
        hub.publish(events, of: tenant)
        return result
    }

    /// - Throws: `Problem.notFound`.
    public func find<Record: StaffRecord>(_ id: String, as _: Record.Type = Record.self, in tenant: Tenant) async throws -> Record {
        guard let record = try await tenant.read({ try Record.find(id, in: $0) }) else { throw Problem.notFound(Record.noun) }
        return record
    }

    /// The history of a record, newest first.
    ///
    /// - Throws: `Problem.notFound`.
    public func history<Record: StaffRecord>(of id: String, _: Record.Type, in tenant: Tenant) async throws -> [HistoryEntry] {
        try await tenant.read { transaction in
            let changes = try transaction.history(of: id, kind: Record.kind, limit: Self.longestHistory)
            guard try !changes.isEmpty || Record.find(id, in: transaction) != nil else { throw Problem.notFound(Record.noun) }
            return changes.map(HistoryEntry.init)
        }
    }

    private static let longestHistory = 500
}

/// One act of staff, inside its transaction.
struct Desk {
    let transaction: TenantTransaction
    let author: String
    let now: Date
    let identifiers: IdentifierSource
    /// What is published when it is committed.
    private(set) var events: [BusinessEvent] = []

    init(transaction: TenantTransaction, author: String, now: Date, identifiers: IdentifierSource) {
        self.transaction = transaction
        self.author = author
        self.now = now
        self.identifiers = identifiers
    }

    /// - Parameter version: what whoever acts has seen.
    /// - Throws: `Problem.notFound`; `StaleRecord` when it was changed since.
    func take<Record: StaffRecord>(_ id: String, at version: RecordVersion, as _: Record.Type = Record.self) throws -> Record {
        let record: Record = try find(id)
        guard record.version == version else { throw StaleRecord(present: record) }
        return record
    }

    /// - Throws: `Problem.notFound`.
    func find<Record: StaffRecord>(_ id: String, as _: Record.Type = Record.self) throws -> Record {
        guard let record = try Record.find(id, in: transaction) else { throw Problem.notFound(Record.noun) }
        return record
    }

    /// Stores what became of a record as its next version, and writes it into the history. Where nothing differs nothing is done.
    @discardableResult
    mutating func put<Record: StaffRecord>(_ record: Record, replacing before: Record, as action: RecordChange.Action) throws -> Record {
        let differences = try RecordChange.differences(before, record)
        guard !differences.isEmpty else { return before }
        var next = record
        next.version = before.version.next
        try next.store(at: now, in: transaction)
        try note(action, of: next, changes: differences)
        return next
    }

    /// Writes an act into the history and the feed.
    mutating func note<Record: StaffRecord>(
        _ action: RecordChange.Action, of record: Record, changes: [String: RecordChange.Values] = [:]
    ) throws {
        try note(
            action, of: Record.kind, record: record.key, number: record.shownNumber, version: record.version, changes: changes,
            shown: record.businessRecord)
    }

    /// As above, for what is no record of the books.
    mutating func note(
        _ action: RecordChange.Action, of kind: RecordChange.Kind, record: String, number: String, version: RecordVersion,
        changes: [String: RecordChange.Values], shown: BusinessRecord? = nil
    ) throws {
        let change = RecordChange(
            id: "chg_" + identifiers.uuid(at: now), position: try transaction.next("event_position"), at: now, kind: kind,
            record: record, number: number, version: version, author: author, action: action, changes: changes)
        events.append(.changed(change, shown))
        events += try transaction.follow(change, shown, identifiers: identifiers)
    }
}
