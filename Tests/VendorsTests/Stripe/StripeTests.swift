import Core
import Foundation
import Synchronization
import TestSupport
import Testing
import Vendors

@Suite struct StripeTests {
    private static let customer = #"{"id":"cus_1","object":"customer","email":"a@b.example","metadata":{"tenant_id":"t_1"}}"#

    private func stripe(at server: LoopbackServer, key: String = "sk_test_1") -> Stripe {
        Stripe(.init(key: Secret(key), baseURL: server.baseURL, timeout: .seconds(2)), over: .live(LoopbackServer.client))
    }

    @Test func `a request carries key, version and the key of its repeats`() async throws {
        try await LoopbackServer.run(.json(Self.customer)) { server in
            let made = try await stripe(at: server).createCustomer(
                .init(email: "a@b.example", name: "A & B", tenant: "t_1"), once: "customer:t_1")
            #expect(made.id == "cus_1" && made.metadata == ["tenant_id": "t_1"])
            let request = try #require(server.received.first)
            #expect(request.method == "POST" && request.path == "/v1/customers")
            #expect(request.header("Authorization") == "Bearer sk_test_1")
            #expect(request.header("Stripe-Version") == "2026-10-28.endive")
            #expect(request.header("Idempotency-Key") == "customer:t_1")
            #expect(request.text == "email=a%40b.example&name=A%20%26%20B&metadata%5Btenant_id%5D=t_1")
        }
    }

    @Test func `a checkout has a quantity for the plan and none for what is counted`() async throws {
        let session =
            #"{"id":"cs_1","url":"https://pay.example","status":"open","payment_status":"unpaid","customer":"cus_1","subscription":null}"#
        try await LoopbackServer.run(.json(session)) { server in
            let made = try await stripe(at: server).createCheckout(
                .init(
                    customer: "cus_1", tenant: "t_1", price: "price_a", meteredPrice: "price_b", successURL: "https://us.example/done",
                    cancelURL: "https://us.example/back"), once: "k")
            #expect(made.url == "https://pay.example" && made.status == .open && made.subscription == nil)
            let form = try #require(server.received.first.flatMap { FormFields(encoded: $0.body) })
            #expect(form["line_items[0][quantity]"] == "1" && form["line_items[1][price]"] == "price_b")
            #expect(form["line_items[1][quantity]"] == nil && form["subscription_data[trial_period_days]"] == nil)
            #expect(form["subscription_data[metadata][tenant_id]"] == "t_1" && form["client_reference_id"] == "t_1")
        }
    }

    @Test func `a subscription's period is that of its plan's item`() async throws {
        let body = """
            {"id":"sub_1","customer":{"id":"cus_1","object":"customer"},"status":"past_due","created":1767225600,"cancel_at_period_end":true,
            "canceled_at":null,"trial_end":null,"metadata":{"tenant_id":"t_1"},"latest_invoice":"in_1","items":{"data":[
            {"id":"si_2","current_period_start":1767225600,"current_period_end":1769904000,"price":{"id":"price_b","lookup_key":"o",
             "unit_amount":75,"currency":"usd","recurring":{"interval":"month","usage_type":"metered"}}},
            {"id":"si_1","current_period_start":1767225600,"current_period_end":1769904000,"price":{"id":"price_a",
             "lookup_key":"starter_monthly","unit_amount":9900,"currency":"usd","recurring":{"interval":"month","usage_type":"licensed"}}}],
            "has_more":false}}
            """
        try await LoopbackServer.run(.json(body)) { server in
            let subscription = try await stripe(at: server).subscription("sub_1")
            #expect(subscription.customer.id == "cus_1" && subscription.status == .pastDue && subscription.cancelAtPeriodEnd)
            #expect(subscription.plan?.price.lookupKey == "starter_monthly" && subscription.overage?.id == "si_2")
            #expect(subscription.plan?.currentPeriodEnd == Date(timeIntervalSince1970: 1_769_904_000))
            #expect(subscription.metadata["tenant_id"] == "t_1" && subscription.latestInvoice?.id == "in_1")
        }
    }

