import Core
import Foundation
import Storage
import Testing

@testable import Features

/// The businesses that show what the platform can do are the platform's own, and nobody else's.
@Suite struct DemoBusinessesTests {
    private func demos(on platform: TestPlatform) -> DemoBusinesses {
        let clock = platform.clock
        return DemoBusinesses(store: platform.store, registration: platform.registration, identifiers: .system, clock: { clock.now })
    }

    @Test(arguments: ["mario-pizza", "mari0-pizza"])
    func `A stranger's business of such a name is left alone`(subdomain: String) async throws {
        let platform = try await TestPlatform()
        let strangers = try await platform.register(subdomain, type: "restaurant")
        let present = try await demos(on: platform).create()
        #expect(present.map(\.subdomain) == ["dr-smith", "techsupport"])
        let (keys, status) = try await platform.store.platform.read { transaction in
            (
                try transaction.apiKeys(of: strangers.id).map(\.label),
                try transaction.row("SELECT status FROM subscription WHERE business_id = \(strangers.id)")?.get("status") as String?
            )
        }
        #expect(Set(keys) == ["first key", "web pages"] && status == "trialing")
        #expect(try await strangers.read { try MenuItems.page(after: "", limit: 1, in: $0) }.isEmpty)
    }

    @Test func `Their invented addresses have no account, and are written nothing`() async throws {
        let platform = try await TestPlatform(sendsMail: true)
        for _ in 1...2 { #expect(try await demos(on: platform).create().count == 3) }
        let mario = try #require(try await platform.store.admission.admit(subdomain: "mario-pizza"))
        let now = platform.clock.now
        try await platform.store.platform.write { transaction in
            try transaction.enqueue(
                .welcome(business: "Mario", subdomain: "mario-pizza"), to: LetterRecipient(address: "demo@mario-pizza.com"),
                occasion: "test", of: mario.id, at: now)
            try transaction.beginDeparture(of: mario.id, by: "ada", reason: "test", at: now)
        }
        let (accounts, letters) = try await platform.store.platform.read { transaction in
            (try transaction.accounts().count, try transaction.letters(nil, limit: 10).count)
        }
        #expect(accounts == 0 && letters == 0)
    }
}
