import Testing

@testable import Conversation

/// What a word that is no word may cost.
@Suite struct WordFormTests {
    private static let long = String(repeating: "margherita", count: 6_000)

    @Test func `a word that is longer than any is like nothing but itself`() {
        #expect(WordForm.deletions(of: Self.long).count == 1)
        #expect(WordForm.distance(Self.long, Self.long) == 0)
        #expect(WordForm.distance(Self.long, Self.long + "s") == Self.long.count + 1)
    }

    @Test func `words are compared up to forty bytes`() {
        let name = "rindfleischetikettierungsüberwachungen"
        #expect(WordForm.deletions(of: name).count == name.utf8.count + 1)
        #expect(WordForm.distance(name, "rindfleischetiketierungsüberwachungen") == 1)
    }
}
