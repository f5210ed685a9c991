import Core
import Testing

@testable import Conversation

@Suite struct CodeHypothesesTests {
    private func codes(_ pattern: String, _ texts: String...) throws -> [Candidate<String>] {
        try #require(CodeFormat(pattern)).codes(in: [texts.map { Hypothesis($0) }])
    }

    @Test(arguments: [
        ("AA-9999", "k b four oh one to", "KB-4012"), ("AAA999", "m as in mother x x 1 for 2", "MXX142"),
        ("A9A9", "hey nine be nine", "A9B9"), ("R-99999", "r 1 2 3 4 5", "R-12345"),
        ("R-99999", "one two three four five please", "R-12345"),
    ])
    func `what the form rules out is what sounds like it`(pattern: String, text: String, code: String) throws {
        #expect(try codes(pattern, text).first?.value == code)
    }

    @Test func `of several hypotheses those that agree are believed`() throws {
        #expect(try codes("AA999", "B C 3 1 9", "P C 3 1 9", "p c 319", "pc 319").first?.value == "PC319")
    }

    @Test func `other words are hardly a code, and one too long is not searched for`() throws {
        #expect(try codes("AA-9999", "I haven't got it with me").first.map { $0.confidence > 0.3 } != true)
        #expect(try codes("999999999999", "1 2 3 4 5 6 7 8 9 0 1 2").isEmpty)
    }

    @Test func `a code heard badly is asked about, not asked for again`() throws {
        var call = CallPlayer(Businesses.kennel)
        for line in ["Rex", "a dog", "the 20th of january", "four", "bath", "at ten thirty", "no"] { call.say(line) }
        #expect(call.dialogue.state.question == .slot("chip"))
        call.take(.speech(["hey nine for four one to", "k nine for four one two"].map { Hypothesis($0) }))
        #expect(call.value("chip") == "K9-4412")
    }
}
