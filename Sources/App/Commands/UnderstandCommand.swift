import ArgumentParser
import Conversation
import Core
import Evaluation
import Features
import Foundation

/// Predictions for evaluation data: what the understanding makes of single utterances.
struct UnderstandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "understand",
        abstract: "Read JSON lines from standard input and write what is understood, a JSON line each.",
        discussion: """
            An input has an "id" and the task's own members, such as {"id": "1", "text": "double five oh one"}. The answer carries
            the same id; nothing is read from it.

            Examples:
              echo '{"id":"1","text":"a dozen and a half"}' | voiceagent understand numbers
              voiceagent understand orders --menus menus.json < orders.jsonl
              echo '{"file":"order.wav"}' | voiceagent understand speech --recordings . --engine in-process
            """)

    private static let spokenTask = "speech"
    private static var tasks: String { (Evaluation.tasks + [spokenTask]).joined(separator: ", ") }

    @Argument(help: ArgumentHelp("One of \(tasks).", valueName: "task"))
    var task: String

    @Option(help: ArgumentHelp("For orders: a JSON file {venue: menu}.", valueName: "file"))
    var menus: String?

    @Option(help: ArgumentHelp("For speech: the folder that the recordings' paths begin at.", valueName: "folder"))
    var recordings = "."

    @Option(
        help: ArgumentHelp("For speech: provider, server or in-process, instead of the engines in the settings.", valueName: "engine"),
        transform: SpeechEngine.Kind.init(argument:))
    var engine: SpeechEngine.Kind?

    @Flag(help: "For speech: the recogniser is told nothing of the business.")
    var noBias = false

    @Option(
        help: ArgumentHelp("For speech: what was just asked for, such as digits.", valueName: "kind"),
        transform: Expectation.init(argument:))
    var expecting: Expectation = .anything

    func run() async throws {
        if task == Self.spokenTask {
            let listening = SpokenUnderstanding(
                recordings: URL(fileURLWithPath: recordings), engine: engine, isBiased: !noBias, expectation: expecting)
            try await listening.run()
        } else {
            try runWritten()
        }
    }

    private func runWritten() throws {
        let (date, time) = Date().local(in: .current)
        guard let evaluation = Evaluation(task, menus: try readMenus(), now: LocalDateTime(date, time)) else {
            throw CommandFailure.badInput("Error: there is no task \"\(task)\"; the tasks are \(Self.tasks).")
        }
        var number = 0
        while let line = readLine() {
            number += 1
            guard !line.isEmpty else { continue }
            do {
                FileHandle.standardOutput.write(try evaluation.prediction(for: Data(line.utf8)) + Data("\n".utf8))
            } catch {
                throw CommandFailure.badInput("Error: line \(number) is not an input of the task \(task).")
            }
        }
    }

    private func readMenus() throws -> Menus {
        guard let menus else { return [:] }
        guard let data = FileManager.default.contents(atPath: menus) else {
            throw CommandFailure.badInput("Error: the file \(menus) cannot be read.")
        }
        do {
            return try JSONDecoder().decode(Menus.self, from: data)
        } catch {
            throw CommandFailure.badInput("Error: \(menus) is not a JSON file {venue: menu}.")
        }
    }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// - Throws: `ValidationError` that names the values there are.
    fileprivate init(argument: String) throws {
        guard let value = Self(rawValue: argument) else {
            throw ValidationError("\"\(argument)\" is none of " + Self.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        self = value
    }
}
