import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// A platform comes back from its backup as it was.
@Suite(.timeLimit(.minutes(3))) struct BackupTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var data: URL { folder.url.appending(path: "data") }
    private var recordings: Recordings { Recordings(in: data.appending(path: "recordings")) }
    private var backups: URL { folder.url.appending(path: "backups") }
    private var restored: URL { folder.url.appending(path: "restored") }

    private func platform(on engine: EngineUnderTest = .sqlite) async throws -> TestPlatform {
        switch engine {
        case .sqlite: try await TestPlatform(location: .folder(data))
        case .postgres: try await TestPlatform(location: .postgres(url: try TemporaryPostgres.shared.makeDatabase()))
        }
    }

    private func backup(of platform: TestPlatform) -> Backup {
        let clock = platform.clock
        return Backup(store: platform.store, recordings: recordings, data: data, clock: { clock.now })
    }

    @Test func `files that were copied beside a running platform make the same platform`() async throws {
        let platform = try await platform()
        let (tenant, other) = (try await platform.trattoria(), try await platform.clinic())
        let call = try await platform.furnish(tenant, customers: 7, recordings: recordings)
        let summary = try await backup(of: platform).run(into: backups)
        #expect(summary.content == .files && summary.businesses == 2 && summary.files == 4)
        try await tenant.write { try $0.execute("DELETE FROM customer") }

        try Restore(verifying: backups).place(in: restored)
        let store = try await Store.open(.folder(restored))
        let (again, neighbour) = (try await tenant.reopened(in: store), try await other.reopened(in: store))
        #expect(try await again.read { try $0.row("SELECT count(*) AS number FROM customer")?.get("number") } == 7)
        #expect(try await neighbour.read { try $0.profile() } == other.read { try $0.profile() })
        #expect(await Recordings(in: restored.appending(path: "recordings")).has(call, in: again))
        await store.close()
    }

    @Test(arguments: EngineUnderTest.allCases, EngineUnderTest.allCases)
    func `rows that were copied from one database make the same platform in the other`(
        from: EngineUnderTest, to: EngineUnderTest
    ) async throws {
        let platform = try await platform(on: from)
        let (tenant, other) = (try await platform.trattoria(), try await platform.clinic())
        _ = try await platform.furnish(tenant, customers: 7, recordings: recordings)
        let summary = try await backup(of: platform).run(into: backups, isPortable: true)
        #expect(summary.content == .rows && summary.businesses == 2)

        let target = try await to.platform()
        try await Restore(verifying: backups).fill(target.store, data: restored)
        #expect(try await target.everything() == platform.everything())
        for business in [tenant, other] {
            #expect(try await business.reopened(in: target.store).everything() == business.everything())
        }
        await #expect(throws: Problem.self) { try await Restore(verifying: backups).fill(target.store, data: restored) }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `a business that comes while rows are copied is in the backup whole, and one that goes is not in it`(
        engine: EngineUnderTest
    ) async throws {
        let platform = try await platform(on: engine)
        let (going, staying) = (try await platform.trattoria("roma"), try await platform.trattoria("milano"))
        let summary = try await backup(of: platform).run(into: backups, isPortable: true) { [recordings] name in
            guard name == staying.id.rawValue, (try? await platform.store.admission.admit(subdomain: "torino")) == nil else { return }
            _ = try? await platform.trattoria("torino")
            let clock = platform.clock
            _ = try? await BusinessDeletion(
                store: platform.store, recordings: recordings,
                numbers: NumberBook(platform: platform.store.platform, carrier: nil, clock: { clock.now }), clock: { clock.now }
            ).delete(going.id, by: "ada", reason: "asked for it")
        }
        #expect(summary.businesses == 2)

        let target = try await engine.platform()
        try await Restore(verifying: backups).fill(target.store, data: restored)
        #expect(try await target.everything() == platform.everything())
        let newcomer = try #require(try await platform.store.admission.admit(subdomain: "torino"))
        for business in [staying, newcomer] {
            #expect(try await business.reopened(in: target.store).everything() == business.everything())
        }
    }

    @Test func `a recording that goes while the others are copied is left out`() async throws {
        let platform = try await platform()
        let tenant = try await platform.trattoria()
        let call = try await platform.furnish(tenant, customers: 1, recordings: recordings)
        let file = try #require(await recordings.file(of: call, in: tenant))
        let summary = try await backup(of: platform).run(into: backups) { name in
            if name.hasPrefix("recordings/") { try? FileManager.default.removeItem(at: file) }
        }
        #expect(summary.files == 2)
        #expect(try Restore(verifying: backups).fileCount == 2)
    }

    @Test func `what did not change is shared with the backup before`() async throws {
        let platform = try await platform()
        let (tenant, other) = (try await platform.trattoria(), try await platform.clinic())
        _ = try await platform.furnish(tenant, customers: 7, recordings: recordings)
        await platform.store.closeIdle(now: .distantPast)
        try settle()
        #expect(try await backup(of: platform).run(into: backups).unchanged == 0)
        try await other.write { try $0.execute("UPDATE service SET name = 'Check-up'") }
        let second = try await backup(of: platform).run(into: backups)
        // The trattoria's file and its recording; the platform's own was not written either.
        #expect(second.unchanged == 3 && second.files == 4)
        #expect(try Restore(verifying: URL(filePath: second.path)).fileCount == 4)

        let portable = try await backup(of: platform).run(into: backups, isPortable: true)
        #expect(portable.unchanged == 1)
        #expect(try await backup(of: platform).run(into: backups, isPortable: true).unchanged == 3)
    }

    @Test func `an interrupted run leaves the backup before it usable, and is cleared away by the next`() async throws {
        let platform = try await platform()
        _ = try await platform.trattoria()
        let first = try await backup(of: platform).run(into: backups)
        let half = try BackupFolder(url: backups).begin()
        try Data("half".utf8).write(to: half.appending(path: "platform.sqlite"))
        #expect(try Restore(verifying: backups).path == first.path)
        platform.clock.advance(by: 60)
        let next = try await backup(of: platform).run(into: backups)
        #expect(try Restore(verifying: backups).path == next.path && next.path != first.path)
        #expect(!FileManager.default.fileExists(atPath: half.path))
    }

    @Test func `the oldest go when only so many are kept`() async throws {
        let platform = try await platform()
        _ = try await platform.trattoria()
        var paths: [String] = []
        for _ in 1...4 {
            paths.append(try await backup(of: platform).run(into: backups, keep: 2).path)
            platform.clock.advance(by: 3_600)
        }
        #expect(try BackupFolder(url: backups).finished().map(\.path) == paths.suffix(2))
        #expect(try Restore(verifying: backups).fileCount == 2)
    }

    @Test func `a backup with a changed or missing file is refused, and nothing is restored`() async throws {
        let platform = try await platform()
        let tenant = try await platform.trattoria()
        let summary = try await backup(of: platform).run(into: backups)
        let file = URL(filePath: summary.path).appending(path: "tenants/\(tenant.id.rawValue.suffix(2))/\(tenant.id).sqlite")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        #expect(throws: ArchiveRefusal.self) { try Restore(verifying: backups) }
        try FileManager.default.removeItem(at: file)
        #expect(throws: ArchiveRefusal.self) { try Restore(verifying: backups) }
        #expect(throws: ArchiveRefusal.self) { try Restore(verifying: folder.url.appending(path: "none")) }
    }

    @Test func `a business that was deleted is not in the next backup`() async throws {
        let platform = try await platform()
        let (tenant, _) = (try await platform.trattoria(), try await platform.clinic())
        let clock = platform.clock
        _ = try await BusinessDeletion(
            store: platform.store, recordings: recordings,
            numbers: NumberBook(platform: platform.store.platform, carrier: nil, clock: { clock.now }), clock: { clock.now }
        ).delete(tenant.id, by: "ada", reason: "asked for it")
        #expect(try await backup(of: platform).run(into: backups).businesses == 1)
        #expect(try await backup(of: platform).run(into: backups, isPortable: true).businesses == 1)
    }

    /// As if all files had been written long ago.
    private func settle() throws {
        let files = try #require(FileManager.default.enumerator(atPath: data.path)).compactMap { $0 as? String }
        for file in files {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: data.appending(path: file).path)
        }
    }
}

extension Tenant {
    fileprivate func reopened(in store: Store) async throws -> Tenant {
        try #require(try await store.admission.admit(subdomain: subdomain))
    }

    fileprivate func everything() async throws -> [String: [RowCopy]] {
        try await read { transaction in
            try StoredTable.ofBusinesses.reduce(into: [:]) { $0[$1.name] = try transaction.copies(of: $1, after: nil, limit: 10_000) }
        }
    }
}

extension TestPlatform {
    fileprivate func everything() async throws -> [String: [RowCopy]] {
        try await store.platform.read { transaction in
            try StoredTable.ofPlatform.reduce(into: [:]) { $0[$1.name] = try transaction.copies(of: $1, after: nil, limit: 10_000) }
        }
    }
}
