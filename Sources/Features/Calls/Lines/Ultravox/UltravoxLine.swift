import Conversation
import Core
import Foundation
import Logging
import Storage
import Vendors
import Voice

/// A line whose conversation Ultravox holds: the caller's sound goes there, the agent's comes back, and what is said stands in our log.
///
/// When it cannot be had, or is gone, another line takes over the same call, in the same place of the conversation.
public actor UltravoxLine: CallLine {
    public nonisolated let outputs: AsyncStream<LineOutput>
    let output: AsyncStream<LineOutput>.Continuation
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation

    let session: CallSession
    let answering: UltravoxAnswering
    /// Fills waits.
    let speech: Speech
    private let makeFallback: @Sendable () -> any CallLine
    let clock = ContinuousClock()

    var phase = Phase.opening
    /// What came while Ultravox was called.
    var pending: [Input] = []
    var callerSound = CallerSound()
    var words = SpokenWords()
    var wantsSpeech = true
    var isOver = false
    /// The business takes no calls any more, which a line of ours says.
    var isTurnedAway = false
    /// Since when the call goes on elsewhere, and only what the agent says last is waited for.
    var finishingSince: ContinuousClock.Instant?
    var agentSound = AgentSound()
    let opened: ContinuousClock.Instant
    /// Since when the caller waits for the agent to make a sound.
    var waitingSince: ContinuousClock.Instant?
    /// When the agent's last sound came, or its last words where only these are wanted.
    var lastSpoke: ContinuousClock.Instant?
    var isCallerSpeaking = false
    var fillers = Fillers()

    enum Limit {
        /// Inputs that wait to be taken. More is a caller's machine, not a caller.
        static let waitingInputs = 512
        /// An agent that was called in time is given so long beyond it until it makes its first sound.
        static let firstSound = Duration.seconds(1)
        /// An agent that has made no sound for so long after the caller spoke will make none.
        static let longestSilence = Duration.seconds(8)
        /// How often it is looked whether the caller has come back on another line.
        static let lookAround = Duration.seconds(1)
        static let tick = Duration.milliseconds(20)
        static let longestGoodbye = Duration.seconds(12)
        /// An agent that gives the call away and says nothing to it in this time says nothing.
        static let lastWords = Duration.seconds(3)
    }

    enum Phase {
        case opening
        case talking(WebSocketSender)
        /// Ultravox is gone: what it told is still written down.
        case closing
        case fallenBack(any CallLine)
    }

    enum Input: Sendable {
        case words(SpokenWords.Utterance)
        case typed(String)
        case keys(String)
        case edit(field: String, value: String?)
        case sound([Int16])
        case speakAloud(Bool)
        case played(Int)
        /// Something was said to fill a wait.
        case filled(String)
        case finish
        /// Everything before it was taken.
        case mark(AsyncStream<Never>.Continuation)

        /// Whether a caller's page could send any number of it.
        var isCallers: Bool {
            switch self {
            case .typed, .keys, .edit, .speakAloud: true
            case .words, .sound, .played, .filled, .finish, .mark: false
            }
        }
    }

    init(
        session: CallSession, answering: UltravoxAnswering, speech: Speech, fallback: @escaping @Sendable () -> any CallLine
    ) {
        self.session = session
        self.answering = answering
        self.speech = speech
        makeFallback = fallback
        opened = clock.now
        (outputs, output) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(BuiltInLine.Limit.waitingOutputs))
        (inputs, input) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Limit.waitingInputs))
    }

    public func run() async {
        // What was said is written down, though the caller is gone and with it the task of this line.
        let taking = Task { await takeInputs() }
        let number = await session.attach()
        do {
            try await converse(as: number)
            answering.note(.held, of: session)
        } catch CallSession.TurnError.ended {
        } catch is CancellationError {
            await endAfterGoodbye(on: number)
        } catch {
            if !isOver, finishingSince == nil, !Task.isCancelled { await fallBack(because: error) }
        }
        for utterance in words.finish() { queue(.words(utterance)) }
        input.finish()
        await taking.value
        await session.detach(number)
        output.yield(.state(.idle))
        output.finish()
    }

    /// A caller who leaves while goodbye is said has come to the end of the call, which nobody else will say is over.
    private func endAfterGoodbye(on number: Int) async {
        guard await session.hasSaidGoodbye, await session.isNewest(number) else { return }
        // This task is cancelled, and would write nothing any more.
        let ending = Task { try await session.end(.agent) }
        do {
            try await ending.value
        } catch {
            answering.logger.error("A call could not be ended", metadata: ["error": "\(error)"])
        }
    }

    /// The conversation begins with `run`.
    public func begin() {}

    public func hear(_ samples: [Int16]) {
        if case .fallenBack = phase { input.yield(.sound(samples)) } else { callerSound.add(samples) }
    }

    public func type(_ text: String) { queue(.typed(text)) }
    public func press(_ keys: String) { queue(.keys(keys)) }
    public func edit(_ field: String, to value: String?) { queue(.edit(field: field, value: value)) }

    public func speakAloud(_ isWanted: Bool) {
        wantsSpeech = isWanted
        queue(.speakAloud(isWanted))
    }

    public func played(_ mark: Int) { queue(.played(mark)) }

    /// The call is over, or goes on with a person. What the agent says to that is heard.
    public func finish() {
        finishingSince = finishingSince ?? clock.now
        queue(.finish)
    }

    public func hangUp() async {
        if case .fallenBack(let line) = phase { return await line.hangUp() }
        do {
            try await session.end(.caller)
            isOver = true
            output.yield(.clearPlayback)
        } catch {
            answering.logger.error("A call could not be ended", metadata: ["error": "\(error)"])
            output.yield(.failed(LineFailure(error)))
        }
    }

    public func turnAway() async {
        if case .fallenBack(let line) = phase { await line.turnAway() } else { isTurnedAway = true }
    }

    func queue(_ input: Input) {
        if case .dropped = self.input.yield(input) { output.yield(.failed(.tooManyMessages)) }
    }
}

