import Conversation
import Core
import Foundation
public import Logging
import Storage
import Voice

/// A line that this program answers itself: it hears with a recogniser, thinks with the call's session, speaks with a synthesiser.
///
/// Keys and text work too, and alone where nothing here can hear or speak.
public actor BuiltInLine: CallLine {
    private enum Limit {
        /// A caller who waits longer than this for an answer hears something.
        static let silentWait = Duration.milliseconds(1500)
        /// How long a caller may think before the agent speaks again.
        static let patience = Duration.seconds(9)
        /// Turns that wait for their answer. More is a caller's machine, not a caller.
        static let waitingTurns = 8
    }

    private static let filler = "One moment, please."

    public nonisolated let outputs: AsyncStream<LineOutput>
    private let output: AsyncStream<LineOutput>.Continuation
    private let turns: AsyncStream<Input>
    private let turn: AsyncStream<Input>.Continuation
    private let sentences: AsyncStream<Sentence>
    private let sentence: AsyncStream<Sentence>.Continuation

    private let session: CallSession
    private let speech: Speech
    private let logger: Logger
    private let clock = ContinuousClock()

    private var ear = Ear()
    /// Whether anything here can hear and speak just now. It may come and go during a call.
    private var hasSpeech = false
    private var wantsSpeech = true
    /// Sentences of an earlier number were interrupted and are not said any more.
    private var utteranceNumber = 0
    /// Sentences that are being spoken or wait for it.
    private var unspoken = 0
    /// When the caller will have heard everything sent so far.
    private var playedUntil: ContinuousClock.Instant
    private var lastActivity: ContinuousClock.Instant
    private var isHearing = false
    /// What became ready to be said while the caller was speaking: said when that was only a cough, else void.
    private var held: [String] = []
    private var isThinking = false
    /// Something of the answer to the turn in progress is being said already.
    private var hasBegunToAnswer = false
    private var isOver = false

    private enum Input: Sendable {
        case begin
        case utterance(PCM)
        case typed(String)
        case keys(String)
        case edit(field: String, value: String?)
        case silence

        /// Whether it is worth asking the engines how they are. Who types does not wait for that.
        var needsSpeech: Bool {
            switch self {
            case .begin, .utterance: true
            case .typed, .keys, .edit, .silence: false
            }
        }
    }

    private struct Sentence: Sendable {
        let number: Int
        let text: String
    }

    public init(session: CallSession, speech: Speech, logger: Logger) {
        self.session = session
        self.speech = speech
        self.logger = logger
        playedUntil = clock.now
        lastActivity = clock.now
        (outputs, output) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
        (turns, turn) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Limit.waitingTurns))
        (sentences, sentence) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    public func run() async {
        let number = await session.attach()
        // Left without waiting for it, the watch is cancelled.
        async let _: Void = watchForSilence(line: number)
        async let speaking: Void = speak()
        await takeTurns()
        sentence.finish()
        await speaking
        await session.detach(number)
        output.yield(.state(.idle))
        output.finish()
    }

    public func begin() {
        turn.yield(.begin)
    }

    public func hear(_ samples: [Int16]) {
        guard hasSpeech, !isOver else { return }
        ear.isAgentSpeaking = clock.now < playedUntil
        for event in ear.hear(samples) {
            switch event {
            case .started:
                isHearing = true
                output.yield(.userStartedSpeaking)
                interrupt()
            case .finished(let utterance):
                isHearing = false
                held = []
                output.yield(.userStoppedSpeaking)
                queue(.utterance(utterance))
            case .discarded:
                isHearing = false
                output.yield(.userStoppedSpeaking)
                say(held)
                held = []
            case .paused, .resumed:
                break
            }
        }
        if isHearing { lastActivity = clock.now }
    }

    public func type(_ text: String) {
        interrupt()
        queue(.typed(text))
    }

    public func press(_ keys: String) {
        interrupt()
        queue(.keys(keys))
    }

    public func edit(_ field: String, to value: String?) {
        queue(.edit(field: field, value: value))
    }

    private func queue(_ input: Input) {
        if case .dropped = turn.yield(input) { output.yield(.failed(.tooManyMessages)) }
    }

    public func speakAloud(_ isWanted: Bool) {
        wantsSpeech = isWanted
        if !isWanted { interrupt() }
    }

    public func played(_ mark: Int) {}

    private var speaksAloud: Bool { hasSpeech && wantsSpeech }

    public func finish() {
        isOver = true
        turn.finish()
    }

    public func hangUp() async {
        do {
            try await session.end(.caller)
            interrupt()
            finish()
        } catch {
            logger.error("A call could not be ended", metadata: ["error": "\(error)"])
            output.yield(.failed(LineFailure(error)))
        }
    }

    private func takeTurns() async {
        for await input in turns {
            isThinking = true
            hasBegunToAnswer = false
            output.yield(.state(.thinking))
            if input.needsSpeech { await askForSpeech() }
            await withTaskGroup { group in
                group.addTask { await self.fillSilentWait() }
                await answer(input)
                group.cancelAll()
            }
            isThinking = false
            lastActivity = clock.now
            if isOver { break }
            if unspoken == 0 { output.yield(.state(.listening)) }
        }
    }

    private func askForSpeech() async {
        hasSpeech = await speech.status().isAvailable
        guard !hasSpeech else { return }
        // What was being heard will not be heard to its end.
        isHearing = false
        held = []
    }

    private func answer(_ input: Input) async {
        do {
            guard let answer = try await take(input) else { return }
            ear.expectation = answer.expects
            isOver = answer.isEnded
            say(answer.replies)
        } catch CallSession.TurnError.ended {
            isOver = true
        } catch {
            logger.error("A turn could not be taken", metadata: ["error": "\(error)"])
            output.yield(.failed(LineFailure(error)))
            say(["I'm sorry, I had trouble with that. Could you say it again?"])
        }
    }

    /// - Returns: nil when there is nothing to answer.
    private func take(_ input: Input) async throws -> CallSession.Answer? {
        switch input {
        case .begin: return try await session.begin()
        case .typed(let text): return try await hear([Hypothesis(text)], medium: .text)
        case .keys(let digits): return try await session.press(digits)
        case .edit(let field, let value): return try await session.edit(field, to: value)
        case .silence: return try await session.stayedSilent()
        case .utterance(let utterance):
            let hints = await session.recognitionHints(expecting: ear.expectation)
            let hypotheses = try await speech.hear(utterance, hints: hints)
            return hypotheses.isEmpty ? nil : try await hear(hypotheses, medium: .voice)
        }
    }

    private func hear(_ hypotheses: [Hypothesis], medium: CallEvent.Medium) async throws -> CallSession.Answer {
        try await session.hear(hypotheses, medium: medium) { sentence in await self.sayEarly(sentence.text) }
    }

    private func sayEarly(_ sentence: String) {
        hasBegunToAnswer = true
        say([sentence])
    }

    private func say(_ replies: [String]) {
        guard speaksAloud else { return }
        guard !isHearing else {
            held += replies
            return
        }
        for text in replies {
            unspoken += 1
            sentence.yield(Sentence(number: utteranceNumber, text: text))
        }
    }

    /// Speaks what is to be said, sentence by sentence, ahead of real time.
    private func speak() async {
        for await next in sentences {
            defer { unspoken -= 1 }
            guard next.number == utteranceNumber else { continue }
            output.yield(.state(.speaking))
            do {
                for try await sound in speech.say(next.text) {
                    guard next.number == utteranceNumber else { break }
                    playedUntil = max(playedUntil, clock.now) + sound.duration
                    output.yield(.audio(sound))
                }
            } catch {
                logger.warning("A sentence could not be spoken", metadata: ["error": "\(error)"])
            }
            if unspoken == 1, !isThinking { output.yield(.state(.listening)) }
        }
    }

    private func interrupt() {
        guard clock.now < playedUntil || unspoken > 0 else { return }
        utteranceNumber += 1
        playedUntil = clock.now
        output.yield(.clearPlayback)
        output.yield(.state(.listening))
    }

    private func fillSilentWait() async {
        do {
            try await clock.sleep(for: Limit.silentWait)
            guard !hasBegunToAnswer else { return }
            say([Self.filler])
            try await session.filled(with: Self.filler, reason: "the answer took longer than \(Limit.silentWait)")
        } catch is CancellationError {
            return
        } catch {
            logger.error("A filler could not be logged", metadata: ["error": "\(error)"])
        }
    }

    /// Lets the agent speak again when a caller on a voice line says nothing for too long.
    private func watchForSilence(line: Int) async {
        do {
            while !isOver {
                let deadline = max(lastActivity, playedUntil) + Limit.patience
                if clock.now < deadline {
                    try await clock.sleep(until: deadline)
                } else {
                    lastActivity = clock.now
                    // On a line that was dropped and replaced nobody can be expected to speak.
                    guard await session.isNewest(line) else { return }
                    if speaksAloud, !isThinking, !isHearing { turn.yield(.silence) }
                }
            }
        } catch {
            return
        }
    }
}
