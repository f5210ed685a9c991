import Conversation
import Core
import Foundation
import Testing

/// A Tuesday afternoon: March 10, 2026, 14:00.
private let tuesday = Date(timeIntervalSince1970: 1_773_151_200)

private func reader(_ zone: String = "GMT") throws -> DateTimeReader {
    try DateTimeReader(reference: tuesday, timeZone: #require(TimeZone(identifier: zone)))
}

private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }
private func clock(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }

@Suite struct DateTimeReaderTests {
    @Test(arguments: [
        ("today", "2026-03-10"), ("the day after tomorrow", "2026-03-12"), ("Friday", "2026-03-13"), ("next Friday", "2026-03-20"),
        ("tuesday", "2026-03-17"), ("Saturday next week", "2026-03-21"), ("next week on Thursday", "2026-03-19"), ("the 5th", "2026-04-05"),
        ("the twelfth", "2026-03-12"), ("June 5", "2026-06-05"), ("may fifteenth", "2026-05-15"), ("5th of February", "2027-02-05"),
        ("march twenty second two thousand twenty seven", "2027-03-22"), ("2026-04-01", "2026-04-01"), ("4/1/2026", "2026-04-01"),
        ("in two weeks", "2026-03-24"), ("a week from Friday", "2026-03-20"), ("3 days ago", "2026-03-07"),
        ("Friday the 13th", "2026-03-13"),
        ("first Monday of next month", "2026-04-06"), ("last friday in march", "2026-03-27"), ("Christmas eve", "2026-12-24"),
        ("Mother's Day", "2026-05-10"), ("Easter Monday", "2026-04-06"), ("February 29", "2028-02-29"),
        ("Wednesday after next", "2026-03-18"), ("three business days from now", "2026-03-13"), ("in 7 working days", "2026-03-19"),
        ("the day after Christmas", "2026-12-26"), ("the Tuesday after Easter", "2026-04-07"),
        ("the Monday before Thanksgiving", "2026-11-23"), ("this Tuesday", "2026-03-17"), ("June the 5th on Saturday", "2027-06-05"),
        ("Thursday March 5", "2026-03-05"), ("in two weeks on Friday", "2026-03-27"), ("the Friday closest to March 25", "2026-03-27"),
        ("a week tomorrow", "2026-03-18"), ("March 5", "2026-03-05"), ("the Monday before last", "2026-03-02"),
        ("the first working day of next month", "2026-04-01"), ("the last business day of May", "2026-05-29"),
        ("the first business day after Christmas", "2026-12-28"), ("the last Friday before Christmas", "2026-12-18"),
        ("in roughly three weeks", "2026-03-31"), ("today am i late", "2026-03-10"),
        ("next month on the 5th", "2026-04-05"),
        ("20260401", "2026-04-01"), ("the day after", "2026-03-11"),
    ])
    func `a day lies ahead unless the words say otherwise`(text: String, date: String) throws {
        #expect(try reader().values(in: Utterance(text)).map(\.value) == [.date(day(date))])
    }

    @Test(arguments: [
        ("Rosh Hashanah 2023", "2023-09-16"), ("Rosh Hashanah 2024", "2024-10-03"), ("Yom Kippur", "2026-09-21"),
        ("Passover", "2026-04-02"),
        ("Passover 2024", "2024-04-23"), ("Purim 2025", "2025-03-14"), ("Hanukkah 2024", "2024-12-26"), ("Hanukkah 2026", "2026-12-05"),
        ("Eid al-Fitr 2026", "2026-03-20"), ("Eid al-Fitr 2023", "2023-04-21"), ("Eid al-Adha 2025", "2025-06-06"),
        ("Chinese New Year", "2027-02-06"), ("Chinese New Year 2045", "2045-02-17"),
        ("Lunar New Year 2026", "2026-02-17"),
    ])
    func `holidays of calendars of the moon are found by their rules`(text: String, date: String) throws {
        #expect(try reader().values(in: Utterance(text)).map(\.value) == [.date(day(date))])
    }

