import Core
import Testing

@testable import Conversation

/// What callers leave open about time, and hours beside days. Said on Tuesday, March 10, 2026 at 14:00.
@Suite struct OpenAlternativesTests {
    private func read(_ text: String) -> [String] {
        let reader = DateTimeReader(reference: LocalDateTime(LocalDate(year: 2026, month: 3, day: 10)!, LocalTime(hour: 14)!))
        return reader.values(in: Utterance(text)).map { candidate in
            switch candidate.value {
            case .date(let day): "\(day)"
            case .time(let time): "\(time)"
            case .dateTime(let moment): "\(moment.date) \(moment.time)"
            case .dates(let from, let through): "\(from.map { "\($0)" } ?? "") to \(through.map { "\($0)" } ?? "")"
            case .times(let from, let until): "\(from.map { "\($0)" } ?? "") to \(until.map { "\($0)" } ?? "")"
            case .dateTimes(let from, let until):
                "\(from.map { "\($0.date) \($0.time)" } ?? "") to \(until.map { "\($0.date) \($0.time)" } ?? "")"
            case .duration(let seconds): "\(seconds) s"
            }
        }
    }

    @Test(arguments: [
        ("in two to three weeks", ["2026-03-24 to 2026-03-31"]), ("in a week or two", ["2026-03-17 to 2026-03-24"]),
        ("in an hour or two", ["2026-03-10 15:00 to 2026-03-10 16:00"]), ("two or three days ago", ["2026-03-07 to 2026-03-08"]),
        ("two to three weeks", ["1814400 s"]), ("in half a year", ["2026-09-10"]), ("a year and a half ago", ["2024-09-10"]),
        ("this or next Friday", ["2026-03-13", "2026-03-20"]),
        ("this or next week", ["2026-03-09 to 2026-03-15", "2026-03-16 to 2026-03-22"]),
        ("earlier this week", ["2026-03-09 to 2026-03-10"]), ("the same time next Friday", ["2026-03-20 14:00"]),
        ("St. Patrick's Day", ["2026-03-17"]), ("this evening at 12", ["2026-03-11 00:00"]),
    ])
    func `what is left open is a range, or two meanings`(_ said: String, _ meant: [String]) {
        #expect(read(said) == meant)
    }

    @Test(arguments: [
        ("six to eight tonight", ["2026-03-10 18:00 to 2026-03-10 20:00"]),
        ("two to four on Thursday", ["2026-03-12 14:00 to 2026-03-12 16:00"]),
    ])
    func `hours before a day are hours, and minutes before an hour minutes`(_ said: String, _ meant: [String]) {
        #expect(read(said).first == meant.first)
    }

    @Test(arguments: [
        ("Monday the week after next", ["2026-03-23"]), ("Friday next", ["2026-03-20"]), ("Monday last", ["2026-03-09"]),
        ("the weekend before Christmas", ["2026-12-19 to 2026-12-20"]), ("the Fourth of July weekend", ["2026-07-04 to 2026-07-05"]),
        ("the third Thursday of every month", ["2026-03-19"]), ("tomorrow at the same time", ["2026-03-11 14:00"]),
        ("but this time on the third", ["2026-04-03"]), ("the second closest Friday to March 25", ["2026-03-20"]),
        ("Thanksgiving three months ago", ["2025-11-27"]), ("Christmas two years ago", ["2023-12-25"]),
        ("bank holiday Monday", ["2026-04-06"]), ("last Thursday", ["2026-03-05"]), ("the previous Monday", ["2026-03-02"]),
        ("the coming weekend", ["2026-03-14 to 2026-03-15"]), ("this time last year", ["2025-03-10 14:00"]),
        ("the same day next week", ["2026-03-17"]), ("the Monday of Thanksgiving week", ["2026-11-23"]),
        ("the next business day", ["2026-03-11"]), ("a year ago today", ["2025-03-10"]), ("tomorrow week", ["2026-03-18"]),
        ("Orthodox Easter", ["2026-04-12"]), ("Orthodox Easter 2024", ["2024-05-05"]), ("open 24/7", []),
        ("mid next week", ["2026-03-17 to 2026-03-19"]), ("the next morning", ["2026-03-11 08:00 to 2026-03-11 12:00"]),
        ("from now on", ["2026-03-10 14:00 to "]), ("within the hour", ["2026-03-10 14:00 to 2026-03-10 15:00"]),
        ("in the past hour", ["2026-03-10 13:00 to 2026-03-10 14:00"]),
        ("May/22(Fri)", ["2026-05-22"]), ("from 10-1-2026-10-7-2026", ["2026-10-01 to 2026-10-07"]),
    ])
    func `days are found beside other days`(_ said: String, _ meant: [String]) {
        #expect(read(said) == meant)
    }

    @Test(arguments: [
        ("it starts after Friday", ["2026-03-14 to ", "2026-03-13"]), ("it starts after next week", ["2026-03-23 to "]),
        ("it ends no later than Friday", [" to 2026-03-13"]),
        ("it starts after half past 17 today", ["2026-03-10 17:30 to ", "2026-03-10 17:30"]),
        ("it starts today after half past 17", ["2026-03-10 17:30 to "]),
        ("I lost it starting this afternoon", ["2026-03-10", "2026-03-10 12:00 to "]),
        ("are you there from 7:25 pm to 11 pm", ["19:25 to 23:00", "19:25", "23:00"]), ("are you there 5 to 6 pm", ["17:00 to 18:00"]),
        ("how many were sold to date?", [" to 2026-03-10"]), ("is it up to date?", []),
        ("the one that I set up this morning", ["2026-03-10", "2026-03-10 08:00 to 2026-03-10 12:00"]),
        ("can I set up one this morning", ["2026-03-10 08:00 to 2026-03-10 12:00"]),
        ("last evening", ["2026-03-09 18:00 to 2026-03-10 00:00"]),
    ])
    func `what stands behind a limit or at an end is a moment by itself where it is said as one`(_ said: String, _ meant: [String]) {
        #expect(read(said) == meant)
    }

    @Test(arguments: [
        ("it will last three weekends", ["518400 s"]), ("would last Friday do", ["2026-03-06"]), ("it takes 2h30", ["9000 s"]),
        ("for 1h15 please", ["4500 s"]),
        ("at two morning sessions", ["08:00 to 12:00"]), ("in 15'", ["2026-03-10 14:15"]),
    ])
    func `what takes time is told apart from when it is`(_ said: String, _ meant: [String]) {
        #expect(read(said) == meant)
    }

    @Test func `hours of several days are told apart from the days`() {
        #expect(read("nine to five Monday to Friday").contains("09:00 to 17:00"))
        #expect(read("nine to five Monday to Friday").contains("2026-03-16 to 2026-03-20"))
        #expect(read("Monday to Friday nine to five").contains("09:00 to 17:00"))
    }
}
