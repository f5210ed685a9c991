public import Core
public import Voice

/// Hearing and speaking for all calls: the engines that are configured, and what is known of their health.
///
/// Without engines, or while they are down, calls go on by text; `status()` says which it is.
public final class Speech: Sendable {
    public enum Failure: Error, Sendable, Hashable {
        /// Nothing here can do that. Go on by text.
        case unavailable
        /// More utterances wait than could be heard in time. Ask the caller to say it again.
        case busy
        /// The engine took longer than a caller waits.
        case timedOut
    }

    private let recognizer: (any Recognizer)?
    private let synthesizer: (any Synthesizer)?
    private let turnstile: Turnstile
    private let cache: SynthesisCache
    private let health: SpeechHealth

    /// After this a caller has given up.
    private static let longestRecognition = Duration.seconds(5)
    /// Utterances that may wait for each one that is being heard.
    private static let waitingForEach = 4

    /// - Parameters:
    ///   - recognitionsAtOnce: how many utterances the engine hears at a time; for an engine on this machine, its cores.
    ///   - check: throws when the engines cannot be reached. Asked at most once every few seconds.
    ///   - explanation: what is known of why they cannot, as a sentence for people.
    public init(
        recognizer: (any Recognizer)?, synthesizer: (any Synthesizer)?, recognitionsAtOnce: Int = 2,
        cache: SynthesisCache = SynthesisCache(), check: @escaping @Sendable () async throws -> Void = {},
        explanation: @escaping @Sendable () -> String? = { nil }
    ) {
        self.recognizer = recognizer
        self.synthesizer = synthesizer
        self.cache = cache
        turnstile = Turnstile(places: recognitionsAtOnce, longestQueue: recognitionsAtOnce * Self.waitingForEach)
        health = SpeechHealth(check: check, explanation: explanation)
    }

    /// No engines at all: every call is by text.
    public static var none: Speech { Speech(recognizer: nil, synthesizer: nil) }

    /// What the caller may have said, the likeliest first; empty when nobody spoke.
    ///
    /// Cancelling stops the work, as when a caller who paused goes on.
    ///
    /// - Throws: `Failure`, or the engine's own error. The call goes on: say so, and ask again or offer keys.
    public func hear(_ utterance: PCM, hints: RecognitionHints = RecognitionHints()) async throws -> [Hypothesis] {
        guard let recognizer else { throw Failure.unavailable }
        return try await within(Self.longestRecognition) { [turnstile] in
            do {
                return try await turnstile.pass { try await recognizer.hypotheses(for: utterance, hints: hints) }
            } catch Turnstile.Refusal.full {
                throw Failure.busy
            }
        }
    }

    /// The text as sound at a line's rate, sentence by sentence, the first as early as the engine can.
    ///
    /// The pieces are whole enough to send on as they come. Stopping to iterate stops the work.
    public func say(_ text: String, voice: VoiceSettings = VoiceSettings(), sampleRate: Int = PCM.hearingRate) -> AsyncThrowingStream<
        PCM, any Error
    > {
        AsyncThrowingStream { continuation in
            // Owned by the stream, whose end cancels it.
            let task = Task {
                do {
                    for sentence in SentenceSplitter.sentences(of: SpokenText.speakable(text)) {
                        try await say(sentence: sentence, voice: voice, sampleRate: sampleRate) { continuation.yield($0) }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// What can be heard and spoken at this moment. Takes two seconds at most, and usually none.
    public func status() async -> SpeechStatus {
        guard recognizer != nil || synthesizer != nil else {
            return .unavailable(notice: health.explanation() ?? "Speech is not configured: calls work by text.")
        }
        if let notice = await health.notice() { return .unavailable(notice: notice) }
        return SpeechStatus(isAvailable: true, recognizer: recognizer?.name, synthesizer: synthesizer?.name, notice: nil)
    }

    private func say(sentence: String, voice: VoiceSettings, sampleRate: Int, yield: (PCM) -> Void) async throws {
        guard let synthesizer else { throw Failure.unavailable }
        let key = SynthesisCache.Key(engine: synthesizer.name, voice: voice, text: sentence, sampleRate: sampleRate)
        if let sound = await cache.sound(for: key) { return yield(sound) }
        var whole = PCM(samples: [], sampleRate: sampleRate)
        func give(_ samples: [Int16]) {
            guard !samples.isEmpty else { return }
            whole.samples += samples
            yield(PCM(samples: samples, sampleRate: sampleRate))
        }
        var resampler: Resampler?
        for try await piece in synthesizer.speech(for: sentence, voice: voice) {
            var current = resampler ?? Resampler(from: piece.sampleRate, to: sampleRate)
            give(current.resample(piece.samples))
            resampler = current
        }
        if var last = resampler { give(last.finish()) }
        // What was cut short is not what was asked for.
        try Task.checkCancellation()
        await cache.store(whole, for: key)
    }

    private func within<Result: Sendable>(_ limit: Duration, _ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else { throw Failure.timedOut }
            return result
        }
    }
}

/// What a page, `/health` and `doctor` tell people about speech.
public struct SpeechStatus: Sendable, Hashable, Codable {
    /// Whether a spoken call is possible now.
    public let isAvailable: Bool
    public let recognizer: String?
    public let synthesizer: String?
    /// One sentence for people when something is missing.
    public let notice: String?

    public init(isAvailable: Bool, recognizer: String?, synthesizer: String?, notice: String?) {
        self.isAvailable = isAvailable
        self.recognizer = recognizer
        self.synthesizer = synthesizer
        self.notice = notice
    }

    static func unavailable(notice: String) -> SpeechStatus {
        SpeechStatus(isAvailable: false, recognizer: nil, synthesizer: nil, notice: notice)
    }
}
