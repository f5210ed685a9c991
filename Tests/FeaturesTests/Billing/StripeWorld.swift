import Core
import Foundation
import Synchronization
import TestSupport
import Vendors

@testable import Features

/// What Stripe knows in a test: customers with a subscription and invoices that the test changes step by step, in the shapes of its API.
final class StripeWorld: Sendable {
    struct Subscription {
        var id: String
        var status: StripeSubscription.Status
        var plan: Plan
        var start: Date
        var end: Date
        var ends = false
        var metadata: [String: String] = [:]
        var latestInvoice: String?
    }

    struct Invoice {
        var id: String
        var status: StripeInvoice.Status
        var created: Date
        var lines: [(words: String, amount: Int, quantity: Int, price: String, isProration: Bool)]
        var balance = 0
        var attempts = 0
        var next: Date?
        /// Added to the lines.
        var tax = 0
        var paidAt: Date?
        var paymentIntent: String? = "pi_1"
        var intentStatus = "succeeded"

        var total: Int { lines.reduce(tax) { $0 + $1.amount } }
        var due: Int { max(0, total + balance) }
    }

    struct Account {
        var subscriptions: [Subscription] = []
        var invoices: [Invoice] = []
        /// Whether each can still be paid on.
        var checkouts: [String: Bool] = [:]
        var tenant = ""
    }

    private struct State {
        var accounts: [String: Account] = [:]
        var requests: [Transport.Request] = []
        var meterEvents: [String: String] = [:]
        var meterTimes: [String: (customer: String, at: Int)] = [:]
        var refunds: [String: Int] = [:]
        var failures: [Int] = []
        var events = 0
    }

    static let secret = Secret("whsec_test_secret_1")
    private let state = Mutex(State())

    var requests: [Transport.Request] { state.withLock { $0.requests } }
    /// The meter's name of each session that was told.
    var meterEvents: [String: String] { state.withLock { $0.meterEvents } }

    /// Stripe loses a session that it was told of, or has one that nobody told it of.
    func miscount(_ identifier: String, as name: String?, of customer: String, at: Date) {
        state.withLock { state in
            state.meterEvents[identifier] = name
            state.meterTimes[identifier] = (customer, at.unix)
        }
    }

    /// What was paid back, by the key of the request.
    var refunds: [String: Int] { state.withLock { $0.refunds } }
    var customers: [String] { state.withLock { $0.accounts.keys.sorted() } }

    /// The checkouts on which somebody could still pay.
    var openCheckouts: [String] { state.withLock { state in state.accounts.values.flatMap { $0.checkouts.filter(\.value).keys } } }

    /// The next requests are answered with these statuses.
    func fail(with statuses: Int...) { state.withLock { $0.failures += statuses } }

    func change(_ customer: String, _ body: (inout Account) -> Void) {
        state.withLock { body(&$0.accounts[customer, default: Account()]) }
    }

    /// An event about a customer's thing, as its body.
    func event(_ type: String, about customer: String, object: String? = nil, invoice: String? = nil, livemode: Bool = false, at now: Date)
        -> [UInt8]
    {
        let (number, tenant) = state.withLock { state in
            state.events += 1
            return (state.events, state.accounts[customer]?.tenant ?? "")
        }
        let kind = object ?? String(type.split(separator: ".").dropLast().last ?? "event")
        let id = invoice ?? (kind == "customer" ? customer : "\(kind)_1")
        return Array(
            """
            {"id":"evt_\(number)","object":"event","type":"\(type)","created":\(now.unix),"livemode":\(livemode),
             "data":{"object":{"object":"\(kind)","id":"\(id)","customer":"\(customer)","metadata":{"tenant_id":"\(tenant)"}}}}
            """.utf8)
    }

    var stripe: Stripe {
        Stripe(
            .init(key: Secret("sk_test_1"), baseURL: "https://stripe.example"),
            over: Transport { [self] (request) async throws(Transport.Failure) -> Transport.Response in answer(request) })
    }

