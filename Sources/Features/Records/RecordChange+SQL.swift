import Core
import Foundation
import Storage

extension TenantTransaction {
    /// Writes a change into the history. Every change of the books passes here, whoever made it.
    func insert(_ change: RecordChange) throws {
        try execute(
            """
            INSERT INTO record_change (id, position, at, kind, record_id, number, version, author, action, changes)
            VALUES (\(change.id), \(change.position), \(change.at), \(change.kind), \(change.record), \(change.number), \(change.version),
                \(change.author), \(change.action), \(json: change.changes))
            """)
    }

    /// The history of a record, newest first.
    func history(of record: String, kind: RecordChange.Kind, limit: Int) throws -> [RecordChange] {
        try rows(
            """
            SELECT * FROM record_change WHERE kind = \(kind) AND record_id = \(record) ORDER BY at DESC, version DESC, id DESC
            LIMIT \(limit)
            """
        ).map { try RecordChange($0) }
    }

    /// What staff changed after a position of the business's feed, in order of commits.
    func recordChanges(after position: Int, limit: Int) throws -> [RecordChange] {
        try rows("SELECT * FROM record_change WHERE position > \(position) ORDER BY position LIMIT \(limit)").map { try RecordChange($0) }
    }
}

extension RecordChange {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), position: try row.get("position"), at: try row.get("at"), kind: try row.get("kind"),
            record: try row.get("record_id"), number: try row.get("number"), version: try row.get("version"),
            author: try row.get("author"), action: try row.get("action"),
            changes: try row.json("changes", as: [String: RecordChange.Values].self))
    }
}
