import Core
import Foundation
import Testing

/// Days are counted right over centuries, and wall clocks over the nights when they are changed.
struct LocalDateTests {
    @Test func everyDayOfFourCenturiesHasItsNumberAndBack() throws {
        let first = try #require(LocalDate("1800-01-01"))
        var previous = first
        for number in first.dayNumber + 1...first.dayNumber + 146_097 {
            let day = LocalDate(dayNumber: number)
            #expect(day.dayNumber == number && previous < day)
            previous = day
        }
        #expect(previous.description == "2200-01-01")
    }

    @Test func weekdaysAreThoseOfTheCalendar() throws {
        #expect(try #require(LocalDate("1970-01-01")).weekday == .thursday)
        #expect(try #require(LocalDate("2026-11-21")).weekday == .saturday)
        #expect(try #require(LocalDate("1899-12-31")).weekday == .sunday)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261121", "2100-02-29"])
    func whatIsNoDayIsRefused(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func aTimeThatSpringSkipsIsMovedForward() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let day = try #require(LocalDate("2026-03-08"))
        let skipped = Date(day, try #require(LocalTime("02:30")), in: zone)
        #expect(skipped.local(in: zone).time.description == "03:30")
    }

    @Test func ofATimeThatAutumnRepeatsTheFirstIsMeant() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let day = try #require(LocalDate("2026-11-01"))
        let first = Date(day, try #require(LocalTime("01:30")), in: zone)
        #expect(first == (try Date("2026-11-01T05:30:00Z", strategy: .iso8601)))
    }

    @Test(arguments: ["America/New_York", "Europe/Rome", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"])
    func anInstantShownOnTheWallIsThatInstantAgain(identifier: String) throws {
        let zone = try #require(TimeZone(identifier: identifier))
        let start = try Date("2026-01-01T00:00:00Z", strategy: .iso8601)
        for hour in stride(from: 0, to: 365 * 24, by: 5) {
            let instant = start.addingTimeInterval(Double(hour) * 3600)
            let (date, time) = instant.local(in: zone)
            let again = Date(date, time, in: zone)
            // The second of two equal times on an autumn night is the only one that cannot be told.
            #expect(again == instant || again.local(in: zone) == instant.local(in: zone))
        }
    }
}
