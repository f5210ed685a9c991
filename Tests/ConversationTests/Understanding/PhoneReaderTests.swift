import Conversation
import Core
import Testing

@Suite struct PhoneReaderTests {
    @Test(arguments: [
        ("555-0142", "5550142"), ("(415) 555-0101 ext 12", "4155550101"), ("+1 415 555 0101", "+14155550101"),
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

    @Test(arguments: [
        ("plus four four seven seven double oh nine hundred one two three", "+447700900123"),
        ("+39 06 1234 5678", "+390612345678"), ("double oh four four two oh seven nine four six oh nine five eight", "+442079460958"),
    ])
    func `a number with a country code is read everywhere`(text: String, e164: String) throws {
        let read = try #require(PhoneReader.numbers(in: Utterance(text)).first)
        #expect(PhoneReader.phoneNumber(read.value)?.e164 == e164)
    }

    @Test(arguments: [
        ["plus four four", "seven seven double oh", "nine oh oh", "one two three"],
        ["plus four four", "seven seven oh oh nine oh oh one two three"],
        ["double oh", "four four seven seven oh oh", "nine double oh one two three"],
        ["oh seven seven double oh", "nine double oh one two three"],
    ])
    func `a number of the business's region is dictated over several turns`(turns: [String]) throws {
        let london = try #require(PhoneNumber.Region(timeZone: "Europe/London"))
        var digits = ""
        for turn in turns {
            #expect(PhoneReader.phoneNumber(digits, region: london) == nil)
            digits = try #require(PhoneReader.dictation(after: digits, in: Utterance(turn), region: london)).value
        }
        #expect(PhoneReader.phoneNumber(digits, region: london)?.e164 == "+447700900123")
    }
}
