import Core
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct SessionAdmissionTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `A session opens the businesses of its person, and only where it was begun`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let (bakery, trattoria) = (town.bakery.id, town.trattoria.id)
            let (confined, wide) = try await town.store.platform.write { transaction in
                try transaction.insertAda(in: [(bakery, .staff), (trattoria, .owner)])
                return (
                    try transaction.begin(.ada(at: bakery), identifiers: .system, at: Town.now),
                    try transaction.begin(.ada(at: nil), identifiers: .system, at: Town.now)
                )
            }
            let admission = town.store.admission
            #expect(try await admission.admit(session: confined, into: bakery).authority == .member(.staff))
            await #expect(throws: Admission.Refusal.unknownBusiness) { _ = try await admission.admit(session: confined, into: trattoria) }
            #expect(try await admission.admit(session: wide, into: bakery).authority == .member(.staff))
            #expect(try await admission.admit(session: wide, into: trattoria).authority == .member(.owner))
            await #expect(throws: Admission.Refusal.unknownKey) { _ = try await admission.admit(session: Secret("none"), into: bakery) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Sessions whose time is over are forgotten, and ended ones open nothing`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakery = town.bakery.id
            let token = try await town.store.platform.write { transaction in
                try transaction.insertAda(in: [(bakery, .staff)])
                return try transaction.begin(.ada(at: bakery), identifiers: .system, at: Town.now)
            }
            let later = Town.now.addingTimeInterval(AccountSession.idleLimit)
            #expect(try await town.store.platform.write { try $0.removeExpiredSessions(at: later.addingTimeInterval(-1)) } == 0)
            _ = try await town.store.admission.person(session: token)
            #expect(try await town.store.platform.write { try $0.removeExpiredSessions(at: later) } == 1)
            await #expect(throws: Admission.Refusal.unknownKey) { _ = try await town.store.admission.person(session: token) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `What every write of a tenant begins with stands or falls with it`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            struct Failure: Error {}
            let marking = town.bakery.beginningWrites { try $0.remember("mark", phone: "0") }
            try await marking.write { try $0.remember("Ada", phone: "1") }
            #expect(try await town.bakery.read { try $0.customers() } == ["Ada", "mark"])
            try await town.bakery.write { _ = try $0.execute("DELETE FROM customer") }
            await #expect(throws: Failure.self) { try await marking.write { _ in throw Failure() } }
            #expect(try await town.bakery.read { try $0.customers() } == [])
        }
    }
}

extension NewAccountSession {
    fileprivate static func ada(at business: Business.ID?) -> NewAccountSession {
        NewAccountSession(account: Account.ID("ada"), business: business, lifetime: .member, address: "", agent: "")
    }
}

extension PlatformTransaction {
    fileprivate func insertAda(in businesses: [(Business.ID, Role)]) throws {
        try execute("INSERT INTO account (id, email, name, created_at) VALUES ('ada', 'ada@town.example', 'Ada', \(Town.now))")
        for (business, role) in businesses {
            try execute(
                "INSERT INTO membership (business_id, account_id, role, created_at) VALUES (\(business), 'ada', \(role), \(Town.now))")
        }
    }
}
