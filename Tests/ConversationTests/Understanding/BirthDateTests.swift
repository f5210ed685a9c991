import Conversation
import Core
import Testing

@Suite struct BirthDateTests {
    @Test(arguments: [
        ("3rd of March 1965", "1965-03-03"), ("23/11 1961", "1961-11-23"), ("07 03 19 55", "1955-03-07"), ("581909", "1909-08-05"),
        ("the 18th of the 3rd 1976", "1976-03-18"), ("may fourteenth two thousand seven", "2007-05-14"),
    ])
    func `a date of birth is read with its year`(text: String, date: String) throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        let reader = DateTimeReader(reference: today, numericOrder: .dayFirst)
        #expect(reader.birthDate(in: Utterance(text))?.value.description == date)
    }

    @Test(arguments: ["tomorrow", "the 5th of May", "twenty twelve", "99 99 1999"])
    func `a date without its year or ahead is none`(text: String) throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        #expect(DateTimeReader(reference: today, numericOrder: .dayFirst).birthDate(in: Utterance(text)) == nil)
    }
}
