import Core
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct AdmissionTests {
    /// Source: the published vector of GitHub's token scheme with our prefix, computed with zlib.
    private static let vector = Secret("va_live_3kTz9QpR7vXw2LmNs8YbC4dFgHjK6V02xWx2")

    @Test func `A key carries the checksum of its text, and is stored as its SHA-256`() {
        #expect(APIKey.text(.secret, random: "3kTz9QpR7vXw2LmNs8YbC4dFgHjK6V") == Self.vector.reveal())
        #expect(APIKey.isWellFormed(Self.vector))
        #expect(Fingerprint.of(Self.vector) == "9f97bbe0fb99e067c3d496b5d14b46fd17c5d7a380a333c7450239aa5cefb657")
    }

    @Test(arguments: ["", "va_live_", "va_live_3kTz9QpR7vXw2LmNs8YbC4dFgHjK6V02xWx3", "pk_live_3kTz9QpR7vXw2LmNs8YbC4dFgHjK6V02xWx2"])
    func `A mistyped key is recognised without asking`(text: String) {
        #expect(!APIKey.isWellFormed(Secret(text)))
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A key opens its business, and nothing after it was revoked`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakery = town.bakery.id
            let key = try await town.store.platform.write {
                try $0.issueAPIKey(.publishable, for: bakery, label: "web page", identifiers: .system, at: Town.now)
            }
            let admitted = try await town.store.admission.admit(apiKey: key)
            #expect(admitted.tenant.id == bakery)
            #expect(admitted.tenant.subdomain == "bakery")
            #expect(admitted.authority == .key(.publishable, scopes: Set(APIKey.Scope.allCases)))
            #expect(admitted.actor.name == "web page")

            let trattoria = town.trattoria.id
            let revocations = try await town.store.platform.write { transaction in
                try [trattoria, bakery, bakery].map { try transaction.revokeAPIKey(APIKey.ID(admitted.actor.id), of: $0, at: Town.now) }
            }
            #expect(revocations == [false, true, false], "another business's key, one's own, once more")
            await #expect(throws: Admission.Refusal.revoked) { try await town.store.admission.admit(apiKey: key) }
            await #expect(throws: Admission.Refusal.unknownKey) { try await town.store.admission.admit(apiKey: Self.vector) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A call token opens one call until its time is over`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakery = town.bakery.id
            let tokens = try await town.store.platform.write { transaction in
                try [60.0, 0].map { seconds in
                    try transaction.issueCallToken(
                        for: bakery, call: "call \(seconds)", identifiers: .system, at: Town.now,
                        expiresAt: Town.now.addingTimeInterval(seconds))
                }
            }
            let (tenant, call) = try await town.store.admission.admit(callToken: tokens[0])
            #expect(tenant.id == bakery)
            #expect(call == "call 60.0")
            await #expect(throws: Admission.Refusal.expired) { _ = try await town.store.admission.admit(callToken: tokens[1]) }
            await #expect(throws: Admission.Refusal.unknownKey) { _ = try await town.store.admission.admit(callToken: Secret("none")) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A line's token opens one call, once`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakery = town.bakery.id
            let tokens = try await town.store.platform.write { transaction in
                try [60.0, 0].map { seconds in
                    try transaction.issueLineToken(
                        for: bakery, call: "call \(seconds)", identifiers: .system, at: Town.now,
                        expiresAt: Town.now.addingTimeInterval(seconds))
                }
            }
            await #expect(throws: Admission.Refusal.unknownKey, "it is no call's token") {
                _ = try await town.store.admission.admit(callToken: tokens[0])
            }
            let (tenant, call) = try await town.store.admission.admit(lineToken: tokens[0])
            #expect(tenant.id == bakery)
            #expect(call == "call 60.0")
            await #expect(throws: Admission.Refusal.unknownKey) { _ = try await town.store.admission.admit(lineToken: tokens[0]) }
            await #expect(throws: Admission.Refusal.expired) { _ = try await town.store.admission.admit(lineToken: tokens[1]) }
            await #expect(throws: Admission.Refusal.unknownKey) { _ = try await town.store.admission.admit(lineToken: tokens[1]) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Of many who use one token for a line at once, one is let in`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakery = town.bakery.id
            let token = try await town.store.platform.write {
                try $0.issueLineToken(
                    for: bakery, call: "one", identifiers: .system, at: Town.now, expiresAt: Town.now.addingTimeInterval(60))
            }
            let admitted = await withTaskGroup(of: Bool.self) { group in
                for _ in 1...8 { group.addTask { (try? await town.store.admission.admit(lineToken: token)) != nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(admitted == 1)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A dialled number leads to the one business that has it`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let (bakery, trattoria) = (town.bakery.id, town.trattoria.id)
            try await town.store.platform.write { try $0.assign("+14155550199", to: bakery) }
            #expect(try await town.store.admission.admit(dialledNumber: "+14155550199").id == bakery)
            await #expect(throws: Admission.Refusal.unknownBusiness) { try await town.store.admission.admit(dialledNumber: "+14155550198") }
            await #expect(throws: StorageError.uniqueViolation("phone_number.number")) {
                try await town.store.platform.write { try $0.assign("+14155550199", to: trattoria) }
            }
            try await town.store.platform.write { try $0.execute("UPDATE business SET active = 0 WHERE business_id = \(bakery)") }
            await #expect(throws: Admission.Refusal.inactive) { try await town.store.admission.admit(dialledNumber: "+14155550199") }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A subdomain is given out once, and a refused business leaves nothing`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let second = NewBusiness.named("bakery")
            await #expect(throws: StorageError.uniqueViolation("business.subdomain")) {
                try await town.store.admission.found(second)
            }
            await #expect(throws: Admission.Refusal.unknownBusiness) { try await town.store.admission.admit(job: second.id) }
            let known = try await town.store.admission.admit(subdomain: "bakery")
            #expect(known?.id == town.bakery.id)
            let unknown = try await town.store.admission.admit(subdomain: "nobody")
            #expect(unknown?.id == nil)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A business that is switched off admits an operator alone, who is written down`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakery = town.bakery.id
            try await town.store.platform.write { try $0.execute("UPDATE business SET active = 0 WHERE business_id = \(bakery)") }
            await #expect(throws: Admission.Refusal.inactive) { try await town.store.admission.admit(job: bakery) }
            let tenant = try await town.store.admission.admit(operator: "Joan", reason: "asked by the owner", business: bakery)
            #expect(tenant.id == bakery)
            let entry = try await town.store.platform.read { try $0.row("SELECT * FROM audit_log WHERE business_id = \(bakery)") }
            #expect(try entry?.get("operator") == "Joan")
            #expect(try entry?.get("reason") == "asked by the owner")
        }
    }
}

extension PlatformTransaction {
    fileprivate func assign(_ number: String, to business: Business.ID) throws {
        try execute("INSERT INTO phone_number (number, business_id, assigned_at) VALUES (\(number), \(business), \(Town.now))")
    }
}
