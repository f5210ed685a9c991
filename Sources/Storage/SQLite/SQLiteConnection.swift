import Foundation
import GRDB

/// An open SQLite connection, for as long as GRDB lends it.
struct SQLiteConnection: Connection, SchemaConnection {
    let database: GRDB.Database

    func run(_ sql: SQL) throws -> QueryResult {
        try StorageError.translating {
            let statement = try database.cachedStatement(sql: sql.fragments.joined(separator: "?"))
            try statement.setArguments(StatementArguments(sql.values.map(\.databaseValue)))
            var result = QueryResult()
            if statement.columnCount == 0 {
                try statement.execute()
            } else {
                let columns = Row.Columns(statement.columnNames)
                let cursor = try GRDB.Row.fetchCursor(statement)
                while let row = try cursor.next() {
                    result.rows.append(Row(columns: columns, values: row.databaseValues.map(SQLValue.init)))
                }
            }
            if !statement.isReadonly { result.changedRows = database.changesCount }
            return result
        }
    }

    func define(_ statement: String) throws {
        try StorageError.translating { try database.execute(sql: statement) }
    }

    func names(_ query: String) throws -> [String] {
        try StorageError.translating { try String.fetchAll(database, sql: query) }
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .blob(Array(data))
            }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
