import Core

/// Whether an engine that failed is left in peace: each failure in a row doubles its rest. A value; time comes from outside.
struct EngineRest: Sendable {
    private var failures = 0
    private(set) var until: ContinuousClock.Instant?

    /// A failure costs a caller time, so that one is enough; a rest is short, so that an accident is soon forgotten.
    private static let backoff = Backoff(first: .seconds(5), longest: .seconds(60))

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        until.map { $0 <= now } ?? true
    }

    /// - Parameter jitter: 0...1, drawn by the caller.
    mutating func begin(at now: ContinuousClock.Instant, jitter: Double) {
        // What was begun before the rest and fails during it is the same failure.
        guard isOver(at: now) else { return }
        failures += 1
        until = now + Self.backoff.delay(afterFailures: failures, jitter: jitter)
    }

    /// The engine has done its work.
    mutating func end() {
        self = EngineRest()
    }
}
