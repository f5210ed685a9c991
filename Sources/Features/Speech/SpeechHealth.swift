/// Whether the engines answer, asked of them at most once in a while however many ask us.
actor SpeechHealth {
    private let check: @Sendable () async throws -> Void
    nonisolated let explanation: @Sendable () -> String?
    private var last: (instant: ContinuousClock.Instant, notice: String?)?

    /// How long an answer is good for.
    private static let freshness = Duration.seconds(3)

    init(check: @escaping @Sendable () async throws -> Void, explanation: @escaping @Sendable () -> String?) {
        self.check = check
        self.explanation = explanation
    }

    /// One sentence for people when the engines cannot be reached; nil when they can.
    func notice(now: ContinuousClock.Instant = .now) async -> String? {
        if let last, last.instant.duration(to: now) < Self.freshness { return last.notice }
        var notice: String?
        do {
            try await check()
        } catch {
            notice = explanation() ?? "The speech engine does not answer: calls work by text until it does."
        }
        last = (now, notice)
        return notice
    }
}
