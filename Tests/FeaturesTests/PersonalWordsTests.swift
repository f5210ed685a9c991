import Testing

@testable import Features

@Suite struct PersonalWordsTests {
    private let words = PersonalWords(["Siobhan Byrne", "12 Via Roma", "+14155550199", "ada@example.com"])

    @Test(arguments: [
        ("it's Siobhan Byrne", "it's [hidden]"),
        ("Byrne. With a Y", "[hidden]. With a Y"),
        ("it's S I O B H A N, Byrne's the name", "it's [hidden] the name"),
        ("S-I-O-B-H-A-N", "[hidden]"),
        ("to twelve via roma please", "to [hidden] please"),
        ("12 Via Roma.", "[hidden]."),
        ("four one five", "[hidden]"),
        ("five five five, double oh … no, 0199", "[number] … no, [hidden]"),
        ("ada at example dot com", "[email]"),
        ("write to ada@example.com!", "write to [hidden]!"),
        ("the other one is 020 7946 0958", "the other one is [number]"),
    ])
    func `What tells who the caller is, is taken out`(said: String, kept: String) {
        #expect(words.hidden(in: said) == kept)
    }

    @Test(arguments: [
        "two large margheritas, one with no basil", "for seven thirty", "Sixty-three ninety-six, ready at ten to seven.", "order 1042",
        "I think a B or C", "", " a  b ", "is it twelve fifty?",
    ])
    func `What does not stays as it was said`(said: String) {
        #expect(words.hidden(in: said) == said)
    }
}
