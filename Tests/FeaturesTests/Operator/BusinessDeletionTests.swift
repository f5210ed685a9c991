import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// A business that goes takes everything with it but the platform's books.
@Suite(.timeLimit(.minutes(3))) struct BusinessDeletionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var recordings: Recordings { Recordings(in: folder.url) }
    /// The platform's own records of a business that is gone.
    private static let books: Set<String> = ["audit_log", "business", "departure", "subdomain_claim", "subscription_change", "usage_month"]

    @Test(arguments: EngineUnderTest.allCases)
    func `nothing of it is left, and its neighbour has everything`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let (tenant, neighbour) = (try await platform.trattoria(), try await platform.trattoria("milano"))
        for business in [tenant, neighbour] { _ = try await platform.furnish(business, customers: 5, recordings: recordings) }
        let before = try await platform.rows(of: neighbour)
        let key = try await platform.secretKey(of: tenant)
        let deletion = platform.deletion(recordings)

        let departure = try await deletion.delete(tenant.id, by: "ada", reason: "asked for it")
        #expect(departure.finishedAt == nil, "the last letter waits to be sent")
        try await platform.sendLetters()
        #expect(try await deletion.delete(tenant.id, by: "ada", reason: "asked for it").finishedAt == platform.clock.now)

        let kept = Set(try await platform.records(of: tenant.id).keys)
        #expect(kept.isSuperset(of: ["business", "departure"]) && kept.isSubset(of: Self.books), "\(kept)")
        #expect(try await recordings.all(in: tenant).isEmpty)
        await #expect(throws: Admission.Refusal.unknownKey) { try await platform.store.admission.admit(apiKey: key) }
        await #expect(throws: Admission.Refusal.inactive) { try await platform.store.admission.admit(subdomain: "roma") }
        let record = try await platform.store.platform.read { try $0.row("SELECT * FROM business WHERE subdomain = 'roma'") }
        #expect(try record?.get("email") == "" && record?.get("business_name") == "")
        switch engine {
        case .sqlite: await #expect(throws: StorageError.self) { try await tenant.read { _ in } }
        case .postgres: #expect(try await platform.rows(of: tenant).isEmpty)
        }
        #expect(try await platform.rows(of: neighbour) == before)
        #expect(try await recordings.all(in: neighbour).count == 1)
    }

    @Test func `nobody else gets its subdomain`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await platform.deletion(recordings).delete(tenant.id, by: "ada", reason: "asked for it")
        await #expect(throws: Problem.self) { try await platform.trattoria() }
    }

    @Test func `the preview counts what goes and changes nothing`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await platform.furnish(tenant, customers: 5, recordings: recordings)
        let now = platform.clock.now
        try await platform.store.platform.write { try $0.assign("+14155550199", to: tenant.id, at: now) }
        let before = try await platform.rows(of: tenant)
        let preview = try await platform.deletion(recordings).preview(of: tenant)
        #expect(preview.data["customer"] == 5 && preview.data["catalogue_item"] == 2 && preview.data["call_event"] == 1)
        #expect(preview.records["api_key"] == 2 && preview.stays["business"] == 1 && Set(preview.stays.keys).isSubset(of: Self.books))
        #expect(preview.recordings == 1 && preview.recordingBytes > 20_000 && preview.numbers == ["+14155550199"])
        #expect(try await platform.rows(of: tenant) == before)
    }

    @Test func `numbers are released, and what the telephone company was not told is noted`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let now = platform.clock.now
        try await platform.store.platform.write { try $0.assign("+14155550199", to: tenant.id, at: now) }
        let departure = try await platform.deletion(recordings).delete(tenant.id, by: "ada", reason: "asked for it")
        #expect(departure.notice.contains("+14155550199"))
        await #expect(throws: Admission.Refusal.unknownBusiness) { try await platform.store.admission.admit(dialledNumber: "+14155550199") }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `what was interrupted goes on, and what a last call wrote is removed later`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        let now = platform.clock.now
        // As after a crash when only the doors had been closed.
        try await platform.store.platform.write { try $0.beginDeparture(of: tenant.id, by: "ada", reason: "asked for it", at: now) }
        try await platform.deletion(recordings).resume()
        try await platform.sendLetters()
        try await platform.deletion(recordings).resume()
        #expect(try await platform.store.platform.read { try $0.departure(of: tenant.id) }?.finishedAt == now)

        if engine == .postgres { _ = try await platform.furnish(tenant, customers: 1, recordings: recordings) }
        platform.clock.advance(by: 7 * 3_600)
        try await platform.deletion(recordings).resume()
        if engine == .postgres { #expect(try await platform.rows(of: tenant).isEmpty) }
        #expect(try await recordings.all(in: tenant).isEmpty)
        #expect(try await platform.store.platform.read { try $0.departures(toSeeToBefore: .distantFuture, limit: 10) } == [])
    }

    @Test func `a letter that is never sent is waited for a week`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        _ = try await platform.deletion(recordings).delete(tenant.id, by: "ada", reason: "asked for it")
        platform.clock.advance(by: 8 * 86_400)
        try await platform.deletion(recordings).resume()
        #expect(try await platform.store.platform.read { try $0.departure(of: tenant.id) }?.finishedAt == platform.clock.now)
        #expect(try await platform.store.platform.read { try $0.rows("SELECT key FROM letter") }.isEmpty)
    }

    @Test func `a business that nobody wants gone cannot be erased`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        await #expect(throws: Admission.Refusal.unknownBusiness) { try await platform.store.admission.erase(tenant.id) }
        await #expect(throws: Problem.self) {
            try await platform.deletion(recordings).delete(Business.ID("none"), by: "ada", reason: "a mistake")
        }
        #expect(try await platform.rows(of: tenant)["catalogue_item"] == 2)
    }
}

extension TestPlatform {
    func deletion(_ recordings: Recordings) -> BusinessDeletion {
        let clock = clock
        return BusinessDeletion(
            store: store, recordings: recordings, numbers: NumberBook(platform: store.platform, carrier: nil, clock: { clock.now }),
            clock: { clock.now })
    }

    /// The business's own tables that hold rows, with how many.
    func rows(of tenant: Tenant) async throws -> [String: Int] {
        try await tenant.read { transaction in
            try StoredTable.ofBusinesses.reduce(into: [:]) { counts, table in
                let count = try transaction.count(of: table)
                if count > 0 { counts[table.name] = count }
            }
        }
    }

    /// The platform's tables that hold rows which name a business, with how many.
    fileprivate func records(of business: Business.ID) async throws -> [String: Int] {
        try await store.platform.read { transaction in
            try StoredTable.ofPlatform.filter { $0.belonging != .elsewhere }.reduce(into: [:]) { counts, table in
                let count = try transaction.count(of: table, belongingTo: business)
                if count > 0 { counts[table.name] = count }
            }
        }
    }

    fileprivate func secretKey(of tenant: Tenant) async throws -> Secret {
        let now = clock.now
        return try await store.platform.write { transaction in
            try transaction.issueAPIKey(.secret, for: tenant.id, label: "test", identifiers: .system, at: now)
        }
    }

    fileprivate func sendLetters() async throws {
        try await store.platform.write { try $0.execute("UPDATE letter SET state = 'sent'") }
    }
}
