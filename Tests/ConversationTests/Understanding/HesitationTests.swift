import Testing

@testable import Conversation

@Suite struct HesitationTests {
    @Test(arguments: [
        ("um, yeah so, no thanks", "no thanks"), ("let me see, a soup", "a soup"), ("okay so Ada Byron", "Ada Byron"), ("yes", "yes"),
        ("hmm", "hmm"), ("so so", "so so"), ("okay", "okay"), ("let me see", "let me see"), ("well done", "done"),
    ])
    func `what is said while thinking is passed over, unless it is all that is said`(_ said: String, _ rest: String) {
        #expect(Utterance(said).withoutHesitation.text == rest)
    }
}
