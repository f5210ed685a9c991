import Core
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Features

/// What an operator sees and decides.
@Suite(.timeLimit(.minutes(3))) struct OperatorDeskTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var recordings: Recordings { Recordings(in: folder.url.appending(path: "recordings")) }
    private let ada = Principal(.platformOperator, id: "1", name: "Ada")

    private func desk(on platform: TestPlatform) async throws -> OperatorDesk {
        let clock = platform.clock
        let billing = platform.billing
        try await billing.prepare()
        let numbers = NumberBook(platform: platform.store.platform, carrier: nil, clock: { clock.now })
        return OperatorDesk(
            store: platform.store, billing: billing,
            deletion: BusinessDeletion(store: platform.store, recordings: recordings, numbers: numbers, clock: { clock.now }),
            recordings: recordings, exports: folder.url.appending(path: "exports"), identifiers: .system, clock: { clock.now })
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `businesses are found by a part of their name, by plan and by standing, a page at a time`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        for name in ["roma", "milano", "rovigo", "torino"] {
            _ = try await platform.trattoria(name)
            platform.clock.advance(by: 1)
        }
        let desk = try await desk(on: platform)
        func found(_ search: BusinessSearch) async throws -> [String] { try await desk.businesses(search).data.map(\.subdomain) }
        #expect(try await found(BusinessSearch()) == ["torino", "rovigo", "milano", "roma"])
        #expect(try await found(BusinessSearch(text: "RO")) == ["rovigo", "roma"])
        #expect(try await found(BusinessSearch(text: "r_ma")) == [], "a sign of a pattern is a letter like any other")
        #expect(try await found(BusinessSearch(standing: .suspended)) == [])
        #expect(try await found(BusinessSearch(standing: .trialing, plan: "starter")).count == 4)
        #expect(try await found(BusinessSearch(plan: "Enterprise")) == [])
        let first = try await desk.businesses(BusinessSearch(limit: 3))
        let second = try await desk.businesses(BusinessSearch(cursor: first.nextCursor.map { Business.ID($0) }, limit: 3))
        #expect(second.data.map(\.subdomain) == ["roma"] && second.nextCursor == nil)
    }

    @Test func `a business's page tells how it was made and what failed, and looking is written down`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let desk = try await desk(on: platform)
        let now = platform.clock.now
        try await platform.store.platform.write { transaction in
            try transaction.enqueue(
                .passwordChanged, to: LetterRecipient(address: "owner@roma.example"), occasion: "one", of: tenant.id, at: now)
            try transaction.execute("UPDATE letter SET state = 'failed', last_error = '550 no such user' WHERE key = 'one'")
        }
        let page = try await desk.page(of: tenant.id, for: ada)
        #expect(page.business.subdomain == "roma" && !page.provisioning.isEmpty)
        #expect(page.failedLetters.map(\.error) == ["550 no such user"] && page.failedWebhooks.isEmpty)
        #expect(try await desk.failures().letters.map(\.occasion) == ["one"])
        let log = try await desk.audit(of: tenant.id, matching: "ada", before: nil, limit: 10).data
        #expect(log.map(\.action) == ["admitted"])

        try await desk.resendLetter("one", by: ada)
        #expect(try await desk.failures().letters.isEmpty)
        await #expect(throws: Problem.self) { try await desk.resendLetter("one", by: ada) }
        #expect(try await desk.audit(of: nil, matching: "LETTER.resent", before: nil, limit: 10).data.count == 1)
        await #expect(throws: Problem.self) { try await desk.page(of: Business.ID("none"), for: ada) }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `days are counted from the books when usage is collected, and summed up without opening a business`(
        engine: EngineUnderTest
    ) async throws {
        let platform = try await engine.platform()
        let (tenant, other) = (try await platform.trattoria(), try await platform.clinic())
        let desk = try await desk(on: platform)
        for (business, orders) in [(tenant, 3), (other, 1)] {
            try await platform.sell(orders, in: business)
            for _ in 1...2 { try await platform.usage.collect(from: business.id) }
        }
        for _ in 1...2 {
            platform.clock.advance(by: 61)
            await platform.store.closeIdle(now: platform.clock.now)
        }
        let today = desk.today
        let sums = try await desk.analytics(of: today.advanced(byDays: -1)...today)
        #expect(sums.days.map(\.orders) == [0, 4] && sums.days.map(\.calls) == [0, 2] && sums.days.map(\.seconds) == [0, 120])
        #expect(sums.days.map(\.activeBusinesses) == [0, 2] && sums.days.map(\.newBusinesses) == [0, 2])
        #expect(sums.plans.map(\.orders) == [4] && sums.standings == ["trialing": 2])
        #expect(platform.store.openTenants == 0)
        await #expect(throws: Problem.self) { try await desk.analytics(of: today.advanced(byDays: -400)...today) }
    }

    @Test func `who suspends, resumes and deletes says why, and it is written down`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let desk = try await desk(on: platform)
        #expect(try await desk.suspend(tenant.id, because: Reason("misuse"), by: ada) == .suspended)
        #expect(try await desk.businesses(BusinessSearch(standing: .suspended)).data.count == 1)
        #expect(try await desk.resume(tenant.id, because: Reason("settled"), by: ada) == .trialing)
        await #expect(throws: Problem.self) { try await desk.require("milano", of: tenant.id) }
        try await desk.require("roma", of: tenant.id)
        _ = try await desk.delete(tenant.id, because: Reason("contract ended"), by: ada)
        #expect(try await desk.delete(tenant.id, because: Reason("again"), by: ada).reason == "contract ended")
        #expect(try await desk.page(of: tenant.id, for: ada).business.standing == .deleted)
        let reasons = try await desk.audit(of: tenant.id, matching: nil, before: nil, limit: 10).data.compactMap(\.reason)
        #expect(Set(reasons).isSuperset(of: ["misuse", "contract ended"]))
        #expect(throws: Problem.self) { try Reason("  ") }
    }

    @Test func `an operator's visit begins with a ticket that is good once, lasts an hour and is written down`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let desk = try await desk(on: platform)
        let person = try await platform.operatorAccount()
        func pass() async throws -> OperatorDesk.Pass {
            try await desk.impersonate(tenant.id, because: Reason("ticket 4711"), by: person, address: "10.0.0.1", agent: "")
        }
        func redeem(_ ticket: Secret, for business: Business.ID) async throws -> Secret {
            try await desk.redeem(ticket, for: business, address: "10.0.0.1", agent: "")
        }
        let other = try await platform.trattoria("milano")
        let first = try await pass()
        await #expect(throws: Problem.self) { try await redeem(first.ticket, for: other.id) }
        let cookie = try await redeem(first.ticket, for: tenant.id)
        await #expect(throws: Problem.self) { try await redeem(first.ticket, for: tenant.id) }

        let admitted = try await platform.store.admission.admit(session: cookie, into: tenant.id)
        #expect(admitted.authority == .member(.owner) && admitted.actor.kind == .platformOperator)
        await #expect(throws: Admission.Refusal.unknownBusiness) {
            try await platform.store.admission.admit(session: cookie, into: other.id)
        }
        let visitor = try await platform.store.admission.person(session: cookie)
        #expect(visitor.runsThePlatform == false)
        let clock = platform.clock
        let profile = try await OwnAccount(platform: platform.store.platform, clock: { clock.now }).read(by: visitor)
        #expect(profile.businesses.map(\.businessId) == [tenant.id.rawValue] && profile.businesses.first?.role == .owner)
        #expect(profile.visit == .init(reason: "ticket 4711", endsAt: clock.now.addingTimeInterval(3_600)))

        platform.clock.advance(by: 1)
        #expect(try await desk.endImpersonation(of: tenant.id, by: person) == 1)
        await #expect(throws: Admission.Refusal.unknownKey) { try await platform.store.admission.admit(session: cookie, into: tenant.id) }

        platform.clock.advance(by: 1)
        let late = try await pass()
        platform.clock.advance(by: 61)
        await #expect(throws: Problem.self) { try await redeem(late.ticket, for: tenant.id) }
        let last = try await redeem(try await pass().ticket, for: tenant.id)
        platform.clock.advance(by: 3_600)
        await #expect(throws: Admission.Refusal.expired) { try await platform.store.admission.admit(session: last, into: tenant.id) }
        let log = try await desk.audit(of: tenant.id, matching: "impersonation", before: nil, limit: 10).data
        #expect(log.map(\.action) == ["impersonation.begun", "impersonation.begun", "impersonation.ended", "impersonation.begun"])
        #expect(log.last?.reason == "ticket 4711")
    }

    @Test func `an archive on its way to an operator is a file that can be imported`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let (file, subdomain) = try await desk(on: platform).export(tenant.id, by: ada)
        #expect(subdomain == "roma")
        let imported = try await platform.archives(recordings).import.read(file, subdomain: "milano")
        #expect(try await imported.tenant.read { try $0.profile() } == tenant.read { try $0.profile() })
    }
}

