import Conversation
import Core
import Testing

@Suite struct PhoneReaderTests {
    @Test(arguments: [
        ("555-0142", "5550142"), ("(415) 555-0101 ext 12", "4155550101"), ("+1 415 555 0101", "14155550101"),
        ("four one five, five five five, oh one oh one", "4155550101"), ("four fifteen five fifty five twenty one ten", "4155552110"),
        ("it's 415 double five 5 0101 thanks", "4155550101"), ("eight hundred five five five oh one oh one", "8005550101"),
        ("415 triple 5 um zero one zero two", "4155550102"), ("two hundred and twelve, five five five, ninety nine hundred", "2125559900"),
        ("617 555 0101 12345", "6175550101"), ("ticket 8123456 phone 617 555 0101", "6175550101"), ("1-800-GO-HIKING", "18004644546"),
        ("call one eight hundred bananas now", "18002262627"), ("call 415.555.0101 or mail me", "4155550101"),
    ])
    func `a number is read from its groups`(text: String, digits: String) {
        #expect(PhoneReader.numbers(in: Utterance(text)).map(\.value) == [digits])
    }

    @Test(arguments: [
        ("five five five double oh no sorry five five five oh one oh one", "5550101"),
        ("four one five five five five oh one oh one, sorry, oh one oh two", "4155550102"),
        ("415 555 0101 no wait 0102", "4155550102"),
        ("four one five, five five five, no sorry, five five six, oh one oh one", "4155560101"),
        ("four one five five five five oh one oh one wait make that oh nine", "4155550109"),
    ])
    func `a correction replaces what it repeats`(text: String, digits: String) {
        #expect(PhoneReader.numbers(in: Utterance(text)).map(\.value) == [digits])
    }

    @Test(arguments: [
        "account 12345678", "serial X12-5550-10101", "one eight hundred people were there", "two large and three small",
        "on 20/10/2025 at 10:30", "1,032,923 people", "order number 10421042",
    ])
    func `other numbers are no telephone number`(text: String) {
        #expect(PhoneReader.numbers(in: Utterance(text)).isEmpty)
    }

    @Test func `digits can be dictated over several turns`() throws {
        let first = try #require(PhoneReader.dictation(in: Utterance("it's four one five")))
        let second = try #require(PhoneReader.dictation(after: first.value, in: Utterance("five five five")))
        let third = try #require(PhoneReader.dictation(after: second.value, in: Utterance("oh one oh one")))
        #expect([first.value, second.value, third.value] == ["415", "415555", "4155550101"])
        let corrected = PhoneReader.dictation(after: third.value, in: Utterance("no sorry oh one oh two"))
        #expect(corrected?.value == "4155550102")
        #expect(PhoneReader.dictation(in: Utterance("let me think")) == nil)
    }

    @Test func `a complete number can be dialled and is surer than a short one`() throws {
        #expect(PhoneReader.phoneNumber("4155550101")?.e164 == "+14155550101")
        #expect(PhoneReader.phoneNumber("5550101") == nil)
        let full = try #require(PhoneReader.numbers(in: Utterance("4155550101")).first)
        let short = try #require(PhoneReader.numbers(in: Utterance("5550101")).first)
        #expect(full.confidence > short.confidence)
    }
}
