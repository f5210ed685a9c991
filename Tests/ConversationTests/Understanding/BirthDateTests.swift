import Conversation
import Core
import Testing

@Suite struct BirthDateTests {
    @Test(arguments: [
        ("3rd of March 1965", "1965-03-03"), ("23/11 1961", "1961-11-23"), ("09 11 19 62", "1962-11-09"), ("581909", "1909-08-05"),
        ("the 18th of the 3rd 1976", "1976-03-18"), ("may fourteenth two thousand seven", "2007-05-14"),
    ])
    func `a date of birth is read with its year`(text: String, date: String) throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        let reader = DateTimeReader(reference: today, numericOrder: .dayFirst)
        #expect(reader.birthDate(in: Utterance(text))?.value.description == date)
    }

    @Test(arguments: [
        ("5th of June 1930 4", "1934-06-05"), ("2nd of August 2000 and 9", "2009-08-02"), ("12th of May 19th 63", "1963-05-12"),
        ("20 3rd of May 1980", "1980-05-23"), ("20608 1971", "1971-08-26"), ("9 for 1988", "1988-04-09"), ("01 02 87", "1987-02-01"),
        ("I was born on October 31st 1999", "1999-10-31"), ("nineteenth of April nineteen oh five", "1905-04-19"),
        ("3rd July 198 sorry 3rd July 1981", "1981-07-03"),
    ])
    func `what a recogniser has cut wrongly is put together again`(text: String, date: String) throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        let reader = DateTimeReader(reference: today, numericOrder: .dayFirst)
        #expect(reader.birthDates(in: [Hypothesis(text)]).first?.value.description == date)
    }

    @Test(arguments: [("7/4/1985", "1985-07-04"), ("oh seven oh four eighty five", "1985-07-04"), ("25 12 1990", "1990-12-25")])
    func `where the month comes first it does in a date of birth`(text: String, date: String) throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        let reader = DateTimeReader(reference: today, numericOrder: .monthFirst)
        #expect(reader.birthDate(in: Utterance(text))?.value.description == date)
    }

    @Test func `hypotheses that agree make a date surer`() throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        let reader = DateTimeReader(reference: today, numericOrder: .dayFirst)
        let agreed = reader.birthDates(in: ["3rd of May 1950", "3rd May 1950"].map { Hypothesis($0) })
        let doubtful = reader.birthDates(in: ["3rd of May 1950", "3rd of May 1915"].map { Hypothesis($0) })
        #expect(try #require(agreed.first).confidence > (try #require(doubtful.first)).confidence)
        #expect(doubtful.count == 2)
    }

    @Test func `a year of a round number may be one of which the end was lost`() throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        let reader = DateTimeReader(reference: today, numericOrder: .dayFirst)
        let round = reader.birthDates(in: ["3rd of May 1950", "3rd May 1950"].map { Hypothesis($0) })
        let whole = reader.birthDates(in: ["3rd of May 1954", "3rd May 1954"].map { Hypothesis($0) })
        #expect(try #require(round.first).confidence < (try #require(whole.first)).confidence)
    }

    @Test(arguments: ["tomorrow", "the 5th of May", "twenty twelve", "99 99 1999"])
    func `a date without its year or ahead is none`(text: String) throws {
        let today = LocalDateTime(try #require(LocalDate("2026-03-10")), try #require(LocalTime("14:00")))
        #expect(DateTimeReader(reference: today, numericOrder: .dayFirst).birthDate(in: Utterance(text)) == nil)
    }
}
