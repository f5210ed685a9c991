import Voice

/// An agent's sound on its way to the caller: it comes ahead of its time, and leaves at the pace at which it is heard.
///
/// It has no clock: times are since the line was opened. What waits is bounded; what comes beyond that is dropped.
struct AgentSound: Sendable {
    /// So far ahead of being heard it leaves: a hiccup is not heard, and an interruption stops what was sent.
    private static let lead = Duration.milliseconds(200)
    /// More than an agent may send ahead.
    private static let mostWaiting = 20 * PCM.hearingRate

    private var waiting: [Int16] = []
    /// How much of `waiting` has left.
    private var taken = 0
    /// When all that has left is heard.
    private(set) var heardUntil = Duration.zero

    var isEmpty: Bool { taken == waiting.count }

    mutating func add(_ samples: [Int16]) {
        waiting += samples.prefix(max(0, Self.mostWaiting - (waiting.count - taken)))
    }

    /// - Returns: what is to be sent now; empty when it is not time yet.
    mutating func due(at time: Duration) -> [Int16] {
        let room = Self.lead - (max(heardUntil, time) - time)
        return take(Int(room / .milliseconds(1)) * PCM.hearingRate / 1_000, at: time)
    }

    /// - Returns: all that waits, to be sent at once.
    mutating func rest(at time: Duration) -> [Int16] { take(waiting.count, at: time) }

    /// The caller interrupted: nothing more is heard.
    mutating func clear(at time: Duration) {
        waiting = []
        taken = 0
        heardUntil = min(heardUntil, time)
    }

    private mutating func take(_ count: Int, at time: Duration) -> [Int16] {
        let end = min(waiting.count, taken + max(0, count))
        guard taken < end else { return [] }
        let samples = Array(waiting[taken..<end])
        taken = end
        heardUntil = max(heardUntil, time) + PCM(samples: samples, sampleRate: PCM.hearingRate).duration
        if isEmpty {
            waiting = []
            taken = 0
        }
        return samples
    }
}
