import Core
import Testing

@testable import Conversation

@Suite struct SpokenTests {
    @Test(arguments: [
        (1899, "USD", "eighteen ninety-nine"), (1800, "USD", "eighteen dollars"), (1805, "USD", "eighteen oh five"),
        (99, "USD", "ninety-nine cents"), (100, "USD", "one dollar"), (6996, "USD", "sixty-nine ninety-six"),
        (12345, "EUR", "one hundred twenty-three forty-five"), (500, "JPY", "five hundred yen"), (0, "USD", "zero dollars"),
    ])
    func `an amount is said as at a till`(_ minorUnits: Int, _ currency: String, _ words: String) {
        #expect(Spoken.money(Money(minorUnits: minorUnits, currency: currency)) == words)
    }

    @Test(arguments: [
        ("4155550101", "four one five, five five five, oh one oh one"), ("5550142", "five five five, oh one four two"),
        ("102", "one oh two"),
    ])
    func `a number is said in groups`(_ digits: String, _ words: String) {
        #expect(Spoken.digits(digits) == words)
    }

    @Test(arguments: [
        ("1042", "ten forty-two"), ("77", "seventy-seven"), ("1000", "ten hundred"), ("1007", "ten oh seven"), ("A-7", "A-7"),
    ])
    func `a record's number is said short`(_ number: String, _ words: String) {
        #expect(Spoken.recordNumber(number) == words)
    }

    @Test(arguments: [
        (0, 0, "midnight"), (12, 0, "noon"), (9, 15, "quarter past nine"), (10, 30, "half past ten"), (15, 5, "three oh five"),
        (14, 45, "two forty-five"), (17, 0, "five o'clock"),
    ])
    func `a time is said as on a clock face`(_ hour: Int, _ minute: Int, _ words: String) throws {
        #expect(Spoken.time(try #require(LocalTime(hour: hour, minute: minute))) == words)
    }

    @Test(arguments: [
        ("2026-01-09", "today"), ("2026-01-10", "tomorrow"), ("2026-01-13", "Tuesday the thirteenth"),
        ("2026-02-03", "Tuesday the third of February"), ("2026-01-31", "Saturday the thirty-first"),
    ])
    func `a day is named as fully as needed`(_ date: String, _ words: String) throws {
        let today = try #require(LocalDate("2026-01-09"))
        #expect(Spoken.date(try #require(LocalDate(date)), today: today) == words)
    }

    @Test(arguments: [
        ("Caesar Salad", "Caesar Salads"), ("Cherry", "Cherries"), ("Sandwich", "Sandwiches"), ("Fries", "Fries"), ("Key", "Keys"),
    ])
    func `several have a plural`(_ name: String, _ plural: String) {
        #expect(Spoken.plural(name) == plural)
    }

    @Test func `names are listed with one conjunction`() {
        #expect(Spoken.list(["a"]) == "a")
        #expect(Spoken.list(["a", "b", "c"], "or") == "a, b or c")
    }
}
