public import Core
public import Foundation
public import Storage

/// Deletes a business, really: its data, its recordings, its keys, its numbers, its people's memberships, what was written to it.
///
/// What stays is what the law and the platform's accountability ask for: invoices and payments, the audit log, daily numbers
/// without names, and a blank record that keeps its subdomain from being somebody else's.
///
/// Each step may be repeated, and a deletion that was interrupted goes on where it stopped: see `resume()`.
public struct BusinessDeletion: Sendable {
    /// The letter that tells of it is not waited for longer.
    private static let letterPatience: TimeInterval = 7 * 86_400
    /// No call that was going on when the doors closed lasts longer; what it wrote meanwhile is removed after that.
    private static let longestCall: TimeInterval = 6 * 3_600
    /// How many deletions one pass sees to.
    private static let batch = 100

    let store: Store
    let recordings: Recordings
    let numbers: NumberBook
    private let clock: @Sendable () -> Date

    public init(store: Store, recordings: Recordings, numbers: NumberBook, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.recordings = recordings
        self.numbers = numbers
        self.clock = clock
    }

    /// Begins the deletion, or goes on with it.
    ///
    /// - Parameters:
    ///   - person: who wants it gone; kept.
    ///   - reason: why; kept, so it names nobody.
    /// - Returns: how far it is: unfinished while its last letter waits to be sent.
    /// - Throws: `Problem` when there is no such business.
    public func delete(_ business: Business.ID, by person: String, reason: String) async throws -> Departure {
        let now = clock()
        try await store.platform.write(.confirmed) { transaction in
            try transaction.beginDeparture(of: business, by: person, reason: reason, at: now)
        }
        try await releaseNumbers(of: business)
        try await recordings.deleteAll(of: business)
        try await store.admission.erase(business)
        return try await store.platform.write(.confirmed) { transaction in
            try transaction.removeRecords(of: business)
            let isToldOf = try transaction.removeLastLetter(
                to: business, queuedBefore: now.addingTimeInterval(-Self.letterPatience))
            if isToldOf { try transaction.finishDeparture(of: business, at: now) }
            guard let departure = try transaction.departure(of: business) else { throw Problem.notFound("business") }
            return departure
        }
    }

    /// Goes on with what was interrupted or waits for its letter, and looks once more after what was finished some hours ago. To be
    /// called every now and then.
    ///
    /// - Throws: what went wrong with one, when all others have been seen to.
    public func resume() async throws {
        let now = clock()
        let due = try await store.platform.read { transaction in
            try transaction.departures(toSeeToBefore: now.addingTimeInterval(-Self.longestCall), limit: Self.batch)
        }
        var failure: (any Error)?
        for departure in due {
            do {
                let departure = try await delete(departure.business, by: departure.requestedBy, reason: departure.reason)
                if let finishedAt = departure.finishedAt, now.timeIntervalSince(finishedAt) > Self.longestCall {
                    try await store.platform.write { try $0.markSwept(departure.business, at: now) }
                }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func releaseNumbers(of business: Business.ID) async throws {
        var notices: [String] = []
        for number in try await numbers.numbers(of: business) {
            do {
                let change = try await numbers.release(number.number)
                if let notice = change.notice { notices.append("\(change.number): \(notice)") }
            } catch let problem as Problem where problem.status == 404 {
                // Somebody else released it at the same moment.
                continue
            }
        }
        guard !notices.isEmpty else { return }
        let notice = notices.joined(separator: " ")
        try await store.platform.write { try $0.note(notice, onDepartureOf: business) }
    }
}
