public import Core

/// The tax on what a business sells, in integer arithmetic.
public struct SalesTax: Sendable, Hashable, Codable {
    /// 88,750 is 8.875 %.
    public var partsPerMillion: Int
    /// Whether the catalogue's prices contain it; otherwise it is added to them.
    public var isIncluded: Bool

    public init(partsPerMillion: Int, isIncluded: Bool) {
        self.partsPerMillion = partsPerMillion
        self.isIncluded = isIncluded
    }

    /// What is to be paid for goods of this price, and how much of it is tax, rounded to the nearest unit, halves up.
    public func total(of goods: Money) -> (total: Money, tax: Money) {
        let whole = 1_000_000
        let divisor = isIncluded ? whole + partsPerMillion : whole
        // A large order times a million does not fit 64 bits; the tax, never more than the goods, does.
        let tax = Int((Int128(goods.minorUnits) * Int128(partsPerMillion) + Int128(divisor / 2)) / Int128(divisor))
        return (
            Money(minorUnits: isIncluded ? goods.minorUnits : goods.minorUnits + tax, currency: goods.currency),
            Money(minorUnits: tax, currency: goods.currency)
        )
    }
}

extension BusinessFacts {
    /// What is to be paid for goods of this price.
    public func total(of goods: Money) -> Money { tax?.total(of: goods).total ?? goods }
}
