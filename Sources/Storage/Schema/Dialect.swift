import Core

/// Writes schema changes in one engine's words.
enum Dialect: Sendable {
    /// - Parameter business: whose file it is; nil for the platform's.
    case sqlite(business: Business.ID?)
    case postgres

    func statements(for change: Migration.Change) -> [String] {
        switch change {
        case .create(let table): [create(table)] + protection(of: table)
        case .add(let column, let type, let table): ["ALTER TABLE \(table) ADD COLUMN \(column) \(words(for: type, column: column))"]
        case .index(let owner, let table, let columns):
            [
                "CREATE INDEX \"\(table).by_\(columns.joined(separator: "_"))\" ON \(table) "
                    + list(key(columns, owner: owner))
            ]
        }
    }

    private func create(_ table: Table) -> String {
        var parts: [String] = []
        if table.owner == .business { parts.append("\(Table.ownerColumn) \(ownerType)") }
        parts += table.columns.map { "\($0) \(words(for: $1, column: $0))" }
        parts.append(unique("PRIMARY KEY", table.primaryKey, in: table))
        parts += table.unique.map { unique("UNIQUE", $0, in: table) }
        parts += table.references.map {
            "FOREIGN KEY \(list(key($0.columns, owner: table.owner))) REFERENCES \($0.table) "
                + list(key($0.key, owner: table.owner))
        }
        let body = parts.joined(separator: ",\n    ")
        return switch self {
        case .sqlite: "CREATE TABLE \(table.name) (\n    \(body)\n) STRICT"
        case .postgres: "CREATE TABLE \(table.name) (\n    \(body)\n)"
        }
    }

    /// The name is what PostgreSQL reports when a key is taken; SQLite composes the same from the columns.
    private func unique(_ kind: String, _ columns: [String], in table: Table) -> String {
        "CONSTRAINT \"\(table.name).\(columns.joined(separator: ","))\" \(kind) " + list(key(columns, owner: table.owner))
    }

    /// Who may use the table, and which of its rows. In SQLite the file is the border; in PostgreSQL the row policy is.
    private func protection(of table: Table) -> [String] {
        guard case .postgres = self else { return [] }
        let grant = "GRANT SELECT, INSERT, UPDATE, DELETE ON \(table.name) TO \(PostgresRole.name(for: table.owner))"
        guard table.owner == .business else { return [grant] }
        return [
            "ALTER TABLE \(table.name) ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE \(table.name) FORCE ROW LEVEL SECURITY",
            """
            CREATE POLICY tenant_isolation ON \(table.name)
                USING (\(Table.ownerColumn) = \(Self.currentBusiness)) WITH CHECK (\(Table.ownerColumn) = \(Self.currentBusiness))
            """,
            grant,
        ]
    }

    private var ownerType: String {
        switch self {
        case .postgres: "uuid NOT NULL DEFAULT \(Self.currentBusiness)"
        case .sqlite(let business?):
            "TEXT NOT NULL DEFAULT '\(business)' CHECK (\(Table.ownerColumn) = '\(business)')"
        case .sqlite(nil): preconditionFailure("A business's table does not belong in the platform's file")
        }
    }

    /// The business of the open transaction, or NULL outside one: a pooled connection reads the setting back as an empty
    /// text after the transaction that set it, not as missing.
    static let currentBusiness = "NULLIF(current_setting('app.business_id', true), '')::uuid"

    private func words(for type: ColumnType, column: String) -> String {
        var words =
            switch (self, type.storage) {
            case (.sqlite, .text): "TEXT"
            case (.sqlite, .integer): "INTEGER"
            // The order of SQLite: by bytes, whatever language the server was set up for.
            case (.postgres, .text): "text COLLATE \"C\""
            case (.postgres, .integer): "bigint"
            }
        if !type.isOptional { words += " NOT NULL" }
        if let literal = type.defaultLiteral { words += " DEFAULT \(literal)" }
        if !type.allowedLiterals.isEmpty { words += " CHECK (\(column) IN \(list(type.allowedLiterals)))" }
        return words
    }

    /// Queries never name the owner. In PostgreSQL the row policy adds it, so it comes first; in a file, where every row has
    /// the same, a key that began with it would serve no query.
    private func key(_ columns: [String], owner: Table.Owner) -> [String] {
        switch (self, owner) {
        case (_, .platform): columns
        case (.sqlite, .business): columns + [Table.ownerColumn]
        case (.postgres, .business): [Table.ownerColumn] + columns
        }
    }

    private func list(_ words: [String]) -> String {
        "(" + words.joined(separator: ", ") + ")"
    }
}
