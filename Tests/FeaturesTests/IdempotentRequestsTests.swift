import Core
import Foundation
import Storage
import Synchronization
import Testing

@testable import Features

@Suite struct IdempotentRequestsTests {
    private static let created = IdempotentRequests.Answer(
        status: 201, headers: ["Content-Type": "application/json"], body: Data(#"{"key":"va_live_secret"}"#.utf8))

    @Test(arguments: ["\"8e03978e-40d5\"", "8e03978e-40d5"])
    func `A request sent again has no second effect, and the same answer`(key: String) async throws {
        let till = try await Till()
        let first = try await till.perform(key)
        let second = try await till.perform("8e03978e-40d5")
        #expect(first.isFresh && !second.isFresh && second.answer == Self.created)
        #expect(try await till.sales() == 1)
    }

    @Test func `A key that was used for something else is refused`() async throws {
        let till = try await Till()
        _ = try await till.perform("one")
        await #expect(throws: Problem.keyReused) { _ = try await till.perform("one", body: "other") }
        await #expect(throws: Problem.keyReused) { _ = try await till.perform("one", path: "/elsewhere") }
        #expect(try await till.sales() == 1)
    }

    @Test func `Of many at once one takes effect`() async throws {
        let till = try await Till()
        let others = IdempotentRequests(
            platformKey: Till.key, identifiers: .system, clock: { [clock = till.platform.clock] in clock.now })
        await withTaskGroup { group in
            for number in 0..<20 {
                // Half of them in another process: what one knows of in memory, the other does not.
                group.addTask { _ = try? await till.perform("one", over: number.isMultiple(of: 2) ? till.requests : others) }
            }
        }
        #expect(try await till.sales() == 1)
    }

    @Test func `What failed left nothing, and may be tried again with the same key`() async throws {
        let till = try await Till()
        await #expect(throws: Problem.self) {
            _ = try await till.perform("one") { tenant in
                try await tenant.write { transaction in
                    try Till.sell(transaction)
                    throw Problem.conflict("Sold out.")
                }
            }
        }
        #expect(try await till.sales() == 0)
        #expect(try await till.perform("one").isFresh)
        #expect(try await till.sales() == 1)
    }

    @Test func `When a crash takes the answer, the effect is not repeated, and who asks is told`() async throws {
        let till = try await Till()
        await #expect(throws: CancellationError.self) {
            _ = try await till.perform("one") { tenant in
                try await tenant.write { try Till.sell($0) }
                throw CancellationError()
            }
        }
        await #expect(throws: Problem.answerLost) { _ = try await till.perform("one") }
        #expect(try await till.sales() == 1)
    }

    @Test func `What one was answered another is not`() async throws {
        let till = try await Till()
        _ = try await till.perform("one")
        let stranger = try await till.perform("one", sender: till.otherKey)
        #expect(stranger.isFresh)
        #expect(try await till.sales() == 2)
    }

    @Test func `A key is forgotten after a day`() async throws {
        let till = try await Till()
        _ = try await till.perform("one")
        till.platform.clock.advance(by: 86_399)
        #expect(try await !till.perform("one").isFresh)
        till.platform.clock.advance(by: 1)
        #expect(try await till.perform("one").isFresh)
    }

    @Test(arguments: ["", "\"\"", "two words", "ключ", String(repeating: "x", count: 256)])
    func `What is no key is refused`(key: String) async throws {
        let till = try await Till()
        let problem = await #expect(throws: Problem.self) { _ = try await till.perform(key) }
        #expect(problem?.status == 400)
    }

    @Test func `Neither key nor answer can be read in the database`() async throws {
        let till = try await Till()
        _ = try await till.perform("one-two-three")
        let rows = try await till.tenant.read { try $0.rows("SELECT * FROM idempotency_key") }
        #expect(rows.count == 1 && !"\(rows)".contains("va_live") && !"\(rows)".contains("one-two-three"))
    }
}

/// A business that sells one thing at each request.
private struct Till {
    static let key = Secret(String(repeating: "k", count: 32))

    let platform: TestPlatform
    let tenant: Tenant
    let ourKey: Admission.Admitted
    let otherKey: Admission.Admitted
    let requests: IdempotentRequests

    init() async throws {
        platform = try await TestPlatform()
        let clock = platform.clock
        tenant = try await platform.trattoria()
        let (business, now) = (tenant.id, clock.now)
        let keys = try await platform.store.platform.write { transaction in
            try ["till", "other"].map { label in
                try transaction.issueAPIKey(.secret, for: business, label: label, identifiers: .system, at: now)
            }
        }
        ourKey = try await platform.store.admission.admit(apiKey: keys[0])
        otherKey = try await platform.store.admission.admit(apiKey: keys[1])
        requests = IdempotentRequests(platformKey: Self.key, identifiers: .system, clock: { clock.now })
    }

    static func sell(_ transaction: TenantTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO counter (name, value) VALUES ('sales', 1)
            ON CONFLICT (business_id, name) DO UPDATE SET value = counter.value + 1
            """)
    }

    func perform(
        _ key: String, body: String = "body", path: String = "/sales", sender: Admission.Admitted? = nil,
        over requests: IdempotentRequests? = nil,
        _ work: @escaping @Sendable (Tenant) async throws -> Void = { tenant in try await tenant.write { try Self.sell($0) } }
    ) async throws -> IdempotentRequests.Outcome {
        try await (requests ?? self.requests).perform(
            .init(key: key, method: "POST", path: path, body: Data(body.utf8)), from: sender ?? ourKey
        ) { sender in
            try await work(sender.tenant)
            return IdempotentRequests.Answer(
                status: 201, headers: ["Content-Type": "application/json"], body: Data(#"{"key":"va_live_secret"}"#.utf8))
        }
    }

    func sales() async throws -> Int {
        try await tenant.read { try $0.row("SELECT value FROM counter WHERE name = 'sales'")?.get("value") } ?? 0
    }
}

extension IdempotentRequests.Outcome {
    fileprivate var isFresh: Bool { if case .done = self { true } else { false } }

    fileprivate var answer: IdempotentRequests.Answer {
        switch self {
        case .done(let answer), .repeated(let answer): answer
        }
    }
}
