import Core

/// How a transaction begins: the one place that says as whom it runs, and for which business. One exchange each.
enum PostgresTransaction {
    /// - Parameter business: must be valid; it becomes part of the statement.
    static func opening(_ business: Business.ID, _ access: Access) -> String {
        begin(access, as: PostgresRole.tenant, writerLock: business.rawValue)
            + "; SELECT set_config('app.business_id', '\(business)', true)"
    }

    static func openingPlatform(_ access: Access) -> String {
        begin(access, as: PostgresRole.platform, writerLock: "platform")
    }

    /// Waits until no other transaction holds the lock of that name, and keeps it until the end.
    static func lock(_ name: String) -> String {
        "SELECT pg_advisory_xact_lock(hashtextextended('\(name)', 0))"
    }

    /// Readers see one moment. Writers of one database run one after the other, as in SQLite: what they read stays true.
    /// Every commit is synced, so both durabilities are the same here.
    private static func begin(_ access: Access, as role: String, writerLock: String) -> String {
        switch access {
        case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE \(role)"
        case .write: "BEGIN; SET LOCAL ROLE \(role); " + lock(writerLock)
        }
    }
}
