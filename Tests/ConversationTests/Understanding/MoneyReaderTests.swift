import Core
import Testing

@testable import Conversation

@Suite struct MoneyReaderTests {
    private func amounts(_ text: String, in currency: String = "USD", expecting: Bool = false) -> [Money] {
        MoneyReader(currency: currency).amounts(in: Utterance(text), expecting: expecting).map(\.value)
    }

    @Test(arguments: [
        ("it was $12.50 I think", 1250), ("about 20 bucks", 2000), ("fifty cents", 50), ("a dollar", 100),
        ("five dollars fifty", 550), ("twenty dollars and five cents", 2005), ("two grand", 200_000), ("a hundred dollars", 10_000),
        ("$2 million", 200_000_000), ("1,200 dollars", 120_000), ("three and a half dollars", 350), ("a fiver", 500), ("5k", 500_000),
    ])
    func `an amount is read from what is written or said`(text: String, cents: Int) {
        #expect(amounts(text) == [Money(minorUnits: cents, currency: "USD")])
    }

    @Test(arguments: [
        ("twelve ninety nine", 1299), ("five oh five", 505), ("twenty", 2000), ("twenty five fifty", 2550), ("around 80", 8000),
        ("nine point five", 950), ("two hundred", 20_000),
    ])
    func `in answer to how much a bare number is an amount`(text: String, cents: Int) {
        #expect(amounts(text, expecting: true) == [Money(minorUnits: cents, currency: "USD")])
        #expect(amounts(text).isEmpty)
    }

    @Test func `a named currency is kept and dollars are the business's own`() {
        #expect(amounts("five pounds fifty") == [Money(minorUnits: 550, currency: "GBP")])
        #expect(amounts("£3") == [Money(minorUnits: 300, currency: "GBP")])
        #expect(amounts("ten dollars", in: "CAD") == [Money(minorUnits: 1000, currency: "CAD")])
        #expect(amounts("5 €", in: "EUR") == [Money(minorUnits: 500, currency: "EUR")])
    }

    @Test func `several amounts are told apart and other numbers are none`() {
        #expect(amounts("between 10 dollars and 20 dollars").map(\.minorUnits) == [1000, 2000])
        #expect(amounts("two coffees at three").isEmpty)
        #expect(amounts("five dollars and two coffees").map(\.minorUnits) == [500])
    }
}
