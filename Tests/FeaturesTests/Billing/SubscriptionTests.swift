import Core
import Foundation
import Testing

@testable import Features

/// A subscription's course: what time and its owner lead it to.
struct SubscriptionTests {
    private let terms = BillingTerms()

    @Test func `A trial that nobody agreed to pay after ends with the agent silent and nothing charged`() {
        var roma = trial()
        let events = roma.advance(to: instant("2027-02-01T00:00:00Z"), terms: terms) { _ in 40 }
        #expect(events.invoices.isEmpty)
        #expect(events.standings == [.readOnly])
        #expect(roma.standing == .readOnly && roma.status == .ended)
    }

    @Test func `A trial of no days is over when it begins`() throws {
        let start = instant("2027-01-01T00:00:00Z")
        var roma = Subscription.trial(of: Subscription.roma, plan: .named(.starter), from: start + 0.4, to: start + 0.4)
        _ = roma.advance(to: start, terms: terms) { _ in 0 }
        #expect(roma.status == .ended)
        #expect(try roma.subscribe(to: .named(.starter), at: start, terms: terms).invoices.map(\.total) == [99_00])
    }

    @Test func `The end of a trial is announced three days before`() {
        var roma = trial()
        #expect(roma.advance(to: instant("2027-01-11T23:59:59Z"), terms: terms) { _ in 0 } == [])
        #expect(
            roma.advance(to: instant("2027-01-12T00:00:00Z"), terms: terms) { _ in 0 } == [
                .trialEnding(at: instant("2027-01-15T00:00:00Z"))
            ])
        #expect(roma.advance(to: instant("2027-01-13T00:00:00Z"), terms: terms) { _ in 0 } == [])
    }

    @Test func `Whoever agrees to pay is charged from the end of the trial`() throws {
        var roma = trial()
        _ = try roma.subscribe(to: .named(.professional), at: instant("2027-01-05T00:00:00Z"), terms: terms)
        let events = roma.advance(to: instant("2027-01-15T00:00:00Z"), terms: terms) { _ in 900 }
        #expect(events.invoices.map(\.total) == [299_00])
        #expect(events.invoices.first?.lines.first?.period == period("2027-01-15T00:00:00Z", "2027-02-15T00:00:00Z"))
        #expect(roma.standing == .active)
    }

    @Test func `Each month is charged in advance, with what was used beyond the plan in the one before`() {
        var roma = Subscription.active(.starter, since: "2027-01-31T12:00:00Z", terms: lenient)
        let events = roma.advance(to: instant("2027-03-31T12:00:00Z"), terms: lenient) { period in
            period.start == instant("2027-01-31T12:00:00Z") ? 137 : 100
        }
        #expect(events.invoices.map { $0.lines.map(\.amount.minorUnits) } == [[99_00, 37 * 75], [99_00]])
        #expect(events.invoices.map(\.issuedAt) == [instant("2027-02-28T12:00:00Z"), instant("2027-03-31T12:00:00Z")])
    }

    @Test func `An upgrade is charged at once for what is left of the month`() throws {
        var roma = Subscription.active(.starter, since: "2027-06-01T00:00:00Z")
        let events = try roma.change(to: .named(.professional), at: instant("2027-06-11T03:00:00Z"), used: 12, terms: terms)
        #expect(events.invoices.map { $0.lines.map(\.amount.minorUnits) } == [[-65_59, 198_09]])
        #expect(events.invoices.first?.total == 132_50)
        #expect(roma.plan.plan == .professional)
    }

    @Test func `Sessions beyond the plan that is left are charged with the upgrade, and do not count against the new plan`() throws {
        var roma = Subscription.active(.starter, since: "2027-06-01T00:00:00Z", terms: lenient)
        let events = try roma.change(to: .named(.professional), at: instant("2027-06-16T00:00:00Z"), used: 140, terms: terms)
        #expect(events.invoices.map { $0.lines.map(\.amount.minorUnits) } == [[-49_50, 149_50, 40 * 75]])
        // 140 and 470 more: of 610 sessions 40 are paid for and 500 in the plan.
        let renewal = roma.advance(to: instant("2027-07-01T00:00:00Z"), terms: lenient) { _ in 610 }
        #expect(renewal.invoices.map { $0.lines.map(\.amount.minorUnits) } == [[299_00, 70 * 50]])
    }

    @Test func `A downgrade waits for the month to end and costs nothing`() throws {
        var roma = Subscription.active(.enterprise, since: "2027-06-01T00:00:00Z", terms: lenient)
        let events = try roma.change(to: .named(.starter), at: instant("2027-06-10T00:00:00Z"), used: 4_000, terms: terms)
        #expect(events == [.changeScheduled(to: .starter, from: instant("2027-07-01T00:00:00Z"))])
        #expect(roma.plan.plan == .enterprise)
        let renewal = roma.advance(to: instant("2027-07-01T00:00:00Z"), terms: lenient) { _ in 9_000 }
        #expect(renewal.invoices.map(\.total) == [99_00])
        #expect(roma.plan.plan == .starter && roma.pendingPlan == nil)
    }

    @Test func `A subscription that is cancelled ends with its month, and what was used beyond the plan is charged`() throws {
        var roma = Subscription.active(.starter, since: "2027-06-01T00:00:00Z", terms: lenient)
        _ = try roma.cancel(at: instant("2027-06-10T00:00:00Z"))
        let events = roma.advance(to: instant("2027-07-01T00:00:00Z"), terms: lenient) { _ in 101 }
        #expect(events.invoices.map { $0.lines.map(\.amount.minorUnits) } == [[75]])
        #expect(roma.status == .ended && roma.standing == .readOnly)
    }

    @Test func `A cancellation can be taken back until the month ends`() throws {
        var roma = Subscription.active(.starter, since: "2027-06-01T00:00:00Z", terms: lenient)
        _ = try roma.cancel(at: instant("2027-06-10T00:00:00Z"))
        #expect(try roma.resume(at: instant("2027-06-11T00:00:00Z")) == [.changeWithdrawn])
        #expect(roma.advance(to: instant("2027-07-01T00:00:00Z"), terms: lenient) { _ in 0 }.invoices.map(\.total) == [99_00])
    }

    @Test func `What is not wanted is refused and changes nothing`() {
        let roma = Subscription.active(.professional, since: "2027-06-01T00:00:00Z")
        let at = instant("2027-06-10T00:00:00Z")
        var copy = roma
        #expect(throws: Subscription.Refusal.samePlan) { try copy.change(to: .named(.professional), at: at, used: 0, terms: terms) }
        #expect(throws: Subscription.Refusal.nothingScheduled) { try copy.resume(at: at) }
        #expect(throws: Subscription.Refusal.alreadySubscribed) { try copy.subscribe(to: .named(.starter), at: at, terms: terms) }
        #expect(copy == roma)
    }

    @Test func `An unpaid invoice leads step by step to deletion`() {
        var roma = Subscription.active(.starter, since: "2027-01-01T00:00:00Z")
        let events = roma.advance(to: instant("2028-01-01T00:00:00Z"), terms: terms) { _ in 0 }
        let steps = events.compactMap { event in
            if case .standingChanged(_, let to, let at, _) = event { (to, at) } else { nil }
        }
        #expect(steps.map(\.0) == [.pastDue, .readOnly, .suspended, .deleted])
        #expect(
            steps.map(\.1) == ["2027-01-15T00:00:00Z", "2027-01-29T00:00:00Z", "2027-02-28T00:00:00Z", "2027-04-29T00:00:00Z"].map(instant))
        // Nothing more is charged to a business whose agent does not answer.
        #expect(events.invoices.isEmpty)
    }

    @Test func `Payment leads back, from every step but the last`() {
        for days in [20, 40, 70, 100] {
            var roma = Subscription.active(.starter, since: "2027-01-01T00:00:00Z")
            let paidAt = instant("2027-01-01T00:00:00Z") + Double(days * 86_400)
            _ = roma.advance(to: paidAt, terms: terms) { _ in 0 }
            #expect(roma.standing != .active)
            let events = roma.owes(since: nil, at: paidAt, terms: terms)
            #expect(roma.standing == .active && roma.status == .active, "after \(days) days")
            // Where the month ended meanwhile another begins with the payment.
            #expect(events.invoices.map(\.issuedAt) == (days > 31 ? [paidAt] : []))
        }
    }

    @Test func `What the operator suspends is not deleted, and comes back as it stood`() {
        var roma = Subscription.active(.starter, since: "2027-01-01T00:00:00Z")
        _ = roma.suspend(because: "fraud", at: instant("2027-01-02T00:00:00Z"), terms: terms)
        _ = roma.advance(to: instant("2028-01-02T00:00:00Z"), terms: terms) { _ in 0 }
        #expect(roma.standing == .suspended)
        _ = roma.liftSuspension(at: instant("2028-01-02T00:00:00Z"), terms: terms)
        #expect(roma.standing == .readOnly)
        #expect(roma.dueAt(terms) == instant("2028-02-01T00:00:00Z"))
    }

    @Test func `A business of the platform's own is never charged`() {
        var demo = Subscription.complimentary(for: Subscription.roma, plan: .named(.professional), from: instant("2027-01-31T00:00:00Z"))
        #expect(demo.advance(to: instant("2028-01-01T00:00:00Z"), terms: terms) { _ in 10_000 } == [])
        #expect(demo.period.contains(instant("2028-01-01T00:00:00Z")))
    }

    @Test func `What Stripe says is followed, and saying it again changes nothing`() {
        var roma = trial()
        let said = CollectedSubscription(
            plan: .named(.professional), state: .active, period: period("2027-01-15T00:00:00Z", "2027-02-15T00:00:00Z"),
            cancelsAtPeriodEnd: false)
        #expect(roma.follow(said, at: instant("2027-01-15T00:00:05Z"), terms: terms).standings == [.active])
        let once = roma
        #expect(roma.follow(said, at: instant("2027-01-15T00:00:09Z"), terms: terms) == [])
        #expect(roma == once)
        // Stripe begins its months itself.
        #expect(roma.advance(to: instant("2027-06-01T00:00:00Z"), terms: terms) { _ in 9_000 } == [])
        var failed = said
        failed.state = .pastDue(since: instant("2027-02-15T01:00:00Z"))
        _ = roma.follow(failed, at: instant("2027-02-15T01:00:10Z"), terms: terms)
        #expect(roma.advance(to: instant("2027-03-01T02:00:00Z"), terms: terms) { _ in 0 }.standings == [.pastDue, .readOnly])
        #expect(roma.follow(said, at: instant("2027-03-02T00:00:00Z"), terms: terms).standings == [.active])
    }

    /// Nobody falls behind within a test's months.
    private var lenient: BillingTerms { BillingTerms(invoiceDueDays: 1_000) }

    private func trial() -> Subscription {
        .trial(of: Subscription.roma, plan: .named(.starter), from: instant("2027-01-01T00:00:00Z"), to: instant("2027-01-15T00:00:00Z"))
    }
}
