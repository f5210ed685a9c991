import Conversation
import Core
import Foundation

/// Which free times of a business suit a wish: pure arithmetic on hours and taken cells.
struct Availability {
    /// Starts are offered on this grid.
    static let gridMinutes = 15
    /// Nothing is offered sooner than this.
    static let leadMinutes = 30
    /// Nothing is offered later than this many days ahead.
    static let horizonDays = 90
    /// How many days with free times are looked at before choosing.
    private static let mostDays = 14
    /// Two offers of one day should differ by this much, so that they are a choice.
    private static let spreadMinutes = 90

    let hours: OpeningHours
    let zone: TimeZone
    /// Minutes of the service with its buffer.
    let minutes: Int
    let now: Date

    /// The days a wish allows, soonest first.
    func days(for wish: AvailabilityWish) -> [LocalDate] {
        let today = now.local(in: zone).date
        let first = max(wish.from ?? today, today)
        let last = min(wish.through ?? today.advanced(byDays: Self.horizonDays), today.advanced(byDays: Self.horizonDays))
        guard first <= last else { return [] }
        return (first.dayNumber...last.dayNumber).lazy.map { LocalDate(dayNumber: $0) }.filter { day in
            (wish.weekdays.isEmpty || wish.weekdays.contains(day.weekday)) && !wish.excludedWeekdays.contains(day.weekday)
        }
    }

    /// The starts within one day's hours that a wish allows and nobody has taken, earliest first.
    func starts(on day: LocalDate, for wish: AvailabilityWish, taken: Set<Int>, resource: String) -> [Date] {
        let earliestInstant = now.addingTimeInterval(Double(Self.leadMinutes * 60))
        return hours.starts(on: day, lasting: minutes, every: Self.gridMinutes, in: zone).filter { start in
            let time = start.local(in: zone).time
            guard start >= earliestInstant, time >= wish.earliest ?? time, wish.latest.map({ time < $0 }) ?? true else { return false }
            return SlotCells(resource: resource, start: start, minutes: minutes).range.allSatisfy { !taken.contains($0) }
        }
    }

    /// Up to `limit` starts worth offering: the one nearest to the wish first, the others different enough to be a choice.
    func offers(for wish: AvailabilityWish, taken: Set<Int>, resource: String, limit: Int) -> [Date] {
        var free: [Date] = []
        var daysFound = 0
        for day in days(for: wish) where daysFound < Self.mostDays {
            let starts = starts(on: day, for: wish, taken: taken, resource: resource)
            free += starts
            daysFound += starts.isEmpty ? 0 : 1
        }
        if let preferred = wish.preferred {
            free.sort { distance(from: preferred, to: $0) < distance(from: preferred, to: $1) }
            if let best = free.first, best.local(in: zone).time == preferred { return [best] }
        }
        var offers: [Date] = []
        for start in free where offers.count < limit {
            let isChoice = offers.allSatisfy { abs($0.timeIntervalSince(start)) >= Double(Self.spreadMinutes * 60) }
            if isChoice { offers.append(start) }
        }
        return offers.isEmpty ? Array(free.prefix(limit)) : offers.sorted()
    }

    /// Minutes between a time of day and a start's, then the start itself: the sooner day wins a tie.
    private func distance(from time: LocalTime, to start: Date) -> (Int, Date) {
        (abs(start.local(in: zone).time.minutes - time.minutes), start)
    }
}
