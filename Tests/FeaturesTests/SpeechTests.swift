import Core
import Features
import Synchronization
import Testing
import Voice

@Suite struct SpeechTests {
    private let utterance = PCM.silence(.seconds(1), sampleRate: 16_000)

    @Test func `What one engine cannot hear the next one hears, from the same sound`() async throws {
        let reports = Reports()
        let speech = Speech(
            engines: [
                SpeechEngine(.server, recognizer: Listener { _ in throw Broken() }, synthesizer: nil),
                SpeechEngine(.inProcess, recognizer: Listener { "\($0.samples.count) samples" }, synthesizer: nil),
            ], report: reports.add)
        #expect(try await speech.hear(utterance).map(\.text) == ["16000 samples"])
        #expect(reports.all == ["server hearing failed"])
    }

    @Test func `An engine that failed is left in peace, and the page says which one answers instead`() async throws {
        let calls = Count()
        let speech = Speech(engines: [
            SpeechEngine(
                .server,
                recognizer: Listener { _ in
                    calls.add()
                    throw Broken()
                }, synthesizer: nil),
            SpeechEngine(.inProcess, recognizer: Listener(name: "small") { _ in "yes" }, synthesizer: nil),
        ])
        for _ in 1...3 { #expect(try await speech.hear(utterance).map(\.text) == ["yes"]) }
        #expect(calls.value == 1)
        let status = await speech.status()
        #expect(status.isAvailable && status.recognizer == "small")
        #expect(status.engines.map { $0.notice == nil } == [false, true])
        #expect(status.notice?.contains("small hears") == true)
    }

    @Test func `The last engine is asked again however often it fails`() async throws {
        let calls = Count()
        let speech = Speech(engines: [
            SpeechEngine(
                .server,
                recognizer: Listener { _ in
                    calls.add()
                    throw Broken()
                }, synthesizer: nil)
        ])
        for _ in 1...3 { await #expect(throws: Broken.self) { try await speech.hear(utterance) } }
        #expect(calls.value == 3)
    }

    @Test func `An engine that is not there is not waited for`() async throws {
        let speech = Speech(engines: [
            SpeechEngine(
                .server, recognizer: Listener { _ in "never" }, synthesizer: Talker("never", pieces: 1), check: { throw Broken() },
                explanation: { "It is not installed." }),
            SpeechEngine(.inProcess, recognizer: Listener { _ in "here" }, synthesizer: Talker("flite", pieces: 2)),
        ])
        #expect(try await speech.hear(utterance).map(\.text) == ["here"])
        #expect(try await samples(of: speech.say("Hello.")) == 200)
        let status = await speech.status()
        #expect(status.synthesizer == "flite")
        #expect(status.notice == "It is not installed. Meanwhile test hears, flite speaks.")
    }

    @Test func `A sentence that fails before its first sound is said by the next engine, one that was begun is not`() async throws {
        let reports = Reports()
        func speech(failingAfter pieces: Int) -> Speech {
            Speech(
                engines: [
                    SpeechEngine(.server, recognizer: nil, synthesizer: Talker("first", pieces: pieces, fails: true)),
                    SpeechEngine(.inProcess, recognizer: nil, synthesizer: Talker("second", pieces: 3)),
                ], report: reports.add)
        }
        #expect(try await samples(of: speech(failingAfter: 0).say("Hello.")) == 300)
        #expect(reports.all == ["server speaking failed"])
        await #expect(throws: Broken.self) { try await samples(of: speech(failingAfter: 1).say("Hello.")) }
    }

    @Test func `An engine with too much to do is passed over and not blamed`() async throws {
        let reports = Reports()
        let calls = Count()
        let speech = Speech(
            engines: [
                SpeechEngine(
                    .server,
                    recognizer: Listener { _ in
                        calls.add()
                        throw WorkRefusal.busy
                    }, synthesizer: nil),
                SpeechEngine(.inProcess, recognizer: Listener { _ in "yes" }, synthesizer: nil),
            ], report: reports.add)
        for _ in 1...2 { _ = try await speech.hear(utterance) }
        #expect(calls.value == 2)
        #expect(reports.all == ["server hearing busy", "server hearing busy"])
    }

    @Test func `Without engines calls work by text`() async {
        let status = await Speech.none.status()
        #expect(!status.isAvailable && status.notice == "Speech is not configured. Calls work by text.")
        await #expect(throws: Speech.Failure.unavailable) { try await Speech.none.hear(utterance) }
    }

    private func samples(of sound: AsyncThrowingStream<PCM, any Error>) async throws -> Int {
        var count = 0
        for try await piece in sound { count += piece.samples.count }
        return count
    }
}

private struct Broken: Error {}

private struct Listener: Recognizer {
    var name = "test"
    let listen: @Sendable (PCM) throws -> String

    func hypotheses(for utterance: PCM, hints: RecognitionHints) async throws -> [Hypothesis] { [Hypothesis(try listen(utterance))] }
}

/// Says pieces of a hundred samples.
private struct Talker: Synthesizer {
    let name: String
    let pieces: Int
    let fails: Bool

    init(_ name: String, pieces: Int, fails: Bool = false) {
        self.name = name
        self.pieces = pieces
        self.fails = fails
    }

    func speech(for text: String, voice: VoiceSettings) -> AsyncThrowingStream<PCM, any Error> {
        AsyncThrowingStream { continuation in
            for _ in 0..<pieces { continuation.yield(PCM(samples: Array(repeating: 1, count: 100), sampleRate: 16_000)) }
            continuation.finish(throwing: fails ? Broken() : nil)
        }
    }
}

private final class Reports: Sendable {
    private let entries = Mutex<[String]>([])

    var all: [String] { entries.withLock { $0 } }

    var add: @Sendable (SpeechFallback) -> Void {
        { [self] fallback in
            entries.withLock { $0.append("\(fallback.engine.rawValue) \(fallback.work.rawValue) \(fallback.reason.rawValue)") }
        }
    }
}

private final class Count: Sendable {
    private let state = Mutex(0)

    var value: Int { state.withLock { $0 } }

    func add() { state.withLock { $0 += 1 } }
}
