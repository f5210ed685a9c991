import Core
import Foundation
import Logging
import Storage
import Testing
import Vendors

@testable import Features

/// Stripe's events come late, twice and in any order. What is left behind depends on what Stripe knows alone.
@Suite struct StripeOrderTests {
    private static let ways = 100
    private static let day = 86_400.0

    /// What somebody would see of a business in the end, whatever its names.
    private struct Seen: Hashable {
        var subscription: [String]
        var invoices: [String]
        var payments: Int
    }

    /// One business on its way through the scenario, and what it is yet to be told.
    private struct Walk {
        let tenant: Tenant
        var waiting: [[UInt8]] = []
    }

    @Test(.timeLimit(.minutes(3)))
    func `the events of one scenario, shuffled, late and doubled in a hundred ways, lead to the same state`() async throws {
        var generator = SeededGenerator(seed: 20_270_301)
        let scene = try await StripePlatform()
        let ticks = BillingClock(billing: scene.billing, logger: Logger(label: "test")) { _ in }
        var walks: [Walk] = []
        for way in 0..<Self.ways {
            let tenant = try await scene.business("way-\(way)")
            _ = try await scene.stripe.desk.checkout(.starter, in: tenant)
            walks.append(Walk(tenant: tenant))
        }
        for step in Self.steps {
            scene.clock.advance(by: step.days * Self.day)
            for index in walks.indices {
                let customer = scene.customer(of: walks[index].tenant)
                scene.world.change(customer) { step.change(&$0, scene.clock.now, customer) }
                for (type, invoice) in step.events {
                    let event = scene.world.event(
                        type, about: customer, invoice: invoice.map { "in_\($0)_\(customer)" }, at: scene.clock.now)
                    walks[index].waiting += Array(repeating: event, count: Int.random(in: 1...2, using: &generator))
                }
                walks[index].waiting.shuffle(using: &generator)
                // The first hears everything at once and in order; of the others some hear nothing before the end.
                let count = index == 0 ? walks[index].waiting.count : Int.random(in: -4...walks[index].waiting.count, using: &generator)
                for event in walks[index].waiting.prefix(max(0, count)) { try await scene.take(event) }
                walks[index].waiting.removeFirst(max(0, count))
            }
            try await scene.stripe.work(metering: false)
            await ticks.tick()
        }
        for walk in walks {
            for event in walk.waiting.reversed() { try await scene.take(event) }
        }
        try await scene.stripe.work(metering: false)
        await ticks.tick()

        var seen: [Seen] = []
        for walk in walks { seen.append(try await Self.see(walk.tenant, in: scene)) }
        #expect(Set(seen).count == 1)
        #expect(seen.first?.invoices.count == 5)
        #expect(seen.first?.subscription.contains("Starter") == true)
        #expect(try await scene.events().values.allSatisfy { $0 == "done" || $0 == "ignored" })
    }

    private static func see(_ tenant: Tenant, in scene: StripePlatform) async throws -> Seen {
        let subscription = try await scene.subscription(of: tenant)
        let invoices = try await scene.invoices(of: tenant)
        var payments = 0
        for invoice in invoices { payments += try await scene.platform.store.platform.read { try $0.payments(of: invoice.number) }.count }
        let standing = try await scene.platform.store.platform.read { transaction -> String in
            try transaction.row("SELECT standing FROM business WHERE business_id = \(tenant.id)")?.get("standing") ?? ""
        }
        return Seen(
            subscription: [
                subscription.plan.plan.rawValue, subscription.status.rawValue, subscription.collection.rawValue, standing,
                subscription.standing.rawValue, "\(subscription.period)", subscription.pendingPlan?.plan.rawValue ?? "",
                "\(subscription.cancelsAtPeriodEnd)", "\(subscription.paymentDueAt?.timeIntervalSince1970 ?? 0)",
            ],
            invoices: invoices.map { invoice in
                let lines = invoice.lines.map { "\($0.kind.rawValue) \($0.quantity) \($0.amount.minorUnits)" }.joined(separator: ", ")
                let reference = invoice.reference?.split(separator: "_").prefix(2).joined(separator: "_") ?? ""
                return "\(reference) \(invoice.status.rawValue) \(invoice.total.minorUnits) \(invoice.paid.minorUnits) \(lines)"
            }, payments: payments)
    }

