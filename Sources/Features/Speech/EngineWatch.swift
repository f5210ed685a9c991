/// What is known of one engine's health: its own answer, asked at most once in a while however many ask us, and how its work went.
actor EngineWatch {
    nonisolated let engine: SpeechEngine
    private var last: (instant: ContinuousClock.Instant, notice: String?)?
    private var rest = Rest()

    /// How long an answer is good for. That a healthy engine no longer is, its work tells.
    private static let freshness = (healthy: Duration.seconds(15), unhealthy: Duration.seconds(1))

    init(_ engine: SpeechEngine) {
        self.engine = engine
    }

    /// One sentence for people when the engine should not be used now; nil when it may be.
    func notice(now: ContinuousClock.Instant = .now) async -> String? {
        guard rest.isOver(at: now) else {
            return engine.explanation() ?? "The \(engine.kind.title) failed and is left in peace for a while."
        }
        if let last, last.instant.duration(to: now) < (last.notice == nil ? Self.freshness.healthy : Self.freshness.unhealthy) {
            return last.notice
        }
        var notice: String?
        do {
            try await engine.check()
        } catch {
            notice = engine.explanation() ?? "The \(engine.kind.title) does not answer."
        }
        last = (now, notice)
        return notice
    }

    func succeeded() {
        rest.end()
    }

    /// It is left in peace for a while, and asked whether it is well before it is used again.
    func failed(now: ContinuousClock.Instant = .now) {
        rest.begin(at: now, jitter: .random(in: 0...1))
        last = nil
    }
}

extension SpeechEngine.Kind {
    /// As a person calls it.
    var title: String {
        switch self {
        case .provider: "speech service"
        case .server: "speech server"
        case .inProcess: "engine in this process"
        }
    }
}
