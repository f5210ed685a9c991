import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// A business leaves as one file, and comes back from it.
@Suite(.timeLimit(.minutes(3))) struct BusinessArchiveTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var recordings: Recordings { Recordings(in: folder.url.appending(path: "recordings")) }
    private func file(_ name: String) -> URL { folder.url.appending(path: name) }

    @Test(arguments: EngineUnderTest.allCases, EngineUnderTest.allCases)
    func `what was exported, imported and exported again is the same`(from: EngineUnderTest, to: EngineUnderTest) async throws {
        let (source, target) = (try await from.platform(), try await to.platform())
        let tenant = try await source.trattoria()
        let call = try await source.furnish(tenant, customers: 2_500, recordings: recordings)

        let summary = try await source.archives(recordings).export.write(tenant, to: file("first"))
        let imported = try await target.archives(recordings).import.read(file("first"), subdomain: "milano")
        _ = try await target.archives(recordings).export.write(imported.tenant, to: file("second"))

        let (first, second) = (try contents(of: file("first")), try contents(of: file("second")))
        #expect(summary.rows > 2_500 && summary.recordings == 1)
        #expect(first.keys.filter { $0.hasPrefix("tenant/customer/") }.count == 2)
        for (name, content) in first where name != "manifest.json" {
            let expected = content.renaming(tenant.id, to: imported.tenant.id)
            let found = second[name.replacing(tenant.id.rawValue, with: imported.tenant.id.rawValue)]
            if name.hasPrefix("platform/business/") {
                #expect(found?.text == expected.text.replacing("\"subdomain\":\"roma\"", with: "\"subdomain\":\"milano\""))
            } else {
                #expect(found == expected, "\(name)")
            }
        }
        #expect(first.count == second.count)
        let copied = Call.ID(call.rawValue.replacing(tenant.id.rawValue, with: imported.tenant.id.rawValue))
        #expect(await recordings.has(copied, in: imported.tenant))
        #expect(try await target.store.admission.admit(apiKey: imported.secretKey).tenant.id == imported.tenant.id)
    }

    @Test func `no key, token or password leaves with it`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await CallAccess(store: platform.store, identifiers: .system, clock: { platform.clock.now })
            .token(for: Call.ID("\(tenant.id)_1"), in: tenant)
        _ = try await platform.archives(recordings).export.write(tenant, to: file("archive"))
        let tables = try contents(of: file("archive")).keys.compactMap { RowParts.table(of: $0) }.filter { $0.owner == .platform }
        let allowed = StoredTable.ofPlatform.filter { $0.belonging == .itsOwn }.map(\.name) + ["business"]
        #expect(tables.allSatisfy { allowed.contains($0.name) })
        let whole = String(decoding: try Data(contentsOf: file("archive")), as: UTF8.self)
        let hashes = try await platform.store.platform.read { try $0.rows("SELECT hash FROM api_key").map { try $0.get("hash") as String } }
        #expect(hashes.count == 2 && !hashes.contains { whole.contains($0) })
    }

    @Test func `a number that is another's here stays there, and is spoken of`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let now = platform.clock.now
        try await platform.store.platform.write { try $0.assign("+14155550199", to: tenant.id, at: now) }
        _ = try await platform.archives(recordings).export.write(tenant, to: file("archive"))
        let imported = try await platform.archives(recordings).import.read(file("archive"), subdomain: "milano")
        #expect(imported.notices.count == 1 && imported.notices[0].contains("+14155550199"))
        #expect(try await platform.store.admission.admit(dialledNumber: "+14155550199").id == tenant.id)
    }

    @Test func `one changed byte anywhere, or a missing end, is refused and leaves nothing`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await platform.furnish(tenant, customers: 3, recordings: recordings)
        _ = try await platform.archives(recordings).export.write(tenant, to: file("archive"))
        let whole = try Data(contentsOf: file("archive"))
        let importer = platform.archives(Recordings(in: file("arrived"))).import
        for place in stride(from: 600, to: whole.count - 1_100, by: max(1, whole.count / 23)) {
            var broken = whole
            broken[place] ^= 0x01
            try broken.write(to: file("broken"))
            guard try parts(of: broken) != parts(of: whole) else { continue }
            await #expect(throws: ArchiveRefusal.self) { try await importer.read(file("broken"), subdomain: "milano") }
        }
        for length in [0, 511, 5_000, whole.count / 2, whole.count - 1_024] {
            try whole.prefix(length).write(to: file("broken"))
            await #expect(throws: ArchiveRefusal.self) { try await importer.read(file("broken"), subdomain: "milano") }
        }
        #expect(try await platform.store.platform.read { try $0.businesses() }.map(\.subdomain) == ["roma"])
        #expect(!FileManager.default.fileExists(atPath: file("arrived").path))
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `a taken subdomain leaves nothing of the copy behind`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        _ = try await platform.furnish(tenant, customers: 3, recordings: recordings)
        _ = try await platform.archives(recordings).export.write(tenant, to: file("archive"))
        let importer = platform.archives(Recordings(in: file("arrived"))).import
        await #expect(throws: Problem.self) { try await importer.read(file("archive")) }
        #expect(try await platform.store.platform.read { try $0.businesses() }.map(\.subdomain) == ["roma"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: file("arrived").path).isEmpty)
    }

    @Test func `an archive of a newer program, a foreign file and a missing one are told apart`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let importer = platform.archives(recordings).import
        try write(manifestOf: tenant, migration: "tenant-999-later", to: file("newer"))
        await #expect(throws: ArchiveRefusal.newer("tenant-999-later")) { try await importer.read(file("newer")) }
        try Data("PK and so on".utf8).write(to: file("foreign"))
        await #expect(throws: ArchiveRefusal.foreign("an archive of a business")) { try await importer.read(file("foreign")) }
        await #expect(throws: ArchiveRefusal.notThere(file("none").path)) { try await importer.read(file("none")) }
    }

    @Test func `a file that is there is not overwritten`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        try Data("precious".utf8).write(to: file("archive"))
        await #expect(throws: Problem.self) { try await platform.archives(recordings).export.write(tenant, to: file("archive")) }
        #expect(try Data(contentsOf: file("archive")) == Data("precious".utf8))
    }

    private func write(manifestOf tenant: Tenant, migration: String, to url: URL) throws {
        let tar = TarWriter(to: try PrivateFile.create(at: url), modifiedAt: Date(timeIntervalSince1970: 0))
        let level = SchemaLevel.current
        let manifest = ArchiveManifest(
            format: .business, exportedAt: Date(timeIntervalSince1970: 0), business: tenant.id, subdomain: tenant.subdomain,
            schema: SchemaLevel(platform: level.platform, tenant: level.tenant + [migration]), parts: [])
        try tar.append(ArchiveManifest.name, try ArchiveJSON.data(of: manifest))
        try tar.finish()
    }

    private func contents(of url: URL) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        var reader = TarReader(try FileHandle(forReadingFrom: url))
        while let entry = try reader.next() { contents[entry.name] = try reader.read(upTo: entry.bytes) }
        return contents
    }

    /// What an archive holds, without the padding in it; nil when it cannot be read.
    private func parts(of archive: Data) throws -> [String: Data]? {
        try archive.write(to: file("parts"))
        return try? contents(of: file("parts"))
    }
}

extension Data {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }

    fileprivate func renaming(_ old: Business.ID, to new: Business.ID) -> Data {
        // A recording holds no text.
        starts(with: Data("RIFF".utf8)) ? self : Data(text.replacing(old.rawValue, with: new.rawValue).utf8)
    }
}
