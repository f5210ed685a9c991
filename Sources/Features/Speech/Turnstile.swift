/// Lets so many at a time through, in the order they came, and turns away whoever would wait behind too many.
actor Turnstile {
    enum Refusal: Error, Hashable {
        /// As many wait as may.
        case full
    }

    private var free: Int
    private let longestQueue: Int
    private var waiting: [(number: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
    private var arrivals: UInt64 = 0

    init(places: Int, longestQueue: Int) {
        precondition(places > 0, "A turnstile without a place lets nobody through")
        free = places
        self.longestQueue = longestQueue
    }

    /// - Throws: `Refusal.full` at once, or `CancellationError` when cancelled while waiting.
    nonisolated func pass<Result: Sendable>(_ work: @Sendable () async throws -> Result) async throws -> Result {
        try await enter()
        do {
            let result = try await work()
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async throws {
        try Task.checkCancellation()
        if free > 0 {
            free -= 1
            return
        }
        guard waiting.count < longestQueue else { throw Refusal.full }
        arrivals += 1
        let number = arrivals
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiting.append((number, $0)) }
        } onCancel: {
            // Cannot be awaited here; it does one thing and ends.
            Task { await self.giveUp(number) }
        }
    }

    private func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().continuation.resume()
        }
    }

    private func giveUp(_ number: UInt64) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    }
}