extension TestPlatform {
    fileprivate var billing: Billing {
        let clock = clock
        return Billing(store: store, terms: BillingTerms(), identifiers: .system, clock: { clock.now }, logger: Logger(label: "test"))
    }

    fileprivate var usage: UsageCollector {
        let clock = clock
        return UsageCollector(store: store, calls: calls, billing: billing, clock: { clock.now }, logger: Logger(label: "test"))
    }

    /// One call of a minute, and orders of 10.00 each.
    fileprivate func sell(_ orders: Int, in tenant: Tenant) async throws {
        let now = clock.now
        try await tenant.write { transaction in
            try transaction.execute(
                """
                INSERT INTO usage_record (session_id, started_at, ended_at, duration_seconds, channel, outcome, cost, currency)
                VALUES ('1', \(now), \(now), 60, \(Call.Channel.browser), 'completed', 0, 'USD')
                """)
            for number in 1...orders {
                try transaction.execute(
                    """
                    INSERT INTO voice_restaurant_order (id, number, order_type, order_status, customer_name, lines, total, created_at,
                        updated_at)
                    VALUES (\(String(number)), \(number), 'Takeaway', 'Pending', 'Ada', '[]', 1000, \(now), \(now))
                    """)
            }
        }
    }

    fileprivate func operatorAccount() async throws -> SignedIn {
        let now = clock.now
        let token = try await store.platform.write { transaction in
            let account = try transaction.ensureAccount(
                at: try #require(EmailAddress("ada@platform.example")), name: "Ada", identifiers: .system, at: now)
            try transaction.setOperator(true, account.id)
            return try transaction.begin(
                NewAccountSession(account: account.id, business: nil, lifetime: .platformOperator, address: "", agent: ""),
                identifiers: .system, at: now)
        }
        return try await store.admission.person(session: token)
    }
}
