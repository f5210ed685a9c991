import AsyncHTTPClient
import Conversation
import Core
import Features
import Fleet
import Foundation
import Logging
import NIOCore
import NIOPosix
import Testing
import Vendors
import Voice

/// The real speech server: what it says, it hears.
@Suite(.enabled("the speech server is not installed: run speech/install.sh") { await InstalledSpeech.interpreter() != nil }, .serialized)
struct SpokenRoundTripTests {
    @Test(.timeLimit(.minutes(2))) func `What the server says it hears again, through our own line`() async throws {
        try await withSpeech { speech, _ in
            let status = await speech.status()
            #expect(status.isAvailable && status.notice == nil)

            var line = PCM.silence(.milliseconds(500), sampleRate: 8_000)
            for try await piece in speech.say("Two large pizzas for pick up, please.", sampleRate: 8_000) { line.append(piece) }
            line.append(.silence(.seconds(1), sampleRate: 8_000))

            var ear = Ear(sampleRate: 8_000)
            let utterances = ear.hear(MuLaw.decode(MuLaw.encode(line)).samples).compactMap { event in
                if case .finished(let sound) = event { sound } else { nil }
            }
            try #require(utterances.count == 1)
            let hypotheses = try await speech.hear(
                utterances[0], hints: RecognitionHints(topic: "Pizza order", vocabulary: ["large pizza"]))
            let heard = try #require(hypotheses.first)
            #expect(heard.text.lowercased().contains("large pizzas"))
            #expect((0.3...1).contains(heard.confidence))
        }
    }

    @Test(.timeLimit(.minutes(2))) func `Silence is nobody, and nonsense is refused with a sentence`() async throws {
        try await withSpeech { speech, server in
            let nothing = try await speech.hear(.silence(.seconds(2), sampleRate: 16_000))
            #expect(nothing.isEmpty)
            let refusal = await #expect(throws: Transport.Failure.self) { try await server.transcribe(wav: Array("no sound".utf8)) }
            guard case .refused(400, let message, nil) = refusal else {
                Issue.record("Not refused: \(String(describing: refusal))")
                return
            }
            #expect(message.contains("not a WAV file"))
            await #expect(throws: Transport.Failure.self) { try await server.speech(for: " ") }
        }
    }

    @Test(.timeLimit(.minutes(2))) func `When the server is down calls are told so`() async throws {
        try await withHTTPClient { client in
            let server = OpenAISpeech(OpenAISpeech.Configuration(baseURL: "http://127.0.0.1:9/v1"), over: .live(client))
            let speech = Speech(engines: [
                SpeechEngine(.server, recognizer: OpenAIRecognizer(server), synthesizer: nil, check: { try await server.check() })
            ])
            let status = await speech.status()
            #expect(!status.isAvailable && status.notice != nil)
            await #expect(throws: Transport.Failure.self) { try await speech.hear(.silence(.seconds(1), sampleRate: 16_000)) }
            await #expect(throws: Speech.Failure.unavailable) { for try await _ in speech.say("Hello.") {} }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `The server ends with its parent, however that dies`() async throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(await InstalledSpeech.interpreter()))
        process.arguments = [InstalledSpeech.program]
        process.environment = ["SPEECH_PORT": String(try await Self.freePort())]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // The kernel does this for a parent that is killed.
        try input.fileHandleForWriting.close()
        try await eventually { !process.isRunning }
    }

    @Test(.timeLimit(.minutes(2)), .enabled("built without the libraries") { Self.inProcess != nil })
    func `When the server dies in the middle of a call this process hears and speaks on`() async throws {
        let inProcess = try #require(Self.inProcess)
        try await withSpeech(before: inProcess) { speech, _, process in
            let question = try await Self.sound(of: "Yes, please.", by: speech)
            #expect(try await speech.hear(question).first?.text.lowercased().contains("yes") == true)

            // It stays away for a second, and for the time in which it loads its models.
            kill(try #require(process.state.processIdentifier), SIGKILL)
            try await eventually { process.state.processIdentifier == nil }
            #expect(try await speech.hear(question).first?.text == "yes please")
            #expect(try await Self.sound(of: "Is there anything else?", by: speech).level > 300)
            let status = await speech.status()
            #expect(status.recognizer == inProcess.recognizer?.name && status.notice?.contains("speech server") == true)
        }
    }

    private static var inProcess: SpeechEngine? {
        guard let recognizer = InProcessSpeech.recognizer(threads: 1, general: .ofAnyBusiness) else { return nil }
        return SpeechEngine(.inProcess, recognizer: recognizer, synthesizer: InProcessSpeech.synthesizer(threads: 1))
    }

    private static func sound(of text: String, by speech: Speech) async throws -> PCM {
        var sound = PCM.silence(.milliseconds(200), sampleRate: PCM.hearingRate)
        for try await piece in speech.say(text) { sound.append(piece) }
        return sound
    }

    private func withSpeech(_ test: (Speech, OpenAISpeech) async throws -> Void) async throws {
        try await withSpeech(before: nil) { speech, server, _ in try await test(speech, server) }
    }

    private func withSpeech(
        before next: SpeechEngine?, _ test: (Speech, OpenAISpeech, SpeechServer) async throws -> Void
    ) async throws {
        let port = try await Self.freePort()
        let interpreter = try #require(await InstalledSpeech.interpreter())
        try await withHTTPClient { client in
            let server = OpenAISpeech(OpenAISpeech.Configuration(baseURL: "http://127.0.0.1:\(port)/v1"), over: .live(client))
            let process = SpeechServer(
                SpeechServer.Configuration(interpreter: interpreter, program: InstalledSpeech.program, port: port),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let engines = [
                SpeechEngine(
                    .server, recognizer: OpenAIRecognizer(server), synthesizer: OpenAISynthesizer(server),
                    check: { try await server.check() }, explanation: { process.state.notice })
            ]
            let speech = Speech(engines: engines + (next.map { [$0] } ?? []))
            try await withThrowingTaskGroup { group in
                group.addTask { try await process.run() }
                try await eventually(within: .seconds(60)) { process.state.processIdentifier != nil }
                try await test(speech, server, process)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    private func withHTTPClient(_ test: (HTTPClient) async throws -> Void) async throws {
        let client = HTTPClient(configuration: .vendors)
        do {
            try await test(client)
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    /// A port that nobody listens at; somebody else may take it before we do, which the server then says.
    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port
        try await channel.close()
        return try #require(port)
    }
}

/// This checkout's speech server, and where its packages are.
enum InstalledSpeech {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../speech").standardizedFileURL

    static let program = folder.appending(path: "server.py").path

    /// The interpreter's path; nil when its packages are not installed.
    static func interpreter() async -> String? {
        guard let path = await SpeechInstallation.interpreter(installer: folder.appending(path: "install.sh").path),
            FileManager.default.isExecutableFile(atPath: path)
        else { return nil }
        return path
    }
}
