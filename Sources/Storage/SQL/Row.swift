/// One row of a result. Columns are read by name.
public struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    /// - Throws: `StorageError.unreadable` when there is no such column, or it holds something else.
    public func get<T: SQLConvertible>(_ column: String) throws -> T {
        let stored = try value(column)
        guard let value = T(sqlValue: stored) else { throw unreadable(column, as: T.self) }
        return value
    }

    /// - Throws: `StorageError.unreadable` when there is no such column, or it holds no value of `T`.
    public func get<T: RawRepresentable>(_ column: String) throws -> T where T.RawValue: SQLConvertible {
        let rawValue: T.RawValue = try get(column)
        guard let value = T(rawValue: rawValue) else { throw unreadable(column, as: T.self) }
        return value
    }

    /// Nil for NULL.
    public func get<T: RawRepresentable>(_ column: String) throws -> T? where T.RawValue: SQLConvertible {
        let rawValue: T.RawValue? = try get(column)
        guard let rawValue else { return nil }
        guard let value = T(rawValue: rawValue) else { throw unreadable(column, as: T.self) }
        return value
    }

    /// Reads what `\(json:)` wrote.
    public func json<T: Decodable>(_ column: String, as type: T.Type) throws -> T {
        let text: String = try get(column)
        do {
            return try JSON.value(of: text)
        } catch {
            throw StorageError.unreadable("column \(column) is not the JSON of \(T.self): \(error)")
        }
    }

    private func value(_ column: String) throws -> SQLValue {
        guard let position = columns.position(of: column) else {
            throw StorageError.unreadable("the result has no column \(column)")
        }
        return values[position]
    }

    private func unreadable<T>(_ column: String, as type: T.Type) -> StorageError {
        .unreadable("column \(column) does not hold \(T.self)")
    }

    /// The names of a result's columns, shared by its rows. Results are narrow: a search beats a dictionary.
    final class Columns: Sendable {
        private let names: [String]

        init(_ names: [String]) {
            self.names = names
        }

        func position(of name: String) -> Int? { names.firstIndex(of: name) }
    }
}
