import Voice

/// The caller's sound on its way to an agent that wants it without a gap: a second of it a second, zeros where there is none.
///
/// It has no clock: times are since the first frame. What waits is bounded; the oldest is dropped first.
struct CallerSound: Sendable {
    /// 20 ms.
    static let frameLength = PCM.hearingRate / 50

    /// Sound is late by up to this much on a common line; then silence takes its place.
    private static let tolerance = Duration.milliseconds(60)
    /// Sound that comes in a rush leaves so far ahead of its time.
    private static let lead = Duration.milliseconds(200)
    /// What a caller says while the agent is called, and what a network holds up.
    private static let mostWaiting = 2 * PCM.hearingRate

    private var waiting: [Int16] = []
    private var sent = 0

    mutating func add(_ samples: [Int16]) {
        waiting += samples
        if waiting.count > Self.mostWaiting { waiting.removeFirst(waiting.count - Self.mostWaiting) }
    }

    /// - Returns: what is to be sent now, in frames of 20 ms.
    mutating func frames(at time: Duration) -> [[Int16]] {
        var frames: [[Int16]] = []
        let most = (time + Self.lead).samples
        let least = (time - Self.tolerance).samples
        while waiting.count >= Self.frameLength, sent < most { frames.append(take()) }
        while sent + Self.frameLength <= least { frames.append(take()) }
        return frames
    }

    private mutating func take() -> [Int16] {
        let sound = waiting.prefix(Self.frameLength)
        waiting.removeFirst(sound.count)
        sent += Self.frameLength
        return sound + Array(repeating: 0, count: Self.frameLength - sound.count)
    }
}

extension Duration {
    fileprivate var samples: Int { Int(self / .milliseconds(1) * Double(PCM.hearingRate) / 1_000) }
}
