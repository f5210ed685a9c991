import Core
import Foundation
import Storage
import Testing

@testable import Features

/// A platform with one trattoria, whose owner is Ada.
struct Household {
    static let password = Secret("correct horse battery")

    let platform: TestPlatform
    let accounts: Accounts
    let trattoria: Tenant
    let ada: Account.ID

    init() async throws {
        platform = try await TestPlatform()
        let clock = platform.clock
        accounts = Accounts(
            store: platform.store, platformKey: Secret(String(repeating: "k", count: 32)), passwordCost: .quick, identifiers: .system,
            clock: { clock.now })
        trattoria = try await platform.trattoria()
        let (business, now) = (trattoria.id, clock.now)
        ada = try await platform.store.platform.write {
            // Who registered it has given it to Ada.
            try $0.execute("DELETE FROM membership WHERE business_id = \(business)")
            return try $0.makeOwner(of: business, email: "Ada@Roma.example", name: "Ada", identifiers: .system, at: now)
        }
        try await accounts.passwords.set(Self.password, at: "ada@roma.example", by: Principal(.platform, id: "", name: "test"))
    }

    func attempt(
        _ password: Secret = Self.password, email: String = "ada@roma.example", code: String? = nil, address: String? = nil
    ) -> SignIn.Attempt {
        SignIn.Attempt(email: email, password: password, code: code, business: trattoria.id, address: address, agent: "test")
    }

    func signIn(code: String? = nil) async throws -> SignedIn {
        try await platform.store.admission.person(session: accounts.signIn.signIn(attempt(code: code)))
    }

    /// The letters queued so far, oldest first.
    func letters() async throws -> [Letter] {
        try await platform.store.platform.read { transaction in
            try transaction.rows("SELECT content FROM letter ORDER BY created_at, key").map { try $0.json("content", as: Letter.self) }
        }
    }

    func actions() async throws -> [String] {
        try await AuditLog(platform: platform.store.platform).page(after: nil, limit: 100).data.map(\.action)
    }
}

