import Core
import Synchronization

/// A bounded number of connections, lent to one transaction at a time. Those who wait are served in their order.
final class PostgresPool: Sendable {
    /// With more than this many waiting, the next is refused at once rather than kept waiting in vain.
    fileprivate static let mostWaiting = 1000

    private let url: Secret
    private let limit: Int
    private let state = Mutex(State())

    fileprivate struct State {
        var all: [PostgresLane] = []
        var idle: [PostgresLane] = []
        var waiting: [Waiter] = []
        var lastTicket = 0
        var isClosed = false
    }

    fileprivate struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<PostgresLane, any Error>
    }

    init(url: Secret, limit: Int) {
        self.url = url
        self.limit = max(1, limit)
    }

    func withLane<T: Sendable>(_ work: (PostgresLane) async throws -> T) async throws -> T {
        let lane = try await take()
        defer { putBack(lane) }
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

    private func take() async throws -> PostgresLane {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer = state.withLock { $0.answer(to: Waiter(ticket: ticket, continuation: continuation), url: url, limit: limit) }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func putBack(_ lane: PostgresLane) {
        let next: Waiter? = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(lane)
            return nil
        }
        next?.continuation.resume(returning: lane)
    }
}

extension PostgresPool.State {
    /// A lane, a refusal, or nil when the waiter was put in line.
    fileprivate mutating func answer(to waiter: PostgresPool.Waiter, url: Secret, limit: Int) -> Result<PostgresLane, any Error>? {
        // Cancelled before it stood in line: the handler has not found it there, so nobody else would answer it.
        if Task.isCancelled { return .failure(CancellationError()) }
        if isClosed { return .failure(PostgresPool.closed) }
        if let lane = idle.popLast() { return .success(lane) }
        if all.count < limit {
            let lane = PostgresLane(url: url)
            all.append(lane)
            return .success(lane)
        }
        guard waiting.count < PostgresPool.mostWaiting else {
            return .failure(StorageError.unavailable("too many transactions wait for a connection"))
        }
        waiting.append(waiter)
        return nil
    }
}
