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
            Status 1 means that a call did not go as it should.

            Examples:
              voiceagent rehearse mario-pizza lunch.txt delivery.txt   the calls written in two files
              voiceagent rehearse mario-pizza --callers 500 --seed 7   500 simulated callers
              voiceagent rehearse --callers 2000 --noise 0.1 --json    the demo businesses, on a bad line
              voiceagent rehearse mario-pizza --callers 1 --seed 1041  a call of a report once more
            """)

    private static let mostCallers = 1_000_000

    @OptionGroup var data: DataOptions

    @Argument(help: "The business's subdomain and the files of its scenarios; with --callers, businesses.")
    var arguments: [String] = []

    @Option(help: ArgumentHelp("How many simulated callers call.", valueName: "n"))
    var callers: Int?

    @Option(help: ArgumentHelp("What the callers are drawn from: the same seed, the same calls.", valueName: "s"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The share of words that are misheard, 0 to 1.", valueName: "share"))
    var noise = 0.0

    @Flag(help: "End with the figures as one line of JSON.")
    var json = false

    func validate() throws {
        if let callers, !(1...Self.mostCallers).contains(callers) {
            throw ValidationError("--callers is a number from 1 to \(Self.mostCallers).")
        }
        guard (0...1).contains(noise) else { throw ValidationError("--noise is a share from 0 to 1.") }
        guard callers == nil, arguments.count < 2 else { return }
        throw ValidationError("Name a business and at least one file with a scenario, or use --callers N.")
    }

    func run() async throws {
        if let callers { return try await call(callers) }
        let scenarios = try arguments.dropFirst().map { path in try Self.scenario(at: path) }
        try await data.withPlatform { composition in
            let business = try await composition.tenant(ofSubdomain: arguments[0], makesDemo: true)
            try await ScenarioRehearsal(of: business).run(scenarios)
        }
    }

    private func call(_ callers: Int) async throws {
        try await data.withPlatform { composition in
            var businesses: [Tenant] = []
            for subdomain in arguments.isEmpty ? DemoBusiness.all.map(\.registration.subdomain) : arguments {
                businesses.append(try await composition.tenant(ofSubdomain: subdomain, makesDemo: true))
            }
            let rehearsal = CallerRehearsal(
                businesses: businesses, calls: callers, seed: seed, noise: noise, lanes: ProcessInfo.processInfo.activeProcessorCount)
            let printer = RehearsalPrinter(asJSON: json, calls: callers, noise: noise)
            let report = try await rehearsal.run(progress: printer.printProgress)
            try printer.print(report)
            guard report.wrongRecords == 0, report.invariantFailures == 0 else {
                throw CommandFailure.failed("Some calls left a wrong record, or broke a rule.")
            }
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
