import AsyncHTTPClient
import Conversation
import Core
import Evaluation
import Features
import Foundation
import Logging
import Vendors
import Voice

/// What engines and understanding make of recordings, one after another: JSON lines in, JSON lines out.
struct SpokenUnderstanding: Sendable {
    let recordings: URL
    /// Nil for the engines in the settings.
    let engine: SpeechEngine.Kind?
    /// Whether the recogniser is told of the business.
    let isBiased: Bool
    let expectation: Expectation

    func run() async throws {
        var configuration = try await Configuration.read().speech
        if let engine { configuration.engines = [engine] }
        var logger = Logger(label: "voiceagent", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .warning
        let httpClient = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .vendors)
        let engines = await SpeechEngines(configuration, over: httpClient, logger: logger)
        let result: Result<Void, any Error>
        do {
            try await engines.running { try await listen(with: engines.speech) }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await httpClient.shutdown()
        try result.get()
    }

    private func listen(with speech: Speech) async throws {
        var languages: [[String: [String]]: BusinessLanguage] = [:]
        var number = 0
        while let line = readLine() {
            number += 1
            guard !line.isEmpty else { continue }
            let task: SpokenTask
            do {
                task = try SpokenTask(line: Data(line.utf8))
            } catch {
                throw CommandFailure.badInput("Error: line \(number) is not an input of the task speech.")
            }
            var hints = RecognitionHints(expectation: expectation)
            if isBiased, let agent = task.agent, let slots = task.input.slots {
                let language = languages[slots] ?? BusinessLanguage(agent.callerLanguage)
                languages[slots] = language
                hints = RecognitionHints(for: agent, expecting: expectation, in: language)
            }
            let hypotheses = try await speech.hear(try recording(task.input.file), hints: hints)
            FileHandle.standardOutput.write(try task.prediction(from: hypotheses, at: Date()) + Data("\n".utf8))
        }
    }

    private func recording(_ path: String) throws -> PCM {
        let url = recordings.appending(path: path)
        guard let bytes = FileManager.default.contents(atPath: url.path) else {
            throw CommandFailure.badInput("Error: the file \(url.path) cannot be read.")
        }
        do {
            return try WAVE.read([UInt8](bytes))
        } catch {
            throw CommandFailure.badInput("Error: \(url.path): \(error)")
        }
    }
}
