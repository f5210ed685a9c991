/// A table as both engines know it. `Dialect` writes it out for one of them.
struct Table: Sendable {
    let name: String
    /// Whose rows these are: a business's rows carry its identifier, filled in by the database.
    let owner: Owner
    let columns: KeyValuePairs<String, ColumnType>
    let primaryKey: [String]
    var unique: [[String]] = []
    var references: [Reference] = []

    enum Owner: Sendable {
        case platform, business
    }

    /// Columns that must name a row of another table of the same owner, by its primary key.
    struct Reference: Sendable {
        let columns: [String]
        let table: String
        let key: [String]
    }

    /// In every table of a business the first column, and the first part of every key.
    static let ownerColumn = "business_id"
}

/// What a column takes. NULL is refused unless the type is `optional`.
struct ColumnType: Sendable {
    let storage: Storage
    var isOptional = false
    /// An SQL literal.
    var defaultLiteral: String?
    /// SQL literals; empty when every value is allowed.
    var allowedLiterals: [String] = []

    enum Storage: Sendable {
        case text, integer
    }

    static let text = ColumnType(storage: .text)
    static let integer = ColumnType(storage: .integer)
    /// Milliseconds since 1970-01-01T00:00Z.
    static let time = integer
    /// Minor units of the business's currency.
    static let money = integer
    static let flag = ColumnType(storage: .integer, allowedLiterals: ["0", "1"])
    static let json = text

    static func oneOf(_ words: String...) -> ColumnType {
        ColumnType(storage: .text, allowedLiterals: words.map { "'\($0)'" })
    }

    var optional: ColumnType {
        var type = self
        type.isOptional = true
        return type
    }

    func defaulting(to literal: String) -> ColumnType {
        var type = self
        type.defaultLiteral = literal
        return type
    }
}

/// A named step of a schema's history. Once released it is never edited: a change is a new migration.
struct Migration: Sendable {
    let name: String
    let changes: [Change]

    enum Change: Sendable {
        case create(Table)
        /// A column that the rows already there get too: optional, or with a default.
        case add(String, ColumnType, to: String)
        /// Speeds up queries by these columns, in this order.
        case index(Table.Owner, table: String, columns: [String])
    }
}
