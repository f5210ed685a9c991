/// How long to wait after each failure in a row: `first`, then twice that, and so on up to `longest`.
///
/// With `first` half a second and `longest` eight seconds: 0.5, 1, 2, 4, 8, 8…
public struct Backoff: Sendable, Hashable {
    public let first: Duration
    public let longest: Duration

    public init(first: Duration, longest: Duration) {
        precondition(first > .zero && longest >= first, "A wait grows from more than nothing")
        self.first = first
        self.longest = longest
    }

    /// - Parameters:
    ///   - failures: how many there were in a row, 1 or more.
    ///   - jitter: 0...1, drawn by the caller: shortens the wait by up to a quarter, so that those who failed together do not
    ///     all come back together.
    public func delay(afterFailures failures: Int, jitter: Double) -> Duration {
        // Sixty doublings are longer than any wait, and still a number.
        let doubled = min(first * Self.powerOfTwo(min(max(failures, 1) - 1, 60)), longest)
        return doubled * (1 - 0.25 * min(1, max(0, jitter)))
    }

    private static func powerOfTwo(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}
