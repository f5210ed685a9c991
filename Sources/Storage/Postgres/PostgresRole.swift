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
}
