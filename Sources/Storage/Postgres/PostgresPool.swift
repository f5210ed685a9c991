import Core
import Synchronization

/// A bounded number of connections, lent to one transaction at a time. Those who wait are served in their order.
///
/// One business holds a quarter of them at most: its writers wait for each other in the database, and would otherwise keep everybody
/// waiting with them.
final class PostgresPool: Sendable {
    /// With more than this many waiting, the next is refused at once rather than kept waiting in vain.
    fileprivate static let mostWaiting = 1000
    fileprivate static let mostWaitingOfOne = 250

    private let url: Secret
    private let limit: Int
    private let state = Mutex(State())

    fileprivate struct State {
        var all: [PostgresLane] = []
        var idle: [PostgresLane] = []
        /// How many lanes each business holds; who holds none is not in it.
        var lent: [Business.ID: Int] = [:]
        var waiting: [Waiter] = []
        var lastTicket = 0
        var isClosed = false
    }

    fileprivate struct Waiter {
        let ticket: Int
        /// Nil for the platform's own work.
        let business: Business.ID?
        let continuation: CheckedContinuation<PostgresLane, any Error>
    }

    init(url: Secret, limit: Int) {
        self.url = url
        self.limit = max(1, limit)
    }

    /// - Parameter business: whose data it is for; nil for the platform's.
    func withLane<T: Sendable>(for business: Business.ID?, _ work: (PostgresLane) async throws -> T) async throws -> T {
        let lane = try await take(for: business)
        defer { putBack(lane, of: business) }
        return try await work(lane)
    }

    /// Waits for what runs, and closes. Later transactions are refused.
    func close() async {
        let (lanes, waiting) = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return (state.all, state.waiting)
        }
        for waiter in waiting { waiter.continuation.resume(throwing: Self.closed) }
        for lane in lanes { await lane.close() }
    }

    fileprivate static let closed = StorageError.unavailable("the store is closed")

    private func take(for business: Business.ID?) async throws -> PostgresLane {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let waiter = Waiter(ticket: ticket, business: business, continuation: continuation)
                let answer = state.withLock { $0.answer(to: waiter, url: url, limit: limit) }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func putBack(_ lane: PostgresLane, of business: Business.ID?) {
        let next = state.withLock { $0.takeBack(lane, of: business, limit: limit) }
        next?.continuation.resume(returning: lane)
    }
}

extension PostgresPool.State {
    /// A lane, a refusal, or nil when the waiter was put in line.
    fileprivate mutating func answer(to waiter: PostgresPool.Waiter, url: Secret, limit: Int) -> Result<PostgresLane, any Error>? {
        // Cancelled before it stood in line: the handler has not found it there, so nobody else would answer it.
        if Task.isCancelled { return .failure(CancellationError()) }
        if isClosed { return .failure(PostgresPool.closed) }
        if mayLend(to: waiter.business, of: limit), let lane = idle.popLast() ?? newLane(url: url, limit: limit) {
            lend(to: waiter.business)
            return .success(lane)
        }
        let ofTheSame = waiting.count { $0.business == waiter.business && $0.business != nil }
        guard waiting.count < PostgresPool.mostWaiting, ofTheSame < PostgresPool.mostWaitingOfOne else {
            return .failure(StorageError.unavailable("too many transactions wait for a connection"))
        }
        waiting.append(waiter)
        return nil
    }

    /// Who gets a lane that was put back; nil when nobody may have it, and it is idle.
    fileprivate mutating func takeBack(_ lane: PostgresLane, of business: Business.ID?, limit: Int) -> PostgresPool.Waiter? {
        if let business { lent[business] = lent[business].flatMap { $0 > 1 ? $0 - 1 : nil } }
        guard let index = waiting.firstIndex(where: { mayLend(to: $0.business, of: limit) }) else {
            idle.append(lane)
            return nil
        }
        let next = waiting.remove(at: index)
        lend(to: next.business)
        return next
    }

    private func mayLend(to business: Business.ID?, of limit: Int) -> Bool {
        business.map { lent[$0, default: 0] < max(1, limit / 4) } ?? true
    }

    private mutating func lend(to business: Business.ID?) {
        if let business { lent[business, default: 0] += 1 }
    }

    private mutating func newLane(url: Secret, limit: Int) -> PostgresLane? {
        guard all.count < limit else { return nil }
        all.append(PostgresLane(url: url))
        return all.last
    }
}
