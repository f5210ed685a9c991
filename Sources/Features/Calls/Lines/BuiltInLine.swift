import Conversation
import Core
import Foundation
public import Logging
import Storage
import Voice

/// A line that this program answers itself: it hears with a recogniser, thinks with the call's session, speaks with a synthesiser.
///
/// Turns are taken one after the other. Beside them the agent's voice is paced (`BuiltInLine+Speaking`) and the caller is heard
/// (`BuiltInLine+Hearing`): the caller who makes a sound stops the agent, and whether it was an interruption is decided when it
/// is known what was said. Keys and text work too, and alone where nothing here can hear or speak.
public actor BuiltInLine: CallLine {
    enum Limit {
        /// A caller who waits longer than this for an answer hears something, …
        static let silentWait = Duration.milliseconds(1_500)
        /// … and then again.
        static let furtherWait = Duration.seconds(6)
        /// How long a caller may think before the agent speaks again.
        static let patience = Duration.seconds(9)
        /// A goodbye that takes longer to be said is not waited for.
        static let goodbye = Duration.seconds(20)
        /// Turns that wait for their answer. More is a caller's machine, not a caller.
        static let waitingTurns = 8
        /// What a transport has not taken yet: at the pace of speech, half a minute.
        static let waitingOutputs = 1_500
        /// While nothing here can hear, it is asked so often whether that is so still.
        static let speechCheck = Duration.seconds(3)
    }

    /// Where not even the business's own words are there any more.
    static let farewell = "I'm sorry, this business cannot be reached any more. Goodbye."
    static let apology = "I'm sorry, I had trouble with that. Could you say it again?"

    public nonisolated let outputs: AsyncStream<LineOutput>
    let output: AsyncStream<LineOutput>.Continuation
    private let turns: AsyncStream<Input>
    private let turn: AsyncStream<Input>.Continuation
    private let jobs: AsyncStream<Job>
    let job: AsyncStream<Job>.Continuation

    let session: CallSession
    let speech: Speech
    /// Nil when they are, or are not wanted.
    private var voices: WarmVoices?
    let time: LineTime
    let logger: Logger

    var ear = Ear()
    var playback = Playback()
    var keys = KeyCollector()
    var fillers = Fillers()
    /// Whether anything here can hear and speak just now. It may come and go during a call.
    var hasSpeech = false
    private var speechIsAskedForAt = Duration.zero
    var wantsSpeech = true
    /// Where the sentences that are being said stand in the log.
    var said: [Playback.Mark: CallSession.Sentence] = [:]
    /// What is said only to fill a wait, until it has begun to be said.
    var waitingFillers: [Playback.Mark: String] = [:]
    /// What the caller may have said, while it is not sure that they have finished.
    var recognition: Recognition?
    var recognitions = 0
    /// Sentences that are being synthesised.
    var inTheMaking: Set<Playback.Mark> = []
    var isPacing = false
    var isHearing = false
    var isThinking = false
    /// Nothing of the answer to the turn in progress has been heard yet.
    var awaitsAnswer = false
    private var turnNumber = 0
    private var shown = LineState.idle
    var lastActivity = Duration.zero
    var isOver = false

    enum Input: Sendable {
        case begin
        case utterance(Recognition)
        case typed(String)
        case keys(String)
        case edit(field: String, value: String?)
        case silence
        case turnAway

        /// Whether it is worth asking the engines how they are. Who types does not wait for that.
        fileprivate var needsSpeech: Bool {
            switch self {
            case .begin, .utterance: true
            case .typed, .keys, .edit, .silence, .turnAway: false
            }
        }

        /// Whether the call is over after it, whatever comes of it.
        fileprivate var isLast: Bool {
            if case .turnAway = self { true } else { false }
        }
    }

    /// What is done beside the turns.
    enum Job: Sendable {
        case pace
        case synthesise(Playback.Mark, String)
        case noteFiller(String)
        case endNumber(at: Duration)
        case fillSilence(turn: Int)
        case warmUp
        case askForSpeech
    }

    /// - Parameter voices: the voices whose common sentences are ready; shared by all lines.
    public init(
        session: CallSession, speech: Speech, voices: WarmVoices? = nil, time: LineTime = .starting(), logger: Logger
    ) {
        self.session = session
        self.speech = speech
        self.voices = voices
        self.time = time
        self.logger = logger
        (outputs, output) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Limit.waitingOutputs))
        (turns, turn) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Limit.waitingTurns))
        // None may be lost: whoever asked for one believes that it is being done. Each is begun as soon as it is here, so they do not pile
        // up, and turns, keys and sentences, which they follow from, are bounded themselves.
        (jobs, job) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    public func run() async {
        let number = await session.attach()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.watchForSilence(line: number) }
            group.addTask {
                await self.takeTurns()
                await self.waitUntilHeard()
                self.job.finish()
            }
            for await job in jobs { group.addTask { await self.work(on: job) } }
            group.cancelAll()
        }
        recognition?.task.cancel()
        await session.detach(number)
        show(.idle)
        output.finish()
    }

    public func begin() {
        turn.yield(.begin)
    }

    public func type(_ text: String) {
        hold()
        queue(.typed(text))
    }

    public func edit(_ field: String, to value: String?) {
        queue(.edit(field: field, value: value))
    }

    public func speakAloud(_ isWanted: Bool) {
        wantsSpeech = isWanted
        // What is not heard is read.
        if !isWanted { _ = stopSpeaking() }
    }

    public func finish() {
        isOver = true
        turn.finish()
    }

    public func hangUp() async {
        do {
            try await session.end(.caller, after: stopSpeaking())
            finish()
        } catch {
            logger.error("A call could not be ended", metadata: ["error": "\(error)"])
            output.yield(.failed(LineFailure(error)))
        }
    }

    public func turnAway() {
        queue(.turnAway)
    }

    func queue(_ input: Input) {
        if case .dropped = turn.yield(input) { output.yield(.failed(.tooManyMessages)) }
    }

    func show(_ state: LineState) {
        guard state != shown else { return }
        shown = state
        output.yield(.state(state))
    }

    private func work(on job: Job) async {
        switch job {
        case .pace: await pace()
        case .synthesise(let mark, let text): await synthesise(text, for: mark)
        case .noteFiller(let text): await note(filler: text)
        case .endNumber(let instant): await endNumber(at: instant)
        case .fillSilence(let turn): await fillSilence(of: turn)
        case .warmUp: await warmUp()
        case .askForSpeech: hasSpeech = await speech.status().isAvailable
        }
    }
}

