import Conversation
import Testing

@Suite struct UtteranceTests {
    @Test(arguments: [
        ("I'd like Mario’s", ["id", "like", "marios"]),
        ("7:30, 7.30 or 1,200", ["7", "30", "7", "30", "or", "1", "200"]),
        ("the 3rd at 7pm", ["the", "3", "rd", "at", "7", "pm"]),
        ("jalapeño CRÈME cre\u{301}me Straße", ["jalapeno", "creme", "creme", "strasse"]),
        ("2½ cups", ["2", "½", "cups"]),
        ("ann.lee@mail.com", ["ann", "lee", "mail", "com"]),
        ("'quoted' twenty-five", ["quoted", "twenty", "five"]),
        ("", []), (" … ", []),
    ])
    func `a text is cut into words that can be compared`(text: String, words: [String]) {
        #expect(Utterance(text).tokens.map(\.word) == words)
    }

    @Test func `gaps and spans together hold the whole text`() {
        let utterance = Utterance("\"¿José’s café, $12.50?\"")
        let rebuilt = utterance.tokens.indices.map { utterance.text(of: $0..<($0 + 1)) + utterance.tokens[$0].gap }.joined()
        #expect(utterance.gap(before: 0) + rebuilt == utterance.text)
    }

    @Test func `spans count Unicode scalars`() {
        let utterance = Utterance("👩‍🍳 né")
        #expect(utterance.tokens.map(\.span) == [4..<6])
        #expect(utterance.text(of: 0..<1) == "né")
    }
}
