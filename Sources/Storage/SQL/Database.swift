/// A database of either engine: runs transactions on its own threads, never on the cooperative pool.
protocol Database: Sendable {
    /// Runs `body` in a transaction and commits it; when `body` or the commit fails, nothing is stored.
    ///
    /// `body` may run more than once, and a cancelled task's does not begin; once begun, it runs to its end.
    func transaction<T: Sendable>(_ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
}

enum Access: Hashable, Sendable {
    /// Changes nothing, and is refused when it tries.
    case read
    case write(Durability)
}

/// What a committed transaction survives.
public enum Durability: Hashable, Sendable {
    /// A killed process. A power cut may take the last moments of these, in order, never a part of one.
    case ordinary
    /// A power cut: it is on the disk before `write` returns.
    case confirmed
}

/// An open connection inside a transaction, on the thread that runs it.
protocol Connection {
    func run(_ sql: SQL) throws -> QueryResult
}

struct QueryResult {
    var rows: [Row] = []
    var changedRows = 0
}

/// Holds both engines to one rule: after a statement has failed, nothing but a return to a savepoint is accepted.
///
/// SQLite alone would go on, and commit a transaction half of whose statements had failed.
final class StrictConnection: Connection {
    private let base: any Connection
    private var failure: (any Error)?

    /// Runs a transaction's body.
    ///
    /// - Throws: also when the body swallowed the failure of a statement: it must not be committed.
    static func run<T>(_ body: (any Connection) throws -> T, on base: any Connection) throws -> T {
        let connection = StrictConnection(base)
        let value = try body(connection)
        if let failure = connection.failure { throw failure }
        return value
    }

    private init(_ base: any Connection) {
        self.base = base
    }

    func run(_ sql: SQL) throws -> QueryResult {
        let isReturn = sql.fragments[0].hasPrefix("ROLLBACK TO")
        if let failure, !isReturn { throw failure }
        do {
            if let encoding = sql.failure { throw StorageError.rejected(encoding.reason) }
            // PostgreSQL's text ends at such a character: it would be cut short without a word.
            for case .text(let text) in sql.values where text.utf8.contains(0) {
                throw StorageError.unstorableText
            }
            let result = try base.run(sql)
            if isReturn { failure = nil }
            return result
        } catch {
            failure = error
            throw error
        }
    }
}
