/// Work took longer than its limit, and was cancelled.
public struct TimedOut: Error, Hashable {}

/// Does work within a limit. What is not done by then is cancelled; it has to heed that, for it is waited for.
///
/// - Throws: `TimedOut`, and what the work throws.
public func within<Result: Sendable>(
    _ limit: Duration, clock: some Clock<Duration> = ContinuousClock(), _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await clock.sleep(for: limit)
            throw TimedOut()
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw TimedOut() }
        return first
    }
}
