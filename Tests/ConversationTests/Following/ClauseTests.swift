import Testing

@testable import Conversation

@Suite struct ClauseTests {
    private func clauses(_ text: String) -> [String] {
        let utterance = Utterance(text)
        return utterance.clauses.map { utterance.text(of: $0.tokens) + ($0.isQuestion ? " (asks)" : "") }
    }

    @Test(arguments: [
        ("It is booked, but they have no parking.", ["It is booked", "but they have no parking"]),
        (
            "it is booked they have no parking shall i send directions",
            ["it is booked", "they have no parking", "shall i send directions (asks)"]
        ),
        ("I could not book it. Would six work?", ["I could not book it", "Would six work (asks)"]),
        ("the address is 12 Mill Lane and your table is confirmed", ["the address is 12 Mill Lane", "and your table is confirmed"]),
        ("tell me if you need anything", ["tell me if you need anything"]),
        ("great what time would you like", ["great", "what time would you like (asks)"]),
    ])
    func `a turn is cut into what it tells and asks`(text: String, expected: [String]) {
        #expect(clauses(text) == expected)
    }
}
