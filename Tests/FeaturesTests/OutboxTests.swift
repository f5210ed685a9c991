import Conversation
import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

@Suite struct OutboxScheduleTests {
    private let now = Date(timeIntervalSince1970: 1_767_225_600)

    private func message(attempts: Int = 0) -> OutboxMessage {
        OutboxMessage(
            id: .init("msg_1"), channel: .webhook, kind: "submission.created", url: "https://garage.example", body: "{}", state: .pending,
            attempts: attempts,
            dueAt: now, createdAt: now)
    }

    @Test func `what is accepted is delivered`() {
        let after = message().after(.accepted(status: 204), at: now, jitter: 0)
        #expect(after.state == .delivered)
        #expect(after.attempts == 1)
        #expect(after.lastStatus == 204)
    }

    @Test(arguments: [(0, 5.0), (1, 300), (2, 1_800), (8, 86_400)])
    func `each failure waits longer than the one before`(_ attempts: Int, _ seconds: Double) {
        let after = message(attempts: attempts).after(.unreachable(reason: "no"), at: now, jitter: 0)
        #expect(after.state == .pending)
        #expect(after.dueAt == now.addingTimeInterval(seconds))
    }

    @Test func `those who failed together do not come back together`() {
        let waits = [0.0, 0.5, 1].map { message().after(.refused(status: 500, retryAfter: nil), at: now, jitter: $0).dueAt }
        #expect(waits == [5, 5.25, 5.5].map { now.addingTimeInterval($0) })
    }

    @Test func `a receiver that asks for patience is given it`() {
        let after = message().after(.refused(status: 429, retryAfter: .seconds(60)), at: now, jitter: 0)
        #expect(after.dueAt == now.addingTimeInterval(60))
    }

    @Test func `it ends after the last attempt, and at once when the receiver is gone`() {
        #expect(message(attempts: 9).after(.refused(status: 500, retryAfter: nil), at: now, jitter: 0).state == .failed)
        #expect(message().after(.refused(status: 410, retryAfter: nil), at: now, jitter: 0).state == .failed)
        #expect(message().after(.refused(status: 302, retryAfter: nil), at: now, jitter: 0).state == .pending)
        let impossible = message().after(.impossible(reason: "nobody there"), at: now, jitter: 0)
        #expect(impossible.state == .failed)
        #expect(!impossible.wasGivenUp)
        #expect(message(attempts: 9).after(.refused(status: 500, retryAfter: nil), at: now, jitter: 0).wasGivenUp)
    }
}

@Suite struct WebhookAddressTests {
    @Test(arguments: ["https://garage.example/hook?x=1", "https://garage.example:8443", "http://127.0.0.1:9/x", "http://localhost:9"])
    func `an owner's server is an address`(_ text: String) {
        #expect(WebhookAddress(text) != nil)
    }

    @Test(
        arguments: [
            "", "garage.example", "http://garage.example", "ftp://garage.example", "https://", "https://me:pass@garage.example",
            "https://garage.example/#part", "file:///etc/passwd", "http://127.0.0.1.example",
            "https://" + String(repeating: "a", count: 500),
        ])
    func `anything else is none`(_ text: String) {
        #expect(WebhookAddress(text) == nil)
    }
}

@Suite struct OutboxDeliveryTests {
    /// A garage whose one open question a caller has answered, with a webhook.
    private func garage(on platform: TestPlatform) async throws -> Tenant {
        let tenant = try await platform.register("garage", type: "custom")
        let document = WorkflowDocument(
            webhookURL: "https://garage.example/hook",
            declaration: WorkflowDeclaration(
                name: "tyre_change", title: "Tyre change", slots: [SlotDeclaration(name: "tyres", label: "Tyres", type: .number)]))
        try await platform.save([document], as: Workflows.self, in: tenant)
        return tenant
    }

    private func submit(on platform: TestPlatform, in tenant: Tenant) async throws {
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        _ = try await session.begin()
        for words in ["four", "John Doe, 415 555 0101", "yes please"] { _ = try await session.hear([Hypothesis(words)], medium: .text) }
    }

    private func delivery(on platform: TestPlatform, _ statuses: Int..., received: Received) -> OutboxDelivery {
        platform.delivery(webhooks: received.transport(answering: statuses))
    }

    @Test func `a message is written with its submission and delivered once`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await garage(on: platform)
        try await submit(on: platform, in: tenant)
        let received = Received()
        let delivery = delivery(on: platform, 200, received: received)
        #expect(try await delivery.deliver(tenant.id) == nil)
        #expect(try await delivery.deliver(tenant.id) == nil)
        #expect(received.requests.count == 1)
        let messages = try await tenant.read { try $0.messages(before: nil, limit: 10) }
        #expect(messages.map(\.state) == [.delivered])
        #expect(received.requests.first?.body == Array((messages.first?.body ?? "").utf8))
    }

    @Test func `a failure is tried again when its time has come, under the same identifier`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await garage(on: platform)
        try await submit(on: platform, in: tenant)
        let received = Received()
        let delivery = delivery(on: platform, 500, 200, received: received)
        #expect(try await delivery.deliver(tenant.id) == .seconds(5))
        #expect(try await delivery.deliver(tenant.id) == .seconds(5))
        platform.clock.advance(by: 5)
        #expect(try await delivery.deliver(tenant.id) == nil)
        #expect(received.requests.map { $0.header("webhook-id") }.count == 2)
        #expect(Set(received.requests.map { $0.header("webhook-id") }).count == 1)
        #expect(Set(received.requests.map { $0.header("webhook-timestamp") }).count == 2)
    }

    @Test func `what one process has claimed another leaves alone, until it may have died`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await garage(on: platform)
        try await submit(on: platform, in: tenant)
        let now = platform.clock.now
        let claimed = try await tenant.write {
            try $0.claimMessage(over: .webhook, at: now, until: now.addingTimeInterval(120))
        }
        #expect(claimed != nil)
        let received = Received()
        let delivery = delivery(on: platform, 200, received: received)
        #expect(try await delivery.deliver(tenant.id) == .seconds(120))
        #expect(received.requests.isEmpty)
        platform.clock.advance(by: 120)
        #expect(try await delivery.deliver(tenant.id) == nil)
        #expect(received.requests.count == 1)
    }

    @Test func `a new secret signs at once, and the one before for a day`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await garage(on: platform)
        let secrets = WebhookSecrets(platformKey: Secret("a key of the tests that is long enough"))
        let first = try await secrets.renew(in: tenant, at: platform.clock.now)
        let second = try await secrets.renew(in: tenant, at: platform.clock.now)
        #expect(first != second)
        let message = OutboxMessage(
            id: .init("msg_1"), channel: .webhook, kind: "test", url: "", body: "{}", state: .pending, attempts: 0,
            dueAt: platform.clock.now,
            createdAt: platform.clock.now)
        let generation = try await tenant.read { try $0.webhookGeneration() }
        func signatures(after seconds: Double) -> Int {
            let headers = secrets.headers(
                for: message, of: tenant.id, signer: .business, generation: generation, at: platform.clock.now.addingTimeInterval(seconds))
            return headers.first { $0.0 == "webhook-signature" }?.1.split(separator: " ").count ?? 0
        }
        #expect(signatures(after: 3600) == 2)
        #expect(signatures(after: 86_400) == 1)
    }
}

extension Transport.Request {
    fileprivate func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
