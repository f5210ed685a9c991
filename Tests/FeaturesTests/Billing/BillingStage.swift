import Conversation
import Core
import Foundation
import Logging
import Storage

@testable import Features

/// A business whose months pass while its clock is moved, as the server's own services let them pass.
struct BillingStage {
    static let owner = Principal(.account, id: "ada", name: "Ada")
    static let operatorAtWork = Principal(.platformOperator, id: "op", name: "Grace")
    /// How far apart looks at the clock are, at most.
    private static let step = 6 * 3600.0

    let platform: TestPlatform
    let tenant: Tenant
    let billing: Billing
    let billingClock: BillingClock
    let collector: UsageCollector

    init(
        on platform: TestPlatform, of tenant: Tenant, terms: BillingTerms = BillingTerms(),
        delete: @escaping @Sendable (Business.ID) async throws -> Void = { _ in }
    ) {
        self.platform = platform
        self.tenant = tenant
        let (clock, logger) = (platform.clock, Logger(label: "billing", factory: { _ in SwiftLogNoOpLogHandler() }))
        billing = Billing(store: platform.store, terms: terms, identifiers: .system, clock: { clock.now }, logger: logger)
        billingClock = BillingClock(billing: billing, logger: logger, delete: delete)
        collector = UsageCollector(
            store: platform.store, calls: platform.calls, billing: billing, clock: { clock.now }, logger: logger)
    }

    /// Moves the clock to an instant, looking at what is due on the way.
    func wait(until text: String) async {
        let end = instant(text)
        while platform.clock.now < end {
            platform.clock.advance(by: min(Self.step, end.timeIntervalSince(platform.clock.now)))
            await billingClock.tick()
            await collector.tick()
        }
    }

    /// The operator notes that an invoice was paid.
    func pay(_ number: String) async throws {
        _ = try await billing.markPaid(Invoice.ID(number), note: "bank transfer", by: Self.operatorAtWork)
    }

    /// As many sessions end now, a minute after they began; or they ended then, and come into the ledger now.
    func sessionsEnd(_ count: Int, at instant: Date? = nil, over channel: Call.Channel = .browser) async throws {
        let now = instant ?? platform.clock.now
        let business = tenant.id
        try await platform.store.platform.write { try $0.expectUsage(of: business, at: now) }
        try await tenant.write { transaction in
            for _ in 0..<count {
                let call = Call(
                    id: .init("\(business)_\(IdentifierSource.system.token(count: 16))"), startedAt: now - 60, endedAt: nil, phone: nil,
                    channel: channel, outcome: .none, lastSequence: 0)
                try transaction.insert(call)
                _ = try transaction.append(
                    [.started(Caller()), .said(text: "Good evening."), .heard(text: "hello", medium: .voice, alternatives: [])],
                    to: call.id, after: 0, outcome: .none, at: now - 59)
                _ = try transaction.append(
                    [.ended(outcome: .none, reason: .caller)], to: call.id, after: 3, outcome: .none, at: now)
            }
        }
    }

    func standing() async throws -> Standing { try await billing.subscription(of: tenant.id).standing }

    func invoices() async throws -> [Invoice] {
        let business = tenant.id
        return try await platform.store.platform.read { try $0.invoices(of: business, before: nil, limit: 100) }.reversed()
    }

    /// The occasions on which letters were queued, with when they were sent, in order.
    func letters(about topic: String) async throws -> [String] {
        let business = tenant.id
        return try await platform.store.platform.read { transaction in
            try transaction.rows("SELECT key FROM letter WHERE business_id = \(business) ORDER BY created_at, key").map {
                try $0.get("key")
            }
        }.filter { (key: String) in key.hasPrefix(topic) }
    }

    /// What somebody who calls now hears first, and whether that is all.
    func callerHears() async throws -> (text: String, isAll: Bool) {
        let (now, business) = (platform.clock.now, tenant.id)
        try await platform.store.platform.write { try $0.expectUsage(of: business, at: now) }
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        let answer = try await session.begin()
        if answer?.isEnded == false {
            _ = try await session.press("1")
            try await session.end(.caller)
        }
        return (answer?.replies.joined(separator: " ") ?? "", answer?.isEnded == true)
    }
}
