import Features
import Testing

@testable import Server

@Suite struct RecordVersionTests {
    @Test(arguments: [#""3""#, "3"]) func `an entity tag is a version, with its quotation marks or without both`(text: String) {
        #expect(RecordVersion(entityTag: text) == RecordVersion(rawValue: 3))
    }

    @Test(arguments: [#"x3""#, #""3"#, #"3""#, #"W/"3""#, #""""#, #"""#, "", "+3", "0", "-3", #""3", "4""#, "٣", "*"])
    func `nothing else is one`(text: String) {
        #expect(RecordVersion(entityTag: text) == nil)
    }
}
