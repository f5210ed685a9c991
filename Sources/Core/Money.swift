public import Foundation

/// An exact amount of one currency, in its smallest unit: `Money(minorUnits: 1899, currency: "USD")` is $18.99.
public struct Money: Hashable, Sendable, Codable {
    /// Cents, pence, yen: whole units of the currency's smallest coin. Negative for a reduction.
    public var minorUnits: Int
    /// ISO 4217 code, upper case.
    public var currency: String

    public init(minorUnits: Int, currency: String) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    public static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "Amounts of different currencies cannot be added")
        return Money(minorUnits: left.minorUnits + right.minorUnits, currency: left.currency)
    }

    public static func * (amount: Money, count: Int) -> Money {
        Money(minorUnits: amount.minorUnits * count, currency: amount.currency)
    }
}

extension Money {
    /// What is wrong with an amount that came from outside.
    public enum DecimalError: Error, Equatable {
        /// More decimal places than the currency has coins for: nothing is rounded silently.
        case tooPrecise
        /// Beyond ten thousand million of the smallest coin: surely a mistake, and unsafe to multiply by what an order may hold.
        case outOfRange
    }

    /// The amount that a decimal number such as `18.99` means, exactly.
    public init(decimal: Decimal, currency: String) throws(DecimalError) {
        var scaled = decimal
        for _ in 0..<Self.decimalPlaces(of: currency) { scaled *= 10 }
        guard abs(scaled) <= 10_000_000_000 else { throw .outOfRange }
        let number = NSDecimalNumber(decimal: scaled)
        guard Decimal(number.intValue) == scaled else { throw .tooPrecise }
        self.init(minorUnits: number.intValue, currency: currency)
    }

    /// The amount as a decimal number of the currency's main unit.
    public var decimal: Decimal {
        Decimal(sign: minorUnits < 0 ? .minus : .plus, exponent: -Self.decimalPlaces(of: currency), significand: Decimal(abs(minorUnits)))
    }

    /// How many decimal places a currency has. Source: ISO 4217, list one, for the currencies that do not have two.
    public static func decimalPlaces(of currency: String) -> Int {
        switch currency {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }
}
