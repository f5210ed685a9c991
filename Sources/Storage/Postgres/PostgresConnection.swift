import CPostgres
import Core

/// A session with a PostgreSQL server. Blocks its thread while the server works.
final class PostgresConnection: Connection, SchemaConnection {
    /// A server that does not answer within this is not there.
    private static let connectTimeoutSeconds = 5
    /// Bounds what one statement, and one wait for another writer, may take.
    private static let sessionSettings = """
        SET client_encoding = 'UTF8'; SET client_min_messages = 'warning'; SET lock_timeout = '5s'; SET statement_timeout = '30s'
        """

    private let handle: OpaquePointer
    /// Names of statements the server knows, by their text.
    private var prepared: [String: String] = [:]
    /// Whether the server undid the present transaction for another's sake: it may succeed when it is run again.
    private(set) var wasUndone = false

    /// - Throws: `StorageError.unavailable` with the server's reason, which holds no password.
    init(url: Secret) throws {
        let keywords = ["dbname", "connect_timeout", "fallback_application_name"]
        let values = [url.reveal(), String(Self.connectTimeoutSeconds), "voiceagent"]
        let opened = withCStrings(keywords) { keywords in
            withCStrings(values) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let opened else { throw StorageError.unavailable("no memory for a connection") }
        handle = opened
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard isAlive else { throw StorageError.unavailable(String(cString: PQerrorMessage(handle)).firstLine) }
        try define(Self.sessionSettings)
    }

    deinit {
        PQfinish(handle)
    }

    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Begins a transaction.
    func begin(_ opening: String) throws {
        wasUndone = false
        try define(opening)
    }

    func run(_ sql: SQL) throws -> QueryResult {
        do {
            return try answer(to: sql)
        } catch let failure as PostgresFailure {
            if failure.mayRunAgain { wasUndone = true }
            throw failure.storageError
        }
    }

    /// Runs statements without values, separated by semicolons, in one exchange.
    func define(_ statement: String) throws {
        try PostgresResult(PQexec(handle, statement), of: handle).check()
    }

    func names(_ query: String) throws -> [String] {
        try PostgresResult(PQexec(handle, query), of: handle).read().rows.compactMap { String(sqlValue: $0.values[0]) }
    }

    /// - Throws: `StorageError.rejected` when the server rolled back instead, which it says without an error.
    func commit() throws {
        let result = PostgresResult(PQexec(handle, "COMMIT"), of: handle)
        do {
            try result.check()
        } catch let failure as PostgresFailure where failure.mayRunAgain {
            wasUndone = true
            throw failure
        }
        guard result.command == "COMMIT" else { throw StorageError.rejected("a failed transaction cannot be committed") }
    }

    /// Harmless without a transaction, and on a connection that broke.
    func rollback() {
        PQclear(PQexec(handle, "ROLLBACK"))
    }

    private func answer(to sql: SQL) throws -> QueryResult {
        let name = try preparedName(for: sql)
        let parameters = PostgresParameters(sql.values)
        let result = parameters.withPointers { values, lengths, formats in
            PQexecPrepared(handle, name, Int32(sql.values.count), values, lengths, formats, 0)
        }
        return try PostgresResult(result, of: handle).read()
    }

    private func preparedName(for sql: SQL) throws -> String {
        let text = Self.text(of: sql)
        if let name = prepared[text] { return name }
        let name = "s\(prepared.count + 1)"
        try PostgresResult(PQprepare(handle, name, text, 0, nil), of: handle).check()
        prepared[text] = name
        return name
    }

    private static func text(of sql: SQL) -> String {
        var text = sql.fragments[0]
        for (index, fragment) in sql.fragments.dropFirst().enumerated() { text += "$\(index + 1)" + fragment }
        return text
    }
}

/// Lends C strings for the length of a call, ended by a null pointer.
private func withCStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    func lend(_ rest: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?]) -> T {
        guard let first = rest.first else { return (pointers + [nil]).withUnsafeBufferPointer { lendArray($0, body) } }
        return first.withCString { lend(rest.dropFirst(), pointers + [$0]) }
    }
    return lend(strings[...], [])
}

private func lendArray<T>(
    _ buffer: UnsafeBufferPointer<UnsafePointer<CChar>?>, _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
) -> T {
    guard let address = buffer.baseAddress else { preconditionFailure("An array that ends with nil is not empty") }
    return body(address)
}

extension String {
    var firstLine: String { String(prefix { !$0.isNewline }) }
}
