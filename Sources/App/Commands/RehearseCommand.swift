import ArgumentParser
import Core
import Features
import Foundation
import Rehearsal
import Storage

/// Tries a business's agent before a caller does.
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Hold written or simulated calls with a copy of a business, and say what went wrong.",
        discussion: """
            The calls are held with a copy that is thrown away: the business's records, customers and usage are not touched.

            Examples:
              voiceagent rehearse mario-pizza lunch.txt delivery.txt
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "The business's subdomain, then the files of its scenarios.")
    var arguments: [String] = []

    func run() async throws {
        guard let subdomain = arguments.first, arguments.count > 1 else {
            throw CommandFailure.badInput("Error: name a business and at least one file with a scenario.")
        }
        let scenarios = try arguments.dropFirst().map { path in try Self.scenario(at: path) }
        let composition = try await Composition.open(configuration: .read(), data: data.url, purpose: .command)
        try await composition.running { composition in
            let business = try await composition.tenant(ofSubdomain: subdomain, makesDemo: true)
            try await ScenarioRehearsal(of: business).run(scenarios)
        }
    }

    private static func scenario(at path: String) throws -> Scenario {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure.badInput("Error: the file \(path) cannot be read.")
        }
        do {
            return try Scenario(name: path, text: String(decoding: data, as: UTF8.self))
        } catch {
            throw CommandFailure.badInput("Error: \(path), \(error)")
        }
    }
}
