/// How well the frames of a talk spurt keep their pace: each is due 20 ms after the one before it.
struct FrameTiming {
    static let frame = Duration.milliseconds(20)
    /// A frame that comes later than this after its turn is heard as a gap by who keeps no buffer.
    static let tolerance = Duration.milliseconds(20)

    private(set) var frames = 0
    private(set) var late = 0
    /// How late each frame was against its turn; 0 for those that were early.
    private(set) var lateness: [Duration] = []
    private var spurt: (start: ContinuousClock.Instant, samples: Int)?

    /// - Parameter samples: of the piece that arrived, at `rate` a second.
    mutating func arrived(_ samples: Int, rate: Int, at now: ContinuousClock.Instant) {
        defer { spurt?.samples += samples }
        guard let spurt else {
            self.spurt = (now, 0)
            return
        }
        let due = spurt.start + .microseconds(Int64(spurt.samples) * 1_000_000 / Int64(rate))
        let delay = due.duration(to: now)
        frames += 1
        lateness.append(max(.zero, delay))
        if delay > Self.tolerance { late += 1 }
    }

    /// The agent has stopped speaking: the next frame begins a new spurt.
    mutating func spurtEnded() {
        spurt = nil
    }

    mutating func add(_ other: FrameTiming) {
        frames += other.frames
        late += other.late
        lateness += other.lateness
    }
}
