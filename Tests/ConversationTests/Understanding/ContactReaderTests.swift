import Conversation
import Testing

@Suite struct NameReaderTests {
    @Test(arguments: [
        ("Doe. John Doe", "John Doe"), ("it's Siobhan Byrne", "Siobhan Byrne"), ("John Doe, 415 555 0101", "John Doe"),
        ("um john doe please", "John Doe"), ("Mary-Jane O'Neil", "Mary-Jane O'Neil"), ("sure it's under van dyke", "Van Dyke"),
        ("first name Ann last name Lee", "Ann Lee"), ("My name is ann lee and my number is 415", "Ann Lee"),
        ("Siobhan S I O B H A N", "Siobhan"), ("Sean Burn, B Y R N E", "Sean Byrne"), ("J. Smith", "J. Smith"),
    ])
    func `the answer to "what name?" is a name`(text: String, name: String) {
        #expect(NameReader.name(in: Utterance(text), expecting: true)?.value == name)
    }

    @Test(arguments: [
        ("hi my name is john doe", "John Doe"), ("This is Siobhan Byrne", "Siobhan Byrne"), ("a table under Smith for two", "Smith"),
        ("Two large ones for John Doe", "John Doe"),
    ])
    func `a caller may give the name unasked`(text: String, name: String) {
        #expect(NameReader.name(in: Utterance(text))?.value == name)
    }

    @Test(arguments: [
        "two large and a small one", "this is for delivery", "I'm looking for a table", "for Friday at three", "yes please",
        "this is great",
        "for pick up",
    ])
    func `other words are no name`(text: String) {
        #expect(NameReader.name(in: Utterance(text)) == nil)
    }

    @Test(arguments: [
        "urgent please, I am locked out since this morning", "I'm calling about my bill", "I'm not sure", "I am at work",
        "locked out since this morning", "I'm very upset", "i am waiting", "nothing works", "I'm stuck", "this is urgent",
        "I'm late for a meeting",
    ])
    func `how somebody is and what happens are no names, though one was asked for`(text: String) {
        #expect(NameReader.name(in: Utterance(text), expecting: true) == nil)
    }

    @Test(arguments: [
        ("I am Ada Byron", "Ada Byron"), ("i'm ada", "Ada"), ("this is Ada Byron calling", "Ada Byron"),
        ("I'm Irving Berlin", "Irving Berlin"),
        ("i am ada and i'm locked out", "Ada"), ("I'm Ahmed", "Ahmed"), ("will", "Will"),
    ])
    func `who somebody is is a name`(text: String, name: String) {
        #expect(NameReader.name(in: Utterance(text), expecting: true)?.value == name)
    }

    @Test func `a number alone answers no question for a name`() {
        #expect(NameReader.name(in: Utterance("415 555 0101"), expecting: true) == nil)
    }
}

@Suite struct SpellingReaderTests {
    @Test(arguments: [
        ("S I O B H A N", "siobhan"), ("s as in sam m i t h", "smith"), ("b e double l", "bell"),
        ("bravo yankee romeo november echo", "byrne"),
        ("it's B Y R N E", "byrne"), ("d for dog o e", "doe"), ("double u o n g", "wong"),
    ])
    func `letters make a word`(text: String, word: String) {
        #expect(SpellingReader.word(in: Utterance(text))?.value == word)
    }

    @Test func `digits belong to it only where they may`() {
        #expect(SpellingReader.word(in: Utterance("S W 1 A 2 A A"), digits: true)?.value == "sw1a2aa")
        #expect(SpellingReader.word(in: Utterance("I would like a table")) == nil)
    }
}

@Suite struct EmailReaderTests {
    @Test(arguments: [
        ("Ann.Lee@mail.com", "ann.lee@mail.com"), ("my email is ann dot lee at g mail dot com", "ann.lee@gmail.com"),
        ("it's j double o underscore seven at example dot co dot uk thanks", "joo_7@example.co.uk"),
        ("write to ann-lee at stuff.org please", "ann-lee@stuff.org"), ("red kite all one word at gmail dot com", "redkite@gmail.com"),
        ("john d as in dog at mail dot com, lower case", "johnd@mail.com"), ("it's sara with an h at verizon net", "sara@verizon.net"),
        ("double u o n g at the rate stuff dot org", "wong@stuff.org"),
    ])
    func `an address is read typed or said`(text: String, address: String) {
        #expect(EmailReader.addresses(in: Utterance(text)).map(\.value) == [address])
    }

    @Test func `a provider alone is a domain when an address was asked for`() {
        #expect(EmailReader.addresses(in: Utterance("it's ann nine at gmail"), expecting: true).map(\.value) == ["ann9@gmail.com"])
        #expect(EmailReader.addresses(in: Utterance("I looked at gmail")).isEmpty)
    }

    @Test(arguments: ["tomorrow at 6.40", "meet me at the store", "@ann hello", "a table at eight"])
    func `other places are no address`(text: String) {
        #expect(EmailReader.addresses(in: Utterance(text)).isEmpty)
    }
}

@Suite struct AddressReaderTests {
    @Test(arguments: [
        ("12 Main Street apartment 4", "12 Main Street apartment 4"), ("deliver it to twelve main street please", "12 Main Street"),
        ("it's 221 B Baker Street, London and my number is 415 555 0101", "221 B Baker Street, London"),
        ("4333 american drive camden nj 08102", "4333 American Drive Camden Nj 08102"),
        ("to 14 Mill Lane, E5 7QF", "14 Mill Lane, E5 7QF"), ("flat 3, 21 Mill Street", "flat 3, 21 Mill Street"),
    ])
    func `a street address is read with what belongs to it`(text: String, address: String) throws {
        let read = try #require(AddressReader.address(in: Utterance(text)))
        #expect(read.value.lowercased() == address.lowercased())
    }

    @Test func `an answer without a street is kept with less confidence`() throws {
        let utterance = Utterance("the old mill, Riverside")
        #expect(AddressReader.address(in: utterance) == nil)
        let answer = try #require(AddressReader.address(in: utterance, expecting: true))
        #expect(answer.value == "Old Mill, Riverside" && answer.confidence < 0.5)
    }

    @Test(arguments: ["is there anything cheaper", "how long does that take", "and do you charge for it"])
    func `a question is no address`(text: String) {
        #expect(AddressReader.address(in: Utterance(text), expecting: true) == nil)
    }

    @Test(arguments: ["two large ones this way please", "I'd like three and the drive thru", "4 people at 8"])
    func `quantities are no house numbers`(text: String) {
        #expect(AddressReader.address(in: Utterance(text)) == nil)
    }
}
