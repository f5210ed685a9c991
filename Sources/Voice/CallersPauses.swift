/// How long one caller pauses within what they say, learnt while they speak: the silence after which they have finished.
///
/// A running mean and deviation, as TCP estimates how long to wait for an answer (RFC 6298): mean + 1.5 × deviation + a margin,
/// within limits. Who dictates pauses otherwise than who talks, so there is an estimate of either.
public struct CallersPauses: Sendable, Hashable {
    private var talking = Estimate(mean: 250, deviation: 150, margin: 125, limits: 450...1_000)
    private var dictating = Estimate(mean: 400, deviation: 250, margin: 225, limits: 900...1_800)

    public init() {}

    /// The caller paused for so long, and went on.
    public mutating func note(_ pause: Duration, isDictating: Bool) {
        let milliseconds = pause / .milliseconds(1)
        if isDictating { dictating.note(milliseconds) } else { talking.note(milliseconds) }
    }

    /// The caller said something without a pause worth the name.
    public mutating func noteFluentTurn(isDictating: Bool) {
        note(.milliseconds(150), isDictating: isDictating)
    }

    /// So much silence ends a turn: 600 ms for a caller who is not known yet, 1,000 ms while they dictate.
    public func silence(isDictating: Bool) -> Duration {
        .milliseconds(Int((isDictating ? dictating : talking).silence))
    }

    /// All in milliseconds.
    private struct Estimate: Sendable, Hashable {
        var mean: Double
        var deviation: Double
        let margin: Double
        let limits: ClosedRange<Double>

        mutating func note(_ pause: Double) {
            let known = min(pause, limits.upperBound)
            deviation += 0.25 * (abs(known - mean) - deviation)
            mean += 0.125 * (known - mean)
        }

        var silence: Double { min(max(mean + 1.5 * deviation + margin, limits.lowerBound), limits.upperBound) }
    }
}
