import Core
import Testing
import Voice

@Suite struct SpokenSentencesTests {
    @Test func `Sentences come out as soon as they are complete`() {
        var splitter = SentenceSplitter()
        #expect(splitter.read("Done. Ready at ten") == ["Done."])
        #expect(splitter.read(" to seven.").isEmpty)
        #expect(splitter.read(" Good") == ["Ready at ten to seven."])
        #expect(splitter.read("bye!") == [])
        #expect(splitter.finish() == "Goodbye!")
        #expect(splitter.finish() == nil)
    }

    @Test(
        arguments: [
            ("Dr. Smith is in. Shall I book it?", ["Dr. Smith is in.", "Shall I book it?"]),
            ("That is $42.50. OK?", ["That is $42.50.", "OK?"]),
            ("For J. Doe, at 5 p.m. Yes?", ["For J. Doe, at 5 p.m.", "Yes?"]),
            ("She said \"no.\" Then left", ["She said \"no.\"", "Then left"]),
            ("One\ntwo", ["One", "two"]),
            ("  ", []),
        ] as [(String, [String])]
    ) func `A full stop does not always end a sentence`(text: String, sentences: [String]) {
        #expect(SentenceSplitter.sentences(of: text) == sentences)
    }

    @Test func `A sentence without end is cut at a comma`() {
        let text = String(repeating: "one word and more, ", count: 60)
        let sentences = SentenceSplitter.sentences(of: text)
        #expect(sentences.allSatisfy { $0.count <= SentenceSplitter.longestSentence && $0.hasSuffix(",") })
        #expect(sentences.joined(separator: " ") + " " == text)
    }

    @Test(
        arguments: [
            ("2 × Margherita", "2 Margherita"),
            ("2x Margherita", "2 Margherita"),
            ("Call 415-555-0101, please.", "Call 4 1 5, 5 5 5, 0 1 0 1, please."),
            ("Call +1 (415) 555-0101.", "Call plus 1, 4 1 5, 5 5 5, 0 1 0 1."),
            ("Order #1042 is **ready**!", "Order number 1042 is ready!"),
            ("ada.l@example.com", "ada dot l at example dot com"),
            ("$42.50 at 7:30 on May 3, table A17", "$42.50 at 7:30 on May 3, table A17"),
            ("It is 2026-11-21.", "It is 2026-11-21."),
        ]
    ) func `A text is said as a person says it`(shown: String, said: String) {
        #expect(SpokenText.speakable(shown) == said)
    }

    @Test func `Hints are one line of whole names`() {
        let names = (1...100).map { "name\($0)" }
        let line = RecognitionHints(topic: "Pizza order", vocabulary: names).line(limit: 60)
        #expect(line == "Pizza order: name1, name2, name3, name4, name5, name6.")
        #expect(RecognitionHints(topic: "Pizza order").line() == "Pizza order")
        #expect(RecognitionHints(vocabulary: ["margherita"]).line() == "margherita.")
        #expect(RecognitionHints().line() == nil)
        #expect(RecognitionHints(topic: "Pizza order", expectation: .digits).line()?.contains("five five five") == true)
    }
}
