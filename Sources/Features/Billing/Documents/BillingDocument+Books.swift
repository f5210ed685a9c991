import Core
import Foundation

extension BillingDocument {
    /// An invoice as it stands now: what was paid and credited since it was issued is told below its lines.
    ///
    /// - Parameter issuer: the platform, as it wants to be named on invoices.
    public init(_ invoice: Invoice, issuer: Party) {
        let time = WrittenTime(zoneNamed: invoice.billedTo.timeZone)
        var facts = [Fact(name: "Issued", value: time.day(invoice.issuedAt))]
        switch invoice.status {
        case .open: facts.append(Fact(name: "To be paid by", value: time.day(invoice.dueAt)))
        case .paid: facts.append(Fact(name: "Paid", value: time.day(invoice.settledAt ?? invoice.dueAt)))
        case .void: facts.append(Fact(name: "Withdrawn", value: time.day(invoice.settledAt ?? invoice.dueAt)))
        }
        let lines = invoice.lines.filter { $0.kind != .tax }.map { line in
            Line(
                description: line.description, period: line.period.map(time.period), quantity: line.quantity, unitPrice: line.unitPrice,
                amount: line.amount)
        }
        let taxes = invoice.lines.filter { $0.kind == .tax }
        var totals = taxes.isEmpty ? [] : [Total(name: "Net", amount: invoice.total + invoice.tax * -1)]
        totals += taxes.map { Total(name: $0.description, amount: $0.amount) } + [Total(name: "Total", amount: invoice.total)]
        if invoice.credited.minorUnits != 0 { totals.append(Total(name: "Credited", amount: invoice.credited * -1)) }
        if invoice.paid.minorUnits != 0 { totals.append(Total(name: "Received", amount: invoice.paid * -1)) }
        if invoice.credited.minorUnits != 0 || invoice.paid.minorUnits != 0 || invoice.status == .open {
            totals.append(Total(name: "Amount due", amount: invoice.amountDue))
        }
        self.init(
            title: "Invoice", number: invoice.number.rawValue, issuedAt: invoice.issuedAt, issuer: issuer,
            recipient: Party(invoice.billedTo), facts: facts,
            lines: lines, totals: totals,
            notes: Self.notes(of: invoice) + [Self.zoneNote(invoice.billedTo, hasPeriods: lines.contains { $0.period != nil })])
    }

    /// What has to be said about tax.
    private static func notes(of invoice: Invoice) -> [String] {
        guard let line = invoice.lines.first(where: { $0.kind == .tax }) else { return ["All amounts are final; no tax is added."] }
        guard line.amount.minorUnits == 0, invoice.billedTo.taxNumber != nil else { return [] }
        return ["Reverse charge: the recipient accounts for the tax."]
    }

    /// A credit note, with the invoice that it is about.
    public init(_ note: CreditNote, of invoice: Invoice, issuer: Party) {
        let time = WrittenTime(zoneNamed: invoice.billedTo.timeZone)
        let line = Line(description: note.reason, period: nil, quantity: 1, unitPrice: note.amount, amount: note.amount)
        var totals = [Total(name: "Credited to you", amount: note.amount)]
        let tax = invoice.tax(within: note.amount)
        if tax.minorUnits != 0 { totals.insert(Total(name: "Of which tax", amount: tax), at: 0) }
        self.init(
            title: "Credit note", number: note.number.rawValue, issuedAt: note.issuedAt, issuer: issuer, recipient: Party(invoice.billedTo),
            facts: [
                Fact(name: "Issued", value: time.day(note.issuedAt)),
                Fact(name: "For invoice", value: "\(invoice.number) of \(time.day(invoice.issuedAt))"),
            ], lines: [line], totals: totals,
            notes: [Self.zoneNote(invoice.billedTo, hasPeriods: false)])
    }

    private static func zoneNote(_ party: BilledParty, hasPeriods: Bool) -> String {
        "\(hasPeriods ? "Dates and times" : "Dates") are those of the time zone \(party.timeZone)."
    }
}

extension BillingDocument.Party {
    init(_ party: BilledParty) {
        self.init(
            name: party.name,
            details: (party.address ?? []) + (party.country.map { [$0] } ?? []) + (party.taxNumber.map { ["Tax number \($0)"] } ?? []) + [
                party.email
            ])
    }
}
