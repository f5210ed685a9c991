import Core
import Foundation
import Logging
import Storage
import Synchronization
import Testing
import Voice

@testable import Features

/// A voice line with engines that do as they are told and a clock that the test moves.
final class LineUnderTest: Sendable {
    let line: BuiltInLine
    let clock = SteppedTime()
    let ears = ScriptedRecognizer()
    let voice = ScriptedSynthesizer()
    let session: CallSession
    let tenant: Tenant
    private let given = Mutex<[LineOutput]>([])

    private init(on session: CallSession) {
        self.session = session
        tenant = session.tenant
        line = BuiltInLine(
            session: session, speech: Speech(engines: [SpeechEngine(.inProcess, recognizer: ears, synthesizer: voice)]), time: clock.time,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// A call that lasts as long as the test talks.
    @discardableResult
    static func held<Result>(
        in tenant: Tenant, of calls: Calls, from phone: PhoneNumber? = nil, _ test: (LineUnderTest) async throws -> Result
    ) async throws -> Result {
        let channel: Call.Channel = phone == nil ? .browser : .phone
        let call = try await calls.start(from: phone, over: channel, in: tenant)
        return try await held(on: await calls.session(call.id, in: tenant), test)
    }

    /// A line of a call, as long as the test talks on it.
    @discardableResult
    static func held<Result>(on session: CallSession, _ test: (LineUnderTest) async throws -> Result) async throws -> Result {
        let call = LineUnderTest(on: session)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await call.line.run() }
            group.addTask { await call.collect() }
            await call.line.begin()
            let result = try await test(call)
            await call.line.finish()
            group.cancelAll()
            try await group.waitForAll()
            return result
        }
    }

    private func collect() async {
        for await output in line.outputs { given.withLock { $0.append(output) } }
    }
}

/// What the caller does.
extension LineUnderTest {
    /// Says nothing for so long.
    func wait(_ duration: Duration) async {
        await sound(PCM.silence(.milliseconds(20), sampleRate: PCM.hearingRate).samples, for: duration)
    }

    /// Says words that take so long, without the silence that ends them.
    func say(_ words: String, for duration: Duration = .milliseconds(600)) async {
        ears.words = words
        await sound(Array(repeating: 3_000, count: 320), for: duration)
    }

    /// Pauses, until the words so far are recognised.
    func pause() async throws {
        await wait(.milliseconds(300))
        _ = try await line.recognition?.task.value
    }

    /// Has finished, as the line will find out.
    func endTurn() async throws {
        try await pause()
        for _ in 0..<150 where await line.isHearing { await wait(.milliseconds(20)) }
    }

    private func sound(_ frame: [Int16], for duration: Duration) async {
        for _ in 0..<Int(duration / .milliseconds(20)) {
            await line.hear(frame)
            await step(.milliseconds(20))
        }
    }

    /// Lets time pass without a sound from the caller's end.
    func step(_ duration: Duration) async {
        clock.advance(by: duration)
        await settle()
    }

    private func settle() async {
        for _ in 0..<4 {
            await Task.yield()
            _ = await line.isOver
        }
        // Time does not go on before what was due has been sent: the machine's other work is no part of the test.
        for _ in 0..<500 {
            guard await isBehind else { return }
            // Ends early when the test is over.
            try? await Task.sleep(for: .microseconds(100))
        }
    }

    private var isBehind: Bool {
        get async {
            if await !line.inTheMaking.isEmpty, !voice.isStuck { return true }
            return await line.playback.nextDue(after: clock.now) == clock.now
        }
    }

    /// Waits for the agent, who needs no time of the call's clock.
    func until(_ condition: () async throws -> Bool, _ location: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<5_000 {
            if try await condition() { return }
            await settle()
            try await Task.sleep(for: .milliseconds(1))
        }
        let log = try await log.map { if case .understood = $0 { "" } else { "\($0)" } }.filter { !$0.isEmpty }
        Issue.record("it did not happen; the log: \(log.joined(separator: "\n"))", sourceLocation: location)
    }

    /// Lets the agent say all it has to say.
    func listen(_ location: SourceLocation = #_sourceLocation) async throws {
        try await until(location) { self.frames > 0 }
        try await until(location) { await !self.line.isThinking }
        try await until(location) {
            if await self.line.playback.isSpeaking(at: self.clock.now) {
                await self.wait(.milliseconds(100))
                return false
            }
            return true
        }
    }

