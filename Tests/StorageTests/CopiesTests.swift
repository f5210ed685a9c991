import Core
import Foundation
import Testing

@testable import Storage

@Suite struct CopiesTests {
    @Test func `Every platform table says what becomes of its rows when a business goes`() {
        let undecided = StoredTable.ofPlatform.map(\.name).filter { PlatformSchema.belongings[$0] == nil }
        #expect(undecided == [], "say it in PlatformSchema+Belonging.swift")
        #expect(Set(PlatformSchema.belongings.keys).subtracting(StoredTable.ofPlatform.map(\.name)) == [])
        for table in StoredTable.ofPlatform where table.belonging != .elsewhere {
            #expect(table.columns.contains(Table.ownerColumn), "\(table.name) names no business")
        }
    }

    @Test func `Tables come after those that they refer to`() {
        for migrations in [PlatformSchema.migrations, TenantSchema.migrations] {
            var seen: Set<String> = []
            for case .create(let table) in migrations.flatMap(\.changes) {
                #expect(table.references.allSatisfy { seen.contains($0.table) || $0.table == table.name }, "\(table.name)")
                seen.insert(table.name)
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Pages of copies go through a table once, in the order of its key`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            try await town.trattoria.write { transaction in
                for number in 0..<23 { try transaction.remember("name \(number)", phone: "\(number)") }
            }
            try await town.bakery.write { try $0.remember("Somebody else", phone: "1") }
            let table = try #require(StoredTable.ofBusinesses.first { $0.name == "customer" })
            let copies = try await town.trattoria.readBeside { transaction in
                var copies: [RowCopy] = []
                while case let page = try transaction.copies(of: table, after: copies.last, limit: 5), !page.isEmpty { copies += page }
                return copies
            }
            let names = copies.compactMap { $0.values["id"] }
            #expect(names == (0..<23).map { "name \($0)" }.sorted().map { .text($0) })

            try await town.bakery.write { transaction in
                for copy in copies.dropFirst(2) { try transaction.insert(copy, into: table) }
            }
            #expect(try await town.bakery.read { try $0.count(of: table) } == 22)
        }
    }

    @Test func `A row is the same after its journey through JSON`() throws {
        let row = RowCopy(["a": .integer(.max), "b": .integer(.min), "c": .text("1"), "d": .text("Grüezi\n\u{1F355}\"\\"), "e": .null])
        #expect(try JSONDecoder().decode(RowCopy.self, from: JSONEncoder().encode(row)) == row)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A column that the table does not have is refused`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let table = try #require(StoredTable.ofBusinesses.first { $0.name == "counter" })
            let row = RowCopy(["name": .text("x"), "value": .integer(1), "value) --": .integer(1)])
            await #expect(throws: StorageError.self) { try await town.bakery.write { try $0.insert(row, into: table) } }
        }
    }
}