/// What the caller does beside speaking, and what is said, in order.
extension UltravoxLine {
    private func takeInputs() async {
        for await input in inputs {
            switch phase {
            case .opening: hold(input)
            case .talking(let sender): await take(input, over: sender)
            case .closing: await take(input, over: nil)
            case .fallenBack(let line): await give(input, to: line)
            }
        }
    }

    private func hold(_ input: Input) {
        if input.isCallers, pending.count(where: \.isCallers) >= BuiltInLine.Limit.waitingTurns {
            output.yield(.failed(.tooManyMessages))
        } else {
            pending.append(input)
        }
    }

    func take(_ input: Input, over sender: WebSocketSender?) async {
        do {
            switch input {
            case .words(let utterance) where utterance.isCaller:
                try await session.overhear(utterance.text, medium: .voice)
            case .words(let utterance):
                guard let correction = try await session.overhear(attendant: utterance.text) else { return }
                try await sender?.send(.userText(correction, urgency: .soon))
            case .typed(let text):
                waitingSince = clock.now
                try await session.overhear(text, medium: .text)
                try await sender?.send(.userText(text, urgency: .immediate))
            case .keys(let digits):
                waitingSince = clock.now
                try await session.overhear(digits, medium: .keys)
                try await sender?.send(.userText("(The caller pressed the keys \(digits).)", urgency: .immediate))
            case .edit(let field, let value):
                guard let notice = try await session.editWhileAttended(field, to: value) else { return }
                try await sender?.send(.userText(notice, urgency: .soon))
            case .filled(let text):
                try await session.filled(with: text, reason: "the agent took longer than \(BuiltInLine.Limit.silentWait)")
            case .speakAloud(let isWanted): try await sender?.send(.setOutputMedium(isWanted ? .voice : .text))
            case .mark(let mark): mark.finish()
            case .sound, .played, .finish: break
            }
        } catch CallSession.TurnError.ended {
            isOver = true
        } catch is WebSocketClient.Failure {
            // Whoever reads the socket notices it, too.
        } catch is CancellationError {
        } catch {
            answering.logger.error("Something in a call could not be written down", metadata: ["error": "\(error)"])
            output.yield(.failed(LineFailure(error)))
        }
    }

    /// Waits until everything that was told has been taken.
    func settle() async {
        let (marks, mark) = AsyncStream<Never>.makeStream()
        guard case .enqueued = input.yield(.mark(mark)) else { return }
        for await _ in marks {}
    }
}

/// Once Ultravox is gone.
extension UltravoxLine {
    private func fallBack(because error: any Error) async {
        let hadBegun = if case .opening = phase { false } else { true }
        if case .talking = phase { phase = .closing }
        for utterance in words.finish() { queue(.words(utterance)) }
        if hadBegun { await settle() }
        give(agentSound.rest(at: clock.now - opened))
        let reason = (error as? UltravoxAnswering.Lost)?.reason ?? Self.reason(of: error)
        answering.note(hadBegun ? .lost : .refused, of: session, because: reason)
        await session.handBack(because: reason)
        let line = makeFallback()
        await line.speakAloud(wantsSpeech)
        if isTurnedAway { await line.turnAway() } else { await line.begin() }
        phase = .fallenBack(line)
        let held = pending
        pending = []
        for input in held { await give(input, to: line) }
        if isOver || finishingSince != nil { await line.finish() }
        async let playing: Void = relay(line.outputs)
        await line.run()
        await playing
    }

    private static func reason(of error: any Error) -> String {
        switch error {
        case WebSocketClient.Failure.timedOut: "Ultravox's socket fell silent"
        case WebSocketClient.Failure.broken: "Ultravox's socket broke"
        case let failure as WebSocketClient.Failure: "Ultravox's socket: \(failure)"
        default: "an error of ours: \(Swift.type(of: error))"
        }
    }

    private func relay(_ outputs: AsyncStream<LineOutput>) async {
        for await next in outputs { output.yield(next) }
    }

    private func give(_ input: Input, to line: any CallLine) async {
        switch input {
        case .typed(let text): await line.type(text)
        case .keys(let keys): await line.press(keys)
        case .edit(let field, let value): await line.edit(field, to: value)
        case .sound(let samples): await line.hear(samples)
        case .speakAloud(let isWanted): await line.speakAloud(isWanted)
        case .played(let mark): await line.played(mark)
        case .finish: await line.finish()
        case .filled: await take(input, over: nil)
        case .mark(let mark): mark.finish()
        case .words: break
        }
    }
}

extension WebSocketSender {
    fileprivate func send(_ message: UltravoxClientMessage) async throws {
        try await send(String(decoding: try JSONEncoder().encode(message.json), as: UTF8.self))
    }
}
