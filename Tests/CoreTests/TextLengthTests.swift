import Core
import Testing

@Suite struct TextLengthTests {
    private func violations(_ text: String, _ characters: ClosedRange<Int>) -> [String] {
        Problem.Violation.inLength(of: text, as: "A note", characters, at: "#/text").map(\.detail)
    }

    @Test func `a text has as many characters as its limit says`() {
        #expect(violations("four", 1...4).isEmpty)
        #expect(violations("fives", 1...4) == ["A note has 1 to 4 characters."])
        #expect(violations("", 1...4) == ["A note has 1 to 4 characters."])
        #expect(violations("fives", 0...4) == ["A note has at most 4 characters."])
        #expect(violations("Öl für 3 €", 1...10).isEmpty)
    }

    @Test func `one character that is as long as its writer likes is too long all the same`() {
        let one = "e" + String(repeating: "\u{0301}", count: 100)
        #expect(one.count == 1)
        #expect(violations(one, 1...4) == ["A note has at most 4 characters, and 16 bytes in UTF-8."])
    }
}
