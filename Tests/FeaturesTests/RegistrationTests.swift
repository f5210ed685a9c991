import Core
import Foundation
import Storage
import Testing

@testable import Features

/// A business registers itself in one request, or is told everything that keeps it from doing so.
struct RegistrationTests {
    @Test func aRegisteredBusinessIsOpenedByItsKeysAndItsSubdomain() async throws {
        let platform = try await TestPlatform()
        let registered = try await platform.registration.register(request())
        let bySecret = try await platform.store.admission.admit(apiKey: registered.secretKey)
        let byPublishable = try await platform.store.admission.admit(apiKey: registered.publishableKey)
        #expect(bySecret.tenant.id == registered.tenant.id && bySecret.authority.suffices(for: .owner, .administration))
        #expect(byPublishable.tenant.id == registered.tenant.id && !byPublishable.authority.suffices(for: .staff, .readRecords))
        #expect(try await platform.store.admission.admit(subdomain: "roma")?.id == registered.tenant.id)
    }

    @Test func aSubdomainIsGivenOnce() async throws {
        let platform = try await TestPlatform()
        _ = try await platform.registration.register(request())
        let problem = await #expect(throws: Problem.self) { try await platform.registration.register(request()) }
        #expect(problem?.status == 409)
    }

    @Test(arguments: ["www", "api", "-roma", "ro ma", "xn--rma-0na", "", String(repeating: "a", count: 64)])
    func aSubdomainThatIsReservedOrMalformedIsRefused(subdomain: String) async throws {
        let platform = try await TestPlatform()
        var request = request()
        request.subdomain = subdomain
        let problem = await #expect(throws: Problem.self) { try await platform.registration.register(request) }
        #expect(problem?.violations.map(\.pointer) == ["#/subdomain"])
    }

    @Test func everyMistakeIsNamedAtOnce() async throws {
        let platform = try await TestPlatform()
        let request = RegistrationRequest(
            businessName: " ", businessType: "circus", subdomain: "roma", email: "nowhere", phone: "?", plan: "Gold", timeZone: "Moon/Sea",
            currency: "dollars")
        let problem = await #expect(throws: Problem.self) { try await platform.registration.register(request) }
        #expect(
            problem?.violations.map(\.pointer) == [
                "#/business_name", "#/business_type", "#/email", "#/phone", "#/plan", "#/time_zone", "#/currency",
            ])
    }

    private func request() -> RegistrationRequest {
        RegistrationRequest(businessName: "Trattoria Roma", businessType: "restaurant", subdomain: "roma", email: "ada@roma.example")
    }
}
