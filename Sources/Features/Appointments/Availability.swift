import Conversation
import Core
import Foundation

/// Which free times of a service suit a wish: pure arithmetic on hours and taken cells.
struct Availability {
    /// Starts are offered on this grid.
    static let gridMinutes = 15
    /// How many days with free times are looked at before choosing.
    private static let mostDays = 14
    /// Two offers of one day should differ by this much, so that they are a choice.
    private static let spreadMinutes = 90

    let service: Service
    let hours: OpeningHours
    let zone: TimeZone
    /// The taken cells of each of those who may do it, in the order in which they are asked.
    let calendars: [(bookable: Bookable, taken: Set<Int>)]
    let now: Date

    /// A start, and who is free then.
    struct Offer: Hashable {
        let start: Date
        let bookable: Bookable
    }

    /// Minutes of opening hours that the service needs. What is kept free before it may lie outside them.
    var minutes: Int { service.durationMinutes + service.bufferMinutes }

    /// What may be looked at, from now.
    var horizon: Range<Date> {
        now..<now.addingTimeInterval(Double((service.horizonDays + 2) * 86_400))
    }

    var earliest: Date { now.addingTimeInterval(Double(service.leadMinutes * 60)) }

    var lastDay: LocalDate { now.local(in: zone).date.advanced(byDays: service.horizonDays) }

    /// The days a wish allows, soonest first.
    func days(for wish: AvailabilityWish) -> [LocalDate] {
        let today = now.local(in: zone).date
        let first = max(wish.from ?? today, today)
        let last = min(wish.through ?? lastDay, lastDay)
        guard first <= last else { return [] }
        return (first.dayNumber...last.dayNumber).lazy.map { LocalDate(dayNumber: $0) }.filter { day in
            (wish.weekdays.isEmpty || wish.weekdays.contains(day.weekday)) && !wish.excludedWeekdays.contains(day.weekday)
        }
    }

    /// The starts within one day's hours, whoever may have taken them.
    func openStarts(on day: LocalDate) -> [Date] {
        hours.starts(on: day, lasting: minutes, every: Self.gridMinutes, in: zone)
    }

    /// The starts within one day's hours that a wish allows and somebody is free for, earliest first.
    func starts(on day: LocalDate, for wish: AvailabilityWish) -> [Date] {
        openStarts(on: day).filter { start in
            let time = start.local(in: zone).time
            guard start >= earliest, time >= wish.earliest ?? time, wish.latest.map({ time < $0 }) ?? true else { return false }
            return calendars.contains { isFree($0, at: start) }
        }
    }

    /// Up to `limit` starts worth offering, each with the least busy of those who are free: the one nearest to the wish first, the
    /// others different enough to be a choice.
    func offers(for wish: AvailabilityWish, limit: Int) -> [Offer] {
        times(for: wish, limit: limit).compactMap { start in leastBusy(at: start).map { Offer(start: start, bookable: $0) } }
    }

    /// Whoever has the fewest cells taken on the day, of those who are free; the first of equals.
    func leastBusy(at start: Date) -> Bookable? {
        let day = start.local(in: zone).date
        let cells = SlotCells.cell(of: Date(day, minutes: 0, in: zone))..<SlotCells.cell(of: Date(day, minutes: 1440, in: zone))
        return calendars.filter { isFree($0, at: start) }
            .min { one, other in busyness(of: one.taken, in: cells) < busyness(of: other.taken, in: cells) }?.bookable
    }

    private func isFree(_ calendar: (bookable: Bookable, taken: Set<Int>), at start: Date) -> Bool {
        SlotCells(service, with: calendar.bookable.id, at: start).range.allSatisfy { !calendar.taken.contains($0) }
    }

    private func busyness(of taken: Set<Int>, in cells: Range<Int>) -> Int {
        taken.count { cells.contains($0) }
    }

    private func times(for wish: AvailabilityWish, limit: Int) -> [Date] {
        var free: [Date] = []
        var daysFound = 0
        for day in days(for: wish) where daysFound < Self.mostDays {
            let starts = starts(on: day, for: wish)
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
