import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

@Suite struct WebhookSignatureTests {
    /// Source of the vector: the Standard Webhooks library for Python, 1.1.0.
    @Test func `a signature is the one that the standard's own library makes`() throws {
        let key = try #require(Data(base64Encoded: "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))
        let signature = WebhookSecrets.signature(
            of: #"{"type":"order.created","data":{"id":"ord_1"}}"#, id: "msg_2f1", timestamp: 1_767_225_600, key: key)
        #expect(signature == "v1,4x0ry9L9KEnMFM5hKh/FlY7bVKo2N4KICRlZ21iIWy8=")
    }

    @Test func `each webhook has a secret of its own`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let webhooks = platform.webhooks
        let first = try await webhooks.add(.init(url: "https://a.example"), by: .tester, in: tenant)
        let second = try await webhooks.add(.init(url: "https://b.example"), by: .tester, in: tenant)
        #expect(first.secret != second.secret)
        #expect(first.secret.reveal().hasPrefix("whsec_"))
        #expect(try await webhooks.renewSecret(of: first.endpoint.id, by: .tester, in: tenant) != first.secret)
    }
}

@Suite struct WebhooksTests {
    @Test func `a server is told of what it asked for, and of nothing else`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        for (url, events) in [
            ("https://a.example", ["order.created"]), ("https://b.example", []), ("https://c.example", ["ticket.created"]),
        ] {
            _ = try await platform.webhooks.add(.init(url: url, events: events), by: .tester, in: tenant)
        }
        try await platform.order(in: tenant)
        let received = Received()
        _ = try await platform.delivery(webhooks: received.transport(answering: [200, 200, 200, 200])).deliver(tenant.id)
        let told = zip(received.requests, received.bodies).map { "\($0.url) \($1["type"]?.text ?? "")" }
        #expect(Set(told) == ["https://a.example order.created", "https://b.example order.created", "https://b.example call.ended"])
        let order = try #require(received.bodies.first { $0["type"]?.text == "order.created" }?["data"])
        #expect(order["business_id"]?.text == tenant.id.rawValue)
        #expect(order["number"]?.text == "1001")
        #expect(order["total"]?["minorUnits"] == 1450)
    }

    @Test func `what cannot be a webhook is refused with every reason`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        do {
            _ = try await platform.webhooks.add(
                .init(url: "ftp://a", description: String(repeating: "a", count: 201), events: ["order.created", "order.eaten"]),
                by: .tester,
                in: tenant)
            Issue.record("it was taken")
        } catch let problem as Problem {
            #expect(problem.violations.map(\.pointer) == ["#/url", "#/description", "#/events/1"])
        }
        for number in 0..<10 { _ = try await platform.webhooks.add(.init(url: "https://a.example/\(number)"), by: .tester, in: tenant) }
        await #expect(throws: Problem.self) {
            _ = try await platform.webhooks.add(.init(url: "https://a.example/11"), by: .tester, in: tenant)
        }
    }

    @Test func `a server that is gone is switched off, its owner is written to, and what waits is not sent`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let (endpoint, _) = try await platform.webhooks.add(.init(url: "https://a.example"), by: .tester, in: tenant)
        try await platform.order(in: tenant)
        let received = Received()
        let delivery = platform.delivery(webhooks: received.transport(answering: [410]))
        _ = try await delivery.deliver(tenant.id)
        let after = try await platform.webhooks.find(endpoint.id, in: tenant)
        #expect(!after.active)
        #expect(after.disabledReason == "The receiver answered 410.")
        #expect(received.requests.count == 1, "the second message found it switched off")
        let letters = try await platform.store.platform.read { try $0.letters(nil, limit: 10) }.filter {
            $0.letter.name == "webhook-failing"
        }
        #expect(letters.map(\.recipient.address) == ["owner@roma.example"])
        #expect(letters.first?.letter == .webhookFailing(business: "Roma", address: "https://a.example"))
    }

    @Test func `a message that failed is sent again under its own identifier, to where the webhook is now`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let webhooks = platform.webhooks
        let (endpoint, _) = try await webhooks.add(.init(url: "https://a.example"), by: .tester, in: tenant)
        let message = try await webhooks.test(endpoint.id, in: tenant)
        await #expect(throws: Problem.self) { _ = try await webhooks.resend(message.id, in: tenant) }
        let received = Received()
        let delivery = platform.delivery(webhooks: received.transport(answering: [410, 200]))
        _ = try await delivery.deliver(tenant.id)
        _ = try await webhooks.replace(endpoint.id, with: .init(url: "https://b.example"), by: .tester, in: tenant)
        _ = try await webhooks.resend(message.id, in: tenant)
        #expect(try await delivery.deliver(tenant.id) == nil)
        #expect(received.requests.map(\.url) == ["https://a.example", "https://b.example"])
        #expect(Set(received.requests.compactMap { $0.headers.first { $0.name == "webhook-id" }?.value }) == [message.id.rawValue])
        let page = try await webhooks.deliveries(of: endpoint.id, after: nil, limit: 10, in: tenant)
        #expect(page.data.map(\.state) == [.delivered])
        #expect(page.data.first?.kind == "webhook.test")
    }

    @Test func `a body that would be too large names the thing and says so`() throws {
        let data: [String: JSONValue] = ["id": "ord_1", "number": "7", "notes": .string(String(repeating: "x", count: 20_000))]
        let body = try WebhookEvent.body("order.created", data, at: Date(timeIntervalSince1970: 0))
        #expect(
            body == #"{"data":{"id":"ord_1","number":"7","truncated":true},"timestamp":"1970-01-01T00:00:00.000Z","type":"order.created"}"#)
    }

    @Test func `what is done with is forgotten after a month, what waits is not`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let (endpoint, _) = try await platform.webhooks.add(.init(url: "https://a.example"), by: .tester, in: tenant)
        _ = try await platform.webhooks.test(endpoint.id, in: tenant)
        let delivery = platform.delivery(webhooks: Received().transport(answering: [200]))
        _ = try await delivery.deliver(tenant.id)
        _ = try await platform.webhooks.test(endpoint.id, in: tenant)
        platform.clock.advance(by: OutboxDelivery.retention - 1)
        _ = try await delivery.deliver(tenant.id)
        #expect(try await tenant.read { try $0.messages(before: nil, limit: 10) }.count == 2)
        platform.clock.advance(by: 2)
        _ = try await delivery.deliver(tenant.id)
        #expect(try await tenant.read { try $0.messages(before: nil, limit: 10) }.map(\.state) == [.pending])
    }

    @Test func `when a business has to be looked into next stands where every process finds it`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let (endpoint, _) = try await platform.webhooks.add(.init(url: "https://a.example"), by: .tester, in: tenant)
        _ = try await platform.webhooks.test(endpoint.id, in: tenant)
        let delivery = platform.delivery(webhooks: Received().transport(answering: [500, 200]))
        _ = try await delivery.deliver(tenant.id)
        let soon = platform.clock.now.addingTimeInterval(5)
        #expect(try await platform.store.platform.read { try $0.businessesWithMessages(dueBefore: soon) } == [tenant.id])
        platform.clock.advance(by: 5)
        _ = try await delivery.deliver(tenant.id)
        #expect(try await platform.store.platform.read { try $0.businessesWithMessages(dueBefore: .distantFuture) }.isEmpty)
    }
}

extension Principal {
    static let tester = Principal(.key, id: "key_1", name: "the tests")
}

extension TestPlatform {
    var webhooks: Webhooks {
        let clock = clock
        return Webhooks(
            secrets: WebhookSecrets(platformKey: Self.key), signal: OutboxSignal(), identifiers: .system, clock: { clock.now })
    }

    /// A caller orders lasagne to take away.
    func order(in tenant: Tenant, name: String = "John Doe", phone: String = "415 555 2671") async throws {
        let call = try await calls.start(from: nil, over: .browser, in: tenant)
        let session = await calls.session(call.id, in: tenant)
        _ = try await session.begin()
        for words in ["one lasagne for pickup", "that's all", name, phone, "yes please"] {
            _ = try await session.hear([Hypothesis(words)], medium: .text)
        }
        try await session.end(.caller)
    }
}
