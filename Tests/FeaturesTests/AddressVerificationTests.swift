import Core
import Foundation
import Logging
import Storage
import Testing

@testable import Features

/// Until an owner has proven the address, where that is asked for, the business reaches nobody outside.
@Suite struct AddressVerificationTests {
    private func platform() async throws -> (TestPlatform, AddressVerification, Business.ID) {
        let platform = try await TestPlatform(sendsMail: true)
        let registered = try await platform.registration.register(.trattoria)
        return (platform, platform.registration.addressVerification, registered.businessID)
    }

    private func token(of business: Business.ID) -> Secret {
        LinkTokens(platformKey: TestPlatform.key).token(for: .addressVerification, business.rawValue)
    }

    @Test func `The link proves the address once, and brings the welcome letter and a way to sign in`() async throws {
        let (platform, verification, business) = try await platform()
        #expect(try await verification.standing(of: business).isSettled == false)
        for _ in 1...2 { #expect(try await verification.verify(token(of: business)) == "roma") }
        #expect(try await verification.standing(of: business).verifiedAt == platform.clock.now)
        let (record, steps, _, letters) = try await platform.outcome(of: business)
        #expect(record?.state == .complete && steps.last?.state == .done)
        #expect(letters == ["address-verification \(business) 1", "welcome \(business)"])
        let links = try await platform.store.platform.read { try $0.rows("SELECT key FROM letter WHERE key LIKE 'password-reset %'").count }
        #expect(links == 1)
    }

    @Test func `A link that was not made here proves nothing`() async throws {
        let (_, verification, business) = try await platform()
        let elsewhere = LinkTokens(platformKey: Secret("another platform's key")).token(for: .addressVerification, business.rawValue)
        let other = LinkTokens(platformKey: TestPlatform.key).token(for: .invitation, business.rawValue)
        for token in [elsewhere, other, Secret(""), Secret("x.y")] {
            await #expect(throws: Problem.linkNotValid) { try await verification.verify(token) }
        }
        #expect(try await verification.standing(of: business).isSettled == false)
    }

    @Test func `The letter is sent again a minute later, and five times in all`() async throws {
        let (platform, verification, business) = try await platform()
        let early = await #expect(throws: Problem.self) { try await verification.sendAgain(to: business) }
        #expect(early?.status == 429 && early?.retryAfterSeconds == 60)
        for _ in 2...5 {
            platform.clock.advance(by: 60)
            try await verification.sendAgain(to: business)
        }
        platform.clock.advance(by: 60)
        let often = await #expect(throws: Problem.self) { try await verification.sendAgain(to: business) }
        #expect(often?.status == 409)
        #expect(try await platform.outcome(of: business).letters.count == 5)
    }

    @Test func `No telephone number is given to it before`() async throws {
        let (platform, verification, business) = try await platform()
        let tenant = try await platform.store.admission.admit(job: business)
        let numbers = NumberBook(platform: platform.store.platform, carrier: nil, clock: { platform.clock.now })
        await #expect(throws: Problem.addressNotProven) { try await numbers.assign("+14155550123", to: tenant) }
        _ = try await verification.verify(token(of: business))
        _ = try await numbers.assign("+14155550123", to: tenant)
        #expect(try await platform.store.admission.admit(dialledNumber: "+14155550123").id == business)
    }

    @Test func `Nobody is an owner before the proof, and nothing is seen of an account at that address`() async throws {
        let (platform, verification, business) = try await platform()
        let desk = platform.desk
        _ = try await desk.create("ada@roma.example", name: "Ada Byron", isOperator: false, by: .registrar)
        #expect(try await platform.people.members(of: business).isEmpty)
        #expect(try await desk.accounts().map(\.businesses.count) == [0])
        _ = try await verification.verify(token(of: business))
        #expect(try await platform.people.members(of: business).map(\.name) == ["Ada Byron"])
    }

    @Test func `Where nobody can be asked, an account that is there already is not made an owner`() async throws {
        let platform = try await TestPlatform()
        _ = try await platform.desk.create("ada@roma.example", name: "Ada Byron", isOperator: false, by: .registrar)
        let strangers = try await platform.registration.register(.trattoria)
        #expect(try await platform.people.members(of: strangers.businessID).isEmpty)
        var request = RegistrationRequest.trattoria
        request.subdomain = "vouched"
        let vouched = try await platform.registration.register(request, by: .platform)
        #expect(try await platform.people.members(of: vouched.businessID).map(\.name) == ["Ada Byron"])
    }

    @Test func `An account is not deleted with a business that never proved its address`() async throws {
        let (platform, _, business) = try await platform()
        _ = try await platform.desk.create("ada@roma.example", name: "Ada Byron", isOperator: false, by: .registrar)
        try await platform.desk.join("ada@roma.example", business, as: .staff, by: .registrar)
        try await platform.lapse()
        #expect(try await platform.desk.accounts().map(\.name) == ["Ada Byron"])
        #expect(try await platform.people.members(of: business).isEmpty)
    }

    @Test(arguments: ["subscription", "payment"])
    func `A business that pays is not let go, and still has to prove its address`(proof: String) async throws {
        let (platform, verification, business) = try await platform()
        try await platform.store.platform.write { transaction in
            if proof == "subscription" {
                try transaction.execute("UPDATE subscription SET collection = 'stripe' WHERE business_id = \(business)")
            } else {
                try transaction.execute(
                    """
                    INSERT INTO invoice (number, sequence, business_id, billed_to, currency, issued_at, due_at, status, total, credited,
                        paid, updated_at) VALUES ('INV-1', 1, \(business), '{}', 'USD', 0, 0, 'paid', 9900, 0, 9900, 0)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO payment (id, business_id, invoice, amount, currency, method, note, received_at)
                    VALUES ('pay-1', \(business), 'INV-1', 9900, 'USD', 'transfer', '', 0)
                    """)
            }
        }
        for _ in 1...3 { try await platform.lapse() }
        #expect(try await platform.store.admission.admit(subdomain: "roma")?.id == business)
        #expect(try await verification.standing(of: business).isSettled == false)
        _ = try await verification.verify(token(of: business))
        try await platform.lapse()
        #expect(try await platform.outcome(of: business).record?.dueAt == nil)
    }

    @Test func `A business whose address is never proven is let go, silently, and its name is free at once`() async throws {
        let (platform, _, business) = try await platform()
        let upkeep = RegistrationUpkeep(platform.registration, logger: Logger(label: "test"))
        platform.clock.advance(by: 3600)
        try await upkeep.runDue()
        #expect(try await platform.store.admission.admit(subdomain: "roma") != nil)
        platform.clock.advance(by: 7 * 86_400)
        try await upkeep.runDue()
        #expect(try await platform.store.admission.admit(subdomain: "roma") == nil)
        await #expect(throws: Admission.Refusal.self) { try await platform.store.admission.admit(registration: business) }
        let departure = try await platform.store.platform.read { try $0.departure(of: business) }
        #expect(departure?.reason == "The address of mail was not proven in time.")
        #expect(try await platform.outcome(of: business).letters == ["address-verification \(business) 1"])
        // Neither it nor what looks like it is burnt, and what remains to be deleted is the former business's.
        #expect(try await platform.registration.subdomains.availability(of: "r0ma").isAvailable)
        let next = try await platform.registration.register(.trattoria)
        #expect(next.businessID != business)
        _ = try await platform.deletion.delete(business, by: "registration", reason: "test")
        #expect(try await platform.store.admission.admit(subdomain: "roma")?.id == next.businessID)
    }

    @Test func `The name of a business that had proven its address rests`() async throws {
        let (platform, verification, business) = try await platform()
        _ = try await verification.verify(token(of: business))
        _ = try await platform.deletion.delete(business, by: "ada", reason: "test")
        #expect(try await platform.registration.subdomains.availability(of: "roma").isAvailable == false)
    }

    @Test func `Who runs the platform answers for the businesses they register`() async throws {
        let platform = try await TestPlatform(sendsMail: true)
        let registered = try await platform.registration.register(.trattoria, by: .platform)
        #expect(try await platform.registration.addressVerification.standing(of: registered.businessID).isSettled)
        #expect(try await platform.outcome(of: registered.businessID).letters == [])
    }
}

extension Principal {
    fileprivate static let registrar = Principal(.platformOperator, id: "joan", name: "Joan")
}

extension TestPlatform {
    fileprivate var people: People {
        let clock = clock
        return People(platform: store.platform, identifiers: .system, clock: { clock.now })
    }

    fileprivate var desk: AccountDesk {
        let clock = clock
        return AccountDesk(platform: store.platform, identifiers: .system, clock: { clock.now })
    }

    fileprivate var deletion: BusinessDeletion {
        let clock = clock
        return BusinessDeletion(
            store: store, recordings: Recordings(in: FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)),
            numbers: NumberBook(platform: store.platform, carrier: nil, clock: { clock.now }), clock: { clock.now })
    }

    /// The time for the proof is over.
    fileprivate func lapse() async throws {
        clock.advance(by: 8 * 86_400)
        let upkeep = RegistrationUpkeep(registration, logger: Logger(label: "test"))
        // What is due may make more due.
        for _ in 1...2 { try await upkeep.runDue() }
    }
}
