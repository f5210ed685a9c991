public import Core

extension TenantTransaction {
    /// One page of a table's rows, in the order of its primary key.
    ///
    /// - Parameter last: the last row of the page before; nil begins with the first.
    public func copies(of table: StoredTable, after last: RowCopy?, limit: Int) throws -> [RowCopy] {
        try copies(of: table, where: [], after: last, limit: limit)
    }

    /// Adds a row as it was in another database. Columns it does not name get what the schema gives them.
    ///
    /// - Throws: `StorageError.unreadable` when it names a column that the table does not have.
    public func insert(_ row: RowCopy, into table: StoredTable) throws {
        try insertCopy(row, into: table)
    }

    public func count(of table: StoredTable) throws -> Int {
        try count(of: table, where: [])
    }

    func deleteAll(from table: StoredTable) throws {
        try execute(SQL(composing: [.words("DELETE FROM \(table.name)")]))
    }
}

extension PlatformTransaction {
    /// As for a business's tables: the rows of all businesses.
    public func copies(of table: StoredTable, after last: RowCopy?, limit: Int) throws -> [RowCopy] {
        try copies(of: table, where: [], after: last, limit: limit)
    }

    /// One page of the rows that name a business.
    public func copies(of table: StoredTable, belongingTo business: Business.ID, after last: RowCopy?, limit: Int) throws -> [RowCopy] {
        try copies(of: table, where: Self.rows(of: business, in: table), after: last, limit: limit)
    }

    /// As for a business's tables.
    public func insert(_ row: RowCopy, into table: StoredTable) throws {
        try insertCopy(row, into: table)
    }

    public func count(of table: StoredTable, belongingTo business: Business.ID) throws -> Int {
        try count(of: table, where: Self.rows(of: business, in: table))
    }

    /// Deletes the rows that name a business.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func delete(from table: StoredTable, belongingTo business: Business.ID) throws -> Int {
        try execute(SQL(composing: [.words("DELETE FROM \(table.name) WHERE ")] + Self.rows(of: business, in: table)))
    }

    public func isWithoutBusinesses() throws -> Bool {
        try row("SELECT business_id FROM business LIMIT 1") == nil
    }

    /// Empties all tables of a platform that has no businesses, for a backup to be put in their place.
    ///
    /// - Throws: `StorageError.rejected` when it has some.
    public func removeEverything() throws {
        guard try isWithoutBusinesses() else { throw StorageError.rejected("a platform with businesses is not emptied") }
        for table in StoredTable.ofPlatform.reversed() { try execute(SQL(composing: [.words("DELETE FROM \(table.name)")])) }
    }

    private static func rows(of business: Business.ID, in table: StoredTable) throws -> [SQL.Part] {
        guard table.columns.contains(Table.ownerColumn) else {
            throw StorageError.rejected("the table \(table.name) names no business")
        }
        return [.words("\(Table.ownerColumn) = "), .value(business.sqlValue)]
    }
}

extension Transaction {
    fileprivate func copies(of table: StoredTable, where condition: [SQL.Part], after last: RowCopy?, limit: Int) throws -> [RowCopy] {
        var conditions = condition.isEmpty ? [] : [condition]
        if let last { conditions.append(try table.rows(after: last)) }
        var parts: [SQL.Part] = [.words("SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name)")]
        for (index, condition) in conditions.enumerated() {
            parts += [.words(index == 0 ? " WHERE " : " AND ")] + condition
        }
        parts += [.words(" ORDER BY \(table.primaryKey.joined(separator: ", ")) LIMIT "), .value(limit.sqlValue)]
        return try rows(SQL(composing: parts)).map { row in
            RowCopy(Dictionary(uniqueKeysWithValues: zip(table.columns, row.values)))
        }
    }

    fileprivate func count(of table: StoredTable, where condition: [SQL.Part]) throws -> Int {
        let filter = condition.isEmpty ? [] : [.words(" WHERE ")] + condition
        return try row(SQL(composing: [.words("SELECT count(*) AS rows FROM \(table.name)")] + filter))?.get("rows") ?? 0
    }

    fileprivate func insertCopy(_ row: RowCopy, into table: StoredTable) throws {
        if let unknown = row.values.keys.first(where: { !table.columns.contains($0) }) {
            throw StorageError.unreadable("the table \(table.name) has no column \(unknown)")
        }
        let columns = table.columns.filter { row.values[$0] != nil }
        var parts: [SQL.Part] = [.words("INSERT INTO \(table.name) (\(columns.joined(separator: ", "))) VALUES (")]
        for (index, column) in columns.enumerated() {
            if index > 0 { parts.append(.words(", ")) }
            parts.append(.value(row.values[column] ?? .null))
        }
        try execute(SQL(composing: parts + [.words(")")]))
    }
}

extension StoredTable {
    /// The condition for the rows that come later in the order of the primary key.
    fileprivate func rows(after row: RowCopy) throws -> [SQL.Part] {
        var parts: [SQL.Part] = [.words("(\(primaryKey.joined(separator: ", "))) > (")]
        for (index, column) in primaryKey.enumerated() {
            guard let value = row.values[column] else { throw StorageError.unreadable("a row of \(name) has no \(column)") }
            if index > 0 { parts.append(.words(", ")) }
            parts.append(.value(value))
        }
        return parts + [.words(")")]
    }
}

extension SQL {
    /// A piece of a statement: words that are the program's or the schema's own, or a bound value.
    fileprivate enum Part {
        case words(String)
        case value(SQLValue)
    }

    /// For statements whose table is known only when they run. What comes from outside is always a `.value`.
    fileprivate init(composing parts: [Part]) {
        var (fragments, values) = ([""], [SQLValue]())
        for part in parts {
            switch part {
            case .words(let words): fragments[fragments.count - 1] += words
            case .value(let value):
                values.append(value)
                fragments.append("")
            }
        }
        self.init(fragments: fragments, values: values, failure: nil)
    }
}
