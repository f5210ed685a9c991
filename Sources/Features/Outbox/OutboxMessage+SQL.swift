public import Core
import Foundation
public import Storage

extension TenantTransaction {
    /// One page of messages, newest first, before an identifier; nil begins with the newest.
    ///
    /// - Parameter endpoint: those for one webhook; nil for all.
    public func messages(
        before id: OutboxMessage.ID?, limit: Int, for endpoint: WebhookEndpoint.ID? = nil
    ) throws -> [OutboxMessage] {
        // Identifiers begin with letters: after all of them there is a tilde.
        let end = id?.rawValue ?? "~"
        let rows =
            if let endpoint {
                try rows("SELECT * FROM outbox WHERE endpoint_id = \(endpoint) AND id < \(end) ORDER BY id DESC LIMIT \(limit)")
            } else {
                try rows("SELECT * FROM outbox WHERE id < \(end) ORDER BY id DESC LIMIT \(limit)")
            }
        return try rows.map { try OutboxMessage($0) }
    }

    func message(_ id: OutboxMessage.ID) throws -> OutboxMessage? {
        try row("SELECT * FROM outbox WHERE id = \(id)").map { try OutboxMessage($0) }
    }

    func insert(_ message: OutboxMessage) throws {
        try execute(
            """
            INSERT INTO outbox (id, channel, kind, url, body, endpoint_id, state, attempts, due_at, last_status, last_error, created_at,
                updated_at)
            VALUES (\(message.id), \(message.channel), \(message.kind), \(message.url), \(message.body), \(message.endpointID),
                \(message.state), \(message.attempts), \(message.dueAt), \(message.lastStatus), \(message.lastError),
                \(message.createdAt), \(message.createdAt))
            """)
    }

    /// Takes the message that has been due the longest, for as long as an attempt may take: nobody else sends it meanwhile, and should
    /// this process die it is due again.
    func claimMessage(over channel: OutboxMessage.Channel, at now: Date, until lease: Date) throws -> OutboxMessage? {
        let due = try row(
            """
            SELECT * FROM outbox WHERE state = 'pending' AND due_at <= \(now) AND channel = \(channel) ORDER BY due_at, id LIMIT 1
            """
        ).map { try OutboxMessage($0) }
        if let due { try execute("UPDATE outbox SET due_at = \(lease) WHERE id = \(due.id)") }
        return due
    }

    /// Writes down what an attempt led to.
    func record(_ message: OutboxMessage, at now: Date) throws {
        try execute(
            """
            UPDATE outbox SET url = \(message.url), state = \(message.state), attempts = \(message.attempts), due_at = \(message.dueAt),
                last_status = \(message.lastStatus), last_error = \(message.lastError), updated_at = \(now)
            WHERE id = \(message.id)
            """)
    }

    /// When the next message is due; nil when none is waiting.
    func nextMessageDue() throws -> Date? {
        try row("SELECT due_at FROM outbox WHERE state = 'pending' ORDER BY due_at LIMIT 1")?.get("due_at")
    }

    /// Forgets messages that were delivered, or given up, before a moment.
    ///
    /// - Returns: how many, at most `limit`: whoever gets that many calls again.
    func removeMessages(finishedBefore moment: Date, limit: Int) throws -> Int {
        try [OutboxMessage.State.delivered, .failed].reduce(0) { removed, state in
            removed
                + (try execute(
                    """
                    DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state = \(state) AND updated_at < \(moment)
                        ORDER BY updated_at LIMIT \(limit - removed))
                    """))
        }
    }
}

extension OutboxMessage {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), channel: try row.get("channel"), kind: try row.get("kind"), url: try row.get("url"),
            body: try row.get("body"), endpointID: try row.get("endpoint_id"), state: try row.get("state"),
            attempts: try row.get("attempts"), dueAt: try row.get("due_at"), lastStatus: try row.get("last_status"),
            lastError: try row.get("last_error"), createdAt: try row.get("created_at"))
    }
}
