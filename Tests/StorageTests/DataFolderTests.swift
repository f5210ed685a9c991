import Core
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What only files have: locks, limits, permissions, a disk that is full.
@Suite struct DataFolderTests {
    @Test func `A second server is kept out of the folder until the first has closed it`() async throws {
        let folder = try TemporaryFolder()
        let first = try DataFolder(folder.url, for: .server)
        #expect(throws: StorageError.inUse(folder.url.path)) { try DataFolder(folder.url, for: .server) }
        withExtendedLifetime(first) {}
        _ = consume first
        #expect(throws: Never.self) { try DataFolder(folder.url, for: .server) }
    }

    @Test func `Files are closed when they were idle for a minute, and opened again by use`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url)) { town in
            try await town.bakery.write { try $0.remember("Ada", phone: "1") }
            #expect(town.store.openTenants == 2)
            await town.store.closeIdle(now: Town.now)
            _ = try await town.bakery.read { try $0.customers() }
            await town.store.closeIdle(now: Town.now.addingTimeInterval(59))
            #expect(town.store.openTenants == 2)
            await town.store.closeIdle(now: Town.now.addingTimeInterval(60))
            #expect(town.store.openTenants == 1)
            await town.store.closeIdle(now: Town.now.addingTimeInterval(119))
            #expect(town.store.openTenants == 0)
            #expect(try await town.bakery.read { try $0.customers() } == ["Ada"])
        }
    }

    @Test func `No more files are open than the limit, and the longest unused is closed first`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url), limits: .init(openTenants: 3)) { town in
            for name in ["cafe", "florist", "barber", "garage"] {
                try await town.store.admission.found(.named(name)).write { try $0.remember("Ada", phone: "1") }
                #expect(town.store.openTenants <= 3)
            }
            #expect(try await town.bakery.read { try $0.customers() } == [])
        }
    }

    @Test func `A store that is opened again has everything, and nothing left to migrate`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url)) { try await $0.bakery.write { try $0.remember("Ada", phone: "1") } }
        let store = try await Store.open(.folder(folder.url))
        let bakery = try await store.admission.admit(subdomain: "bakery")
        #expect(try await bakery?.read { try $0.customers() } == ["Ada"])
        await store.close()
    }

    @Test func `A business whose file is gone is reported, not begun anew`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url)) { _ in }
        try FileManager.default.removeItem(at: folder.url.appending(path: "tenants"))
        let store = try await Store.open(.folder(folder.url))
        let bakery = try #require(try await store.admission.admit(subdomain: "bakery"))
        await #expect(throws: StorageError.corrupt("the data file \(bakery.id).sqlite is missing")) {
            try await bakery.read { try $0.customers() }
        }
        await store.close()
    }

    @Test func `A full disk stores nothing of the transaction, and the next one works when there is room`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url)) { town in
            let long = String(repeating: "a", count: 1 << 20)
            _ = try await town.bakery.write { try $0.rows("PRAGMA max_page_count = 120") }
            await #expect(throws: StorageError.full) {
                try await town.bakery.write { transaction in
                    try transaction.remember("Ada", phone: "1")
                    try transaction.remember(long, phone: "2")
                }
            }
            #expect(try await town.bakery.read { try $0.customers() } == [])
            _ = try await town.bakery.write { try $0.rows("PRAGMA max_page_count = 1000000") }
            try await town.bakery.write { try $0.remember("Ada", phone: "1") }
        }
    }

    @Test func `Queries that name a key or an index search, and do not scan`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url)) { town in
            let plans = try await town.bakery.read { transaction in
                try [
                    "EXPLAIN QUERY PLAN SELECT * FROM customer WHERE id = 'a'",
                    "EXPLAIN QUERY PLAN SELECT * FROM customer WHERE phone_identity = 'a'",
                    "EXPLAIN QUERY PLAN SELECT * FROM call_event WHERE call_id = 'a' AND sequence > 1 ORDER BY sequence",
                    "EXPLAIN QUERY PLAN SELECT * FROM call_event WHERE position > 1 ORDER BY position",
                    "EXPLAIN QUERY PLAN SELECT * FROM voice_session WHERE status = 'active' ORDER BY started_at",
                    "EXPLAIN QUERY PLAN SELECT * FROM voice_restaurant_order WHERE number < 9 ORDER BY number DESC",
                    "EXPLAIN QUERY PLAN SELECT cell FROM slot_claim WHERE resource = 'a' AND cell >= 1 AND cell < 9",
                ].map { try transaction.rows($0).map { try $0.get("detail") as String } }
            }
            for plan in plans {
                #expect(plan.count == 1 && plan[0].hasPrefix("SEARCH"), "\(plan)")
            }
        }
    }

    @Test func `A file that a power cut tore while it was made is made anew`() async throws {
        let folder = try TemporaryFolder()
        let business = Business.ID(IdentifierSource.system.uuid(at: Town.now))
        let files = TenantFiles(folder: folder.url, limit: 10)
        try await files.create(business)
        await files.closeAll()
        let path = try #require(try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).first { $0.hasSuffix(".sqlite") })
        try Data(count: 4096).write(to: folder.url.appending(path: path))
        try await files.create(business)
        let count = try await files.transaction(on: business, .read) { try $0.run("SELECT name FROM tenant_migration").rows.count }
        #expect(count == TenantSchema.migrations.count)
        // One that is whole stays as it is.
        try await files.transaction(on: business, .write(.confirmed)) { connection in
            _ = try connection.run("INSERT INTO setting (key, value) VALUES ('kept', '1')")
        }
        try await files.create(business)
        #expect(try await files.transaction(on: business, .read) { try $0.run("SELECT key FROM setting").rows.count } == 1)
        await files.closeAll()
    }

    @Test func `No file holds a key or a token, and only this user can read them`() async throws {
        let folder = try TemporaryFolder()
        try await Town.visit(.folder(folder.url)) { town in
            let bakery = town.bakery.id
            let secrets = try await town.store.platform.write(.confirmed) { transaction in
                [
                    try transaction.issueAPIKey(.secret, for: bakery, label: "", identifiers: .system, at: Town.now),
                    try transaction.issueCallToken(
                        for: bakery, call: "call", identifiers: .system, at: Town.now, expiresAt: Town.now),
                ]
            }
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).map { folder.url.appending(path: $0) }
                .filter { !$0.hasDirectoryPath && FileManager.default.contents(atPath: $0.path) != nil }
            #expect(files.count >= 4)
            for file in files {
                let content = try Data(contentsOf: file)
                for secret in secrets { #expect(content.range(of: Data(secret.reveal().utf8)) == nil, "\(file.lastPathComponent)") }
                let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
                #expect(permissions == 0o600, "\(file.lastPathComponent)")
            }
        }
    }
}
