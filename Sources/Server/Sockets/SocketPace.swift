import Voice

/// How fast a caller's page may talk: sound comes a second of it a second, and a message is worth a little of it. A network that held it up
/// may bring some in a rush; what comes faster for longer is not read, so that the network makes the page wait.
///
///     pace.take(seconds of sound, at: now)   // how long to wait before more is read; zero for everybody but a machine
struct SocketPace: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// How far what came may be ahead of its time.
    private static let mostAhead = Duration.seconds(30)
    /// What a text message is worth: fifty a second, and 1,500 at once.
    private static let message = Duration.milliseconds(20)

    /// When all that came would have been said.
    private var saidUntil: Instant

    init(at now: Instant) {
        saidUntil = now
    }

    mutating func takeMessage(at now: Instant) -> Duration { take(Self.message, at: now) }

    mutating func takeSound(samples: Int, at now: Instant) -> Duration {
        take(.seconds(1) * samples / PCM.hearingRate, at: now)
    }

    private mutating func take(_ worth: Duration, at now: Instant) -> Duration {
        saidUntil = max(saidUntil, now) + worth
        return max(.zero, now.duration(to: saidUntil) - Self.mostAhead)
    }
}
