/// Brings a database to the program's schema, one migration at a time. Each commits together with the note that it was
/// done: an interrupted run is continued by the next, and a second run changes nothing.
struct Migrator: Sendable {
    let migrations: [Migration]
    let dialect: Dialect
    /// Where the names of finished migrations are kept.
    let ledger: String

    static func platform(_ dialect: Dialect) -> Migrator {
        Migrator(migrations: PlatformSchema.migrations, dialect: dialect, ledger: "platform_migration")
    }

    static func tenant(_ dialect: Dialect) -> Migrator {
        Migrator(migrations: TenantSchema.migrations, dialect: dialect, ledger: "tenant_migration")
    }

    /// Creates the ledger. Safe to repeat.
    func prepare(_ connection: any SchemaConnection) throws {
        try connection.define("CREATE TABLE IF NOT EXISTS \(ledger) (name text NOT NULL PRIMARY KEY)")
    }

    /// The migrations still to do, in order.
    ///
    /// - Throws: `StorageError.corrupt` when the database has had migrations that this program does not know.
    func pending(_ connection: any SchemaConnection) throws -> [Migration] {
        let done = Set(try connection.names("SELECT name FROM \(ledger)"))
        if let unknown = done.subtracting(migrations.map(\.name)).sorted().first {
            throw StorageError.corrupt("the database was written by a newer version: it has had the migration \(unknown)")
        }
        return migrations.filter { !done.contains($0.name) }
    }

    /// To be run in a transaction of its own.
    func apply(_ migration: Migration, to connection: any SchemaConnection) throws {
        for change in migration.changes {
            for statement in dialect.statements(for: change) { try connection.define(statement) }
        }
        try connection.define("INSERT INTO \(ledger) (name) VALUES ('\(migration.name)')")
    }
}

/// A connection that may change the schema: the one place where statements are composed as text.
protocol SchemaConnection {
    func define(_ statement: String) throws
    func names(_ query: String) throws -> [String]
}
