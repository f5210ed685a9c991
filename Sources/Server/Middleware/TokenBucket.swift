/// Permission to do something so many times in a while: `capacity` at once, refilled evenly. A value; time is a parameter.
public struct TokenBucket: Sendable {
    public typealias Instant = ContinuousClock.Instant

    private let capacity: Double
    private let interval: Duration
    private var tokens: Double
    private var filledAt: Instant

    /// - Parameters:
    ///   - capacity: how many in a burst.
    ///   - interval: the time in which an empty bucket fills up.
    public init(capacity: Int, per interval: Duration, at now: Instant) {
        self.capacity = Double(capacity)
        self.interval = interval
        self.tokens = Double(capacity)
        self.filledAt = now
    }

    /// - Returns: nil when permitted, else how long to wait for the next one.
    public mutating func take(at now: Instant) -> Duration? {
        tokens = min(capacity, tokens + capacity * (filledAt.duration(to: now) / interval))
        filledAt = now
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return interval * ((1 - tokens) / capacity)
    }

    /// - Returns: nil when one could be had now, else how long to wait for it.
    func wait(at now: Instant) -> Duration? {
        var copy = self
        return copy.take(at: now)
    }

    /// How many are left after the last one was taken, and how long it is until all of them are there again.
    var rest: (count: Int, untilFull: Duration) {
        (Int(tokens), interval * ((capacity - tokens) / capacity))
    }

    func isFull(at now: Instant) -> Bool {
        tokens + capacity * (filledAt.duration(to: now) / interval) >= capacity
    }
}

/// A bucket for each caller. Full buckets are forgotten, so that its memory follows the number of busy callers.
public actor RateLimiter {
    public nonisolated let capacity: Int
    public nonisolated let interval: Duration
    private let bucketLimit: Int
    private var buckets: [String: TokenBucket] = [:]

    /// - Parameter bucketLimit: more callers than this at once share one bucket, which bounds memory under attack.
    public init(capacity: Int, per interval: Duration, bucketLimit: Int = 100_000) {
        self.capacity = capacity
        self.interval = interval
        self.bucketLimit = bucketLimit
    }

    /// - Returns: nil when a caller would be permitted now, else how long to wait. Takes nothing.
    func wait(of caller: String, at now: ContinuousClock.Instant = .now) -> Duration? {
        buckets[caller]?.wait(at: now)
    }

    /// What came of asking.
    public struct Answer: Sendable, Hashable {
        /// Nil when permitted, else how long to wait.
        public let wait: Duration?
        /// How many more are permitted now.
        public let remaining: Int
        public let untilFull: Duration
    }

    public func admit(_ caller: String, at now: ContinuousClock.Instant = .now) -> Answer {
        if buckets.count >= bucketLimit {
            buckets = buckets.filter { !$0.value.isFull(at: now) }
        }
        let key = buckets[caller] != nil || buckets.count < bucketLimit ? caller : ""
        var bucket = buckets[key] ?? TokenBucket(capacity: capacity, per: interval, at: now)
        let wait = bucket.take(at: now)
        buckets[key] = bucket
        return Answer(wait: wait, remaining: bucket.rest.count, untilFull: bucket.rest.untilFull)
    }
}
