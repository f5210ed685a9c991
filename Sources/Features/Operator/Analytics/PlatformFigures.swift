public import Foundation
public import Storage

/// How the platform's business side does just now, in numbers of all businesses together. Read from the platform's own tables, by
/// indexes.
public struct PlatformFigures: Sendable, Hashable {
    /// How many businesses stand how.
    public var standings: [Standing: Int] = [:]
    public var openInvoices = 0
    /// Of those, how many should have been paid by now.
    public var overdueInvoices = 0
    public var quarantinedRegistrations = 0
    /// Letters that are on their way.
    public var waitingLetters = 0
    /// How long the longest of them has waited, in seconds.
    public var oldestLetter: TimeInterval = 0
    public var keptLetters: [QueuedLetter.State: Int] = [:]
    /// Businesses whose messages should have been sent a minute ago.
    public var overdueOutboxes = 0
    /// What Stripe has told and nobody has looked after.
    public var waitingStripeEvents = 0
    public var failedStripeEvents = 0
    /// Sessions that Stripe has yet to be told of.
    public var waitingMeterEvents = 0
    public var meterDifferences = 0
    /// Money for cards that could not be paid back.
    public var failedRefunds = 0
}

extension PlatformTransaction {
    /// A look at an outbox may take so long without being late.
    private static let outboxPatience: TimeInterval = 60

    public func figures(at now: Date) throws -> PlatformFigures {
        var figures = PlatformFigures()
        for standing in Standing.allCases { figures.standings[standing] = 0 }
        for row in try rows("SELECT standing, count(*) AS number FROM business GROUP BY standing") {
            figures.standings[try row.get("standing")] = try row.get("number")
        }
        figures.openInvoices = try number("SELECT count(*) AS number FROM invoice WHERE status = 'open'")
        figures.overdueInvoices = try number("SELECT count(*) AS number FROM invoice WHERE status = 'open' AND due_at < \(now)")
        figures.quarantinedRegistrations = try number("SELECT count(*) AS number FROM registration WHERE state = 'quarantined'")
        figures.waitingLetters = try countLetters(.pending)
        if let oldest: Date = try row("SELECT min(created_at) AS at FROM letter WHERE state = 'pending'")?.get("at") {
            figures.oldestLetter = max(0, now.timeIntervalSince(oldest))
        }
        for state in [QueuedLetter.State.failed, .withheld] { figures.keptLetters[state] = try countLetters(state) }
        let late = now.addingTimeInterval(-Self.outboxPatience)
        figures.overdueOutboxes = try number("SELECT count(*) AS number FROM webhook_business WHERE due_at < \(late)")
        figures.waitingStripeEvents = try number("SELECT count(*) AS number FROM stripe_event WHERE state IN ('pending', 'working')")
        figures.failedStripeEvents = try number("SELECT count(*) AS number FROM stripe_event WHERE state = 'failed'")
        figures.waitingMeterEvents = try number("SELECT count(*) AS number FROM stripe_meter_event WHERE state = 'pending'")
        figures.meterDifferences = try countMeterDifferences()
        figures.failedRefunds = try countRefunds(.failed)
        return figures
    }

    private func number(_ query: SQL) throws -> Int { try row(query)?.get("number") ?? 0 }
}
