import Core

/// How long a model is left alone after it has failed, so that not every caller waits for nothing.
struct ModelRest: Sendable {
    private static let backoff = Backoff(first: .seconds(5), longest: .seconds(60))
    /// A server that asks for more is asked again all the same.
    private static let longestWait = Duration.seconds(120)

    private var failures = 0
    private var end: ContinuousClock.Instant?

    func isOn(at now: ContinuousClock.Instant) -> Bool {
        end.map { now < $0 } ?? false
    }

    /// - Parameter retryAfter: what the server has asked for itself.
    mutating func begin(at now: ContinuousClock.Instant, retryAfter: Duration?) {
        // What was begun before the rest and fails during it is the same failure.
        guard retryAfter != nil || !isOn(at: now) else { return }
        failures += 1
        end = now + (retryAfter.map { min($0, Self.longestWait) } ?? Self.backoff.delay(afterFailures: failures, jitter: 0))
    }
}
