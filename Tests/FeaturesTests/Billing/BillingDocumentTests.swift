import Core
import Foundation
import Testing

@testable import Features

@Suite struct WrittenMoneyTests {
    @Test(
        arguments: [
            (0, "USD", "$0.00"), (5, "USD", "$0.05"), (9900, "USD", "$99.00"), (123_456_789, "USD", "$1,234,567.89"),
            (-4950, "EUR", "\u{2212}€49.50"), (1200, "JPY", "¥1,200"), (-7, "JPY", "\u{2212}¥7"), (1234, "KWD", "KWD\u{A0}1.234"),
            (1, "KWD", "KWD\u{A0}0.001"), (100_000, "CHF", "CHF\u{A0}1,000.00"),
        ]) func `an amount is written with its currency's own places`(_ minorUnits: Int, _ currency: String, _ written: String)
    {
        #expect(Money(minorUnits: minorUnits, currency: currency).written == written)
    }
}

@Suite struct WrittenTimeTests {
    private func period(_ start: String, _ end: String) throws -> BillingPeriod {
        BillingPeriod(start: try Date(start, strategy: .iso8601), end: try Date(end, strategy: .iso8601))
    }

    @Test func `whole days are named by the first and the last`() throws {
        let rome = WrittenTime(zoneNamed: "Europe/Rome")
        #expect(rome.period(try period("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")) == "1 March 2026 to 31 March 2026")
        #expect(rome.period(try period("2026-02-28T23:00:00Z", "2026-03-01T23:00:00Z")) == "1 March 2026")
    }

    @Test func `of other periods the times are told, as clocks there show them, across a change of them too`() throws {
        let period = try period("2026-03-08T05:30:00Z", "2026-04-08T05:30:00Z")
        #expect(WrittenTime(zoneNamed: "America/New_York").period(period) == "8 March 2026, 00:30 to 8 April 2026, 01:30")
        #expect(WrittenTime(zoneNamed: "Asia/Kolkata").period(period) == "8 March 2026, 11:00 to 8 April 2026, 11:00")
    }

    @Test func `a day is that of the zone`() throws {
        let instant = try Date("2026-12-31T23:30:00Z", strategy: .iso8601)
        #expect(WrittenTime(zoneNamed: "Europe/Rome").day(instant) == "1 January 2027")
        #expect(WrittenTime(zoneNamed: "Nowhere").day(instant) == "31 December 2026")
    }
}

@Suite struct BillingDocumentTests {
    static let issuer = BillingDocument.Party(name: "Voice Platform Ltd", details: ["1 Long Lane", "London EC1A 9HF"])

    static func invoice(lines: Int = 3) throws -> Invoice {
        let start = try Date("2026-03-01T12:00:00Z", strategy: .iso8601)
        let end = try Date("2026-04-01T12:00:00Z", strategy: .iso8601)
        let month = BillingPeriod(start: start, end: end)
        let kinds = [
            InvoiceLine(
                kind: .plan, description: "Professional plan, one month", quantity: 1,
                unitPrice: Money(minorUnits: 29_900, currency: "USD"),
                period: month),
            InvoiceLine(
                kind: .prorationCredit, description: "Starter plan, unused time", quantity: 1,
                unitPrice: Money(minorUnits: -6559, currency: "USD"), period: month.rest(from: start.addingTimeInterval(874_800))),
            InvoiceLine(
                kind: .overage, description: "Sessions beyond the 500 in the plan", quantity: 37,
                unitPrice: Money(minorUnits: 50, currency: "USD"), period: month),
        ]
        return Invoice(
            number: .init("INV-000123"), sequence: 123, business: .init("b"),
            billedTo: BilledParty(
                name: "Mario & Söhne <Pizza> Łódź Ελλάδα", email: "owner@mario.example", timeZone: "Europe/Rome",
                address: ["Via Roma 1", "00100 Roma"], taxNumber: "IT123"), issuedAt: end, dueAt: end.addingTimeInterval(14 * 86_400),
            lines: (0..<lines).map { kinds[$0 % kinds.count] }, currency: "USD")
    }

