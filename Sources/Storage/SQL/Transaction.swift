public import Core

/// What a query may do. Write queries as extensions of `TenantTransaction` or `PlatformTransaction`.
///
/// A transaction sees one moment of the database and commits as a whole. Write transactions on one database run one
/// after the other, on both engines, so what a body reads stays true until it commits. After a statement has failed,
/// nothing of the transaction is committed, unless the failure stayed inside `attempt`.
public protocol Transaction {
    /// Runs a statement and returns all its rows.
    func rows(_ sql: SQL) throws -> [Row]

    /// Runs a statement.
    ///
    /// - Returns: how many rows it inserted, changed or deleted.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int
}

extension Transaction {
    /// The first row, or nil when there is none.
    public func row(_ sql: SQL) throws -> Row? {
        try rows(sql).first
    }

    /// Runs a part of the transaction that may fail: when it throws, what it changed is undone, and the rest may go on.
    public func attempt<T>(_ body: () throws -> T) throws -> T {
        try execute("SAVEPOINT attempt")
        do {
            let value = try body()
            try execute("RELEASE SAVEPOINT attempt")
            return value
        } catch {
            try execute("ROLLBACK TO SAVEPOINT attempt")
            try execute("RELEASE SAVEPOINT attempt")
            throw error
        }
    }
}

/// A transaction on one business's data. It cannot leave the closure it is given to.
public struct TenantTransaction: Transaction {
    public let business: Business.ID
    let connection: any Connection

    public func rows(_ sql: SQL) throws -> [Row] { try connection.run(sql).rows }

    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try connection.run(sql).changedRows }
}

/// A transaction on the platform's own data: businesses, keys, the audit log. No business's records are within its reach.
public struct PlatformTransaction: Transaction {
    let connection: any Connection

    public func rows(_ sql: SQL) throws -> [Row] { try connection.run(sql).rows }

    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try connection.run(sql).changedRows }
}
