import Core
import Testing

@testable import Conversation

@Suite struct PostcodeReaderTests {
    private func postcode(_ texts: String..., formats: [PostcodeFormat] = [.unitedKingdom, .unitedStates, .canada]) -> String? {
        PostcodeReader(formats: formats).postcodes(in: texts.map { Hypothesis($0) }).first?.value
    }

    @Test(arguments: [
        ("s w 1 a 2 a a", "SW1A 2AA"), ("it's E H 1 1 Y Z please", "EH1 1YZ"), ("bristol one", nil),
        ("Lima Sierra 1 4 Alpha Papa", "LS1 4AP"), ("B for Bravo 1 5 T as in tango N for November", "B1 5TN"),
        ("double l 13 1 a b", "LL13 1AB"),
    ])
    func `a British postcode is read as it is spelled`(text: String, expected: String?) {
        #expect(postcode(text, formats: [.unitedKingdom]) == expected)
    }

    @Test(arguments: [
        ("l s one for a p", "LS1 4AP"), ("m o 3 4 m b", nil), ("o x 1 to j d", "OX1 2JD"), ("and 1 9 g u", "N1 9GU"),
        ("l e 1 v w h", "LE1 5WH"),
    ])
    func `what the format rules out is what sounds like it`(text: String, expected: String?) {
        let read = postcode(text, formats: [.unitedKingdom])
        if let expected { #expect(read == expected) } else { #expect(read?.contains("MB") != true) }
    }

    @Test func `codes of other countries are read as they are built there`() {
        #expect(postcode("nine oh two one oh") == "90210")
        #expect(postcode("6 0 6 0 1 1 2 3 4") == "60601-1234")
        #expect(postcode("k 1 a 0 b 1") == "K1A 0B1")
    }

    @Test func `hypotheses that agree outweigh a likelier one that does not`() throws {
        let codes = PostcodeReader().postcodes(
            in: ["g 1 8 q q q", "g 1 8 q q", "G1 8 QQ", "g 1 8 cue q"].map { Hypothesis($0) })
        #expect(codes.first?.value == "G1 8QQ")
        let alone = try #require(PostcodeReader().postcodes(in: [Hypothesis("g 1 8 out q")]).first)
        #expect(try #require(codes.first).confidence > alone.confidence)
    }
}
