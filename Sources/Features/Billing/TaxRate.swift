import Core
import Foundation

/// The tax that the platform adds to what it charges businesses of one country. The operator says which; Stripe's own is Stripe's affair.
public struct TaxRate: Sendable, Hashable, Codable {
    /// ISO 3166-1 alpha-2, upper case; `anywhereElse` for businesses of other countries, and those that name none.
    public var country: String
    /// As it is called on invoices, such as `VAT`.
    public var name: String
    /// 220,000 are 22 %.
    public var partsPerMillion: Int
    /// Whether a business that gives a tax number is charged none, and accounts for it itself.
    public var isReversed: Bool

    public static let anywhereElse = "*"

    /// - Throws: `Problem` naming what is wrong.
    public init(country: String, name: String, partsPerMillion: Int, isReversed: Bool) throws {
        let country = country.uppercased()
        guard country == Self.anywhereElse || Self.isCountry(country) else {
            throw Problem.invalid("#/country", "A country is written with two letters, such as IT; * stands for all others.")
        }
        let name = name.trimmingCharacters(in: .whitespaces)
        guard (1...20).contains(name.count), !name.contains(where: \.isNewline) else {
            throw Problem.invalid("#/name", "A tax has a name of 1 to 20 characters.")
        }
        guard (0...1_000_000).contains(partsPerMillion) else {
            throw Problem.invalid("#/rate", "A rate is from 0 to 100 percent.")
        }
        (self.country, self.name, self.partsPerMillion, self.isReversed) = (country, name, partsPerMillion, isReversed)
    }

    /// As `7.7`: percent, without zeros at the end.
    public var percent: String {
        (Decimal(partsPerMillion) / 10_000).formatted(.number.grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }

    /// Two letters; which of them are countries changes more often than this program.
    static func isCountry(_ text: String) -> Bool { text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) } }

    /// To the minor unit, half of one away from zero.
    func tax(on net: Money) -> Money {
        let exact = net.minorUnits.magnitude * UInt(partsPerMillion)
        let rounded = Int((2 * exact + 1_000_000) / 2_000_000)
        return Money(minorUnits: net.minorUnits < 0 ? -rounded : rounded, currency: net.currency)
    }
}

extension InvoiceDraft {
    /// With the tax on the sum of its lines as one more line, so that the lines still add up to what is to be paid.
    ///
    /// - Parameter rate: nil adds nothing.
    func taxed(at rate: TaxRate?, for party: BilledParty) -> InvoiceDraft {
        guard let rate, let currency = lines.first?.amount.currency else { return self }
        let net = Money(minorUnits: total, currency: currency)
        let isReversed = rate.isReversed && party.taxNumber != nil
        let line = InvoiceLine(
            kind: .tax,
            description: isReversed ? "\(rate.name): reverse charge" : "\(rate.name) \(rate.percent) % on \(net.written)", quantity: 1,
            unitPrice: isReversed ? net * 0 : rate.tax(on: net), period: nil)
        var taxed = self
        taxed.lines.append(line)
        return taxed
    }
}

extension Invoice {
    /// What of the total is tax.
    var tax: Money { Money(minorUnits: lines.filter { $0.kind == .tax }.reduce(0) { $0 + $1.amount.minorUnits }, currency: currency) }

    /// What of an amount that is given back is tax: the same part as of the invoice, to the minor unit, half of one away from zero.
    func tax(within amount: Money) -> Money {
        guard total.minorUnits > 0, tax.minorUnits > 0 else { return amount * 0 }
        let (exact, whole) = (amount.minorUnits.magnitude * tax.minorUnits.magnitude, total.minorUnits.magnitude)
        return Money(minorUnits: Int((2 * exact + whole) / (2 * whole)), currency: currency)
    }
}
