import Core
import Testing

@testable import Conversation

@Suite struct ConsensusTests {
    private func pooled(_ texts: [String]) -> [Candidate<String>] {
        Consensus.ranked(texts.map { Hypothesis($0) }) { utterance in
            utterance.tokens.map { Candidate($0.word, span: $0.span, confidence: 1, evidence: "a word") }
        }
    }

    @Test func `equal values of several hypotheses are one, and the surest comes first`() {
        #expect(pooled(["ann", "anna", "anna", "anna"]).map(\.value) == ["anna", "ann"])
        #expect(pooled(["ann", "anna"]).map(\.value) == ["ann", "anna"])
    }

    @Test func `the shares of all values are one at most, and less where some hypotheses say nothing`() throws {
        #expect(pooled(["ann bea", "cy"]).reduce(0) { $0 + $1.confidence } <= 1.0001)
        #expect(try #require(pooled(["ann", ""]).first).confidence < 1)
        #expect(pooled([]).isEmpty)
    }

    @Test func `what was heard twice outweighs what was heard once, and the last answer what came before`() {
        func pooled(_ attempts: [[String]]) -> [String] {
            Consensus.ranked(attempts.map { $0.map { Hypothesis($0) } }) { utterance in
                utterance.tokens.map { Candidate($0.word, span: $0.span, confidence: 1, evidence: "a word") }
            }
            .map(\.value)
        }
        #expect(pooled([["tim", "kim"], ["jim", "kim"]]).first == "kim")
        #expect(pooled([["tim"], ["jim"]]).first == "jim")
        #expect(pooled([["tim"], [""]]).first == "tim")
        #expect(pooled([]).isEmpty)
    }
}
