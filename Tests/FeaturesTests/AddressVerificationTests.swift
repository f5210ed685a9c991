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

    @Test func `A business whose address is never proven is let go, silently, and its name rests`() async throws {
        let (platform, _, business) = try await platform()
        let upkeep = RegistrationUpkeep(platform.registration, logger: Logger(label: "test"))
        platform.clock.advance(by: 3600)
        try await upkeep.runDue()
        #expect(try await platform.store.admission.admit(subdomain: "roma") != nil)
        platform.clock.advance(by: 7 * 86_400)
        try await upkeep.runDue()
        await #expect(throws: Admission.Refusal.self) { try await platform.store.admission.admit(subdomain: "roma") }
        let departure = try await platform.store.platform.read { try $0.departure(of: business) }
        #expect(departure?.reason == "The address of mail was not proven in time.")
        #expect(try await platform.outcome(of: business).letters == ["address-verification \(business) 1"])
        #expect(try await platform.registration.subdomains.availability(of: "roma").isAvailable == false)
    }

    @Test func `Who runs the platform answers for the businesses they register`() async throws {
        let platform = try await TestPlatform(sendsMail: true)
        let registered = try await platform.registration.register(.trattoria, by: .platform)
        #expect(try await platform.registration.addressVerification.standing(of: registered.businessID).isSettled)
        #expect(try await platform.outcome(of: registered.businessID).letters == [])
    }
}
