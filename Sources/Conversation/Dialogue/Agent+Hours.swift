import Core
import Foundation

/// When the business is open, for the day that is asked about.
extension Agent {
    /// A week can be listened to.
    private static let mostDays = 7

    /// The hours of the days that were asked about, or of today.
    func hoursAnswer(to question: Utterance, at now: Date) -> [String] {
        let today = now.local(in: facts.timeZone).date
        let wish = DateTimeReader(reference: now, timeZone: facts.timeZone).wish(in: question)?.value ?? AvailabilityWish()
        let words = question.tokens.map(\.word)
        if words.contains(where: English.presentWords.contains) { return presentAnswer(at: now) }
        let start = wish.from ?? today
        let end = wish.through ?? (wish.weekdays.isEmpty ? start : start.advanced(byDays: 6))
        let days = (0..<Self.mostDays).map { start.advanced(byDays: $0) }
            .filter { $0 <= end && (wish.weekdays.isEmpty || wish.weekdays.contains($0.weekday)) }
        guard let first = days.first else { return hoursAnswer(on: start, today: today) }
        let further = days.dropFirst().map { hours(on: $0, today: today) }
        return hoursAnswer(on: first, today: today).map { ([$0] + further).joined(separator: " ") }
    }

    private func hoursAnswer(on day: LocalDate, today: LocalDate) -> [String] {
        let name = Spoken.date(day, today: today)
        if let hours = Spoken.intervals(facts.hours.intervals(on: day)) {
            return ["\(Spoken.capitalized(name)) we are open \(hours).", "We are open \(hours) \(name)."]
        }
        let next = (1...14).map { day.advanced(byDays: $0) }.first { !facts.hours.intervals(on: $0).isEmpty }
        let reopening = next.map { " " + hours(on: $0, today: today) } ?? ""
        return ["\(Spoken.capitalized(name)) we are closed.\(reopening)", "We are closed \(name).\(reopening)"]
    }

    /// "Monday the twelfth we are open from nine in the morning to noon."
    private func hours(on day: LocalDate, today: LocalDate) -> String {
        let hours = Spoken.intervals(facts.hours.intervals(on: day)).map { "open \($0)" } ?? "closed"
        return "\(Spoken.capitalized(Spoken.date(day, today: today))) we are \(hours)."
    }

    /// Whether somebody is there at this moment, and until when or from when on.
    private func presentAnswer(at now: Date) -> [String] {
        let local = now.local(in: facts.timeZone)
        let minutes = local.time.minutes
        let current =
            facts.hours.intervals(on: local.date).first { $0.opens <= minutes && minutes < $0.closes }?.closes
            ?? facts.hours.intervals(on: local.date.advanced(byDays: -1)).first { minutes + 1440 < $0.closes }?.closes
        guard let current else {
            let opening = nextOpening(after: now).map { " We open \($0)." } ?? ""
            return ["We are closed at the moment.\(opening)", "No, right now we are closed.\(opening)"]
        }
        guard current % 1440 > 0 else { return ["Yes, we are open now.", "We are open, yes."] }
        return ["Yes, we are open until \(Spoken.clock(current)).", "We are open now, until \(Spoken.clock(current))."]
    }

    /// "tomorrow at nine in the morning"; nil when it is closed for the next two weeks.
    func nextOpening(after now: Date) -> String? {
        let today = now.local(in: facts.timeZone).date
        return opening(from: today, after: now).map { opening in
            let local = opening.local(in: facts.timeZone)
            return "\(Spoken.date(local.date, today: today)) at \(Spoken.clock(local.time.minutes))"
        }
    }

    func isOpen(at now: Date) -> Bool {
        let local = now.local(in: facts.timeZone)
        return facts.hours.isOpen(on: local.date, at: local.time)
    }

    /// What whoever orders outside the hours must know; nil while it is open.
    func closedNotice(at now: Date) -> [String]? {
        guard !isOpen(at: now) else { return nil }
        guard let opening = nextOpening(after: now) else {
            return ["We are closed these days, so nothing can be made.", "At the moment we are closed for longer."]
        }
        return ["We are closed just now and open \(opening); what you order is made then.", "We open \(opening), and make it then."]
    }

    /// The first time from a day on, and after an instant, at which it opens; nil when it is closed for two weeks.
    func opening(from day: LocalDate, after now: Date) -> Date? {
        (0..<14).lazy.flatMap { days -> [Date] in
            let date = day.advanced(byDays: days)
            return facts.hours.intervals(on: date).compactMap { interval in
                LocalTime(minutes: interval.opens).map { Date(date, $0, in: facts.timeZone) }
            }
        }.first { $0 > now }
    }
}
