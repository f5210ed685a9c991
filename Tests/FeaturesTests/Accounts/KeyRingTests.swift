import Core
import Foundation
import Storage
import Testing

@testable import Features

@Suite struct KeyRingTests {
    private static let owner = Principal(.account, id: "ada", name: "Ada")

    @Test func `A replaced key works on for the overlap, and its successor is good for the same`() async throws {
        let home = try await Household()
        let ring = ring(home)
        let (business, admission) = (home.trattoria.id, home.platform.store.admission)
        let old = try await ring.issue(.secret("till", scopes: [.readRecords]), for: business, by: Self.owner)
        let new = try await ring.rotate(old.key.id, of: business, overlap: 60, by: Self.owner)
        for key in [old, new] {
            #expect(try await admission.admit(apiKey: key.text).authority == .key(.secret, scopes: [.readRecords]))
        }
        home.platform.clock.advance(by: 60)
        await #expect(throws: Admission.Refusal.expired) { _ = try await admission.admit(apiKey: old.text) }
        _ = try await admission.admit(apiKey: new.text)
        let again = await #expect(throws: Problem.self) { _ = try await ring.rotate(old.key.id, of: business, by: Self.owner) }
        #expect(again?.status == 409)
    }

    @Test func `A key is good for its scopes alone, and one without scopes for everything`() async throws {
        let home = try await Household()
        let (ring, business) = (ring(home), home.trattoria.id)
        let till = try await ring.issue(.secret("till", scopes: [.writeRecords]), for: business, by: Self.owner)
        let all = try await ring.issue(.secret("all", scopes: nil), for: business, by: Self.owner)
        let narrow = try await home.platform.store.admission.admit(apiKey: till.text).authority
        let wide = try await home.platform.store.admission.admit(apiKey: all.text).authority
        for scope in APIKey.Scope.allCases {
            #expect(narrow.suffices(for: .owner, scope) == (scope == .writeRecords))
            #expect(wide.suffices(for: .owner, scope))
        }
    }

    @Test func `When a key was used is known to the hour`() async throws {
        let home = try await Household()
        let (ring, business) = (ring(home), home.trattoria.id)
        let key = try await ring.issue(.secret("till", scopes: nil), for: business, by: Self.owner)
        func lastUse() async throws -> Date? { try await ring.keys(of: business).first { $0.id == key.key.id }?.lastUsedAt }
        #expect(try await lastUse() == nil)
        let first = home.platform.clock.now
        _ = try await home.platform.store.admission.admit(apiKey: key.text)
        home.platform.clock.advance(by: 1800)
        _ = try await home.platform.store.admission.admit(apiKey: key.text)
        #expect(try await lastUse() == first)
        home.platform.clock.advance(by: 1800)
        _ = try await home.platform.store.admission.admit(apiKey: key.text)
        #expect(try await lastUse() == first.addingTimeInterval(3600))
    }

    @Test func `A key that ends, ends; a revoked one too; another business's is not there`() async throws {
        let home = try await Household()
        let other = try await home.platform.trattoria("napoli")
        let (ring, business) = (ring(home), home.trattoria.id)
        var wish = KeyWish.secret("till", scopes: nil)
        wish.expiresAt = home.platform.clock.now.addingTimeInterval(60)
        let key = try await ring.issue(wish, for: business, by: Self.owner)
        let missing = await #expect(throws: Problem.self) { try await ring.revoke(key.key.id, of: other.id, by: Self.owner) }
        #expect(missing?.status == 404)
        home.platform.clock.advance(by: 60)
        await #expect(throws: Admission.Refusal.expired) { _ = try await home.platform.store.admission.admit(apiKey: key.text) }
        try await ring.revoke(key.key.id, of: business, by: Self.owner)
        await #expect(throws: Admission.Refusal.revoked) { _ = try await home.platform.store.admission.admit(apiKey: key.text) }
    }

    @Test func `What a wish for a key gets wrong is named at once`() async throws {
        let home = try await Household()
        let wish = KeyWish(
            kind: .secret, label: " ", scopes: [], origins: ["ftp://roma.example", "https://roma.example/menu"],
            expiresAt: home.platform.clock.now)
        let problem = await #expect(throws: Problem.self) {
            _ = try await ring(home).issue(wish, for: home.trattoria.id, by: Self.owner)
        }
        #expect(
            problem?.violations.map(\.pointer) == ["#/label", "#/scopes", "#/origins", "#/expiresAt", "#/origins/0", "#/origins/1"])
    }

    @Test(arguments: [
        ("https://www.Roma.example", "https://www.roma.example"), ("https://roma.example:443/", "https://roma.example"),
        ("https://roma.example:8443", "https://roma.example:8443"), ("http://localhost:8080", "http://localhost:8080"),
    ])
    func `An origin is kept as a browser writes it`(written: String, kept: String) {
        #expect(WebOrigin(written)?.text == kept)
    }

    @Test(arguments: ["http://roma.example", "roma.example", "https://", "https://a@roma.example", "https://roma.example?x", "null", "*"])
    func `What is no origin is not taken for one`(text: String) {
        #expect(WebOrigin(text) == nil)
    }

    private func ring(_ home: Household) -> KeyRing {
        let clock = home.platform.clock
        return KeyRing(platform: home.platform.store.platform, identifiers: .system, clock: { clock.now })
    }
}

extension KeyWish {
    fileprivate static func secret(_ label: String, scopes: Set<APIKey.Scope>?) -> KeyWish {
        KeyWish(kind: .secret, label: label, scopes: scopes, origins: [], expiresAt: nil)
    }
}
