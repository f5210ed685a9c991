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
    private let output: AsyncStream<LineOutput>.Continuation
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation

    private let session: CallSession
    private let answering: UltravoxAnswering
    private let makeFallback: @Sendable () -> any CallLine
    private let clock = ContinuousClock()

    private var phase = Phase.opening
    /// What came while Ultravox was called.
    private var pending: [Input] = []
    private var callerSound = CallerSound()
    private var words = SpokenWords()
    private var wantsSpeech = true
    private var isOver = false
    private var agentSound = AgentSound()
    private let opened: ContinuousClock.Instant
    /// Since when the caller waits for the agent to make a sound.
    private var waitingSince: ContinuousClock.Instant?
    private var hasSpoken = false

    private enum Limit {
        /// Inputs that wait to be taken. More is a caller's machine, not a caller.
        static let waitingInputs = 512
        /// An agent that has made no sound for so long will make none: at first, and after the caller spoke.
        static let firstSilence = Duration.seconds(5)
        static let longestSilence = Duration.seconds(8)
        /// How often it is looked whether the caller has come back on another line.
        static let lookAround = Duration.seconds(1)
        static let tick = Duration.milliseconds(20)
        static let longestGoodbye = Duration.seconds(12)
    }

    private enum Phase {
        case opening
        case talking(WebSocketSender)
        /// Ultravox is gone: what it told is still written down.
        case closing
        case fallenBack(any CallLine)
    }

    private enum Input: Sendable {
        case words(SpokenWords.Utterance)
        case typed(String)
        case keys(String)
        case edit(field: String, value: String?)
        case sound([Int16])
        case speakAloud(Bool)
        case played(Int)
        case finish
        /// Everything before it was taken.
        case mark(AsyncStream<Never>.Continuation)
    }

    /// How the conversation came to its end.
    private enum Ending: Sendable {
        /// The call is over, whoever ended it.
        case over
        /// The socket was closed.
        case closed
    }

    init(session: CallSession, answering: UltravoxAnswering, fallback: @escaping @Sendable () -> any CallLine) {
        self.session = session
        self.answering = answering
        makeFallback = fallback
        opened = clock.now
        (outputs, output) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
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
        } catch {
            if !isOver, !Task.isCancelled { await fallBack(because: error) }
        }
        for utterance in words.finish() { queue(.words(utterance)) }
        input.finish()
        await taking.value
        await session.detach(number)
        output.yield(.state(.idle))
        output.finish()
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

    public func finish() {
        isOver = true
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

    private func queue(_ input: Input) {
        if case .dropped = self.input.yield(input) { output.yield(.failed(.tooManyMessages)) }
    }
}

/// While Ultravox holds the conversation.
extension UltravoxLine {
    /// - Parameter number: the line's own, among those of the call.
    private func converse(as number: Int) async throws {
        output.yield(.state(.thinking))
        let call = try await answering.open(session)
        let ending = try await answering.socket.connect(to: call.address) { messages, sender in
            await self.beginTalking(over: sender)
            return try await withThrowingTaskGroup(of: Ending.self) { group in
                group.addTask { try await self.listen(to: messages) }
                group.addTask { try await self.speak(over: sender, as: number) }
                group.addTask { try await self.play() }
                defer { group.cancelAll() }
                return try await group.next() ?? .over
            }
        }
        phase = .closing
        for utterance in words.finish() { queue(.words(utterance)) }
        await settle()
        guard case .closed = ending, !isOver else { return }
        let hasEnded = if await session.hasSaidGoodbye { true } else { await answering.hasEnded(call.id) }
        guard hasEnded else { throw UltravoxAnswering.Lost(reason: "Ultravox closed the socket in the middle of the call") }
        // The goodbye is heard before the call is said to be over.
        try await playToTheEnd()
        try await session.end(.agent)
    }

    private func beginTalking(over sender: WebSocketSender) async {
        phase = .talking(sender)
        waitingSince = clock.now
        let held = pending
        pending = []
        for input in held { await take(input, over: sender) }
    }