    @Test(arguments: [
        ("at 3", "15:00"), ("at 9", "09:00"), ("7:30 pm", "19:30"), ("seven thirty in the evening", "19:30"),
        ("quarter to six p.m.", "17:45"),
        ("half past ten", "10:30"), ("noon", "12:00"), ("12 midnight", "00:00"), ("at eight o'clock at night", "20:00"), ("15h30", "15:30"),
        ("ten oh five a m", "10:05"), ("0730 hours", "07:30"), ("oh five hundred", "05:00"), ("fifteen hundred hours", "15:00"),
        ("oh nine thirty", "09:30"), ("ten to eight pm", "19:50"), ("sevenish in the evening", "19:00"), ("20 to 2", "13:40"),
        ("three in the afternoon", "15:00"),
    ])
    func `a time of day is read as people say it`(text: String, time: String) throws {
        #expect(try reader().values(in: Utterance(text), expecting: true).first?.value == .time(clock(time)))
    }

    @Test func `a time that is all that is said and was not asked for is the next such moment`() throws {
        func values(_ text: String, expecting: Bool = false) throws -> [TemporalValue] {
            try reader().values(in: Utterance(text), expecting: expecting).map(\.value)
        }
        let (today, tomorrow) = (try day("2026-03-10"), try day("2026-03-11"))
        let three = try [TemporalValue.dateTime(LocalDateTime(today, clock("15:00"))), .time(clock("15:00"))]
        #expect(try values("at three in the afternoon") == three)
        #expect(try values("quarter to ten in the morning").first == .dateTime(LocalDateTime(tomorrow, clock("09:45"))))
        #expect(try values("noon").first == .dateTime(LocalDateTime(tomorrow, clock("12:00"))))
        #expect(try values("after 3 pm").first == .dateTimes(from: LocalDateTime(today, clock("15:00")), until: nil))
        #expect(
            try values("from 11 pm to 1 am").first
                == .dateTimes(from: LocalDateTime(today, clock("23:00")), until: LocalDateTime(tomorrow, clock("01:00"))))
        #expect(try values("at three in the afternoon", expecting: true) == [.time(clock("15:00"))])
        #expect(try values("three in the afternoon please") == [.time(clock("15:00"))])
    }

    @Test(arguments: ["3 pm", "at 3 pm", "three p m", "15:00", "afternoon 3"])
    func `an hour as a clock shows it is a time of any day`(_ said: String) throws {
        #expect(try reader().values(in: Utterance(said)).map(\.value) == [.time(clock("15:00"))])
    }

    @Test func `an hour without a half of the day stays two candidates`() throws {
        let values = try reader().values(in: Utterance("at 3"))
        #expect(try values.map(\.value) == [.time(clock("15:00")), .time(clock("03:00"))])
        #expect(values[0].confidence > values[1].confidence)
    }

    @Test(arguments: [
        ("tomorrow at three", "2026-03-11", "15:00"), ("3:30 pm on the 12th", "2026-03-12", "15:30"),
        ("today at two", "2026-03-10", "14:00"),
        ("Friday morning at 8:15", "2026-03-13", "08:15"), ("tonight at 8", "2026-03-10", "20:00"),
        ("in 90 minutes", "2026-03-10", "15:30"),
        ("today at one", "2026-03-10", "13:00"), ("9 this morning", "2026-03-10", "09:00"),
        ("2026-03-10T14:00:00", "2026-03-10", "14:00"), ("3 pm Eastern time on Friday", "2026-03-13", "15:00"),
        ("half an hour before noon on Friday", "2026-03-13", "11:30"),
        ("today in an hour", "2026-03-10", "15:00"), ("two hours before 5 pm tomorrow", "2026-03-11", "15:00"),
    ])
    func `date and time make one moment in any order`(text: String, date: String, time: String) throws {
        #expect(try reader().values(in: Utterance(text)).first?.value == .dateTime(LocalDateTime(day(date), clock(time))))
    }

    @Test func `ranges take what one end leaves out from the other`() throws {
        let friday = try day("2026-03-13")
        func first(_ text: String) throws -> TemporalValue? { try reader().values(in: Utterance(text + " please")).first?.value }
        #expect(try first("from 3 to 5 pm") == .times(from: clock("15:00"), until: clock("17:00")))
        #expect(try first("5 to 6 pm") == .times(from: clock("17:00"), until: clock("18:00")))
        #expect(try first("10 to 2 pm") == .times(from: clock("10:00"), until: clock("14:00")))
        #expect(
            try first("Friday 10 to 4")
                == .dateTimes(from: LocalDateTime(friday, clock("10:00")), until: LocalDateTime(friday, clock("16:00"))))
        #expect(try first("Friday at 10 to 4") == .dateTime(LocalDateTime(friday, clock("15:50"))))
        #expect(try first("from ten to two") == .times(from: clock("10:00"), until: clock("14:00")))
        #expect(
            try reader().values(in: Utterance("nine to twelve"), expecting: true).first?.value
                == .times(from: clock("09:00"), until: clock("12:00")))
        #expect(try first("9-6") == nil)
        #expect(
            try first("Friday between 11 and 1")
                == .dateTimes(from: LocalDateTime(friday, clock("11:00")), until: LocalDateTime(friday, clock("13:00"))))
        #expect(try first("the 13th to the 15th of July") == .dates(from: day("2026-07-13"), through: day("2026-07-15")))
        #expect(try first("July 13-15") == .dates(from: day("2026-07-13"), through: day("2026-07-15")))
        #expect(try first("Monday to Wednesday") == .dates(from: day("2026-03-16"), through: day("2026-03-18")))
        #expect(try first("next week") == .dates(from: day("2026-03-16"), through: day("2026-03-22")))
        #expect(try first("between 2010 and 2012") == .dates(from: day("2010-01-01"), through: day("2012-01-01")))
        #expect(
            try first("later than 9:30 but before 11 on Friday")
                == .dateTimes(from: LocalDateTime(friday, clock("09:30")), until: LocalDateTime(friday, clock("11:00"))))
        #expect(
            try first("Friday after 5 but before 7")
                == .dateTimes(from: LocalDateTime(friday, clock("17:00")), until: LocalDateTime(friday, clock("19:00"))))
        #expect(
            try first("Friday PM")
                == .dateTimes(from: LocalDateTime(friday, clock("12:00")), until: LocalDateTime(day("2026-03-14"), clock("00:00"))))
        #expect(try first("lunchtime") == .times(from: clock("11:00"), until: clock("13:00")))
        #expect(try first("three nights from Friday") == .dates(from: friday, through: day("2026-03-16")))
        #expect(try first("after 2026-11-10") == .dates(from: day("2026-11-11"), through: nil))
        #expect(try first("on or after May 5") == .dates(from: day("2026-05-05"), through: nil))
        #expect(try first("after 5 pm") == .times(from: clock("17:00"), until: nil))
        #expect(try first("for two and a half hours") == .duration(seconds: 9_000))
    }

    @Test(arguments: [
        ("the first week of May", "2026-05-04", "2026-05-10"), ("the last weekend in October", "2026-10-31", "2026-11-01"),
        ("the second half of June", "2026-06-16", "2026-06-30"), ("Q3", "2026-07-01", "2026-09-30"),
        ("the first quarter of next year", "2027-01-01", "2027-03-31"), ("the eighties", "1980-01-01", "1989-12-31"),
        ("the 2010s", "2010-01-01", "2019-12-31"), ("in nineteen eighty four", "1984-01-01", "1984-12-31"),
        ("twenty twenty six", "2026-01-01", "2026-12-31"), ("the month after next", "2026-05-01", "2026-05-31"),
        ("week commencing 4 May", "2026-05-04", "2026-05-10"), ("Christmas week", "2026-12-21", "2026-12-27"),
        ("the weekend of July 6", "2026-07-04", "2026-07-06"), ("summer 2027", "2027-06-21", "2027-09-20"),
        ("late next week", "2026-03-20", "2026-03-22"),
        ("the 19th century", "1800-01-01", "1899-12-31"), ("the early nineties", "1990-01-01", "1993-05-01"),
        ("Ramadan", "2026-02-18", "2026-03-19"), ("this decade", "2020-01-01", "2029-12-31"), ("spring 2027", "2027-03-20", "2027-06-19"),
        ("2027 Q2", "2027-04-01", "2027-06-30"),
        ("the whole week", "2026-03-09", "2026-03-15"), ("the first three days of June", "2026-06-01", "2026-06-03"),
        ("the last two weeks of August", "2026-08-18", "2026-08-31"), ("the month before last", "2026-01-01", "2026-01-31"),
        ("this coming weekend", "2026-03-14", "2026-03-15"), ("the week before Easter", "2026-03-23", "2026-03-29"),
        ("march two thousand nineteen", "2019-03-01", "2019-03-31"), ("early in October", "2026-10-01", "2026-10-10"),
        ("the next 4 business days", "2026-03-11", "2026-03-16"),
    ])
    func `weeks, months and years are all their days`(text: String, from: String, through: String) throws {
        #expect(try reader().values(in: Utterance(text)).map(\.value) == [.dates(from: day(from), through: day(through))])
    }

    @Test func `a range is followed by the days that are its ends`() throws {
        let (friday, monday) = (try day("2026-03-13"), try day("2026-03-16"))
        #expect(
            try reader().values(in: Utterance("from Friday to Monday")).map(\.value) == [
                .dates(from: friday, through: monday), .date(friday), .date(monday),
            ])
        #expect(try reader().values(in: Utterance("July 13 to 15")).count == 1)
        #expect(try reader().values(in: Utterance("May 1 - May 9")).count == 1)
        #expect(try reader().values(in: Utterance("from May 1, 2026 to May 9, 2026")).count == 1)
    }

    @Test func `a range may begin or end now, and takes its year from either end`() throws {
        func first(_ text: String) throws -> TemporalValue? { try reader().values(in: Utterance(text)).first?.value }
        #expect(try first("between now and Friday") == .dates(from: day("2026-03-10"), through: day("2026-03-13")))
        #expect(
            try first("from now until five")
                == .dateTimes(
                    from: LocalDateTime(day("2026-03-10"), clock("14:00")), until: LocalDateTime(day("2026-03-10"), clock("17:00"))))
        #expect(
            try first("2026-03-28 17:00/2026-03-29 21:00")
                == .dateTimes(
                    from: LocalDateTime(day("2026-03-28"), clock("17:00")), until: LocalDateTime(day("2026-03-29"), clock("21:00"))))
        #expect(try first("3/1 to 3/20") == .dates(from: day("2026-03-01"), through: day("2026-03-20")))
        #expect(try first("December 20 to January 5") == .dates(from: day("2026-12-20"), through: day("2027-01-05")))
        #expect(try first("5/1-5/7, 2027") == .dates(from: day("2027-05-01"), through: day("2027-05-07")))
    }

    @Test(arguments: [
        ("the fifth or the sixth of May", ["2026-05-05", "2026-05-06"]), ("May 5th or 6th", ["2026-05-05", "2026-05-06"]),
        ("the 5th or the 6th", ["2026-04-05", "2026-04-06"]),
        ("May 5 and 6", ["2026-05-05", "2026-05-06"]), ("Friday or the day after", ["2026-03-13", "2026-03-14"]),
    ])
    func `two days of one month share its name`(text: String, dates: [String]) throws {
        #expect(try reader().values(in: Utterance(text)).map(\.value) == dates.map { .date(try day($0)) })
    }

    @Test(arguments: [
        ("tonight at 12", "2026-03-11", "00:00"), ("Friday night at one", "2026-03-14", "01:00"), ("tonight at 8", "2026-03-10", "20:00"),
        ("the end of tomorrow", "2026-03-11", "23:59"), ("this time tomorrow", "2026-03-11", "14:00"),
        ("Friday by close of business", "2026-03-13", "23:59"),
    ])
    func `a night goes on past midnight and a day ends before it`(text: String, date: String, time: String) throws {
        #expect(try reader().values(in: Utterance(text)).first?.value == .dateTime(LocalDateTime(day(date), clock(time))))
    }

    @Test func `what begins or ends with a day names the day, and the days on its side`() throws {
        let friday = try day("2026-03-13")
        #expect(try reader().values(in: Utterance("until Friday")).map(\.value) == [.date(friday), .dates(from: nil, through: friday)])
        #expect(try reader().values(in: Utterance("starting Friday")).map(\.value) == [.date(friday), .dates(from: friday, through: nil)])
        #expect(
            try reader().values(in: Utterance("at least 3 days from now")).map(\.value) == [.dates(from: day("2026-03-13"), through: nil)])
        for text in ["no sooner than Friday", "Friday at the earliest", "from Friday onwards", "as of Friday"] {
            #expect(try reader().values(in: Utterance(text)).map(\.value) == [.dates(from: friday, through: nil)], "\(text)")
        }
        for text in ["Friday at the latest", "not after Friday", "no later than Friday"] {
            #expect(try reader().values(in: Utterance(text)).map(\.value) == [.dates(from: nil, through: friday)], "\(text)")
        }
        #expect(
            try reader().values(in: Utterance("before five")).map(\.value) == [
                .times(from: nil, until: clock("17:00")), .times(from: nil, until: clock("05:00")), .time(clock("17:00")),
                .time(clock("05:00")),
            ])
        #expect(try reader().values(in: Utterance("no later than 5 pm")).count == 1)
        let (start, end) = (try day("2026-06-01"), try day("2026-06-30"))
        #expect(try reader().values(in: Utterance("by the end of June")).map(\.value) == [.date(end), .dates(from: nil, through: end)])
        #expect(try reader().values(in: Utterance("before the end of June")).map(\.value) == [.dates(from: nil, through: end)])
        #expect(try reader().values(in: Utterance("after the beginning of June")).map(\.value) == [.dates(from: start, through: nil)])
        #expect(
            try reader().values(in: Utterance("after Friday")).map(\.value) == [
                .dates(from: day("2026-03-14"), through: nil), .date(day("2026-03-13")),
            ])
    }

    @Test(arguments: [
        "this may take a second", "the 1st week", "the second half", "good morning", "table for two", "I'd like three of them",
        "one may ask", "$12 and 37.1", "the first one", "between two and three people", "once a week", "ten to twelve guests",
        "a quarter of the people", "march on", "from one account to another", "how about three cookies", "at two different shops",
        "by 500 dollars", "what is the apr",
        "sixteen years old", "which day of the week", "my next day off",
    ])
    func `everyday words are no time`(text: String) throws {
        #expect(try reader().values(in: Utterance(text)).isEmpty)
    }

    @Test func `an hour from now is an hour also when the clocks change`() throws {
        // New York, March 8, 2026, 01:30: half an hour later it is three.
        let newYork = try #require(TimeZone(identifier: "America/New_York"))
        let night = DateTimeReader(reference: Date(timeIntervalSince1970: 1_772_951_400), timeZone: newYork)
        #expect(try night.values(in: Utterance("in an hour")).map(\.value) == [.dateTime(LocalDateTime(day("2026-03-08"), clock("03:30")))])
        #expect(
            try night.values(in: Utterance("tomorrow at one pm")).map(\.value) == [
                .dateTime(LocalDateTime(day("2026-03-09"), clock("13:00")))
            ])
    }

    @Test func `the day is the day of the business`() throws {
        #expect(try reader("Pacific/Auckland").values(in: Utterance("today")).map(\.value) == [.date(day("2026-03-11"))])
    }

    @Test(arguments: [
        "999999999999999 years", "in 4999 years", "99/99/9999", "25:61", "the 32nd", "31 june", "9999999999 hours ago", "2026-04-01-",
        "-20260401-",
    ])
    func `nonsense is survived`(text: String) throws {
        _ = try reader().values(in: Utterance(text))
        _ = try reader().wish(in: Utterance(text))
    }
}
