import Core
import TestSupport
import Testing

@testable import Storage

@Suite struct IsolationTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `A business sees its own customers and nobody else's`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            try await town.trattoria.write { try $0.remember("Ada", phone: "+390111") }
            try await town.bakery.write { try $0.remember("Grace", phone: "+390111") }
            #expect(try await town.trattoria.read { try $0.customers() } == ["Ada"])
            #expect(try await town.bakery.read { try $0.customers() } == ["Grace"])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `No table lets a business read, change or delete another's rows`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            try await town.trattoria.write { transaction in
                for table in TenantSchema.tables { try transaction.execute(Self.sampleRow(of: table)) }
            }
            for table in TenantSchema.tables {
                let (count, change, removal) = Self.attempts(on: table)
                let reached: [Int?] = try await town.bakery.write { transaction in
                    [try transaction.row(count)?.get("number"), try transaction.execute(change), try transaction.execute(removal)]
                }
                #expect(reached == [0, 0, 0], "\(table.name)")
                let left: Int? = try await town.trattoria.read { try $0.row(count)?.get("number") }
                #expect(left == 1, "\(table.name)")
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `No table takes a row in another business's name`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let victim = town.trattoria.id
            for table in TenantSchema.tables {
                await #expect(throws: StorageError.self, "\(table.name)") {
                    try await town.bakery.write { try $0.execute(Self.sampleRow(of: table, inTheNameOf: victim)) }
                }
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Business and platform data are out of each other's reach`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            await #expect(throws: StorageError.self) { try await town.bakery.read { try $0.rows("SELECT * FROM business") } }
            await #expect(throws: StorageError.self) { try await town.bakery.read { try $0.rows("SELECT * FROM api_key") } }
            await #expect(throws: StorageError.self) { try await town.store.platform.read { try $0.rows("SELECT * FROM customer") } }
        }
    }

    @Test func `Start-up finds a PostgreSQL table whose row policy was switched off`() async throws {
        let url = try TemporaryPostgres.shared.makeDatabase()
        try await Store.open(.postgres(url: url)).close()
        try PostgresConnection(url: url).define("ALTER TABLE customer DISABLE ROW LEVEL SECURITY")
        await #expect(throws: StorageError.rejected("tables without forced row-level security: customer")) {
            try await Store.open(.postgres(url: url)).close()
        }
    }

    /// A row with some value in every column; tables that refer to a call find one with the same value.
    private static func sampleRow(of table: Table, inTheNameOf business: Business.ID? = nil) -> SQL {
        var (names, values) = (table.columns.map(\.key), table.columns.map { sampleValue(of: $1) })
        if let business {
            names.append(Table.ownerColumn)
            values.append(business.sqlValue)
        }
        let opening = "INSERT INTO \(table.name) (\(names.joined(separator: ", "))) VALUES ("
        return SQL(
            fragments: [opening] + Array(repeating: ", ", count: values.count - 1) + [")"], values: values, failure: nil)
    }

    private static func sampleValue(of type: ColumnType) -> SQLValue {
        guard type.storage == .text else { return .integer(1) }
        return .text(type.allowedLiterals.first.map { String($0.dropFirst().dropLast()) } ?? "1")
    }

    private static func attempts(on table: Table) -> (count: SQL, change: SQL, removal: SQL) {
        func statement(_ text: String) -> SQL { SQL(fragments: [text], values: [], failure: nil) }
        let key = table.primaryKey[0]
        return (
            statement("SELECT COUNT(*) AS number FROM \(table.name)"), statement("UPDATE \(table.name) SET \(key) = \(key)"),
            statement("DELETE FROM \(table.name)")
        )
    }
}
