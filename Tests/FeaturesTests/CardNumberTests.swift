import Core
import Testing

@testable import Features

@Suite struct CardNumberTests {
    /// Source: the test numbers that card companies publish.
    @Test(arguments: [
        ("my card is 4111 1111 1111 1111 thanks", "my card is [card number] thanks"),
        ("4111-1111-1111-1111.", "[card number]"),
        ("5555555555554444", "[card number]"),
        ("it's 3782 822463 10005", "it's [card number]"),
        ("3056 930902 5904 expires 12 28", "[card number] expires 12 28"),
        ("4111 1111 1111 1111 12 28", "[card number] 12 28"),
        ("four one one one, one one one one, one one one one, one one one one", "[card number]"),
        ("double five double five double five triple five triple five double four double four", "[card number]"),
    ])
    func `A card's number is taken out of what is said`(said: String, kept: String) {
        #expect(CardNumber.hidden(in: said) == kept)
    }

    @Test(arguments: [
        "two large margheritas", "my number is 415 555 0101", "+49 1511 2345678", "one two three four five six seven",
        "order 1042 for 7 pm",
        "4111 1111 1111 1112", "1111 1111 1111 1117", "", " a  b ",
    ])
    func `What is no card's number stays as it was said`(said: String) {
        #expect(CardNumber.hidden(in: said) == said)
    }

    @Test func `Nor does it hide in the arguments of a tool`() {
        let value: JSONValue = ["notes": ["card 4111111111111111", 3, ["x": "4111 1111 1111 1111"]]]
        #expect(CardNumber.hidden(in: value) == ["notes": ["card [card number]", 3, ["x": "[card number]"]]])
    }
}