    /// Lets the agent say all it has to say, in large steps.
    func hearOut() async throws {
        try await until { await !self.line.isThinking }
        for _ in 0..<200 where await line.playback.isSpeaking(at: clock.now) { await step(.milliseconds(120)) }
    }

    private func until(_ location: SourceLocation, _ condition: () async throws -> Bool) async throws {
        try await until(condition, location)
    }
}

/// What came of it.
extension LineUnderTest {
    var outputs: [LineOutput] { given.withLock(\.self) }

    /// Frames of 20 ms that were sent.
    var frames: Int { outputs.count { if case .audio = $0 { true } else { false } } }

    var clearings: Int { outputs.count { if case .clearPlayback = $0 { true } else { false } } }

    var log: [CallEvent.Kind] {
        get async throws {
            let id = session.id
            return try await tenant.read { try $0.events(of: id, after: 0, limit: 1_000) }.map(\.kind)
        }
    }

    /// Whether what the caller wanted is in the books.
    var isDone: Bool {
        get async throws { try await log.contains { if case .actionDone = $0 { true } else { false } } }
    }

    /// What the caller said, as it was taken.
    var heard: [String] {
        get async throws { try await log.compactMap { if case .heard(let text, _, _) = $0 { text } else { nil } } }
    }

    /// What was heard of the sentences that were cut.
    var cuts: [String] {
        get async throws { try await log.compactMap { if case .cut(_, let heard) = $0 { heard } else { nil } } }
    }

    var fillers: [String] {
        get async throws { try await log.compactMap { if case .filled(let text, _) = $0 { text } else { nil } } }
    }
}

/// Time that stands still until a test moves it, and wakes who waits for it.
final class SteppedTime: Sendable {
    private struct State {
        var now = Duration.zero
        var nextSleeper = 0
        var sleepers: [Int: (until: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
    }

    private let state = Mutex(State())

    var now: Duration { state.withLock { $0.now } }

    var time: LineTime { LineTime(now: { self.now }, wait: { try await self.wait(until: $0) }) }

    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for key in due.keys { state.sleepers[key] = nil }
            return due.values.map(\.continuation)
        }
        for sleeper in due { sleeper.resume() }
    }

    private func wait(until instant: Duration) async throws {
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isDue = state.withLock { state in
                    guard instant > state.now, !Task.isCancelled else { return true }
                    state.sleepers[number] = (instant, continuation)
                    return false
                }
                if isDue { continuation.resume() }
            }
            try Task.checkCancellation()
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?.continuation.resume(throwing: CancellationError())
        }
    }
}

/// A recogniser that hears what the test says was said.
final class ScriptedRecognizer: Recognizer {
    let name = "scripted"
    private let state = Mutex((words: "", isStuck: false, count: 0))

    var words: String {
        get { state.withLock { $0.words } }
        set { state.withLock { $0.words = newValue } }
    }

    /// Never answers until cancelled.
    var isStuck: Bool {
        get { state.withLock { $0.isStuck } }
        set { state.withLock { $0.isStuck = newValue } }
    }

    var count: Int { state.withLock { $0.count } }

    func hypotheses(for utterance: PCM, hints: RecognitionHints) async throws -> [Hypothesis] {
        let now = state.withLock { state in
            state.count += 1
            return state
        }
        // Cut off by the test, or by the time limit of whoever asks.
        if now.isStuck { try await Task.sleep(for: .seconds(600)) }
        return now.words.isEmpty ? [] : [Hypothesis(now.words)]
    }
}

/// A synthesiser that takes a tenth of a second of sound for a word, and no time.
final class ScriptedSynthesizer: Synthesizer {
    let name = "scripted"
    private let asked = Mutex<[String]>([])
    private let stuckOn = Mutex<String?>(nil)

    /// Sentences in the order they were asked for.
    var sentences: [String] { asked.withLock(\.self) }

    /// Sentences that hold this are never spoken.
    func stick(on text: String?) { stuckOn.withLock { $0 = text } }

    var isStuck: Bool { stuckOn.withLock { $0 != nil } }

    func speech(for text: String, voice: VoiceSettings) -> AsyncThrowingStream<PCM, any Error> {
        asked.withLock { $0.append(text) }
        let isStuck = stuckOn.withLock { $0.map(text.contains) ?? false }
        return AsyncThrowingStream { continuation in
            guard !isStuck else { return }
            let words = text.split(separator: " ").count
            continuation.yield(PCM(samples: Array(repeating: 1_000, count: 1_600 * words), sampleRate: PCM.hearingRate))
            continuation.finish()
        }
    }
}
