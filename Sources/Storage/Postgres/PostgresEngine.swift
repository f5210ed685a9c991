import Core
import Foundation

/// One PostgreSQL database for the platform and all businesses; row policies keep them apart.
final class PostgresEngine: Engine {
    private let pool: PostgresPool

    let platform: any Database
    /// Nothing is opened for a business.
    let openTenants = 0
    let files: DataFiles? = nil

    /// Brings the schema up to date, and proves that one business cannot reach another's rows.
    ///
    /// - Throws: `StorageError.rejected` when isolation does not hold: the server must not start then.
    init(url: Secret, connections: Int) async throws {
        let pool = PostgresPool(url: url, limit: connections)
        self.pool = pool
        platform = PlatformDatabase(pool: pool)
        do {
            try await pool.withLane(for: nil) { lane in
                try await lane.perform { connection in
                    try PostgresRole.create(on: connection)
                    for migrator in [Migrator.platform(.postgres), .tenant(.postgres)] { try Self.migrate(migrator, connection) }
                    try PostgresIsolation.prove(on: connection)
                }
            }
        } catch {
            await pool.close()
            throw error
        }
    }

    func database(of business: Business.ID) -> any Database {
        TenantDatabase(business: business, pool: pool)
    }

    /// Its connections are lent one by one, and nobody waits for another's transaction but another writer.
    func databaseBeside(of business: Business.ID) -> any Database { database(of: business) }

    func create(_ business: Business.ID) {}

    func discard(_ business: Business.ID) async throws {
        try await database(of: business).transaction(.write(.confirmed)) { connection in
            let transaction = TenantTransaction(business: business, connection: connection)
            // What refers to others goes before them.
            for table in StoredTable.ofBusinesses.reversed() { try transaction.deleteAll(from: table) }
        }
    }

    func closeIdle(now: Date) {}

    func close() async {
        await pool.close()
    }

    /// One migration after the other, each in a transaction that only one server at a time can be in.
    private static func migrate(_ migrator: Migrator, _ connection: PostgresConnection) throws {
        while try migrateOnce(migrator, connection) {}
    }

    /// - Returns: false when there was nothing left to do.
    private static func migrateOnce(_ migrator: Migrator, _ connection: PostgresConnection) throws -> Bool {
        do {
            try connection.define("BEGIN; " + PostgresTransaction.lock("migration"))
            try migrator.prepare(connection)
            let next = try migrator.pending(connection).first
            if let next { try migrator.apply(next, to: connection) }
            try connection.commit()
            return next != nil
        } catch {
            connection.rollback()
            throw error
        }
    }

    private struct PlatformDatabase: Database {
        let pool: PostgresPool

        func transaction<T: Sendable>(_ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
            try await pool.withLane(for: nil) { lane in
                try await lane.transaction(opening: PostgresTransaction.openingPlatform(access), body)
            }
        }
    }

    private struct TenantDatabase: Database {
        let business: Business.ID
        let pool: PostgresPool

        func transaction<T: Sendable>(_ access: Access, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
            guard Business.isValid(business) else { throw StorageError.rejected("a business's identifier is a lower-case UUID") }
            return try await pool.withLane(for: business) { lane in
                try await lane.transaction(opening: PostgresTransaction.opening(business, access), body)
            }
        }
    }
}
