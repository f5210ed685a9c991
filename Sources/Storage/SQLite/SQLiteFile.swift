import Dispatch
import Foundation
import GRDB
import Synchronization

/// One database file, opened and migrated by its first transaction. Transactions run one after the other, on a thread
/// that may wait for the disk.
final class SQLiteFile: Database {
    /// How long a transaction waits for another process, such as a backup, to release the file.
    private static let busyTimeoutSeconds = 5.0
    /// What the log file is cut back to after it was emptied.
    private static let journalSizeLimitBytes = 4 << 20

    private let url: URL
    private let migrator: Migrator
    private let jobs: DispatchQueue
    private let connection = Mutex<DatabaseQueue?>(nil)

    /// - Parameter url: an existing file; an empty one becomes a database.
    init(url: URL, migrator: Migrator) {
        self.url = url
        self.migrator = migrator
        // Many files share the global queue's threads, so a thousand tenants do not make a thousand threads.
        jobs = DispatchQueue(label: "sqlite", target: .global(qos: .userInitiated))
    }

    func transaction<T: Sendable>(_ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            jobs.async {
                continuation.resume(with: Result { try StorageError.translating { try self.perform(access, body) } })
            }
        }
    }

    /// Closes the connection after the transactions that were asked for before; the next one opens it again.
    func close() async {
        await withCheckedContinuation { continuation in
            jobs.async {
                self.closeConnection()
                continuation.resume()
            }
        }
    }

    /// As `close()`, for a caller that does not wait.
    func closeSoon() {
        jobs.async { self.closeConnection() }
    }

    private func closeConnection() {
        // Letting go of the connection closes it, which also empties the write-ahead log into the file.
        connection.withLock { $0 = nil }
    }

    private func perform<T>(_ access: Access, _ body: (any Connection) throws -> T) throws -> T {
        try openConnection().writeWithoutTransaction { database in
            switch access {
            case .read:
                try database.readOnly { try Self.commit(body, as: .deferred, on: database) }
            case .write(.ordinary):
                try Self.commit(body, as: .immediate, on: database)
            case .write(.confirmed):
                try Self.syncingCommits(of: database) { try Self.commit(body, as: .immediate, on: database) }
            }
        }
    }

    private static func commit<T>(
        _ body: (any Connection) throws -> T, as kind: GRDB.Database.TransactionKind, on database: GRDB.Database
    ) throws -> T {
        var value: T?
        try database.inTransaction(kind) {
            value = try StrictConnection.run(body, on: SQLiteConnection(database: database))
            return .commit
        }
        guard let value else { preconditionFailure("A committed transaction has run its body") }
        return value
    }

    /// The level cannot be changed inside a transaction, hence around it.
    private static func syncingCommits<T>(of database: GRDB.Database, _ work: () throws -> T) throws -> T {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let result = Result { try work() }
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
        return try result.get()
    }

    private func openConnection() throws -> DatabaseQueue {
        if let open = connection.withLock({ $0 }) { return open }
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw StorageError.corrupt("the data file \(url.lastPathComponent) is missing")
        }
        let isNew = try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int == 0
        let opened = try DatabaseQueue(path: url.path, configuration: Self.configuration(isNew: isNew))
        try migrate(opened)
        connection.withLock { $0 = opened }
        return opened
    }

    private func migrate(_ connection: DatabaseQueue) throws {
        try connection.writeWithoutTransaction { database in
            let schema = SQLiteConnection(database: database)
            guard try !schema.names("SELECT name FROM sqlite_master LIMIT 1").isEmpty else {
                return try create(schema, in: database)
            }
            try migrator.prepare(schema)
            for migration in try migrator.pending(schema) {
                try database.inTransaction(.immediate) {
                    try migrator.apply(migration, to: schema)
                    return .commit
                }
            }
        }
    }

    /// A new file gets its whole schema at once: a commit for each migration would write the same pages again and again.
    private func create(_ schema: SQLiteConnection, in database: GRDB.Database) throws {
        try database.inTransaction(.immediate) {
            try migrator.prepare(schema)
            for migration in migrator.migrations { try migrator.apply(migration, to: schema) }
            return .commit
        }
    }

    /// - Parameter isNew: whether the file is still empty. The switch to the write-ahead log, its first change, then needs no journal on
    ///   the disk, for there is nothing to go back to; the file itself is synced.
    private static func configuration(isNew: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            if isNew { try database.execute(sql: "PRAGMA journal_mode = MEMORY") }
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL;
                    PRAGMA trusted_schema = OFF;
                    PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA journal_size_limit = \(journalSizeLimitBytes);
                    """)
        }
        return configuration
    }
}
