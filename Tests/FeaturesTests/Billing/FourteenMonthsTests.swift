import Core
import Foundation
import Storage
import TestSupport
import Testing

@testable import Features

/// A business from its registration to its end, with every invoice added up by hand.
@Suite(.timeLimit(.minutes(5))) struct FourteenMonthsTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `A business is tried, billed, upgraded, overdue, downgraded and deleted, and every invoice adds up`(
        engine: EngineUnderTest
    ) async throws {
        let platform = try await engine.platform(at: "2027-01-17T10:30:00Z")
        let tenant = try await platform.trattoria()
        let folder = try TemporaryFolder()
        let deletion = platform.deletion(Recordings(in: folder.url))
        let stage = BillingStage(on: platform, of: tenant) { _ = try await deletion.delete($0, by: "billing", reason: "not paid") }
        let (billing, owner, bookkeeper) = (stage.billing, BillingStage.owner, BillingStage.operatorAtWork)

        // January 2027: the trial is used and costs nothing; Ada agrees to pay for Starter by invoice.
        await stage.wait(until: "2027-01-20T12:00:00Z")
        try await stage.sessionsEnd(30)
        _ = try await billing.follow(.subscribe(to: .starter), in: tenant, by: owner)
        #expect(try await stage.standing() == .trialing)

        // The first month, from the 31st: 137 sessions, 37 beyond the plan. Invoice 1 is paid in time.
        await stage.wait(until: "2027-02-03T09:00:00Z")
        #expect(try await stage.standing() == .active)
        try await stage.pay("INV-000001")
        try await stage.sessionsEnd(79)
        await stage.wait(until: "2027-02-10T09:00:00Z")
        try await stage.sessionsEnd(1)
        await stage.wait(until: "2027-02-20T09:00:00Z")
        try await stage.sessionsEnd(57)

        // The second, with the change of the clocks on March 14: an upgrade on the 17th, at the preview's price.
        await stage.wait(until: "2027-03-02T09:00:00Z")
        try await stage.pay("INV-000002")
        try await stage.sessionsEnd(60)
        await stage.wait(until: "2027-03-17T04:00:07Z")
        let preview = try await billing.preview(.change(to: .professional), in: tenant)
        #expect(preview.total == dollars(92_07) && preview.at == instant("2027-03-17T04:00:07Z"))
        await stage.wait(until: "2027-03-17T04:09:00Z")
        let upgrade = try await billing.follow(
            .change(to: .professional), at: preview.at, promising: preview.total.minorUnits, in: tenant, by: owner)
        #expect(upgrade.invoices.first?.lines == preview.lines)
        try await stage.pay("INV-000003")

        // April: 512 sessions, 12 beyond the plan.
        await stage.wait(until: "2027-04-02T00:00:00Z")
        try await stage.pay("INV-000004")
        try await stage.sessionsEnd(512)

        // May: invoice 5 is overdue on the 14th, and everything still works; it is paid on the 20th.
        await stage.wait(until: "2027-05-15T00:00:00Z")
        #expect(try await stage.standing() == .pastDue)
        #expect(try await stage.callerHears().isAll == false)
        await stage.wait(until: "2027-05-20T08:00:00Z")
        try await stage.pay("INV-000005")
        #expect(try await stage.standing() == .active)

        // June: invoice 6 is not paid; after two weeks and two more the agent only gives the number. No July begins.
        await stage.wait(until: "2027-06-28T10:00:00Z")
        #expect(try await stage.standing() == .pastDue)
        await stage.wait(until: "2027-06-28T11:00:00Z")
        #expect(try await stage.standing() == .readOnly)
        let announcement = try await stage.callerHears()
        #expect(announcement.isAll && announcement.text.contains("not available"))
        await stage.wait(until: "2027-07-29T00:00:00Z")
        #expect(try await stage.standing() == .suspended)
        await #expect(throws: Admission.Refusal.suspended) { try await platform.store.admission.admit(subdomain: "roma") }

        // The 31st of July: it is paid at last, and a new month begins with that.
        await stage.wait(until: "2027-07-31T09:00:00Z")
        try await stage.pay("INV-000006")
        #expect(try await stage.standing() == .active)
        #expect(try await stage.callerHears().isAll == false)
        #expect(try await platform.store.admission.admit(subdomain: "roma") != nil)
        try await stage.pay("INV-000007")

        // August: back to Starter from the next month on, which is a matter of the 31st.
        await stage.wait(until: "2027-08-10T00:00:00Z")
        let downgrade = try await billing.preview(.change(to: .starter), in: tenant)
        #expect(downgrade.lines.isEmpty && downgrade.effectiveAt == instant("2027-08-31T09:00:00Z"))
        _ = try await billing.follow(.change(to: .starter), in: tenant, by: owner)

        // September to January, with the clocks' other change on November 7, each paid; one invoice is partly given back.
        for (day, number) in [
            ("2027-09-05", "INV-000008"), ("2027-10-05", "INV-000009"), ("2027-11-05", "INV-000010"), ("2027-12-05", "INV-000011"),
            ("2028-01-05", "INV-000012"), ("2028-02-05", "INV-000013"),
        ] {
            await stage.wait(until: "\(day)T12:00:00Z")
            try await stage.pay(number)
        }
        _ = try await billing.credit(Invoice.ID("INV-000010"), amount: 10_00, reason: "A day without service", by: bookkeeper)
        try await stage.sessionsEnd(140)

        // The leap day ends the month that began on January 31, and begins one that ends on March 31.
        await stage.wait(until: "2028-03-10T00:00:00Z")
        try await stage.pay("INV-000014")
        _ = try await billing.follow(.cancel, in: tenant, by: owner)

        // The end: read-only from March 31, suspended from April 30, deleted on June 29.
        await stage.wait(until: "2028-03-31T10:00:00Z")
        #expect(try await stage.standing() == .readOnly)
        await stage.wait(until: "2028-05-01T00:00:00Z")
        #expect(try await stage.standing() == .suspended)

        let invoices = try await stage.invoices()
        expectBooks(invoices)
        try await expectUsage(stage)
        try await expectLetters(stage)

        await stage.wait(until: "2028-06-30T00:00:00Z")
        try await expectNothingLeft(of: tenant, on: engine, platform)
        #expect(try await stage.invoices() == invoices, "the books stay")
    }

    /// Number, issued, due, lines in cents with the period each is for, total: written down by hand.
    private func expectBooks(_ invoices: [Invoice]) {
        let book: [(String, String, String, [Line], Int)] = [
            // One month of Starter.
            (
                "INV-000001", "2027-01-31T10:30:00Z", "2027-02-14T10:30:00Z",
                [.plan(99_00, "2027-01-31T10:30:00Z", "2027-02-28T10:30:00Z")], 99_00
            ),
            // Another, and 137 - 100 = 37 sessions at 75 cents: 9900 + 2775.
            (
                "INV-000002", "2027-02-28T10:30:00Z", "2027-03-14T10:30:00Z",
                [
                    .plan(99_00, "2027-02-28T10:30:00Z", "2027-03-31T10:30:00Z"),
                    .overage(37, 75, "2027-01-31T10:30:00Z", "2027-02-28T10:30:00Z"),
                ], 126_75
            ),
            // 1,232,993 of 2,678,400 seconds are left: 9900 x 0.46034685 = 4557.43, 29900 x 0.46034685 = 13764.37.
            (
                "INV-000003", "2027-03-17T04:00:07Z", "2027-03-31T04:00:07Z",
                [
                    .part(.prorationCredit, -45_57, "2027-03-17T04:00:07Z", "2027-03-31T10:30:00Z"),
                    .part(.prorationDebit, 137_64, "2027-03-17T04:00:07Z", "2027-03-31T10:30:00Z"),
                ], 92_07
            ),
            (
                "INV-000004", "2027-03-31T10:30:00Z", "2027-04-14T10:30:00Z",
                [.plan(299_00, "2027-03-31T10:30:00Z", "2027-04-30T10:30:00Z")], 299_00
            ),
            // 512 - 500 = 12 sessions at 50 cents: 29900 + 600.
            (
                "INV-000005", "2027-04-30T10:30:00Z", "2027-05-14T10:30:00Z",
                [
                    .plan(299_00, "2027-04-30T10:30:00Z", "2027-05-31T10:30:00Z"),
                    .overage(12, 50, "2027-03-31T10:30:00Z", "2027-04-30T10:30:00Z"),
                ], 305_00
            ),
            (
                "INV-000006", "2027-05-31T10:30:00Z", "2027-06-14T10:30:00Z",
                [.plan(299_00, "2027-05-31T10:30:00Z", "2027-06-30T10:30:00Z")], 299_00
            ),
            // A new month begins with the payment of the one before.
            (
                "INV-000007", "2027-07-31T09:00:00Z", "2027-08-14T09:00:00Z",
                [.plan(299_00, "2027-07-31T09:00:00Z", "2027-08-31T09:00:00Z")], 299_00
            ),
            // Starter again; the month of September ends on its 30th.
            (
                "INV-000008", "2027-08-31T09:00:00Z", "2027-09-14T09:00:00Z",
                [.plan(99_00, "2027-08-31T09:00:00Z", "2027-09-30T09:00:00Z")], 99_00
            ),
            (
                "INV-000009", "2027-09-30T09:00:00Z", "2027-10-14T09:00:00Z",
                [.plan(99_00, "2027-09-30T09:00:00Z", "2027-10-31T09:00:00Z")], 99_00
            ),
            (
                "INV-000010", "2027-10-31T09:00:00Z", "2027-11-14T09:00:00Z",
                [.plan(99_00, "2027-10-31T09:00:00Z", "2027-11-30T09:00:00Z")], 99_00
            ),
            (
                "INV-000011", "2027-11-30T09:00:00Z", "2027-12-14T09:00:00Z",
                [.plan(99_00, "2027-11-30T09:00:00Z", "2027-12-31T09:00:00Z")], 99_00
            ),
            (
                "INV-000012", "2027-12-31T09:00:00Z", "2028-01-14T09:00:00Z",
                [.plan(99_00, "2027-12-31T09:00:00Z", "2028-01-31T09:00:00Z")], 99_00
            ),
            (
                "INV-000013", "2028-01-31T09:00:00Z", "2028-02-14T09:00:00Z",
                [.plan(99_00, "2028-01-31T09:00:00Z", "2028-02-29T09:00:00Z")], 99_00
            ),
            // The leap day. 140 - 100 = 40 sessions at 75 cents: 9900 + 3000.
            (
                "INV-000014", "2028-02-29T09:00:00Z", "2028-03-14T09:00:00Z",
                [
                    .plan(99_00, "2028-02-29T09:00:00Z", "2028-03-31T09:00:00Z"),
                    .overage(40, 75, "2028-01-31T09:00:00Z", "2028-02-29T09:00:00Z"),
                ], 129_00
            ),
        ]
        #expect(invoices.map(\.number.rawValue) == book.map(\.0))
        for (invoice, (number, issued, due, lines, total)) in zip(invoices, book) {
            #expect(invoice.issuedAt == instant(issued) && invoice.dueAt == instant(due), "\(number)")
            #expect(invoice.lines.map(Line.init) == lines, "\(number)")
            #expect(invoice.total == dollars(total), "\(number)")
            let sum = lines.reduce(0) { $0 + $1.quantity * $1.price }
            #expect(sum == total, "\(number): the book itself")
            #expect(invoice.status == .paid && invoice.amountDue == dollars(0), "\(number)")
        }
        // 99 + 126.75 + 92.07 + 299 + 305 + 299 + 299 + 6 x 99 + 129: all that was ever charged.
        let charged = invoices.reduce(0) { $0 + $1.total.minorUnits }
        #expect(charged == 2_242_82)
        #expect(invoices[9].credited == dollars(10_00))
    }

    private func expectUsage(_ stage: BillingStage) async throws {
        // 30 while trying, then 137 in the first month, 60 in the second, 512 in the third, two callers who were heard, 140 in the last: the
        // announcement was no session.
        let sessions = try await stage.tenant.read { try $0.sessions(from: .distantPast, to: .distantFuture) }
        #expect(sessions == 881)
        let months = try await stage.platform.store.platform.read { [business = stage.tenant.id] in
            try $0.usageMonths(of: business, in: "USD", limit: 100)
        }
        #expect(
            months.map { "\($0.month) \($0.sessions)" } == [
                "2028-02 140", "2027-07 1", "2027-05 1", "2027-04 512", "2027-03 60", "2027-02 137", "2027-01 30",
            ])
        // 37 and 12 and 40 sessions beyond the plans, each at its price when it ended.
        let cost = months.reduce(0) { $0 + $1.cost.minorUnits }
        #expect(cost == 27_75 + 6_00 + 30_00)
    }

    private func expectLetters(_ stage: BillingStage) async throws {
        let business = stage.tenant.id.rawValue
        #expect(try await stage.letters(about: "invoice-issued").count == 14)
        #expect(try await stage.letters(about: "invoice-paid").count == 14)
        #expect(try await stage.letters(about: "credit-note-issued") == ["credit-note-issued CN-000001"])
        #expect(
            try await stage.letters(about: "standing").map { $0.split(separator: " ")[1] } == [
                "past_due", "active", "past_due", "read_only", "suspended", "active", "read_only", "suspended",
            ])
        #expect(try await stage.letters(about: "trial-ending").count == 1)
        #expect(try await stage.letters(about: "trial-ended").isEmpty)
        // 79 sessions are not 80 % of 100; 80 are, and then 137 are more than 120 %.
        let february = Int(instant("2027-01-31T10:30:00Z").timeIntervalSince1970)
        #expect(
            try await stage.letters(about: "usage-reached \(business) \(february)") == [
                "usage-reached \(business) \(february) Starter 80", "usage-reached \(business) \(february) Starter 120",
            ])
    }

    private func expectNothingLeft(of tenant: Tenant, on engine: EngineUnderTest, _ platform: TestPlatform) async throws {
        let record = try await platform.store.platform.read { [id = tenant.id] in
            try $0.row("SELECT standing, active, email FROM business WHERE business_id = \(id)")
        }
        #expect(try record?.get("standing") == Standing.deleted && record?.get("email") == "")
        switch engine {
        case .sqlite: await #expect(throws: StorageError.self) { try await tenant.read { _ in } }
        case .postgres: #expect(try await platform.rows(of: tenant).isEmpty)
        }
    }

    /// A line as the book has it.
    private struct Line: Equatable {
        var kind: InvoiceLine.Kind
        var quantity: Int
        var price: Int
        var period: BillingPeriod?

        static func plan(_ price: Int, _ start: String, _ end: String) -> Line {
            Line(kind: .plan, quantity: 1, price: price, period: BillingPeriod(start: instant(start), end: instant(end)))
        }

        static func part(_ kind: InvoiceLine.Kind, _ price: Int, _ start: String, _ end: String) -> Line {
            Line(kind: kind, quantity: 1, price: price, period: BillingPeriod(start: instant(start), end: instant(end)))
        }

        static func overage(_ sessions: Int, _ price: Int, _ start: String, _ end: String) -> Line {
            Line(kind: .overage, quantity: sessions, price: price, period: BillingPeriod(start: instant(start), end: instant(end)))
        }

        init(kind: InvoiceLine.Kind, quantity: Int, price: Int, period: BillingPeriod?) {
            self.kind = kind
            self.quantity = quantity
            self.price = price
            self.period = period
        }

        init(_ line: InvoiceLine) {
            self.init(kind: line.kind, quantity: line.quantity, price: line.unitPrice.minorUnits, period: line.period)
        }
    }
}
