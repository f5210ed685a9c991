import Core
import Testing

@testable import Conversation

@Suite struct NameHypothesesTests {
    private func names(_ texts: String...) -> [Candidate<String>] {
        NameReader.names(in: texts.map { Hypothesis($0) }, isFull: true)
    }

    @Test(arguments: [
        (["Martha", "Martha Rigby", "Martha Rig"], "Martha Rigby"), (["peter garden", "Peter Gardner", "Pete a garden"], "Peter Gardner"),
        (["George white head"], "George Whitehead"), (["Adaeze Okonkwo"], "Adaeze Okonkwo"),
        (["good morning it is Walter Simmons speaking"], "Walter Simmons"),
    ])
    func `of what was heard the frequent and whole name is believed`(texts: [String], expected: String) {
        #expect(NameReader.names(in: texts.map { Hypothesis($0) }, isFull: true).first?.value == expected)
    }

    @Test(arguments: [
        ("n o r a space b u r t o n", "Nora Burton"), ("h e l e n e l l i s", "Helen Ellis"),
        ("november oscar romeo alpha", "Nora"), ("V I C T O R h u ll", "Victor Hull"), ("e d m u m d k i m g", "Edmund King"),
        ("z b i g g y", "Zbiggy"),
    ])
    func `a spelled name is put together and misheard letters are set right`(text: String, expected: String) {
        #expect(names(text).first?.value == expected)
    }

    @Test func `half a name is less sure than a whole one`() throws {
        let half = try #require(names("Martha").first)
        let whole = try #require(names("Martha Rigby").first)
        #expect(half.confidence < whole.confidence)
    }

    @Test(arguments: [("Stephen Hartley", "Walter Hartley"), ("Carole Burton", "Helen Burton")])
    func `a name that another one sounds like is less sure`(doubtful: String, plain: String) throws {
        let sounding = try #require(names(doubtful).first)
        let single = try #require(names(plain).first)
        #expect(sounding.confidence < single.confidence)
    }
}