    /// - Returns: when the socket was closed.
    private func listen(to messages: WebSocketMessages) async throws -> Ending {
        var samples = LittleEndianSamples()
        for try await message in messages {
            switch message {
            case .binary(let bytes): keep(samples.read(bytes))
            case .text(let text): follow(try UltravoxServerMessage(text))
            case .closed: return .closed
            }
        }
        return .closed
    }

    private func keep(_ samples: [Int16]) {
        guard wantsSpeech, !samples.isEmpty else { return }
        waitingSince = nil
        hasSpoken = true
        agentSound.add(samples)
    }

    /// Gives the agent's sound to the caller, until the call is over.
    private func play() async throws -> Ending {
        while !isOver {
            give(agentSound.due(at: clock.now - opened))
            try await clock.sleep(for: Limit.tick)
        }
        return .over
    }

    /// Returns when the caller has heard what the agent said last.
    private func playToTheEnd() async throws {
        let deadline = clock.now + Limit.longestGoodbye
        while !isOver, clock.now < deadline, !agentSound.isEmpty || clock.now - opened < agentSound.heardUntil {
            give(agentSound.due(at: clock.now - opened))
            try await clock.sleep(for: Limit.tick)
        }
    }

    private func give(_ samples: [Int16]) {
        guard !samples.isEmpty else { return }
        output.yield(.audio(PCM(samples: samples, sampleRate: PCM.hearingRate)))
    }

    private func follow(_ message: UltravoxServerMessage) {
        switch message {
        case .transcript(let piece):
            if piece.role == .agent { waitingSince = nil }
            // What was typed here stands in the log already.
            for utterance in words.hear(piece) where !(utterance.isCaller && utterance.isTyped) { queue(.words(utterance)) }
        case .state(let state):
            if let state = LineState(rawValue: state.rawValue) { output.yield(.state(state)) }
        case .playbackClearBuffer:
            agentSound.clear(at: clock.now - opened)
            output.yield(.clearPlayback)
        case .userStartedSpeaking: output.yield(.userStartedSpeaking)
        case .userStoppedSpeaking: output.yield(.userStoppedSpeaking)
        case .callStarted, .pong, .other: break
        }
    }

    /// Sends the caller's sound, a second of it a second, until the call is over or goes on elsewhere.
    private func speak(over sender: WebSocketSender, as number: Int) async throws -> Ending {
        let start = clock.now
        var lastLook = start
        while !isOver {
            if clock.now - lastLook > Limit.lookAround {
                lastLook = clock.now
                guard await session.isNewest(number) else { return .over }
            }
            for frame in callerSound.frames(at: clock.now - start) {
                try await sender.send(PCM(samples: frame, sampleRate: PCM.hearingRate).littleEndianBytes)
            }
            let patience = hasSpoken ? Limit.longestSilence : Limit.firstSilence
            if let waitingSince, clock.now - waitingSince > patience {
                throw UltravoxAnswering.Lost(reason: "Ultravox made no sound for \(patience)")
            }
            try await clock.sleep(for: Limit.tick)
        }
        return .over
    }
}

/// What the caller does beside speaking, and what is said, in order.
extension UltravoxLine {
    private func takeInputs() async {
        for await input in inputs {
            switch phase {
            case .opening: pending.append(input)
            case .talking(let sender): await take(input, over: sender)
            case .closing: await take(input, over: nil)
            case .fallenBack(let line): await give(input, to: line)
            }
        }
    }

    private func take(_ input: Input, over sender: WebSocketSender?) async {
        do {
            switch input {
            case .words(let utterance) where utterance.isCaller:
                waitingSince = clock.now
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
    private func settle() async {
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
        await line.begin()
        phase = .fallenBack(line)
        let held = pending
        pending = []
        for input in held { await give(input, to: line) }
        if isOver { await line.finish() }
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
