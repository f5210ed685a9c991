import Conversation
import Core
import Testing

/// Callers and recognisers produce anything; a reader that traps would end every call on the server.
@Suite struct NonsenseTests {
    private static let words = """
        the first last next this monday friday may march 5 12 31 2016 99 999999999999999 0 1 3rd of in at from to between and half quarter \
        past ago weeks days years months hours minutes morning night tomorrow today week month year weekend hundred thousand million \
        trillion dozen point double triple oh no sorry - / : . , @ dot com am pm $ 1/2 ½ twenty nine zero christmas after before until by \
        not beginning end summer name is John S as Sam street apartment don't é 👩‍🍳 x ext 10:30 2026-01-01 31/12 th st a an rest
        """.split(separator: " ").map(String.init)

    @Test(arguments: 1...7)
    func `parts of periods never end before they begin`(weekday: Int) throws {
        let reader = DateTimeReader(reference: LocalDateTime(LocalDate(dayNumber: 20_000 + weekday), try #require(LocalTime("14:00"))))
        let parts = [
            "first half", "second half", "last half", "beginning", "early", "middle", "end", "late", "rest", "last week", "last weekend",
        ]
        let units = "week weekend fortnight month quarter year spring summer autumn winter season february".split(separator: " ")
        var texts = units.flatMap { unit in ["earlier this \(unit)", "later this \(unit)", "sometime this \(unit)"] }
        for unit in units {
            for relation in ["", "this ", "next ", "last ", "the "] { texts += parts.map { "\($0) of \(relation)\(unit)" } }
        }
        for text in texts {
            // A range that ends before it begins would trap.
            #expect(reader.values(in: Utterance(text), expecting: true).count < 4, "\(text)")
        }
    }

    @Test(arguments: 0..<8)
    func `every reader survives words in any order`(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        for _ in 0..<100 {
            let separator = [" ", " ", ", ", "-", ""][Int(random.next() % 5)]
            let text = (0..<(random.next() % 9 + 1)).map { _ in Self.words[Int(random.next() % UInt64(Self.words.count))] }
                .joined(separator: separator)
            let utterance = Utterance(text)
            let now = LocalDateTime(
                LocalDate(dayNumber: Int(random.next() % 40_000)), try #require(LocalTime(minutes: Int(random.next() % 1_440))))
            let reader = DateTimeReader(reference: now)
            let length = text.unicodeScalars.count
            #expect(reader.values(in: utterance, expecting: true).allSatisfy { $0.span.upperBound <= length }, "\(text)")
            #expect(reader.wish(in: utterance)?.value.from.map { $0 >= now.date } ?? true, "\(text)")
            #expect(NumberReader.numbers(in: utterance).allSatisfy { $0.span.upperBound <= length }, "\(text)")
            #expect(PhoneReader.dictation(after: "415", in: utterance)?.value.isEmpty != true, "\(text)")
            #expect(PhoneReader.numbers(in: utterance).allSatisfy { (7...15).contains($0.value.utf8.count) }, "\(text)")
            #expect(EmailReader.addresses(in: utterance).allSatisfy { $0.value.contains("@") }, "\(text)")
            #expect(NameReader.name(in: utterance, expecting: true)?.value.isEmpty != true, "\(text)")
            #expect(SpellingReader.word(in: utterance, digits: true)?.value.isEmpty != true, "\(text)")
            #expect(AddressReader.address(in: utterance, expecting: true)?.value.isEmpty != true, "\(text)")
        }
    }
}

/// The same numbers in every run. Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
