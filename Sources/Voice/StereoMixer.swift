/// Two voices as they were heard together: the caller left, the agent right, each where it belongs in time.
///
/// All times are since the recording began. What is past changing leaves with `drain`; it keeps about a second, and what
/// the agent's end sends ahead.
public struct StereoMixer: Sendable {
    private enum Limit {
        /// A caller's sound that comes so much earlier or later than the last of it was due follows it without a gap: that is the
        /// network, and no silence.
        static let jitter = Duration.milliseconds(200)
        /// What was sent may still be cleared so long.
        static let delay = Duration.seconds(1)
        /// A line that sends further ahead is not recorded beyond it.
        static let longestAhead = Duration.seconds(60)
    }

    public let sampleRate: Int
    /// The place of both buffers' beginning.
    private var drained = 0
    private var left: [Int16] = []
    private var right: [Int16] = []

    public init(sampleRate: Int = PCM.hearingRate) {
        self.sampleRate = sampleRate
    }

    /// The caller's sound that has just come in.
    public mutating func heard(_ samples: [Int16], at now: Duration) {
        let due = now.samples(at: sampleRate) - samples.count - drained
        if due > left.count + Limit.jitter.samples(at: sampleRate) { left.pad(to: due) }
        append(samples, to: \.left)
    }

    /// The agent's sound that is sent: it is heard when what was sent before has been.
    public mutating func said(_ samples: [Int16], at now: Duration) {
        right.pad(to: now.samples(at: sampleRate) - drained)
        append(samples, to: \.right)
    }

    /// What of the agent's sound was not heard yet is not heard any more.
    public mutating func clear(at now: Duration) {
        let heard = max(0, now.samples(at: sampleRate) - drained)
        if heard < right.count { right.removeSubrange(heard...) }
    }

    /// What is past changing: left and right samples in turn.
    public mutating func drain(at now: Duration) -> [Int16] {
        take(max(0, (now - Limit.delay).samples(at: sampleRate) - drained))
    }

    /// All that is left: the recording is over.
    public mutating func finish() -> [Int16] {
        take(max(left.count, right.count))
    }

    private mutating func append(_ samples: [Int16], to side: WritableKeyPath<StereoMixer, [Int16]>) {
        guard self[keyPath: side].count < Limit.longestAhead.samples(at: sampleRate) else { return }
        self[keyPath: side] += samples
    }

    private mutating func take(_ count: Int) -> [Int16] {
        guard count > 0 else { return [] }
        left.pad(to: count)
        right.pad(to: count)
        var pairs: [Int16] = []
        pairs.reserveCapacity(2 * count)
        for index in 0..<count {
            pairs.append(left[index])
            pairs.append(right[index])
        }
        left.removeFirst(count)
        right.removeFirst(count)
        drained += count
        return pairs
    }
}

extension [Int16] {
    fileprivate mutating func pad(to count: Int) {
        if self.count < count { self += Array(repeating: 0, count: count - self.count) }
    }
}
