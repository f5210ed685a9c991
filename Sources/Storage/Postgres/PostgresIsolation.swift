import Core

/// The start-up test: a server whose row policies do not hold must not serve.
enum PostgresIsolation {
    private static let one = Business.ID("00000000-0000-7000-8000-000000000001")
    private static let other = Business.ID("00000000-0000-7000-8000-000000000002")
    private static let probe = "isolation probe"

    /// - Throws: `StorageError.rejected` with what is wrong.
    static func prove(on connection: PostgresConnection) throws {
        let unprotected = try connection.names(unprotectedTables)
        guard unprotected.isEmpty else {
            throw StorageError.rejected("tables without forced row-level security: \(unprotected.joined(separator: ", "))")
        }
        let powerful = try connection.names(powerfulRoles)
        guard powerful.isEmpty else {
            throw StorageError.rejected("roles that can step round row policies: \(powerful.joined(separator: ", "))")
        }
        defer { connection.rollback() }
        try connection.define(PostgresTransaction.opening(one, .write(.ordinary)))
        guard try rowsChanged(connection, "INSERT INTO setting (key, value) VALUES (\(probe), 'null')") == 1 else {
            throw StorageError.rejected("a business cannot write its own rows")
        }
        try connection.define("SELECT set_config('app.business_id', '\(other)', true)")
        guard try rowsChanged(connection, "UPDATE setting SET value = 'true' WHERE key = \(probe)") == 0,
            try connection.run("SELECT key FROM setting WHERE key = \(probe)").rows.isEmpty
        else { throw StorageError.rejected("a business can reach another's rows") }
    }

    private static func rowsChanged(_ connection: PostgresConnection, _ sql: SQL) throws -> Int {
        try connection.run(sql).changedRows
    }

    /// Tables with an owner column that any role but their owner could read past its policy.
    private static let unprotectedTables = """
        SELECT DISTINCT c.relname::text FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = '\(Table.ownerColumn)' AND NOT a.attisdropped
            JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema()
            AND has_table_privilege('\(PostgresRole.tenant)', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
        """

    private static let powerfulRoles = """
        SELECT rolname::text FROM pg_roles
        WHERE rolname IN ('\(PostgresRole.tenant)', '\(PostgresRole.platform)') AND (rolsuper OR rolbypassrls)
        """
}