@Suite struct SignInTests {
    @Test func `Who knows the password is let into their business, and into no other`() async throws {
        let home = try await Household()
        let other = try await home.platform.trattoria("napoli")
        let token = try await home.accounts.signIn.signIn(home.attempt())
        let admitted = try await home.platform.store.admission.admit(session: token, into: home.trattoria.id)
        #expect(admitted.authority == .member(.owner))
        #expect(admitted.actor == Principal(.account, id: home.ada.rawValue, name: "Ada"))
        await #expect(throws: Admission.Refusal.unknownBusiness) {
            _ = try await home.platform.store.admission.admit(session: token, into: other.id)
        }
    }

    @Test func `A wrong password, an unknown address and an account without a password look the same`() async throws {
        let home = try await Household()
        let (business, now) = (home.trattoria.id, home.platform.clock.now)
        try await home.platform.store.platform.write {
            _ = try $0.makeOwner(of: business, email: "ben@roma.example", identifiers: .system, at: now)
        }
        for attempt in [home.attempt(Secret("wrong")), home.attempt(email: "nobody@roma.example"), home.attempt(email: "ben@roma.example")]
        {
            await #expect(throws: Problem.wrongCredentials) { _ = try await home.accounts.signIn.signIn(attempt) }
        }
    }

    @Test func `Who is wrong too often waits longer each time, and is told for how long`() async throws {
        let home = try await Household()
        for _ in 1...5 {
            await #expect(throws: Problem.wrongCredentials) { _ = try await home.accounts.signIn.signIn(home.attempt(Secret("wrong"))) }
        }
        let barred = await #expect(throws: Problem.self) { _ = try await home.accounts.signIn.signIn(home.attempt()) }
        #expect(barred?.status == 429 && barred?.retryAfterSeconds == 1)
        home.platform.clock.advance(by: 1)
        await #expect(throws: Problem.wrongCredentials) { _ = try await home.accounts.signIn.signIn(home.attempt(Secret("wrong"))) }
        let again = await #expect(throws: Problem.self) { _ = try await home.accounts.signIn.signIn(home.attempt()) }
        #expect(again?.retryAfterSeconds == 2)
        home.platform.clock.advance(by: 2)
        _ = try await home.accounts.signIn.signIn(home.attempt())
        await #expect(throws: Problem.wrongCredentials, "who was right begins anew") {
            _ = try await home.accounts.signIn.signIn(home.attempt(Secret("wrong")))
        }
    }

    @Test func `An unknown address is barred as a known one is`() async throws {
        let home = try await Household()
        for _ in 1...5 { _ = try? await home.accounts.signIn.signIn(home.attempt(email: "nobody@roma.example")) }
        let problem = await #expect(throws: Problem.self) {
            _ = try await home.accounts.signIn.signIn(home.attempt(email: "nobody@roma.example"))
        }
        #expect(problem?.status == 429)
    }

    @Test func `Fifty guesses at once are not fifty guesses`() async throws {
        let home = try await Household()
        let tried = await withTaskGroup(of: Bool.self) { group in
            for _ in 1...50 {
                group.addTask {
                    do {
                        _ = try await home.accounts.signIn.signIn(home.attempt(Secret("wrong")))
                        return true
                    } catch {
                        return (error as? Problem) == .wrongCredentials
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(tried == 5)
    }

    @Test func `One network address may try only so many accounts`() async throws {
        let home = try await Household()
        for number in 1...30 {
            _ = try? await home.accounts.signIn.signIn(home.attempt(email: "a\(number)@roma.example", address: "203.0.113.7"))
        }
        let problem = await #expect(throws: Problem.self) {
            _ = try await home.accounts.signIn.signIn(home.attempt(email: "b@roma.example", address: "203.0.113.7"))
        }
        #expect(problem?.status == 429)
        _ = try await home.accounts.signIn.signIn(home.attempt(address: "203.0.113.8"))
    }

    @Test func `The hosts of one IPv6 network are one address`() {
        #expect(ThrottledSubject.address("2001:db8::1").key == ThrottledSubject.address("2001:db8::ffff:1").key)
        #expect(ThrottledSubject.address("2001:db8::1").key != ThrottledSubject.address("2001:db8:0:1::1").key)
    }

    @Test func `A session ends with its idle week, with signing out, and with the membership`() async throws {
        let home = try await Household()
        let (admission, business, ada) = (home.platform.store.admission, home.trattoria.id, home.ada)
        let idle = try await home.accounts.signIn.signIn(home.attempt())
        home.platform.clock.advance(by: 6 * 86_400)
        _ = try await admission.person(session: idle)
        home.platform.clock.advance(by: 6 * 86_400)
        _ = try await admission.person(session: idle)
        home.platform.clock.advance(by: 7 * 86_400)
        await #expect(throws: Admission.Refusal.expired) { _ = try await admission.person(session: idle) }

        let ended = try await home.accounts.signIn.signIn(home.attempt())
        let person = try await admission.person(session: ended)
        try await home.accounts.own.end(person.session, of: person)
        await #expect(throws: Admission.Refusal.unknownKey) { _ = try await admission.person(session: ended) }

        let removed = try await home.accounts.signIn.signIn(home.attempt())
        try await home.platform.store.platform.write { try $0.removeMember(ada, from: business) }
        await #expect(throws: Admission.Refusal.unknownKey) { _ = try await admission.admit(session: removed, into: business) }
    }

    @Test func `A session lasts thirty days at the most`() async throws {
        let home = try await Household()
        let token = try await home.accounts.signIn.signIn(home.attempt())
        for _ in 1...5 {
            home.platform.clock.advance(by: 6 * 86_400 - 1)
            _ = try await home.platform.store.admission.person(session: token)
        }
        home.platform.clock.advance(by: 5)
        await #expect(throws: Admission.Refusal.expired) { _ = try await home.platform.store.admission.person(session: token) }
    }

    @Test func `An operator runs the platform from its own host alone`() async throws {
        let home = try await Household()
        let ada = home.ada
        try await home.platform.store.platform.write { try $0.setOperator(true, ada) }
        var attempt = home.attempt()
        #expect(try await home.platform.store.admission.person(session: home.accounts.signIn.signIn(attempt)).runsThePlatform == false)
        attempt.business = nil
        let token = try await home.accounts.signIn.signIn(attempt)
        #expect(try await home.platform.store.admission.person(session: token).runsThePlatform)
        home.platform.clock.advance(by: 12 * 3600)
        await #expect(throws: Admission.Refusal.expired) { _ = try await home.platform.store.admission.person(session: token) }
    }

    @Test func `An operator who goes into a business does so for an hour, and no longer than they are one`() async throws {
        let home = try await Household()
        let (business, now) = (home.trattoria.id, home.platform.clock.now)
        let (joan, token) = try await home.platform.store.platform.write { transaction in
            let joan = try transaction.ensureAccount(
                at: #require(EmailAddress("joan@platform.example")), name: "Joan", identifiers: .system, at: now)
            try transaction.setOperator(true, joan.id)
            let session = NewAccountSession(
                account: joan.id, business: business, lifetime: .impersonation, address: "", agent: "",
                impersonation: .init(role: .manager, reason: "asked by the owner"))
            return (joan.id, try transaction.begin(session, identifiers: .system, at: now))
        }
        let admitted = try await home.platform.store.admission.admit(session: token, into: business)
        #expect(admitted.authority == .member(.manager))
        #expect(admitted.actor.kind == .platformOperator)
        try await home.platform.store.platform.write { try $0.setOperator(false, joan) }
        await #expect(throws: Admission.Refusal.unknownBusiness) {
            _ = try await home.platform.store.admission.admit(session: token, into: business)
        }
    }
}
