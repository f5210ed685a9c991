import Core
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct MigrationTests {
    @Test func `An interrupted migration of a file is continued where it stopped`() async throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(path: "tenant.sqlite")
        try DataFolder.makePrivateFile(at: url)
        let whole = Migrator.tenant(.sqlite(business: Business.ID(IdentifierSource.system.uuid(at: Town.now))))
        let broken = Migration(
            name: TenantSchema.migrations[1].name,
            changes: TenantSchema.migrations[1].changes + [.index(.business, table: "none", columns: ["x"])])
        let older = SQLiteFile(
            url: url, migrator: Migrator(migrations: [whole.migrations[0]], dialect: whole.dialect, ledger: whole.ledger))
        try await older.transaction(.read) { _ in }
        await older.close()
        let more = [whole.migrations[0], broken]
        let half = Migrator(migrations: more, dialect: whole.dialect, ledger: whole.ledger)

        let interrupted = SQLiteFile(url: url, migrator: half)
        await #expect(throws: StorageError.self) { try await interrupted.transaction(.read) { _ in } }
        await interrupted.close()

        let names = try await SQLiteFile(url: url, migrator: whole).transaction(.read) { connection in
            try connection.run("SELECT name FROM tenant_migration ORDER BY name").rows.map { try $0.get("name") as String }
        }
        #expect(names == TenantSchema.migrations.map(\.name))
    }

    @Test func `A new file has its whole schema or nothing of it`() async throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appending(path: "tenant.sqlite")
        try DataFolder.makePrivateFile(at: url)
        let whole = Migrator.tenant(.sqlite(business: Business.ID(IdentifierSource.system.uuid(at: Town.now))))
        let broken = Migration(name: "broken", changes: [.index(.business, table: "none", columns: ["x"])])
        let interrupted = SQLiteFile(
            url: url, migrator: Migrator(migrations: whole.migrations + [broken], dialect: whole.dialect, ledger: whole.ledger))
        await #expect(throws: StorageError.self) { try await interrupted.transaction(.read) { _ in } }
        await interrupted.close()
        let nothing = Migrator(migrations: [], dialect: whole.dialect, ledger: whole.ledger)
        let names = try await SQLiteFile(url: url, migrator: nothing).transaction(.read) { connection in
            try connection.run("SELECT name FROM sqlite_master WHERE type = 'table'").rows.map { try $0.get("name") as String }
        }
        #expect(names == [whole.ledger])
    }

    @Test func `A database written by a newer version is left alone`() async throws {
        let folder = try TemporaryFolder()
        try await Store.open(.folder(folder.url)).close()
        let file = SQLiteFile(url: folder.url.appending(path: "platform.sqlite"), migrator: .platform(.sqlite(business: nil)))
        try await file.transaction(.write(.ordinary)) { connection in
            _ = try connection.run("INSERT INTO platform_migration (name) VALUES ('platform-999-later')")
        }
        await file.close()
        await #expect(
            throws: StorageError.corrupt("the database was written by a newer version: it has had the migration platform-999-later")
        ) {
            try await Store.open(.folder(folder.url)).close()
        }
    }

    @Test func `Servers that start at once on an empty PostgreSQL database all find the schema`() async throws {
        let url = try TemporaryPostgres.shared.makeDatabase()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { try await Store.open(.postgres(url: url)).close() } }
            try await group.waitForAll()
        }
        let names = try PostgresConnection(url: url).names("SELECT name FROM tenant_migration ORDER BY name")
        #expect(names == TenantSchema.migrations.map(\.name))
    }

    @Test func `A server that cannot be reached is told at once, without its password`() async throws {
        let error = await #expect(throws: StorageError.self) {
            try await Store.open(.postgres(url: Secret("postgres://ada:hunter2@127.0.0.1:1/none"))).close()
        }
        #expect(error.map { "\($0)".contains("hunter2") } == false)
    }

    @Test func `A connection that broke while idle is replaced without anybody noticing`() async throws {
        let url = try TemporaryPostgres.shared.makeDatabase()
        try await Town.visit(.postgres(url: url), limits: .init(connections: 1)) { town in
            try await town.bakery.write { try $0.remember("Ada", phone: "1") }
            try PostgresConnection(url: url).define(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
            #expect(try await town.bakery.read { try $0.customers() } == ["Ada"])
        }
    }
}
