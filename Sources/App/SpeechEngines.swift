import AsyncHTTPClient
import Conversation
import Core
import Features
import Fleet
import Foundation
import Logging
import Server
import Vendors
import Voice

/// The engines that hear and speak, as configured: an OpenAI-compatible service, the local speech server, this process itself.
struct SpeechEngines: Sendable {
    let speech: Speech
    /// The child process to be run; nil when no engine needs it.
    let localServer: SpeechServer?

    init(_ configuration: Configuration.Speech, over httpClient: HTTPClient, logger: Logger) async {
        var engines: [SpeechEngine] = []
        var localServer: SpeechServer?
        for kind in configuration.engines {
            switch kind {
            case .provider:
                guard let baseURL = configuration.baseURL else { continue }
                engines.append(Self.engine(.provider, Self.client(of: configuration, at: baseURL, over: httpClient), atOnce: 16))
            case .server:
                let client = OpenAISpeech(
                    OpenAISpeech.Configuration(baseURL: "http://127.0.0.1:\(configuration.port)/v1"), over: .live(httpClient))
                let server = await Self.localServer(configuration, client: client, logger: logger)
                localServer = server
                engines.append(
                    Self.engine(.server, client, atOnce: ProcessInfo.processInfo.activeProcessorCount) { server.state.notice })
            case .inProcess:
                if let engine = Self.inProcess { engines.append(engine) }
            }
        }
        self.localServer = localServer
        speech = Speech(engines: engines) { [logger] fallback in
            PlatformMetrics.count(fallback)
            logger.notice(
                "A speech engine could not do its work, and the next is asked",
                metadata: [
                    "engine": "\(fallback.engine.rawValue)", "work": "\(fallback.work.rawValue)", "reason": "\(fallback.reason.rawValue)",
                ])
        }
    }

    private static func client(of configuration: Configuration.Speech, at baseURL: String, over httpClient: HTTPClient) -> OpenAISpeech {
        OpenAISpeech(
            OpenAISpeech.Configuration(
                baseURL: baseURL, key: configuration.apiKey, transcriptionModel: configuration.recognitionModel,
                speechModel: configuration.synthesisModel, voice: configuration.voice),
            over: .live(httpClient))
    }

    private static func engine(
        _ kind: SpeechEngine.Kind, _ client: OpenAISpeech, atOnce: Int, explanation: @escaping @Sendable () -> String? = { nil }
    ) -> SpeechEngine {
        SpeechEngine(
            kind, recognizer: OpenAIRecognizer(client), synthesizer: OpenAISynthesizer(client), recognitionsAtOnce: atOnce,
            check: { try await client.check() }, explanation: explanation)
    }

    /// Nil where the program was built without the libraries.
    private static var inProcess: SpeechEngine? {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let recognizer = InProcessSpeech.recognizer(threads: threads, general: .ofAnyBusiness)
        let synthesizer = InProcessSpeech.synthesizer(threads: threads)
        guard recognizer != nil || synthesizer != nil else { return nil }
        return SpeechEngine(.inProcess, recognizer: recognizer, synthesizer: synthesizer, recognitionsAtOnce: threads)
    }

    private static func localServer(_ configuration: Configuration.Speech, client: OpenAISpeech, logger: Logger) async -> SpeechServer {
        let installer = URL(fileURLWithPath: configuration.server).deletingLastPathComponent().appending(path: "install.sh").path
        let installed = await SpeechInstallation.interpreter(installer: installer)
        return SpeechServer(
            SpeechServer.Configuration(
                interpreter: configuration.python ?? installed ?? "", program: configuration.server, port: configuration.port),
            isAnswering: {
                do {
                    try await client.check()
                    return true
                } catch {
                    return false
                }
            },
            logger: logger)
    }

    /// Does a command's work with the engines ready: starts the local speech server if no other does it beside this command.
    ///
    /// - Throws: `CommandFailure` that says what is missing, and what the work throws.
    func running(_ work: @Sendable @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let localServer, await !isPreferredEngineLive() { group.addTask { try await localServer.run() } }
            try await waitUntilReady()
            try await work()
            group.cancelAll()
        }
    }

    /// Waits until the preferred engine answers, or it is known that another must do; the local server loads its models for a
    /// second or two.
    private func waitUntilReady() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let status = await speech.status()
            let isServerWell = status.engines.contains { $0.kind == .server && $0.notice == nil }
            switch localServer?.state {
            case .starting?, .stopped?: break
            case .live? where !isServerWell: break
            case .live?, .absent?, .failed?, nil:
                guard status.isAvailable else { throw CommandFailure.failed("Error: \(status.notice ?? "Speech is not available.")") }
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw CommandFailure.failed("Error: the speech server did not get ready within a minute.")
    }

    /// As when a server runs beside this command.
    private func isPreferredEngineLive() async -> Bool {
        let status = await speech.status()
        return status.isAvailable && status.notice == nil
    }
}
