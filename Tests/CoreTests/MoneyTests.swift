import Core
import Foundation
import Testing

/// Amounts are exact, whatever form they come in.
struct MoneyTests {
    @Test(arguments: [("18.99", 1899), ("0.1", 10), ("0", 0), ("-4.5", -450), ("9999999.99", 999_999_999)])
    func aDecimalNumberBecomesItsCentsExactly(text: String, cents: Int) throws {
        let decimal = try #require(Decimal(string: text))
        #expect(try Money(decimal: decimal, currency: "USD") == Money(minorUnits: cents, currency: "USD"))
    }

    @Test func aJSONNumberIsReadAndWrittenWithoutRounding() throws {
        let price = try JSONDecoder().decode([String: Decimal].self, from: Data(#"{"price": 18.99}"#.utf8))["price"]
        let money = try Money(decimal: #require(price), currency: "USD")
        #expect(money.minorUnits == 1899)
        #expect(String(decoding: try JSONEncoder().encode(money.decimal), as: UTF8.self) == "18.99")
    }

    @Test(arguments: [("1.999", "USD"), ("1.5", "JPY"), ("1.2345", "KWD")])
    func whatHasNoCoinIsRefused(text: String, currency: String) throws {
        let decimal = try #require(Decimal(string: text))
        #expect(throws: Money.DecimalError.tooPrecise) { try Money(decimal: decimal, currency: currency) }
    }

    @Test func anAmountTooLargeToMultiplyIsRefused() throws {
        let decimal = try #require(Decimal(string: "1e30"))
        #expect(throws: Money.DecimalError.outOfRange) { try Money(decimal: decimal, currency: "USD") }
    }

    @Test func aCurrencyHasItsOwnCoins() throws {
        #expect(try Money(decimal: 500, currency: "JPY").minorUnits == 500)
        #expect(try Money(decimal: #require(Decimal(string: "1.234")), currency: "KWD").minorUnits == 1234)
        #expect(
            Money(minorUnits: 1899, currency: "USD") * 3 + Money(minorUnits: 1, currency: "USD") == Money(minorUnits: 5698, currency: "USD")
        )
    }
}
