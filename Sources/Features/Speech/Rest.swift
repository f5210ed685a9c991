import Core

/// Whether an engine, a model or an agent that failed is left in peace, so that not every caller waits for nothing: each failure in a
/// row doubles its rest. A value; time comes from outside.
struct Rest: Sendable {
    private var failures = 0
    private(set) var until: ContinuousClock.Instant?

    /// A failure costs a caller time, so that one is enough; a rest is short, so that an accident is soon forgotten.
    private static let backoff = Backoff(first: .seconds(5), longest: .seconds(60))
    /// Who asks for more is asked again all the same.
    private static let longestWish = Duration.seconds(120)

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        until.map { $0 <= now } ?? true
    }

    /// - Parameters:
    ///   - jitter: 0...1, drawn by the caller; 0 where nobody else failed together with it.
    ///   - wish: how long the other side has asked to be left alone, if it has.
    mutating func begin(at now: ContinuousClock.Instant, jitter: Double = 0, wish: Duration? = nil) {
        // What was begun before the rest and fails during it is the same failure.
        if isOver(at: now) {
            failures += 1
            until = now + Self.backoff.delay(afterFailures: failures, jitter: jitter)
        }
        if let wish { until = now + min(wish, Self.longestWish) }
    }

    /// The work was done.
    mutating func end() {
        self = Rest()
    }
}
