public import Conversation
import Core
public import Foundation
public import Storage

/// The tax on what is sold, as owners write it: `{"rate": 8.875, "included": false}`.
public struct TaxDocument: Sendable, Hashable, Codable {
    /// Per cent, with four decimal places at most; 0 where there is none.
    public var rate: Decimal
    /// Whether the prices contain it; otherwise it is added to them.
    public var included: Bool

    public init(rate: Decimal, included: Bool) {
        self.rate = rate
        self.included = included
    }

    public init(_ tax: SalesTax?) {
        rate = Decimal(tax?.partsPerMillion ?? 0) / 10_000
        included = tax?.isIncluded ?? false
    }

    /// - Throws: `Problem` when the rate is none.
    func tax() throws -> SalesTax? {
        let scaled = rate * 10_000
        let number = NSDecimalNumber(decimal: scaled).intValue
        guard (0...100).contains(rate), Decimal(number) == scaled else {
            throw Problem.invalid("#/rate", "A rate is 0 to 100 per cent, with four decimal places at most.")
        }
        return number == 0 ? nil : SalesTax(partsPerMillion: number, isIncluded: included)
    }
}

/// Reads and replaces the tax on what is sold.
public enum TaxEditor {
    public static func tax(of tenant: Tenant) async throws -> TaxDocument {
        TaxDocument(try await tenant.read { try $0.salesTax() })
    }

    /// - Throws: `Problem` when the rate is none.
    public static func replace(with document: TaxDocument, in tenant: Tenant) async throws -> TaxDocument {
        let tax = try document.tax()
        try await tenant.write { transaction in
            try transaction.save(TaxDocument(tax), as: .tax)
            try transaction.markFactsChanged()
        }
        return TaxDocument(tax)
    }
}

extension TenantTransaction {
    /// Nil where the business charges none.
    func salesTax() throws -> SalesTax? {
        try setting(.tax, as: TaxDocument.self)?.tax()
    }
}
