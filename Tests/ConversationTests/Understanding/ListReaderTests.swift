import Testing

@testable import Conversation

@Suite struct ListReaderTests {
    private func entries(_ text: String) -> [String] { ListReader.entries(in: Utterance(text)).map(\.value) }

    @Test(arguments: [
        ("eggs, milk and two loaves of bread, please", ["eggs", "milk", "two loaves of bread"]),
        ("um a ladder and then paint plus brushes and that's it", ["a ladder", "paint", "brushes"]),
        ("the kitchen; the bathroom", ["the kitchen", "the bathroom"]),
        ("just the garden", ["just the garden"]),
        ("1,200 bricks, 2.5 tons of sand", ["1,200 bricks", "2.5 tons of sand"]),
        ("Well, Ann Lee, and Bo Diaz I think", ["Ann Lee", "Bo Diaz"]),
    ])
    func `an enumeration is read as its entries`(text: String, expected: [String]) {
        #expect(entries(text) == expected)
    }

    @Test func `nothing but politeness is no entry`() {
        #expect(entries("um, well, please").isEmpty)
        #expect(entries("").isEmpty)
    }
}
