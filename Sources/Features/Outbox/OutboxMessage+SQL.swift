public import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of messages, newest first, before an identifier; nil begins with the newest.
    public func messages(before id: OutboxMessage.ID?, limit: Int) throws -> [OutboxMessage] {
        let rows =
            if let id {
                try rows("SELECT * FROM outbox WHERE id < \(id) ORDER BY id DESC LIMIT \(limit)")
            } else {
                try rows("SELECT * FROM outbox ORDER BY id DESC LIMIT \(limit)")
            }
        return try rows.map { try OutboxMessage($0) }
    }

    func insert(_ message: OutboxMessage) throws {
        try execute(
            """
            INSERT INTO outbox (id, kind, url, body, state, attempts, due_at, last_status, last_error, created_at, updated_at)
            VALUES (\(message.id), \(message.kind), \(message.url), \(message.body), \(message.state), \(message.attempts),
                \(message.dueAt), \(message.lastStatus), \(message.lastError), \(message.createdAt), \(message.createdAt))
            """)
    }

    /// Takes the messages that are due, oldest first, for as long as an attempt may take: nobody else sends them meanwhile, and
    /// should this process die they are due again.
    func claimMessages(at now: Date, until lease: Date, limit: Int) throws -> [OutboxMessage] {
        let due = try rows("SELECT * FROM outbox WHERE state = 'pending' AND due_at <= \(now) ORDER BY due_at, id LIMIT \(limit)")
            .map { try OutboxMessage($0) }
        for message in due { try execute("UPDATE outbox SET due_at = \(lease) WHERE id = \(message.id)") }
        return due
    }

    /// Writes down what an attempt led to.
    func record(_ message: OutboxMessage, at now: Date) throws {
        try execute(
            """
            UPDATE outbox SET state = \(message.state), attempts = \(message.attempts), due_at = \(message.dueAt),
                last_status = \(message.lastStatus), last_error = \(message.lastError), updated_at = \(now)
            WHERE id = \(message.id)
            """)
    }

    /// When the next message is due; nil when none is waiting.
    func nextMessageDue() throws -> Date? {
        try row("SELECT due_at FROM outbox WHERE state = 'pending' ORDER BY due_at LIMIT 1")?.get("due_at")
    }
}

extension OutboxMessage {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), kind: try row.get("kind"), url: try row.get("url"), body: try row.get("body"),
            state: try row.get("state"), attempts: try row.get("attempts"), dueAt: try row.get("due_at"),
            lastStatus: try row.get("last_status"), lastError: try row.get("last_error"), createdAt: try row.get("created_at"))
    }
}