    private func answer(_ request: Transport.Request) -> Transport.Response {
        let (status, body) = state.withLock { state -> (Int, String) in
            state.requests.append(request)
            if !state.failures.isEmpty { return (state.failures.removeFirst(), #"{"error":{"type":"api_error","message":"Simulated."}}"#) }
            return Self.answer(request, &state)
        }
        return Transport.Response(
            status: status,
            body: AsyncThrowingStream { stream in
                stream.yield(Array(body.utf8)); stream.finish()
            })
    }

    private static func answer(_ request: Transport.Request, _ state: inout State) -> (Int, String) {
        let parts = request.url.dropFirst("https://stripe.example/v1".count).split(separator: "?", maxSplits: 1)
        let path = parts[0].split(separator: "/").map(String.init)
        let form =
            FormFields(encoded: request.method == .get ? Array((parts.count > 1 ? parts[1] : "").utf8) : request.body) ?? FormFields()
        let customer = form["customer"] ?? ""
        switch (request.method, path[0], path.count) {
        case (.get, "prices", _): return (200, list(Plan.allCases.flatMap { [price($0), overage($0)] }))
        case (.post, "customers", _):
            let id = "cus_\(form["metadata[tenant_id]"] ?? "")"
            state.accounts[id, default: Account()].tenant = form["metadata[tenant_id]"] ?? ""
            return (200, #"{"id":"\#(id)"}"#)
        case (.get, "customers", _):
            guard let account = state.accounts[path[1]] else { return missing }
            return (200, #"{"id":"\#(path[1])","metadata":{"tenant_id":"\#(account.tenant)"}}"#)
        case (.get, "checkout", 2):
            return (
                200, list((state.accounts[customer]?.checkouts ?? [:]).filter(\.value).keys.sorted().map { checkout($0, isOpen: true) })
            )
        case (.get, "checkout", _), (.post, "checkout", 4):
            for (customer, account) in state.accounts {
                guard let isOpen = account.checkouts[path[2]] else { continue }
                if request.method == .get { return (200, checkout(path[2], isOpen: isOpen)) }
                guard isOpen else { return over }
                state.accounts[customer, default: Account()].checkouts[path[2]] = false
                return (200, checkout(path[2], isOpen: false))
            }
            return missing
        case (.post, "checkout", _):
            let id = "cs_\(state.accounts.values.reduce(1) { $0 + $1.checkouts.count })"
            state.accounts[customer, default: Account()].checkouts[id] = true
            return (200, checkout(id, isOpen: true))
        case (.get, "invoice_payments", _):
            let invoice = state.accounts.values.flatMap(\.invoices).first { $0.id == form["invoice"] }
            return (200, list([invoice?.paymentIntent].compactMap(\.self).map { payment(#""\#($0)""#) }))
        case (.post, "refunds", _):
            let key = request.headers.first { $0.name == "Idempotency-Key" }?.value ?? ""
            state.refunds[key] = Int(form["amount"] ?? "")
            return (200, #"{"id":"re_1","status":"succeeded"}"#)
        case (.post, "billing_portal", _): return (200, #"{"id":"bps_1","url":"https://stripe.example/portal"}"#)
        case (.get, "subscriptions", 1):
            return (200, list((state.accounts[customer]?.subscriptions ?? []).map { json($0, customer: customer) }))
        case (.get, "subscriptions", _), (.post, "subscriptions", _), (.delete, "subscriptions", _):
            for (customer, account) in state.accounts {
                guard let index = account.subscriptions.firstIndex(where: { $0.id == path[1] }) else { continue }
                if request.method == .delete { state.accounts[customer, default: Account()].subscriptions[index].status = .canceled }
                if request.method == .post { change(&state.accounts[customer, default: Account()].subscriptions[index], form) }
                return (200, json(state.accounts[customer, default: Account()].subscriptions[index], customer: customer))
            }
            return missing
        case (.get, "invoices", 1):
            let newest = (state.accounts[customer]?.invoices ?? []).reversed().prefix(Int(form["limit"] ?? "") ?? 10)
            return (200, list(newest.map { json($0, customer: customer) }))
        case (.post, "invoices", _): return (200, preview(form))
        case (.get, "invoices", _):
            for (customer, account) in state.accounts {
                if let invoice = account.invoices.first(where: { $0.id == path[1] }) {
                    return (200, json(invoice, customer: customer, withPayments: form["expand[0]"] != nil))
                }
            }
            return missing
        case (.get, "billing", _):
            let meter = String(path[2].dropFirst("mtr_".count))
            let days = Dictionary(
                grouping: state.meterEvents.keys.filter { state.meterEvents[$0] == meter && state.meterTimes[$0]?.customer == customer }
            ) { (state.meterTimes[$0]?.at ?? 0) / 86_400 }
            let start = (Int(form["start_time"] ?? "") ?? 0) / 86_400, end = (Int(form["end_time"] ?? "") ?? 0) / 86_400
            return (
                200,
                list(
                    days.filter { (start..<end).contains($0.key) }.map {
                        #"{"id":"mtrusg_\#($0.key)","aggregated_value":\#($0.value.count).0,"start_time":\#($0.key * 86_400)}"#
                    })
            )
        case (.post, "billing", _):
            let identifier = form["identifier"] ?? ""
            guard state.meterEvents[identifier] == nil else {
                return (400, #"{"error":{"type":"invalid_request_error","code":"duplicate_meter_event","message":"It exists"}}"#)
            }
            state.meterEvents[identifier] = form["event_name"]
            state.meterTimes[identifier] = (form["payload[stripe_customer_id]"] ?? "", Int(form["timestamp"] ?? "") ?? 0)
            return (200, #"{"identifier":"\#(identifier)"}"#)
        default: return missing
        }
    }

    private static func payment(_ intent: String) -> String {
        #"{"id":"inpay_1","status":"paid","payment":{"type":"payment_intent","payment_intent":\#(intent)}}"#
    }

    private static func checkout(_ id: String, isOpen: Bool) -> String {
        let url = isOpen ? #""https://stripe.example/pay""# : "null"
        return #"{"id":"\#(id)","url":\#(url),"status":"\#(isOpen ? "open" : "complete")","payment_status":"unpaid"}"#
    }

    private static let over = (400, #"{"error":{"type":"invalid_request_error","message":"This session is over"}}"#)
    private static let missing = (404, #"{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such thing"}}"#)

    private static func change(_ subscription: inout Subscription, _ form: FormFields) {
        if let ends = form["cancel_at_period_end"] { subscription.ends = ends == "true" }
        if let plan = Plan.allCases.first(where: { "price_\($0.monthKey)" == form["items[0][price]"] }) { subscription.plan = plan }
        for field in form.fields where field.name.hasPrefix("metadata[") {
            subscription.metadata[String(field.name.dropFirst("metadata[".count).dropLast())] = field.value.isEmpty ? nil : field.value
        }
    }

    private static func preview(_ form: FormFields) -> String {
        let date = Int(form["subscription_details[proration_date]"] ?? "") ?? 0
        let invoice = Invoice(
            id: "in_preview", status: .draft, created: Date(timeIntervalSince1970: Double(date)),
            lines: [("Unused", -4950, 1, "a", true), ("Remaining", 14_950, 1, "b", true)])
        return json(invoice, customer: "cus_1")
    }

    static func list(_ elements: [String]) -> String { #"{"object":"list","data":[\#(elements.joined(separator: ","))],"has_more":false}"# }

    private static func price(_ plan: Plan) -> String {
        let amount = PlanVersion.initial(of: plan, starterSessions: 100).price.minorUnits
        return #"""
            {"id":"price_\#(plan.monthKey)","lookup_key":"\#(plan.monthKey)","unit_amount":\#(amount),"currency":"usd",
             "recurring":{"interval":"month","usage_type":"licensed"}}
            """#
    }

    private static func overage(_ plan: Plan) -> String {
        #"""
        {"id":"price_\#(plan.overageKey)","lookup_key":"\#(plan.overageKey)","unit_amount":75,"currency":"usd",
         "recurring":{"interval":"month","usage_type":"metered","meter":"mtr_\#(plan.overageKey)"}}
        """#
    }

    private static func json(_ subscription: Subscription, customer: String) -> String {
        let period = #""current_period_start":\#(subscription.start.unix),"current_period_end":\#(subscription.end.unix)"#
        let metadata = subscription.metadata.map { #""\#($0)":"\#($1)""# }.joined(separator: ",")
        return #"""
            {"id":"\#(subscription.id)","customer":"\#(customer)","status":"\#(subscription.status.rawValue)","created":1767225600,
             "cancel_at_period_end":\#(subscription.ends),"metadata":{\#(metadata)},
             "latest_invoice":\#(subscription.latestInvoice.map { "\"\($0)\"" } ?? "null"),
             "items":{"data":[{"id":"si_\#(subscription.id)",\#(period),"price":\#(price(subscription.plan))},
              {"id":"so_\#(subscription.id)",\#(period),"price":\#(overage(subscription.plan))}],"has_more":false}}
            """#
    }

    private static func json(_ invoice: Invoice, customer: String, withPayments: Bool = false) -> String {
        let intent = #"{"id":"\#(invoice.paymentIntent ?? "")","status":"\#(invoice.intentStatus)"}"#
        let payments = withPayments ? #""payments":\#(list([payment(intent)])),"# : ""
        let taxes =
            invoice.tax == 0
            ? "null"
            : #"[{"amount":\#(invoice.tax),"tax_behavior":"exclusive","taxability_reason":"standard_rated","taxable_amount":\#(invoice.total - invoice.tax)}]"#
        let isFinal = invoice.status != .draft
        let lines = invoice.lines.enumerated().map { index, line in
            #"""
            {"id":"il_\#(index)","description":"\#(line.words)","amount":\#(line.amount),"quantity":\#(line.quantity),
             "period":{"start":\#(invoice.created.unix),"end":\#(invoice.created.unix + 86_400)},
             "parent":{"subscription_item_details":{"proration":\#(line.isProration)}},"pricing":{"price_details":{"price":"\#(line.price)"}}}
            """#
        }
        func time(_ date: Date?) -> String { date.map { String($0.unix) } ?? "null" }
        return #"""
            {"id":"\#(invoice.id)","number":"\#(invoice.id)","status":"\#(invoice.status.rawValue)","customer":"\#(customer)",
             "currency":"usd","created":\#(invoice.created.unix),"total":\#(invoice.total),"amount_due":\#(invoice.due),
             "amount_paid":\#(invoice.paidAt == nil ? 0 : invoice.due),"amount_remaining":\#(invoice.paidAt == nil ? invoice.due : 0),
             \#(payments)"total_taxes":\#(taxes),"hosted_invoice_url":"https://invoice.stripe.example/\#(invoice.id)",
             "attempt_count":\#(invoice.attempts),"next_payment_attempt":\#(time(invoice.next)),
             "status_transitions":{"finalized_at":\#(isFinal ? time(invoice.created) : "null"),"paid_at":\#(time(invoice.paidAt))},
             "lines":\#(list(lines))}
            """#
    }
}

extension Date {
    fileprivate var unix: Int { Int(timeIntervalSince1970) }
}
