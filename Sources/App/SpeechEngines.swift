import AsyncHTTPClient
import Core
import Features
import Fleet
import Foundation
import Logging
import Vendors

/// The engines that hear and speak, as configured: an OpenAI-compatible service, or the local speech server.
struct SpeechEngines: Sendable {
    let speech: Speech
    /// The child process to be run; nil when the engines are elsewhere.
    let localServer: SpeechServer?
    private let client: OpenAISpeech

    init(_ configuration: Configuration.Speech, over httpClient: HTTPClient, logger: Logger) async {
        let client = OpenAISpeech(
            OpenAISpeech.Configuration(
                baseURL: configuration.baseURL ?? "http://127.0.0.1:\(configuration.port)/v1", key: configuration.apiKey,
                transcriptionModel: configuration.recognitionModel, speechModel: configuration.synthesisModel, voice: configuration.voice),
            over: .live(httpClient))
        self.client = client
        let localServer =
            configuration.baseURL == nil ? await Self.localServer(configuration, client: client, logger: logger) : nil
        self.localServer = localServer
        speech = Speech(
            recognizer: OpenAIRecognizer(client), synthesizer: OpenAISynthesizer(client),
            recognitionsAtOnce: localServer == nil ? 16 : ProcessInfo.processInfo.activeProcessorCount,
            check: { try await client.check() }, explanation: { localServer?.state.notice })
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

    /// Waits until the engines answer; the local server loads its models for a second or two.
    ///
    /// - Throws: `CommandFailure` that says what is missing.
    func waitUntilReady() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            do {
                return try await client.check()
            } catch {
                switch localServer?.state {
                case .absent?, .failed?, nil:
                    let notice = localServer?.state.notice ?? "The speech service does not answer (\(error))."
                    throw CommandFailure.failed("Error: \(notice)")
                case .starting?, .live?, .stopped?:
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }
        throw CommandFailure.failed("Error: the speech server did not get ready within a minute.")
    }

    /// Whether the engines answer already, as when a server runs beside this command.
    func areAnswering() async -> Bool {
        await speech.status().isAvailable
    }
}
