import ArgumentParser
import Foundation

/// Predictions for evaluation data: what the understanding makes of single utterances.
struct UnderstandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "understand",
        abstract: "Read JSON lines from standard input and write what is understood, a JSON line each.",
        discussion: """
            An input has an "id" and the task's own members, such as {"id": "1", "text": "double five oh one"}. The answer carries
            the same id; nothing is read from it.

            Examples:
              echo '{"id":"1","text":"a dozen and a half"}' | voiceagent understand numbers
              voiceagent understand orders --menus menus.json < orders.jsonl
            """)

    @Argument(help: ArgumentHelp("One of \(UnderstandTask.allCases.map { $0.rawValue }.joined(separator: ", ")).", valueName: "task"))
    var task: String

    @Option(help: ArgumentHelp("For orders: a JSON file {venue: menu}.", valueName: "file"))
    var menus: String?

    func run() throws {
        guard let task = UnderstandTask(rawValue: task) else {
            let known = UnderstandTask.allCases.map { $0.rawValue }.joined(separator: ", ")
            throw CommandFailure.badInput("Error: there is no task \"\(task)\"; the tasks are \(known).")
        }
        let predictor = try predictor(for: task)
        var number = 0
        while let line = readLine() {
            number += 1
            guard !line.isEmpty else { continue }
            do {
                let prediction = try predictor.prediction(for: Data(line.utf8))
                FileHandle.standardOutput.write(prediction + Data("\n".utf8))
            } catch {
                throw CommandFailure.badInput("Error: line \(number) is not an input of the task \(task.rawValue): \(error)")
            }
        }
    }
}