    @Test func `a change names its item, its instant, and what happens when it is not paid`() async throws {
        let refusal =
            #"{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","message":"Your card was declined."}}"#
        try await LoopbackServer.run(.json(refusal, status: 402, headers: [("Request-Id", "req_1")])) { server in
            let failure = await #expect(throws: StripeFailure.self) {
                try await stripe(at: server).apply(
                    .init(
                        items: [.replace(item: "si_1", price: "price_b"), .remove(item: "si_2")], proration: .now,
                        prorationDate: Date(timeIntervalSince1970: 1_767_225_600), metadata: ["was": nil, "is": "b"]),
                    to: "sub_1", once: "k")
            }
            #expect(
                failure
                    == .refused(
                        StripeRefusal(
                            status: 402, kind: .card, code: "card_declined", declineCode: "insufficient_funds",
                            message: "Your card was declined.", requestID: "req_1")))
            #expect(
                server.received.first.flatMap { FormFields(encoded: $0.body) }
                    == FormFields([
                        .init("items[0][id]", "si_1"), .init("items[0][price]", "price_b"), .init("items[1][id]", "si_2"),
                        .init("items[1][deleted]", "true"), .init("proration_behavior", "always_invoice"),
                        .init("proration_date", "1767225600"), .init("payment_behavior", "error_if_incomplete"), .init("metadata[is]", "b"),
                        .init("metadata[was]", ""),
                    ]))
        }
    }

    @Test func `an invoice names its subscription where Stripe has it now`() async throws {
        let body = """
            {"id":"in_1","number":"A-1","status":"open","billing_reason":"subscription_cycle","customer":"cus_1","currency":"usd",
            "created":1767225600,"total":9900,"amount_due":9900,"amount_paid":0,"amount_remaining":9900,"attempt_count":1,
            "next_payment_attempt":1767484800,"due_date":null,"hosted_invoice_url":"https://pay.example/in_1",
            "status_transitions":{"finalized_at":1767229200,"paid_at":null,"voided_at":null},
            "parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1","metadata":{}}},
            "lines":{"data":[{"id":"il_1","description":"Starter","amount":9900,"quantity":1,
            "period":{"start":1767225600,"end":1769904000}}],"has_more":false}}
            """
        try await LoopbackServer.run(.json(body)) { server in
            let invoice = try await stripe(at: server).invoice("in_1")
            #expect(invoice.subscription == "sub_1" && invoice.status == .open && invoice.lines.data.map(\.amount) == [9900])
            #expect(invoice.statusTransitions?.finalizedAt == Date(timeIntervalSince1970: 1_767_229_200))
        }
    }

    @Test func `prices are asked for by our own names`() async throws {
        let body =
            #"{"data":[{"id":"price_a","lookup_key":"starter_monthly","unit_amount":9900,"currency":"usd","recurring":null}],"has_more":false}"#
        try await LoopbackServer.run(.json(body)) { server in
            let prices = try await stripe(at: server).prices(lookupKeys: ["starter_monthly", "nobody"])
            #expect(prices.mapValues(\.id) == ["starter_monthly": "price_a"])
            #expect(
                server.received.first?.path
                    == "/v1/prices?lookup_keys%5B0%5D=starter_monthly&lookup_keys%5B1%5D=nobody&active=true&limit=100")
        }
    }

    @Test(arguments: ["duplicate_meter_event", "resource_already_exists"])
    func `what is counted already need not be counted again`(_ code: String) async throws {
        let error = #"{"error":{"type":"invalid_request_error","code":"\#(code)","param":"identifier","message":"It already exists"}}"#
        try await LoopbackServer.run(.json(error, status: 400)) { server in
            try await stripe(at: server).record(
                .init(
                    name: "voice_sessions", customer: "cus_1", value: 1, identifier: "s_1", at: Date(timeIntervalSince1970: 1_767_225_600)))
            let form = server.received.first.flatMap { FormFields(encoded: $0.body) }
            #expect(form?["payload[value]"] == "1" && form?["identifier"] == "s_1" && form?["timestamp"] == "1767225600")
        }
    }

    @Test func `a key is not repeated in what is told of a wrong one`() async throws {
        try await LoopbackServer.run(.json(#"{"error":{"message":"Invalid API Key: sk_test_****1"}}"#, status: 401)) { server in
            await #expect(throws: StripeFailure.refused(StripeRefusal(status: 401, kind: nil, message: "The key was not accepted."))) {
                try await stripe(at: server).customer("cus_1")
            }
        }
    }

    @Test func `an answer that is none of Stripe's says nothing of what was done`() async throws {
        try await LoopbackServer.run(.json("[]")) { server in
            let failure = await #expect(throws: StripeFailure.self) { try await stripe(at: server).customer("cus_1") }
            guard case .unanswered(.garbled) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
    }

    @Test(arguments: [("sk_live_1", true), ("rk_live_1", true), ("sk_test_1", false), ("rk_test_1", false)])
    func `a key tells whether money moves`(_ key: String, _ isLive: Bool) async throws {
        try await LoopbackServer.run { server in #expect(stripe(at: server, key: key).isLive == isLive) }
    }

    /// What came of a request answered with `answers` in turn, and how often it was sent.
    private func tries(_ answers: [LoopbackServer.Answer]) async throws -> (keys: [String?], waits: Int, isDone: Bool) {
        let waits = Mutex(0)
        return try await LoopbackServer.run(answers) { server in
            let transport = Transport.live(LoopbackServer.client).retrying(Stripe.patience, sleep: { _ in waits.withLock { $0 += 1 } })
            let stripe = Stripe(.init(key: Secret("sk_test_1"), baseURL: server.baseURL, timeout: .seconds(2)), over: transport)
            let made = try? await stripe.createCustomer(.init(email: "a", name: "b", tenant: "c"), once: "k")
            return (server.received.map { $0.header("Idempotency-Key") }, waits.withLock { $0 }, made != nil)
        }
    }

    @Test(arguments: [409, 429, 500, 503]) func `what may be over soon is tried again under the same key`(_ status: Int) async throws {
        let outcome = try await tries([.json("{}", status: status), .json("{}", status: status), .json(Self.customer)])
        #expect(outcome.keys == ["k", "k", "k"] && outcome.waits == 2 && outcome.isDone)
    }

    @Test func `two more tries are all`() async throws {
        let outcome = try await tries(Array(repeating: .json("{}", status: 500), count: 5))
        #expect(outcome.keys.count == 3 && !outcome.isDone)
    }

    @Test(arguments: [400, 401, 402, 403, 404]) func `a refusal is not tried again`(_ status: Int) async throws {
        let outcome = try await tries([.json("{}", status: status), .json(Self.customer)])
        #expect(outcome.keys.count == 1 && !outcome.isDone)
    }

    @Test func `Stripe's own advice is believed`() async throws {
        let no = try await tries([.json("{}", status: 500, headers: [("Stripe-Should-Retry", "false")]), .json(Self.customer)])
        #expect(no.keys.count == 1 && !no.isDone)
        let yes = try await tries([.json("{}", status: 400, headers: [("Stripe-Should-Retry", "true")]), .json(Self.customer)])
        #expect(yes.keys.count == 2 && yes.isDone)
    }
}

@Suite struct StripeEventTests {
    private func event(_ object: String) throws -> StripeEvent {
        try StripeEvent(body: Array(#"{"id":"evt_1","type":"x","created":1767225600,"livemode":true,"data":{"object":\#(object)}}"#.utf8))
    }

    @Test func `an event tells whose it is`() throws {
        #expect(try event(#"{"object":"invoice","id":"in_1","customer":"cus_1"}"#).customer == "cus_1")
        #expect(try event(#"{"object":"invoice","id":"in_1","customer":{"id":"cus_1"}}"#).customer == "cus_1")
        #expect(try event(#"{"object":"customer","id":"cus_2"}"#).customer == "cus_2")
        #expect(try event(#"{"object":"balance"}"#).customer == nil)
        #expect(try event(#"{"object":"balance"}"#).livemode)
    }

    @Test(arguments: ["", "{}", "[]", #"{"id":"evt_1","type":"x","created":1,"data":{}}"#])
    func `anything else is none`(_ body: String) {
        #expect(throws: (any Error).self) { try StripeEvent(body: Array(body.utf8)) }
    }
}
