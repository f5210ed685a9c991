import Core
public import Foundation
public import Storage

/// What somebody wrote beside a record.
public struct RecordNote: Sendable, Hashable, Codable {
    public let id: String
    public let at: Date
    public let author: String
    /// Whether the customer may read it.
    public let isPublic: Bool
    public let text: String

    enum CodingKeys: String, CodingKey {
        case id, at, author, text
        case isPublic = "public"
    }
}

/// A note as it is sent.
public struct NoteDraft: Sendable, Codable {
    public let text: String
    /// False unless it is said: what staff write is for staff.
    public let isPublic: Bool?

    public init(text: String, isPublic: Bool? = nil) {
        self.text = text
        self.isPublic = isPublic
    }

    enum CodingKeys: String, CodingKey {
        case text
        case isPublic = "public"
    }
}

extension BackOffice {
    private static let longestNote = 4000
    private static let mostNotes = 500

    /// Writes beside a record. It does not change the record's version: two who write at once are both heard.
    ///
    /// - Throws: `Problem` when there is no such record, or nothing to write.
    public func add<Record: StaffRecord>(
        _ draft: NoteDraft, to id: String, _: Record.Type, by principal: Principal, in tenant: Tenant
    ) async throws -> RecordNote {
        let text = draft.text.trimmingCharacters(in: .whitespacesAndNewlines)
        let violations = Problem.Violation.inLength(of: text, as: "A note", 1...Self.longestNote, at: "#/text")
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return try await act(by: principal, in: tenant) { desk in
            try desk.write(text, isPublic: draft.isPublic ?? false, beside: id, of: Record.self)
        }
    }

    /// The notes beside a record, oldest first.
    ///
    /// - Throws: `Problem.notFound`.
    public func notes<Record: StaffRecord>(of id: String, _: Record.Type, in tenant: Tenant) async throws -> [RecordNote] {
        try await tenant.read { transaction in
            guard try Record.find(id, in: transaction) != nil else { throw Problem.notFound(Record.noun) }
            return try transaction.notes(of: id, kind: Record.kind, limit: Self.mostNotes)
        }
    }
}

extension Desk {
    fileprivate mutating func write<Record: StaffRecord>(
        _ text: String, isPublic: Bool, beside id: String, of _: Record.Type
    ) throws -> RecordNote {
        let record: Record = try find(id)
        let note = RecordNote(id: "note_" + identifiers.uuid(at: now), at: now, author: author, isPublic: isPublic, text: text)
        try transaction.insert(note, beside: id, kind: Record.kind)
        if isPublic, let answered = record.answered(at: now) {
            try put(answered, replacing: record, as: .answered)
        } else {
            try self.note(.noted, of: record)
        }
        return note
    }
}

extension TenantTransaction {
    func insert(_ note: RecordNote, beside id: String, kind: RecordChange.Kind) throws {
        try execute(
            """
            INSERT INTO record_note (id, kind, record_id, at, author, is_public, text)
            VALUES (\(note.id), \(kind), \(id), \(note.at), \(note.author), \(note.isPublic), \(note.text))
            """)
    }

    fileprivate func notes(of id: String, kind: RecordChange.Kind, limit: Int) throws -> [RecordNote] {
        try rows("SELECT * FROM record_note WHERE kind = \(kind) AND record_id = \(id) ORDER BY at, id LIMIT \(limit)").map {
            RecordNote(
                id: try $0.get("id"), at: try $0.get("at"), author: try $0.get("author"), isPublic: try $0.get("is_public"),
                text: try $0.get("text"))
        }
    }
}
