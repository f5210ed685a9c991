import Core
import Foundation
import Testing

@testable import Features

/// What holds for every course of a subscription. Courses are drawn from seeds, so that a failure can be repeated.
struct SubscriptionPropertyTests {
    private static let courses = 300

    @Test func `The lines of a month with any changes of plan add up to its time-weighted price, within half a cent a line`() throws {
        for seed in 0..<UInt64(Self.courses) {
            var generator = SeededGenerator(seed: seed)
            let start = Date(timeIntervalSince1970: Double(Int.random(in: 1_800_000_000...1_900_000_000, using: &generator)))
            let terms = BillingTerms(invoiceDueDays: 1_000)
            var roma = Subscription.trial(of: Subscription.roma, plan: .named(.starter), from: start - 86_400, to: start)
            roma.collection = .invoice
            var drafts = roma.advance(to: start, terms: terms) { _ in 0 }.invoices
            let month = roma.period
            // Any plans, so that there are many dearer ones to change to.
            var (exact, at) = (0.0, start)
            for version in 2...Int.random(in: 2...9, using: &generator) {
                let next = Int.random(in: Int(at.timeIntervalSince1970)..<Int(month.end.timeIntervalSince1970), using: &generator)
                let instant = Date(timeIntervalSince1970: Double(next))
                exact += Double(roma.plan.price.minorUnits) * instant.timeIntervalSince(at) / Double(month.seconds)
                at = instant
                let price = roma.plan.price.minorUnits + Int.random(in: 1...40_000, using: &generator)
                let other: Plan = roma.plan.plan == .starter ? .professional : .starter
                let dearer = PlanVersion(
                    plan: other, version: version, price: dollars(price), includedSessions: nil, overagePrice: nil, since: start)
                drafts += try roma.change(to: dearer, at: instant, used: 0, terms: terms).invoices
            }
            exact += Double(roma.plan.price.minorUnits) * month.end.timeIntervalSince(at) / Double(month.seconds)
            let lines = drafts.flatMap(\.lines)
            let charged = lines.reduce(0) { $0 + $1.amount.minorUnits }
            #expect(abs(Double(charged) - exact) <= 0.5 * Double(lines.count) + 1e-6, "seed \(seed)")
        }
    }

    @Test func `Time leads to the same whether it passes in one leap or in many small steps`() {
        for seed in 0..<UInt64(Self.courses) {
            var generator = SeededGenerator(seed: seed)
            var leaping = drawn(&generator)
            var stepping = leaping
            let terms = BillingTerms(
                invoiceDueDays: .random(in: 0...40, using: &generator), pastDueDays: .random(in: 0...40, using: &generator),
                readOnlyDays: .random(in: 0...40, using: &generator), suspendedDays: .random(in: 0...90, using: &generator))
            let end = leaping.period.start + Double(Int.random(in: 0...500 * 86_400, using: &generator))
            let usage = { (period: BillingPeriod) in Int(period.start.timeIntervalSince1970) / 1_000 % 700 }
            let leap = leaping.advance(to: end, terms: terms, usage: usage)
            var (steps, at): ([BillingEvent], Date) = ([], stepping.period.start)
            while at < end {
                at = min(end, at + Double(Int.random(in: 1...20 * 86_400, using: &generator)))
                steps += stepping.advance(to: at, terms: terms, usage: usage)
            }
            #expect(leap == steps, "seed \(seed)")
            #expect(leaping == stepping, "seed \(seed)")
        }
    }

    @Test func `When time has done its work nothing is due before the present`() {
        for seed in 0..<UInt64(Self.courses) {
            var generator = SeededGenerator(seed: seed)
            var roma = drawn(&generator)
            let end = roma.period.start + Double(Int.random(in: 0...500 * 86_400, using: &generator))
            _ = roma.advance(to: end, terms: BillingTerms()) { _ in 300 }
            #expect(roma.dueAt(BillingTerms()).map { $0 > end } ?? true, "seed \(seed)")
        }
    }

    private func drawn(_ generator: inout SeededGenerator) -> Subscription {
        let start = Date(timeIntervalSince1970: Double(Int.random(in: 1_800_000_000...1_900_000_000, using: &generator)))
        let plan = PlanVersion.named(Plan.allCases.randomElement(using: &generator) ?? .starter)
        var roma = Subscription.trial(of: Subscription.roma, plan: plan, from: start, to: start + 14 * 86_400)
        if Bool.random(using: &generator) { roma.collection = .invoice }
        if Bool.random(using: &generator) { roma.pendingPlan = .named(.starter) }
        roma.cancelsAtPeriodEnd = Int.random(in: 0..<8, using: &generator) == 0
        return roma
    }
}
