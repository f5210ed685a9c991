/// Time as a line sees it: since it was opened. Tests move their own.
public struct LineTime: Sendable {
    public let now: @Sendable () -> Duration
    /// Returns at that time or soon after it.
    ///
    /// - Throws: `CancellationError`.
    public let wait: @Sendable (_ until: Duration) async throws -> Void

    public init(now: @escaping @Sendable () -> Duration, wait: @escaping @Sendable (_ until: Duration) async throws -> Void) {
        self.now = now
        self.wait = wait
    }

    /// The machine's own clock, from this moment on.
    public static func starting() -> LineTime {
        let start = ContinuousClock.now
        return LineTime(
            now: { ContinuousClock.now - start },
            wait: { try await Task.sleep(until: start + $0, tolerance: .milliseconds(1), clock: .continuous) })
    }
}
