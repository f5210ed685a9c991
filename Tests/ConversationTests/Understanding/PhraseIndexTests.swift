import Conversation
import Testing

@Suite struct PhraseIndexTests {
    private let dishes = PhraseIndex(
        [
            ("margherita", ["Margherita Pizza"]), ("diavola", ["Pizza Diavola"]), ("funghi", ["Funghi Pizza"]),
            ("caesar", ["Caesar Salad"]),
            ("greek", ["Greek Salad"]), ("coke", ["Coca-Cola", "coke"]), ("dietCoke", ["Diet Coke"]), ("sevenUp", ["7 Up"]),
            ("jalapeno", ["Jalapeño Peppers"]), ("pepperjack", ["Pepperjack"]), ("fries", ["French Fries"]),
        ], headings: ["pizza", "salad"])

    private let services = PhraseIndex([
        ("consultation", ["General Consultation"]), ("checkup", ["Annual Checkup", "physical"]), ("blood", ["Blood Test", "blood work"]),
        ("vaccination", ["Vaccination", "shot", "flu shot"]),
    ])

    private let topics = PhraseIndex([
        ("access", ["Account Access", "password", "locked out", "log in", "login", "two factor"]),
        ("billing", ["Billing", "invoice", "charged twice", "refund"]),
        ("outage", ["Service Outage", "down", "nothing works", "not loading"]),
        ("hardware", ["Hardware", "printer", "keyboard", "screen"]),
    ])

    @Test(
        arguments: [
            ("a margherita pizza please", ["margherita"]), ("two margheritas", ["margherita"]), ("margarita", ["margherita"]),
            ("margrito", ["margherita"]), ("margherita and diavola", ["margherita", "diavola"]), ("a diet coke", ["dietCoke"]),
            ("a coke", ["coke"]),
            ("coca cola", ["coke"]), ("Coca-Colas", ["coke"]), ("seven up", ["sevenUp"]), ("a 7up", ["sevenUp"]),
            ("jalapeno pepper", ["jalapeno"]),
            ("pepper jack", ["pepperjack"]), ("frys", ["fries"]), ("the fungi", ["funghi"]), ("seasar salad", ["caesar"]),
        ])
    func aNameIsFoundHoweverItIsSaidOrWritten(said: String, names: [String]) {
        #expect(dishes.candidates(in: Utterance(said)).map(\.value) == names)
    }

    @Test(
        arguments: [
            ("the check up", "checkup"), ("I need my annual physical", "checkup"), ("some blood work", "blood"),
            ("a vacination", "vaccination"),
            ("just a consultation", "consultation"),
        ])
    func aServiceIsFoundByPartOfItsName(said: String, service: String) {
        #expect(services.candidates(in: Utterance(said)).map(\.value) == [service])
    }

    @Test(arguments: ["pizza", "a salad", "and then", "hello this is John Doe", "what time do you close", ""])
    func wordsThatNameNothingFindNothing(said: String) {
        #expect(dishes.candidates(in: Utterance(said)).isEmpty)
    }

    @Test func whatTwoThingsShareIsBothWithHalfTheConfidence() {
        let rooms = PhraseIndex([("blue", ["Blue Room"]), ("green", ["Green Room"])])
        let candidates = rooms.candidates(in: Utterance("the room"))
        #expect(Set(candidates.map(\.value)) == ["blue", "green"])
        #expect(candidates.allSatisfy { $0.confidence < 0.5 })
    }

    @Test func aNameSaidInFullIsSurerThanAPartAndAPartSurerThanAMishearing() {
        let confidences = ["margherita pizza", "margherita", "margrito"].map { dishes.candidates(in: Utterance($0)).first?.confidence ?? 0 }
        #expect(confidences == confidences.sorted(by: >))
        #expect(Set(confidences).count == 3)
    }

    @Test func theSpanIsWhereItWasSaid() {
        let text = "one crème brûlée and a coke"
        let candidate = dishes.candidates(in: Utterance(text)).first
        #expect(candidate?.span == 23..<27)
    }

    @Test(
        arguments: [
            ("nothing works I've been locked out since this morning and I've called three times", ["access", "outage"]),
            ("I forgot my password", ["access"]), ("you charged me twice and I want a refund", ["billing"]),
            ("my printers are broken", ["hardware"]),
            ("I would like to talk to somebody", []),
        ])
    func aComplaintPointsToEachTopicItTouches(said: String, topics expected: [String]) {
        #expect(Set(topics.relevance(in: Utterance(said)).map(\.value)) == Set(expected))
    }

    @Test func moreWordsOfATopicMakeItSurer() {
        let one = topics.relevance(in: Utterance("I forgot my password")).first?.confidence ?? 0
        let two = topics.relevance(in: Utterance("I forgot my password and am locked out")).first?.confidence ?? 0
        #expect(two > one)
    }

    @Test func `a letter or the end of a number is no part of a name`() {
        let shops = PhraseIndex([("market", ["5th Street Market"]), ("dry", ["A+ Dry Cleaning"])])
        #expect(shops.candidates(in: Utterance("I want a slot on the 7th")).isEmpty)
        #expect(shops.candidates(in: Utterance("the dry cleaning and the street market")).map(\.value) == ["dry", "market"])
    }

    @Test func `a name goes on across the punctuation that it is written with, and no further`() {
        let staff = PhraseIndex([("ortega", ["Lucia J. Ortega, MD"]), ("stone", ["Stone Ridge"])])
        #expect(staff.candidates(in: Utterance("with Lucia J. Ortega, MD, on Monday")).map(\.evidence) == ["its name"])
        #expect(staff.candidates(in: Utterance("Lucia J. Ortega")).map(\.value) == ["ortega"])
        #expect(staff.candidates(in: Utterance("on the stone, ridge side")).map(\.evidence) != ["its name"])
    }
}