/// Turns, one after the other.
extension BuiltInLine {
    private func takeTurns() async {
        for await input in turns {
            turnNumber += 1
            isThinking = true
            awaitsAnswer = true
            show(.thinking)
            if input.needsSpeech { await askForSpeech() }
            job.yield(.fillSilence(turn: turnNumber))
            await answer(input)
            isThinking = false
            lastActivity = time.now()
            if isOver { break }
            if playback.isSent { show(.listening) }
        }
    }

    private func askForSpeech() async {
        hasSpeech = await speech.status().isAvailable
        guard !hasSpeech else { return }
        // What was being heard will not be heard to its end.
        isHearing = false
        _ = stopSpeaking()
    }

    /// Sound comes in that nothing here can hear: engines come back, too.
    func askAgainForSpeech() {
        guard turnNumber > 0, time.now() >= speechIsAskedForAt else { return }
        speechIsAskedForAt = time.now() + Limit.speechCheck
        job.yield(.askForSpeech)
    }

    /// Once the greeting is on its way, there is time.
    func warmUpOnce() {
        if voices != nil { job.yield(.warmUp) }
    }

    private func warmUp() async {
        guard let voices else { return }
        self.voices = nil
        do {
            try await voices.warmUp(await session.voice(), with: speech)
        } catch is CancellationError {
            return
        } catch {
            logger.notice("The common sentences of a voice could not be made ready", metadata: ["error": "\(error)"])
        }
    }

    private func answer(_ input: Input) async {
        do {
            guard let answer = try await take(input) else {
                awaitsAnswer = false
                return
            }
            ear.expectation = answer.expects
            isOver = answer.isEnded
            say(answer.sentences)
            if answer.replies.isEmpty || !speaksAloud { awaitsAnswer = false }
        } catch CallSession.TurnError.ended {
            isOver = true
        } catch  where input.isLast {
            logger.notice("A call ends without its log", metadata: ["error": "\(error)"])
            sayUnlogged(Self.farewell)
            isOver = true
        } catch {
            logger.error("A turn could not be taken", metadata: ["error": "\(error)"])
            output.yield(.failed(LineFailure(error)))
            await breakOff()
            sayUnlogged(Self.apology)
        }
    }

    /// - Returns: nil when there is nothing to answer.
    private func take(_ input: Input) async throws -> CallSession.Answer? {
        switch input {
        case .begin: return try await session.begin()
        case .edit(let field, let value): return try await session.edit(field, to: value)
        case .silence: return try await session.stayedSilent()
        case .turnAway:
            await breakOff()
            return try await session.turnAway()
        case .typed(let text):
            await breakOff()
            return try await hear([Hypothesis(text)], medium: .text)
        case .keys(let keys):
            await breakOff()
            return try await session.press(keys)
        case .utterance(let recognition):
            let hypotheses = try await recognition.task.value
            guard isTurn(hypotheses) else {
                goOn()
                return nil
            }
            await breakOff()
            return try await hear(hypotheses, medium: .voice)
        }
    }

    private func hear(_ hypotheses: [Hypothesis], medium: CallEvent.Medium) async throws -> CallSession.Answer {
        try await session.hear(hypotheses, medium: medium) { sentence in await self.say([sentence]) }
    }

    /// Fills the wait for the answer to a turn as long as it lasts.
    private func fillSilence(of turn: Int) async {
        var due = time.now() + Limit.silentWait
        while turn == turnNumber {
            do { try await time.wait(due) } catch { return }
            guard turn == turnNumber, awaitsAnswer, !isOver else { return }
            // A caller who is speaking is not waiting.
            if isHearing || playback.isAudible(at: time.now()) {
                due = time.now() + Limit.silentWait / 3
            } else {
                sayFiller()
                due = time.now() + Limit.furtherWait
            }
        }
    }

    /// Lets the agent speak again when a caller on a voice line says nothing for too long.
    private func watchForSilence(line: Int) async {
        while !isOver {
            let deadline = max(lastActivity, playback.heardUntil) + Limit.patience
            if time.now() < deadline {
                do { try await time.wait(deadline) } catch { return }
            } else {
                lastActivity = time.now()
                // On a line that was dropped and replaced nobody can be expected to speak.
                guard await session.isNewest(line) else { return }
                if speaksAloud, !isThinking, !isHearing, playback.isSent { turn.yield(.silence) }
            }
        }
    }
}
