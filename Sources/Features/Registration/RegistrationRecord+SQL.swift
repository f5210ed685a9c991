public import Core
import Foundation
public import Storage

extension PlatformTransaction {
    public func registration(_ id: Business.ID) throws -> RegistrationRecord? {
        try row("SELECT * FROM registration WHERE business_id = \(id)").map { try RegistrationRecord($0) }
    }

    func registration(openedBy tokenHash: String) throws -> RegistrationRecord? {
        try row("SELECT * FROM registration WHERE token_hash = \(tokenHash)").map { try RegistrationRecord($0) }
    }

    /// Newest first.
    public func registrations(in state: RegistrationRecord.State, limit: Int = 100) throws -> [RegistrationRecord] {
        try rows("SELECT * FROM registration WHERE state = \(state) ORDER BY business_id DESC LIMIT \(limit)").map {
            try RegistrationRecord($0)
        }
    }

    /// Those that something has to be done about, the longest overdue first.
    func registrationsDue(at now: Date, limit: Int) throws -> [RegistrationRecord] {
        try rows("SELECT * FROM registration WHERE due_at <= \(now) ORDER BY due_at, business_id LIMIT \(limit)").map {
            try RegistrationRecord($0)
        }
    }

    func insert(_ record: RegistrationRecord, at now: Date) throws {
        try execute(
            """
            INSERT INTO registration (business_id, state, token_hash, request_hash, form, key_seed, attempts, due_at, last_error, letters,
                letter_at, created_at, updated_at, finished_at)
            VALUES (\(record.id), \(record.state), \(record.tokenHash), \(record.requestHash), \(json: record.form), \(record.keySeed),
                \(record.attempts), \(record.dueAt), \(record.lastError), \(record.letters), \(record.letterAt), \(record.createdAt),
                \(now), \(record.finishedAt))
            """)
    }

    func update(_ record: RegistrationRecord, at now: Date) throws {
        try execute(
            """
            UPDATE registration SET state = \(record.state), token_hash = \(record.tokenHash), form = \(json: record.form),
                key_seed = \(record.keySeed), attempts = \(record.attempts), due_at = \(record.dueAt), last_error = \(record.lastError),
                letters = \(record.letters), letter_at = \(record.letterAt), updated_at = \(now), finished_at = \(record.finishedAt)
            WHERE business_id = \(record.id)
            """)
    }

    func removeRegistration(_ id: Business.ID) throws {
        try execute("DELETE FROM registration WHERE business_id = \(id)")
    }
}

extension RegistrationRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("business_id"), state: try row.get("state"), form: try row.json("form", as: RegistrationForm.self),
            tokenHash: try row.get("token_hash"), requestHash: try row.get("request_hash"), keySeed: try row.get("key_seed"),
            attempts: try row.get("attempts"), dueAt: try row.get("due_at"), lastError: try row.get("last_error"),
            letters: try row.get("letters"), letterAt: try row.get("letter_at"), createdAt: try row.get("created_at"),
            finishedAt: try row.get("finished_at"))
    }
}
