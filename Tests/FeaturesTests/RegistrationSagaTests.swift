import Core
import Foundation
import Logging
import Storage
import Testing

@testable import Features

/// A registration that is interrupted between any two of its transactions ends as one that was not.
@Suite struct RegistrationSagaTests {
    private let idempotencyKey = "0f6d6c1e-5f0a-4c39-9f2c-2f8e6c1b7a55"

    /// The transactions after which the process may end.
    enum Interruption: CaseIterable, Sendable {
        case recorded, furnished, opened
    }

    @Test(arguments: Interruption.allCases)
    func `What was interrupted is finished once, by the upkeep`(after interruption: Interruption) async throws {
        let platform = try await TestPlatform(sendsMail: true)
        let id = try await platform.begin(registrationOf: "roma", repeatableWith: idempotencyKey, until: interruption)
        let upkeep = RegistrationUpkeep(platform.registration, logger: Logger(label: "test"))
        platform.clock.advance(by: RegistrationTerms.lease)
        for _ in 1...3 { try await upkeep.runDue() }

        let (record, steps, keys, letters) = try await platform.outcome(of: id)
        #expect(record?.state == .complete)
        #expect(steps.map(\.state) == [.done, .done, .skipped, .done, .done, .done, .waiting])
        #expect(keys.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.publishable, .secret])
        #expect(letters == ["address-verification \(id) 1"])
    }

    @Test(arguments: Interruption.allCases)
    func `The same request is answered with the same keys, whenever the first one was interrupted`(
        after interruption: Interruption
    ) async throws {
        let platform = try await TestPlatform()
        let id = try await platform.begin(registrationOf: "roma", repeatableWith: idempotencyKey, until: interruption)
        let answers = try await [
            platform.registration.register(.trattoria, idempotencyKey: idempotencyKey),
            platform.registration.register(.trattoria, idempotencyKey: idempotencyKey),
        ]
        #expect(answers.map(\.businessID) == [id, id])
        #expect(Set(answers.map(\.secretKey)).count == 1 && Set(answers.map(\.publishableKey)).count == 1)
        #expect(try await platform.store.admission.admit(apiKey: answers[0].secretKey).tenant.id == id)
        #expect(try await platform.outcome(of: id).keys.count == 2)
    }

    @Test func `The keys are repeated for an hour and then known to their owner alone`() async throws {
        let platform = try await TestPlatform()
        let registered = try await platform.registration.register(.trattoria, idempotencyKey: idempotencyKey)
        platform.clock.advance(by: RegistrationTerms.answerLifetime)
        try await RegistrationUpkeep(platform.registration, logger: Logger(label: "test")).runDue()
        let problem = await #expect(throws: Problem.self) {
            try await platform.registration.register(.trattoria, idempotencyKey: idempotencyKey)
        }
        #expect(problem?.code == "keys-no-longer-shown")
        #expect(try await platform.store.admission.admit(apiKey: registered.secretKey).tenant.id == registered.businessID)
        #expect(try await platform.outcome(of: registered.businessID).record?.keySeed == nil)
    }

    @Test func `An Idempotency-Key that was used for another request, or is short, is refused`() async throws {
        let platform = try await TestPlatform()
        _ = try await platform.registration.register(.trattoria, idempotencyKey: idempotencyKey)
        var other = RegistrationRequest.trattoria
        other.subdomain = "napoli"
        let reused = await #expect(throws: Problem.self) { try await platform.registration.register(other, idempotencyKey: idempotencyKey) }
        #expect(reused?.code == "idempotency-key-reused")
        let short = await #expect(throws: Problem.self) { try await platform.registration.register(other, idempotencyKey: "1") }
        #expect(short?.code == "idempotency-key-not-valid")
    }

    @Test(arguments: [Interruption.recorded, .furnished])
    func `A registration whose keys nobody can be told is taken back, and can be made again`(after interruption: Interruption) async throws
    {
        let platform = try await TestPlatform()
        let id = try await platform.begin(registrationOf: "roma", repeatableWith: nil, until: interruption)
        platform.clock.advance(by: RegistrationTerms.lease)
        try await RegistrationUpkeep(platform.registration, logger: Logger(label: "test")).runDue()

        #expect(try await platform.outcome(of: id).record?.state == .abandoned)
        #expect(try await platform.registration.register(.trattoria).subdomain == "roma")
        #expect(try await platform.store.platform.read { try $0.businesses() }.map(\.subdomain) == ["roma"])
    }

    @Test func `While the steps are being taken nobody is let in, and the name is given to nobody else`() async throws {
        let platform = try await TestPlatform()
        _ = try await platform.begin(registrationOf: "roma", repeatableWith: idempotencyKey, until: .furnished)
        await #expect(throws: Admission.Refusal.inactive) { try await platform.store.admission.admit(subdomain: "roma") }
        let problem = await #expect(throws: Problem.self) { try await platform.registration.register(.trattoria) }
        #expect(problem?.status == 409)
        #expect(try await platform.registration.subdomains.availability(of: "r0ma").isAvailable == false)
    }

    @Test func `What fails is tried again later and later, and then left to the operator with the reason`() throws {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        var record = RegistrationRecord.draft(id: .init("id"), form: RegistrationForm(.trattoria), tokenHash: "hash", at: start)
        record.begin(keySeed: "seed", at: start)
        var (now, waits): (Date, [TimeInterval]) = (start, [])
        while record.state == .provisioning {
            record.fail(because: "The disk is full.", at: now, jitter: 0)
            if let due = record.dueAt {
                waits.append(due.timeIntervalSince(now))
                now = due
            }
        }
        #expect(waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600, 3600])
        #expect(record.state == .quarantined && record.dueAt == nil && record.lastError == "The disk is full.")
        record.retry(at: now)
        #expect(record.state == .provisioning && record.dueAt == now && record.attempts == 0)
    }

    @Test func `Nothing due costs one query and does nothing`() async throws {
        let platform = try await TestPlatform()
        _ = try await platform.registration.register(.trattoria)
        #expect(try await RegistrationUpkeep(platform.registration, logger: Logger(label: "test")).runDue() == 0)
    }
}

extension TestPlatform {
    /// Registers as far as the process lived.
    func begin(
        registrationOf subdomain: String, repeatableWith idempotencyKey: String?, until interruption: RegistrationSagaTests.Interruption
    ) async throws -> Business.ID {
        let provisioning = registration.provisioning
        var request = RegistrationRequest.trattoria
        request.subdomain = subdomain
        let record = try registration.record(of: request, by: .stranger, idempotencyKey: idempotencyKey)
        try await registration.begin(record)
        if interruption == .recorded { return record.id }
        let stored = try await store.platform.read { try $0.registration(record.id) }
        try await provisioning.furnish(#require(stored))
        if interruption == .furnished { return record.id }
        try await provisioning.open(record.id)
        return record.id
    }

    func outcome(
        of id: Business.ID
    ) async throws -> (record: RegistrationRecord?, steps: [ProvisioningStep], keys: [APIKey], letters: [String]) {
        try await store.platform.read { transaction in
            (
                try transaction.registration(id), try transaction.provisioningSteps(of: id), try transaction.apiKeys(of: id),
                try transaction.rows("SELECT key FROM letter WHERE business_id = \(id) ORDER BY key").map { try $0.get("key") }
            )
        }
    }
}

extension RegistrationRequest {
    static let trattoria = RegistrationRequest(
        businessName: "Trattoria Roma", businessType: "restaurant", subdomain: "roma", email: "ada@roma.example")
}
