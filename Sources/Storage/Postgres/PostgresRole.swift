/// The roles that queries run as. Neither can log in, own a table, or step round a row policy, so isolation holds even
/// when the server is connected as the database's owner or as a superuser.
enum PostgresRole {
    /// May use the businesses' tables, and in them the rows of the transaction's business.
    static let tenant = "va_app"
    /// May use the platform's tables, and no business's.
    static let platform = "va_platform"

    static func name(for owner: Table.Owner) -> String {
        switch owner {
        case .business: tenant
        case .platform: platform
        }
    }

    /// Makes the roles where they are missing, and lets the connected role become them. Roles belong to the whole server,
    /// so another database's start may do the same at the same moment.
    static func create(on connection: PostgresConnection) throws {
        for role in [tenant, platform] {
            try connection.define(
                """
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\(role)') THEN
                        CREATE ROLE \(role) NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
                    END IF;
                    IF NOT pg_has_role(current_user, '\(role)', 'MEMBER') THEN
                        GRANT \(role) TO CURRENT_USER;
                    END IF;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $$
                """)
        }
    }
}