    // MARK: The scenario

    private struct Step: Sendable {
        let days: Double
        let events: [(type: String, invoice: Int?)]
        let change: @Sendable (inout StripeWorld.Account, _ now: Date, _ customer: String) -> Void
    }

    private static func invoice(
        _ number: Int, _ customer: String, at now: Date, _ status: StripeInvoiceStatus, _ amounts: (Int, Bool)...
    ) -> StripeWorld.Invoice {
        var invoice = StripeWorld.Invoice(
            id: "in_\(number)_\(customer)", status: status == .paid ? .paid : .open, created: now,
            lines: amounts.map { ("Line", $0.0, 1, "price", $0.1) })
        if status == .paid { invoice.paidAt = now } else { invoice.attempts = 1 }
        return invoice
    }

    private enum StripeInvoiceStatus {
        case paid, failed
    }

    /// Trial, first month, an upgrade in it, a renewal whose charge fails and is paid later, a downgrade, the month after it.
    private static let steps: [Step] = [
        Step(days: 1, events: [("checkout.session.completed", nil), ("customer.subscription.created", nil)]) { account, now, customer in
            let end = now.addingTimeInterval(13 * day)
            account.subscriptions = [.init(id: "sub_\(customer)", status: .trialing, plan: .starter, start: now, end: end)]
        },
        Step(days: 13, events: [("customer.subscription.updated", nil), ("invoice.created", 1), ("invoice.paid", 1)]) {
            account, now, customer in
            account.invoices.append(invoice(1, customer, at: now, .paid, (9900, false)))
            (account.subscriptions[0].status, account.subscriptions[0].start) = (.active, now)
            account.subscriptions[0].end = now.addingTimeInterval(30 * day)
        },
        Step(days: 15, events: [("customer.subscription.updated", nil), ("invoice.finalized", 2), ("invoice.paid", 2)]) {
            account, now, customer in
            account.invoices.append(invoice(2, customer, at: now, .paid, (-4950, true), (14_950, true)))
            account.subscriptions[0].plan = .professional
        },
        Step(days: 15, events: [("invoice.finalized", 3), ("invoice.payment_failed", 3), ("customer.subscription.updated", nil)]) {
            account, now, customer in
            account.invoices.append(invoice(3, customer, at: now, .failed, (29_900, false)))
            let subscription = account.subscriptions[0]
            account.subscriptions[0].start = subscription.end
            account.subscriptions[0].end = subscription.end.addingTimeInterval(30 * day)
            (account.subscriptions[0].status, account.subscriptions[0].latestInvoice) = (.pastDue, "in_3_\(customer)")
        },
        Step(days: 3, events: [("invoice.paid", 3), ("customer.subscription.updated", nil)]) { account, now, customer in
            (account.invoices[2].status, account.invoices[2].paidAt, account.invoices[2].attempts) = (.paid, now, 2)
            account.subscriptions[0].status = .active
        },
        Step(days: 5, events: [("customer.subscription.updated", nil)]) { account, _, _ in
            account.subscriptions[0].plan = .starter
            account.subscriptions[0].metadata = [
                "paid_plan": "Professional", "paid_until": String(Int(account.subscriptions[0].end.timeIntervalSince1970)),
            ]
        },
        Step(days: 22, events: [("customer.subscription.updated", nil), ("invoice.paid", 4)]) { account, now, customer in
            account.invoices.append(invoice(4, customer, at: now, .paid, (9900, false), (150, false)))
            let subscription = account.subscriptions[0]
            account.subscriptions[0].start = subscription.end
            account.subscriptions[0].end = subscription.end.addingTimeInterval(30 * day)
        },
        Step(days: 29, events: [("invoice.payment_failed", 5), ("invoice.voided", 5), ("charge.refunded", nil)]) { account, now, customer in
            account.invoices.append(invoice(5, customer, at: now, .failed, (500, false)))
        },
    ]
}
