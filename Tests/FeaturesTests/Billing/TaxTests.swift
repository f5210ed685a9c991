import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

/// Tax is a line like others: what is to be paid is still the sum of the lines.
@Suite struct TaxTests {
    private func rate(_ country: String = "IT", _ parts: Int = 220_000, isReversed: Bool = true) throws -> TaxRate {
        try TaxRate(country: country, name: "IVA", partsPerMillion: parts, isReversed: isReversed)
    }

    private func party(taxNumber: String? = nil) -> BilledParty {
        BilledParty(name: "Roma", email: "ada@roma.example", timeZone: "Europe/Rome", country: "IT", taxNumber: taxNumber)
    }

    private func draft(_ cents: Int...) -> InvoiceDraft {
        InvoiceDraft(
            issuedAt: instant("2027-01-01T00:00:00Z"), dueAt: instant("2027-01-15T00:00:00Z"),
            lines: cents.map { InvoiceLine(kind: .other, description: "x", quantity: 1, unitPrice: dollars($0), period: nil) })
    }

    @Test(
        arguments: [
            // 9900 x 0.22 = 2178. 12675 x 0.077 = 975.975. 50 x 0.01 = 0.5, away from zero. -4557 x 0.22 = -1002.54.
            (9900, 220_000, 2178), (12_675, 77_000, 976), (50, 10_000, 1), (49, 10_000, 0), (-4557, 220_000, -1003), (9900, 0, 0),
        ]) func `tax is reckoned on the sum, to the cent`(_ net: Int, _ parts: Int, _ tax: Int) throws
    {
        let taxed = draft(net).taxed(at: try rate("IT", parts), for: party())
        #expect(taxed.lines.last?.kind == .tax && taxed.lines.last?.amount == dollars(tax))
        #expect(taxed.total == net + tax)
    }

    @Test func `a business with a tax number accounts for it itself, where that is the rule`() throws {
        let reversed = draft(9900).taxed(at: try rate(), for: party(taxNumber: "IT1"))
        #expect(reversed.total == 9900 && reversed.lines.last?.description == "IVA: reverse charge")
        #expect(draft(9900).taxed(at: try rate(isReversed: false), for: party(taxNumber: "IT1")).total == 12_078)
        #expect(draft(9900).taxed(at: try rate(), for: party()).lines.last?.description == "IVA 22 % on $99.00")
        #expect(draft(9900).taxed(at: nil, for: party()) == draft(9900))
    }

    @Test(arguments: [("ITA", "VAT", 1), ("I1", "VAT", 1), ("IT", "", 1), ("IT", "VAT", -1), ("IT", "VAT", 1_000_001), ("**", "VAT", 1)])
    func `what is no rate is refused`(_ country: String, _ name: String, _ parts: Int) {
        #expect(throws: Problem.self) { try TaxRate(country: country, name: name, partsPerMillion: parts, isReversed: false) }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `the preview shows the tax, the invoice charges it, and each country has its own`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let stage = BillingStage(on: platform, of: try await platform.trattoria())
        let (billing, tenant) = (stage.billing, stage.tenant)
        let rates = [try rate(), try TaxRate(country: "*", name: "VAT", partsPerMillion: 100_000, isReversed: false)]
        try await platform.store.platform.write { transaction in for rate in rates { try transaction.save(rate) } }
        _ = try await billing.follow(.subscribe(to: .starter), in: tenant, by: BillingStage.owner)
        await stage.wait(until: "2026-12-05T00:00:00Z")
        // 9900 + 990: who names no country is charged as those of others.
        #expect(try await stage.invoices().map(\.total) == [dollars(108_90)])

        let documents = BillingDocuments(platform: platform.store.platform, issuer: .init(name: "Voice"), clock: { Date() })
        _ = try await documents.save(BillingDetails(country: "it"), of: tenant, by: BillingStage.owner)
        let preview = try await billing.preview(.change(to: .professional), in: tenant)
        let net = preview.lines.dropLast().reduce(0) { $0 + $1.amount.minorUnits }
        #expect(preview.lines.last?.kind == .tax && preview.total.minorUnits == net + (net * 22 + 50) / 100)
        let outcome = try await billing.follow(
            .change(to: .professional), at: preview.at, promising: preview.total.minorUnits, in: tenant, by: BillingStage.owner)
        #expect(outcome.invoices.map(\.lines) == [preview.lines] && outcome.invoices.map(\.total) == [preview.total])
        let stored = try await stage.invoices().last
        #expect(stored?.lines == preview.lines && stored?.billedTo.country == "IT")
    }

    @Test func `the document tells net, tax and total; a credit note what of it is tax`() throws {
        var invoice = try BillingDocumentTests.invoice()
        invoice.lines = draft(9900).taxed(at: try rate(), for: party()).lines
        let document = BillingDocument(invoice, issuer: BillingDocumentTests.issuer)
        #expect(document.lines.count == 1)
        #expect(document.totals.map(\.name) == ["Net", "IVA 22 % on $99.00", "Total", "Amount due"])
        #expect(document.totals.map(\.amount) == [9900, 2178, 12_078, 12_078].map(dollars))
        #expect(!document.notes.joined().contains("no tax is added"))
        let note = CreditNote(
            number: "CN-1".creditNote, sequence: 1, business: invoice.business, invoice: invoice.number, issuedAt: invoice.issuedAt,
            amount: dollars(6039), reason: "half")
        // Half of 2178.
        #expect(BillingDocument(note, of: invoice, issuer: BillingDocumentTests.issuer).totals.map(\.amount) == [1089, 6039].map(dollars))

        invoice.billedTo = party(taxNumber: "IT1")
        invoice.lines = draft(9900).taxed(at: try rate(), for: invoice.billedTo).lines
        #expect(
            BillingDocument(invoice, issuer: BillingDocumentTests.issuer).notes.first
                == "Reverse charge: the recipient accounts for the tax.")
    }

    @Test func `what Stripe has added as tax is in the books as tax`() async throws {
        let scene = try await StripePlatform()
        let tenant = try await scene.subscriber("roma")
        let now = scene.clock.now
        scene.world.change(scene.customer(of: tenant)) { account in
            account.invoices = [
                .init(id: "in_1", status: .paid, created: now, lines: [("Starter", 9900, 1, "a", false)], tax: 2178, paidAt: now)
            ]
        }
        try await scene.sync.sync(scene.customer(of: tenant))
        let invoice = try #require(try await scene.invoices(of: tenant).first)
        #expect(invoice.lines.map(\.kind) == [.plan, .tax] && invoice.lines.last?.description == "Tax on $99.00")
        #expect(invoice.total == dollars(12_078) && invoice.paid == invoice.total && invoice.tax == dollars(2178))
    }
}

extension String {
    fileprivate var creditNote: CreditNote.ID { .init(self) }
}
