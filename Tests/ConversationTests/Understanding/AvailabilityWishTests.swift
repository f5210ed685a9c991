import Conversation
import Core
import Foundation
import Testing

/// A Tuesday afternoon: March 10, 2026, 14:00.
private let tuesday = Date(timeIntervalSince1970: 1_773_151_200)

private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }
private func clock(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }

@Suite struct AvailabilityWishTests {
    private func wish(_ text: String, expecting: Bool = false) throws -> AvailabilityWish? {
        DateTimeReader(reference: tuesday, timeZone: .gmt).wish(in: Utterance(text), expecting: expecting)?.value
    }

    @Test func `every part of a wish narrows it`() throws {
        #expect(
            try wish("some time next week, not Monday, mornings are best")
                == AvailabilityWish(
                    from: day("2026-03-16"), through: day("2026-03-22"), excludedWeekdays: [.monday], latest: clock("12:00")))
        #expect(
            try wish("next Tuesday afternoon")
                == AvailabilityWish(from: day("2026-03-17"), through: day("2026-03-17"), earliest: clock("12:00"), latest: clock("18:00")))
        #expect(
            try wish("tomorrow at three")
                == AvailabilityWish(from: day("2026-03-11"), through: day("2026-03-11"), preferred: clock("15:00")))
        #expect(
            try wish("any time after lunch on Friday")
                == AvailabilityWish(from: day("2026-03-13"), through: day("2026-03-13"), earliest: clock("13:00")))
        #expect(try wish("the 12th") == AvailabilityWish(from: day("2026-03-12"), through: day("2026-03-12")))
        #expect(try wish("before 10 am please") == AvailabilityWish(latest: clock("10:00")))
    }

    @Test func `alternatives stay alternatives`() throws {
        let either = AvailabilityWish(from: try day("2026-03-17"), through: try day("2026-03-19"), weekdays: [.tuesday, .thursday])
        #expect(try wish("next Tuesday or Thursday") == either)
        #expect(
            try wish("Fridays in the afternoon") == AvailabilityWish(weekdays: [.friday], earliest: clock("12:00"), latest: clock("18:00")))
        #expect(
            try wish("next week Tuesday or Thursday, or next week any day but Friday")?.excludedWeekdays == [.friday])
    }

    @Test func `what does not suit is left out, also of two that are named together`() throws {
        #expect(try wish("any day but Monday or Tuesday") == AvailabilityWish(excludedWeekdays: [.monday, .tuesday]))
        for text in ["no, any day but Friday", "any day apart from Friday", "anything other than Friday"] {
            #expect(try wish(text) == AvailabilityWish(excludedWeekdays: [.friday]), "\(text)")
        }
        #expect(try wish("not this week") == AvailabilityWish(from: day("2026-03-16")))
        #expect(try wish("Mondays and Tuesdays are bad") == AvailabilityWish(excludedWeekdays: [.monday, .tuesday]))
        #expect(try wish("Wednesday doesn't work, Thursday is fine")?.from == day("2026-03-12"))
        #expect(try wish("nothing before ten please") == AvailabilityWish(earliest: clock("10:00")))
        #expect(try wish("not in the afternoon") == AvailabilityWish(latest: clock("12:00")))
    }

    @Test func `bounds narrow a wish, alternatives widen it`() throws {
        #expect(try wish("after ten but before noon") == AvailabilityWish(earliest: clock("10:00"), latest: clock("12:00")))
        #expect(
            try wish("this week or next week") == AvailabilityWish(from: day("2026-03-10"), through: day("2026-03-22")))
        #expect(try wish("tomorrow at three or four")?.preferred == clock("15:00"))
        #expect(try wish("until Friday") == AvailabilityWish(from: day("2026-03-10"), through: day("2026-03-13")))
        #expect(try wish("Friday afternoon")?.latest == clock("18:00"))
    }

    @Test func `early and late are said of a day that is named alone`() throws {
        let friday = try day("2026-03-13")
        #expect(
            try wish("early the day after") == AvailabilityWish(from: day("2026-03-11"), through: day("2026-03-11"), latest: clock("12:00"))
        )
        #expect(try wish("Friday pm") == AvailabilityWish(from: friday, through: friday, earliest: clock("12:00")))
        #expect(try wish("late on Friday") == AvailabilityWish(from: friday, through: friday, earliest: clock("15:00")))
        #expect(try wish("I am running late on Friday") == AvailabilityWish(from: friday, through: friday))
        #expect(try wish("tomorrow or the day after")?.through == day("2026-03-12"))
    }

    @Test func `an appointment is moved to the new time`() throws {
        let monday = AvailabilityWish(from: try day("2026-03-16"), through: try day("2026-03-16"))
        #expect(try wish("can you change it from Friday to Monday") == monday)
        #expect(try wish("I'd like to move Friday's appointment to Monday") == monday)
        #expect(try wish("I have Friday at ten, can I move it to Monday at eleven")?.preferred == clock("11:00"))
    }

    @Test func `an hour is one at which the business is open`() throws {
        let dinner = OpeningHours(weekly: [.friday: [.init(opens: 17 * 60, closes: 23 * 60)]])
        let utterance = Utterance("a table for two on Friday at eight")
        let reader = DateTimeReader(reference: tuesday, timeZone: .gmt)
        #expect(try reader.wish(in: utterance, hours: dinner)?.value.preferred == clock("20:00"))
        #expect(try reader.wish(in: utterance)?.value.preferred == clock("08:00"))
    }

    @Test func `a part of the day holds on every day of a week`() throws {
        #expect(
            try wish("any morning next week")
                == AvailabilityWish(from: day("2026-03-16"), through: day("2026-03-22"), latest: clock("12:00")))
        #expect(try wish("as soon as possible") == AvailabilityWish(from: day("2026-03-10")))
    }

    @Test func `groups of weekdays are wished for or not`() throws {
        #expect(try wish("weekday mornings")?.weekdays == [.monday, .tuesday, .wednesday, .thursday, .friday])
        #expect(try wish("any day next month except weekends")?.excludedWeekdays == [.saturday, .sunday])
        #expect(try wish("the week after next") == AvailabilityWish(from: day("2026-03-23"), through: day("2026-03-29")))
    }

    @Test func `what is taken back is not wished`() throws {
        #expect(try wish("Monday at nine, no sorry, Thursday") == AvailabilityWish(from: day("2026-03-12"), through: day("2026-03-12")))
        #expect(try wish("tomorrow morning before ten")?.latest == clock("10:00"))
        #expect(try wish("after the 20th")?.from == day("2026-03-21"))
    }

    @Test func `a bare number is an hour only as an answer`() throws {
        #expect(try wish("three", expecting: true)?.preferred == clock("15:00"))
        #expect(try wish("three") == nil)
    }

    @Test func `the past is never wished for`() throws {
        #expect(try wish("I was there last week") == nil)
        #expect(try wish("yesterday") == nil)
        #expect(try wish("I called this morning") == nil)
        #expect(try wish("I called about Friday this morning")?.from == day("2026-03-13"))
    }

    @Test func `no preference is a wish without limits, and hurry begins today`() throws {
        #expect(try wish("whenever, I don't mind") == AvailabilityWish())
        #expect(try wish("the earliest you have")?.from == day("2026-03-10"))
        #expect(try wish("hello") == nil)
    }
}
