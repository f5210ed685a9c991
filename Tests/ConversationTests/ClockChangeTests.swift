import Conversation
import Core
import Foundation
import Testing

/// What must hold at every change of every zone's clocks in the next five years.
@Suite struct ClockChangeTests {
    @Test func `there are changes in spring and autumn, also of half an hour and at midnight`() {
        #expect(ClockChange.all.count > 1_000)
        #expect(ClockChange.all.contains { $0.shift > 0 } && ClockChange.all.contains { $0.shift < 0 })
        #expect(ClockChange.all.contains { abs($0.shift) == 1_800 })
        #expect(ClockChange.all.contains { $0.oldWall(after: 0).time.minutes == 0 })
    }

    @Test func `an instant shown on the wall is that instant again, or the first of two that look alike`() {
        for change in ClockChange.all {
            for instant in change.instantsAround {
                let wall = instant.local(in: change.zone)
                let again = Date(wall.date, wall.time, in: change.zone)
                let isSecondOfTwo = instant >= change.instant && instant < change.instant.addingTimeInterval(Double(-change.shift))
                #expect(again == (isSecondOfTwo ? instant.addingTimeInterval(Double(change.shift)) : instant), "\(change), \(wall)")
            }
        }
    }

    @Test func `a time that the wall clock skips is moved forward by the change`() {
        for change in ClockChange.all {
            for minutes in stride(from: 0, to: change.shift / 60, by: 5) {
                let skipped = change.oldWall(after: minutes)
                let meant = Date(skipped.date, skipped.time, in: change.zone)
                #expect(meant == change.instant.addingTimeInterval(Double(minutes * 60)), "\(change), \(skipped)")
            }
        }
    }

    @Test func `times that the wall clock shows come in their order`() {
        for change in ClockChange.all {
            let walls = Set(change.instantsAround.map { LocalDateTime($0.local(in: change.zone).date, $0.local(in: change.zone).time) })
            let instants = walls.sorted().map { Date($0.date, $0.time, in: change.zone) }
            #expect(zip(instants, instants.dropFirst()).allSatisfy { $0 < $1 }, "\(change)")
        }
    }

    @Test func `the day of a change is longer or shorter by it, and the days beside it are whole`() throws {
        let midnight = try #require(LocalTime(minutes: 0))
        for change in ClockChange.all {
            let midnights = (-2...3).map { Date(change.day.advanced(byDays: $0), midnight, in: change.zone) }
            let seconds = zip(midnights, midnights.dropFirst()).map { Int($1.timeIntervalSince($0)) }
            #expect(
                seconds.filter { $0 == 86_400 }.count == 4 && seconds.reduce(0, +) == 5 * 86_400 - change.shift, "\(change): \(seconds)")
        }
    }

    @Test func `a business that never closes loses and doubles no start`() {
        for change in ClockChange.all {
            let starts = (-1...1).flatMap {
                OpeningHours.alwaysOpen.starts(on: change.day.advanced(byDays: $0), lasting: 30, every: 30, in: change.zone)
            }
            #expect(zip(starts, starts.dropFirst()).allSatisfy { $1.timeIntervalSince($0) == 1_800 }, "\(change)")
        }
    }

    @Test func `a night is open as long as the clock on the wall says so`() {
        let nights = OpeningHours(
            weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [.init(opens: 19 * 60, closes: 30 * 60)]) }))
        func isOpen(_ instant: Date, _ zone: TimeZone) -> Bool {
            let wall = instant.local(in: zone)
            return nights.isOpen(on: wall.date, at: wall.time)
        }
        for change in ClockChange.all {
            let starts = (-1...1).flatMap { nights.starts(on: change.day.advanced(byDays: $0), lasting: 60, every: 30, in: change.zone) }
            guard let first = starts.first, let last = starts.last else {
                Issue.record("no start around \(change)")
                continue
            }
            let open = stride(from: first, through: last, by: 1_800).filter {
                isOpen($0, change.zone) && isOpen($0.addingTimeInterval(3_599), change.zone)
            }
            #expect(starts == open, "\(change)")
        }
    }

    @Test func `what is said to be in some hours is so on every clock`() throws {
        let utterances = [("in two hours", 2.0), ("in 26 hours", 26)].map { (Utterance($0), $1) }
        for change in ClockChange.all {
            for start in [-90, 0].map({ change.instant.addingTimeInterval($0 * 60) }) {
                let reader = DateTimeReader(reference: start, timeZone: change.zone)
                for (utterance, hours) in utterances {
                    let wall = start.addingTimeInterval(hours * 3_600).local(in: change.zone)
                    #expect(reader.values(in: utterance).map(\.value) == [.dateTime(LocalDateTime(wall.date, wall.time))], "\(change)")
                }
            }
        }
    }

    @Test func `tomorrow at a time is that time on tomorrow's clock, or the change later where it is skipped`() throws {
        let wish = Utterance("tomorrow at 2:30 am")
        let halfPastTwo = try #require(LocalTime("02:30"))
        for change in ClockChange.all {
            let tomorrow = change.instant.local(in: change.zone).date
            let noon = try Date(tomorrow.advanced(byDays: -1), #require(LocalTime(hour: 12)), in: change.zone)
            guard case .dateTime(let said)? = DateTimeReader(reference: noon, timeZone: change.zone).values(in: wish).first?.value else {
                Issue.record("nothing read before \(change)")
                continue
            }
            #expect(said == LocalDateTime(tomorrow, halfPastTwo))
            let shown = Date(said.date, said.time, in: change.zone).local(in: change.zone)
            let isShown = shown == (tomorrow, halfPastTwo)
            let isSkipped = shown.date == tomorrow && shown.time.minutes == halfPastTwo.minutes + change.shift / 60
            #expect(isShown || change.shift > 0 && isSkipped, "\(change)")
        }
    }
}