    @Test func `the lines add up to the total, and what was received and credited to what is due`() throws {
        var invoice = try Self.invoice()
        invoice.paid.minorUnits = 5000
        invoice.credited.minorUnits = 100
        let document = BillingDocument(invoice, issuer: Self.issuer)
        #expect(document.lines.reduce(0) { $0 + $1.amount.minorUnits } == document.totals.first?.amount.minorUnits)
        #expect(document.totals.map(\.amount.minorUnits) == [25_191, -100, -5000, 20_091])
        #expect(document.totals.dropLast().reduce(0) { $0 + $1.amount.minorUnits } == document.totals.last?.amount.minorUnits)
    }

    @Test func `a paid invoice says when it was, and asks for nothing`() throws {
        var invoice = try Self.invoice()
        (invoice.status, invoice.settledAt, invoice.paid) = (.paid, invoice.issuedAt, invoice.total)
        let document = BillingDocument(invoice, issuer: Self.issuer)
        #expect(document.facts.map(\.value) == ["1 April 2026", "1 April 2026"])
        #expect(document.totals.last == .init(name: "Amount due", amount: Money(minorUnits: 0, currency: "USD")))
    }

    @Test func `HTML says everything, and nothing that was put in becomes a tag`() throws {
        let html = BillingDocument(try Self.invoice(), issuer: Self.issuer).html
        for text in [
            "<h1>Invoice INV-000123</h1>", "Mario &amp; Söhne &lt;Pizza&gt; Łódź Ελλάδα", "Tax number IT123", "Via Roma 1", "1 Long Lane",
            "<td>37</td><td>$0.50</td><td>$18.50</td>", "<td>\u{2212}$65.59</td>", "$251.91", "15 April 2026", "Europe/Rome",
            "1 March 2026, 13:00 to 1 April 2026, 14:00", #"<html lang="en">"#, "<caption>", #"scope="col""#,
        ] {
            #expect(html.contains(text), "\(text)")
        }
        #expect(!html.contains("<Pizza>"))
    }

    @Test func `a credit note names its invoice and why`() throws {
        let invoice = try Self.invoice()
        let note = CreditNote(
            number: .init("CN-000007"), sequence: 7, business: invoice.business, invoice: invoice.number, issuedAt: invoice.dueAt,
            amount: Money(minorUnits: 1000, currency: "USD"), reason: "Calls that nobody could hear")
        let document = BillingDocument(note, of: invoice, issuer: Self.issuer)
        #expect(document.heading == "Credit note CN-000007")
        #expect(document.facts.last?.value == "INV-000123 of 1 April 2026")
        #expect(document.html.contains("Calls that nobody could hear") && document.html.contains("$10.00"))
    }

    @Test(arguments: [1, 3, 60]) func `a PDF is one, on as many pages as it takes, the same each time`(_ lines: Int) throws {
        let invoice = try Self.invoice(lines: lines)
        let document = BillingDocument(invoice, issuer: Self.issuer)
        let pdf = try document.pdf()
        #expect(pdf.starts(with: Array("%PDF-1.".utf8)))
        #expect(try document.pdf() == pdf)
        let pages = String(decoding: pdf, as: UTF8.self).components(separatedBy: "/Type /Page\n").count - 1
        #expect(lines < 10 ? pages == 1 : pages > 1)
    }

    @Test func `a text that a typeface cannot set spoils no PDF`() throws {
        var invoice = try Self.invoice()
        invoice.billedTo.name = "🍕 \u{0} مطعم 寿司 " + String(repeating: "x", count: 300)
        #expect(try !BillingDocument(invoice, issuer: Self.issuer).pdf().isEmpty)
    }

    @Test func `a typeface that is not installed is told by its path`() {
        #expect(throws: PDFPages.Failure.typefaceMissing("/nowhere.ttf")) {
            _ = try PDFPages(title: "", author: "", created: .now, typeface: ("/nowhere.ttf", "/nowhere.ttf"))
        }
    }
}

@Suite struct BillingDetailsTests {
    @Test func `they are kept without blanks, and empty lines are none`() throws {
        let details = try BillingDetails(name: " Mario SRL ", address: ["Via Roma 1", "  ", "Roma "], taxNumber: "").validated()
        #expect(details == BillingDetails(name: "Mario SRL", address: ["Via Roma 1", "Roma"], taxNumber: nil))
    }

    @Test(
        arguments: [
            BillingDetails(name: String(repeating: "x", count: 101)), BillingDetails(address: Array(repeating: "x", count: 7)),
            BillingDetails(taxNumber: "a\nb"),
        ]) func `what fits on no invoice is refused`(_ details: BillingDetails)
    {
        #expect(throws: Problem.self) { try details.validated() }
    }
}
