public import Core
import Synchronization
public import Voice

/// Hearing and speaking for all calls: the engines there are, in the order of preference, and what is known of their health.
///
/// What one engine cannot do, or not in time, the next one does: the same sound is heard again, the same sentence said from its
/// beginning. An engine that failed rests for a while. Without engines, or while all are down, calls go on by text.
public final class Speech: Sendable {
    public enum Failure: Error, Sendable, Hashable {
        /// Nothing here can do that. Go on by text.
        case unavailable
        /// More utterances wait than could be heard in time. Ask the caller to say it again.
        case busy
        /// The engine took longer than a caller waits.
        case timedOut
    }

    private let hearing: [Listener]
    private let speaking: [Speaker]
    private let watches: [EngineWatch]
    private let cache: SynthesisCache
    private let report: @Sendable (SpeechFallback) -> Void

    /// After this a caller has given up.
    private static let patience = Duration.seconds(5)
    /// After this another engine is asked, where there is one.
    private static let patienceWithOthers = Duration.seconds(3)
    /// Utterances that may wait for each one that is being heard.
    private static let waitingForEach = 4

    private struct Listener {
        let recognizer: any Recognizer
        let turnstile: Turnstile
        let watch: EngineWatch
    }

    private struct Speaker {
        let synthesizer: any Synthesizer
        let watch: EngineWatch
    }

    /// - Parameters:
    ///   - engines: the preferred one first.
    ///   - report: told of each piece of work that goes on to the next engine.
    public init(
        engines: [SpeechEngine], cache: SynthesisCache = SynthesisCache(),
        report: @escaping @Sendable (SpeechFallback) -> Void = { _ in }
    ) {
        let watches = engines.map(EngineWatch.init)
        self.watches = watches
        self.cache = cache
        self.report = report
        hearing = watches.compactMap { watch in
            watch.engine.recognizer.map { recognizer in
                let atOnce = watch.engine.recognitionsAtOnce
                return Listener(
                    recognizer: recognizer, turnstile: Turnstile(places: atOnce, longestQueue: atOnce * Self.waitingForEach), watch: watch)
            }
        }
        speaking = watches.compactMap { watch in watch.engine.synthesizer.map { Speaker(synthesizer: $0, watch: watch) } }
    }

    /// No engines at all: every call is by text.
    public static var none: Speech { Speech(engines: []) }

    /// What the caller may have said, the likeliest first; empty when nobody spoke.
    ///
    /// Cancelling stops the work, as when a caller who paused goes on.
    ///
    /// - Throws: `Failure`, or the last engine's own error. The call goes on: say so, and ask again or offer keys.
    public func hear(_ utterance: PCM, hints: RecognitionHints = RecognitionHints()) async throws -> [Hypothesis] {
        let order = await Self.order(of: hearing, by: \.watch)
        var failure: any Error = Failure.unavailable
        for (place, listener) in order.enumerated() {
            do {
                let limit = place == order.count - 1 ? Self.patience : Self.patienceWithOthers
                let hypotheses = try await within(limit) {
                    do {
                        return try await listener.turnstile.pass { try await listener.recognizer.hypotheses(for: utterance, hints: hints) }
                    } catch Turnstile.Refusal.full {
                        throw Failure.busy
                    }
                }
                await listener.watch.succeeded()
                return hypotheses
            } catch {
                try Task.checkCancellation()
                failure = error
                await note(error, of: .hearing, by: listener.watch)
            }
        }
        throw failure
    }

    /// The text as sound at a line's rate, sentence by sentence, the first as early as an engine can.
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
        let notices = await withTaskGroup(of: (Int, String?).self) { group in
            for (index, watch) in watches.enumerated() { group.addTask { (index, await watch.notice()) } }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        return SpeechStatus(
            engines: watches.enumerated().map { index, watch in
                SpeechStatus.Engine(
                    kind: watch.engine.kind, recognizer: watch.engine.recognizer?.name, synthesizer: watch.engine.synthesizer?.name,
                    notice: notices[index])
            })
    }

    private func say(
        sentence: String, voice: VoiceSettings, sampleRate: Int, yield: @escaping @Sendable (PCM) -> Void
    ) async throws {
        let order = await Self.order(of: speaking, by: \.watch)
        var failure: any Error = Failure.unavailable
        for (place, speaker) in order.enumerated() {
            let key = SynthesisCache.Key(engine: speaker.synthesizer.name, voice: voice, text: sentence, sampleRate: sampleRate)
            if let sound = await cache.sound(for: key) { return yield(sound) }
            let wasHeard = Flag()
            do {
                let limit = place == order.count - 1 ? Self.patience : Self.patienceWithOthers
                let sound = try await beginning(within: limit) { begun in
                    try await Self.sound(of: sentence, by: speaker.synthesizer, voice: voice, sampleRate: sampleRate) { piece in
                        wasHeard.raise()
                        begun()
                        yield(piece)
                    }
                }
                await speaker.watch.succeeded()
                return await cache.store(sound, for: key)
            } catch {
                try Task.checkCancellation()
                await note(error, of: .speaking, by: speaker.watch)
                // What the caller heard the beginning of is not begun again in another voice.
                guard !wasHeard.isRaised else { throw error }
                failure = error
            }
        }
        throw failure
    }

    /// - Returns: the whole.
    private static func sound(
        of sentence: String, by synthesizer: any Synthesizer, voice: VoiceSettings, sampleRate: Int, yield: (PCM) -> Void
    ) async throws -> PCM {
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
        return whole
    }

    /// The engines to be asked one after another: those that may be used now, then, as nobody else is left, those that rest.
    private static func order<Engine>(of engines: [Engine], by watch: (Engine) -> EngineWatch) async -> [Engine] {
        guard engines.count > 1 else { return engines }
        var unwell: [Engine] = []
        for (index, engine) in engines.enumerated() {
            // How those behind a healthy one are is asked when they are needed.
            if await watch(engine).notice() == nil { return engines[index...] + unwell }
            unwell.append(engine)
        }
        return unwell
    }

    private func note(_ error: any Error, of work: SpeechFallback.Work, by watch: EngineWatch) async {
        let reason: SpeechFallback.Reason
        switch error {
        case Failure.busy, WorkRefusal.busy: reason = .busy
        case Failure.timedOut: reason = .late
        default: reason = .failed
        }
        // Who has too much to do is not ill.
        if reason != .busy { await watch.failed() }
        report(SpeechFallback(engine: watch.engine.kind, work: work, reason: reason))
    }

    private func within<Result: Sendable>(_ limit: Duration, _ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await beginning(within: limit) { _ in try await work() }
    }

    /// Does work that must have begun, as it tells itself, or be done within a limit.
    ///
    /// - Throws: `Failure.timedOut` when it was not; the work is cancelled then.
    private func beginning<Result: Sendable>(
        within limit: Duration, _ work: @escaping @Sendable (_ begun: @escaping @Sendable () -> Void) async throws -> Result
    ) async throws -> Result {
        let hasBegun = Flag()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work { hasBegun.raise() } }
            group.addTask {
                try await Task.sleep(for: limit)
                guard hasBegun.isRaised else { throw Failure.timedOut }
                return nil
            }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let result = finished { return result }
            }
            throw CancellationError()
        }
    }
}

/// Something that happened or has not happened yet.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isRaised: Bool { state.withLock { $0 } }

    func raise() { state.withLock { $0 = true } }
}
