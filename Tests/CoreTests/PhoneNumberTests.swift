import Core
import Testing

/// A number is the customer's identity, however it is written.
struct PhoneNumberTests {
    @Test(arguments: ["415 555 0101", "(415) 555-0101", "+1 415.555.0101", "1-415-555-0101", "415/555/0101"])
    func writingsOfOneNumberAreOneCustomer(text: String) throws {
        #expect(try #require(PhoneNumber(text)).identity == "+14155550101")
    }

    @Test func lettersAreTheDigitsOfTheirKeys() throws {
        #expect(try #require(PhoneNumber("+1-800-FLOWERS")).e164 == "+18003569377")
    }

    @Test(arguments: ["+1-555-PIZZA", "+1-555-0101", "555 0101"])
    func aNumberTooShortToDialIsKeptAsWritten(text: String) throws {
        let number = try #require(PhoneNumber(text))
        #expect(number.written == text)
        #expect(!number.isDialable)
    }

    @Test(arguments: ["", "hello", "12", "call me", String(repeating: "5", count: 41)])
    func whatIsNoNumberIsRefused(text: String) {
        #expect(PhoneNumber(text) == nil)
    }

    @Test func anAreaCodeDoesNotBeginWithOne() throws {
        #expect(try #require(PhoneNumber("115 555 0101")).e164 == nil)
    }

    @Test func numbersOfOtherCountriesAreDialable() throws {
        #expect(try #require(PhoneNumber("+39 06 1234 5678")).e164 == "+390612345678")
    }
}
