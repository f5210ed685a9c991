import CPostgres

/// What the server answered to one request; freed with this value.
final class PostgresResult {
    private let result: OpaquePointer?
    private let connection: OpaquePointer

    init(_ result: OpaquePointer?, of connection: OpaquePointer) {
        self.result = result
        self.connection = connection
    }

    deinit {
        PQclear(result)
    }

    /// The command as the server calls it: `COMMIT`, `INSERT 0 1`.
    var command: String { String(cString: PQcmdStatus(result)) }

    func check() throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: throw failure
        }
    }

    func read() throws -> QueryResult {
        try check()
        let width = PQnfields(result)
        let columns = Row.Columns((0..<width).map { String(cString: PQfname(result, $0)) })
        let types = (0..<width).map { PQftype(result, $0) }
        var rows: [Row] = []
        for line in 0..<PQntuples(result) {
            rows.append(Row(columns: columns, values: (0..<width).map { value(line, $0, type: types[Int($0)]) }))
        }
        return QueryResult(rows: rows, changedRows: Int(String(cString: PQcmdTuples(result))) ?? 0)
    }

    private func value(_ line: Int32, _ column: Int32, type: Oid) -> SQLValue {
        guard PQgetisnull(result, line, column) == 0, let characters = PQgetvalue(result, line, column) else { return .null }
        let text = String(cString: characters)
        switch TypeID(rawValue: type) {
        case .int2, .int4, .int8: return Int64(text).map { .integer($0) } ?? .text(text)
        case .float4, .float8: return Double(text).map { .real($0) } ?? .text(text)
        // The sum of integers is a numeric here, an integer in SQLite.
        case .numeric: return Int64(text).map { .integer($0) } ?? Double(text).map { .real($0) } ?? .text(text)
        case .bool: return .integer(text == "t" ? 1 : 0)
        case .bytea: return .blob(Self.bytes(ofHexadecimal: text.dropFirst(2)))
        case nil: return .text(text)
        }
    }

    /// Types that are not text for us. Source: PostgreSQL's `pg_type.dat`; these numbers never change.
    private enum TypeID: Oid {
        case bool = 16
        case bytea = 17
        case int8 = 20
        case int2 = 21
        case int4 = 23
        case float4 = 700
        case float8 = 701
        case numeric = 1700
    }

    private static func bytes(ofHexadecimal text: Substring) -> [UInt8] {
        let digits = text.utf8.map { digit in digit < 0x3A ? digit - 0x30 : digit - 0x57 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private var failure: PostgresFailure {
        func detail(_ field: Character) -> String? {
            guard let code = field.asciiValue, let text = PQresultErrorField(result, Int32(code)) else { return nil }
            return String(cString: text)
        }
        // The letters are libpq's PG_DIAG_SQLSTATE, PG_DIAG_CONSTRAINT_NAME and PG_DIAG_MESSAGE_PRIMARY.
        return PostgresFailure(
            state: detail("C") ?? "", constraint: detail("n") ?? "",
            message: detail("M") ?? String(cString: PQerrorMessage(connection)).firstLine,
            isDisconnected: PQstatus(connection) != CONNECTION_OK)
    }
}
