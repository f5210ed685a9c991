import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// Looks at registrations, and decides about those that could not be carried out.
struct RegistrationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registration", abstract: "List registrations; retry or abandon those that could not be carried out.",
        subcommands: [List.self, Retry.self, Abandon.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the registrations in a state, newest first.",
            discussion: """
                Example:
                  voiceagent registration list --state quarantined
                """)

        @OptionGroup var data: DataOptions
        @Option(help: "draft, provisioning, complete, quarantined, leaving or abandoned.")
        var state = RegistrationRecord.State.quarantined.rawValue
        @Flag(help: "Print JSON.") var json = false

        private struct Line: Encodable {
            let id: String
            let state: String
            let name: String?
            let subdomain: String?
            let attempts: Int
            let reason: String?
            let dueAt: Date?
            let steps: [ProvisioningStep]
        }

        func run() async throws {
            guard let state = RegistrationRecord.State(rawValue: state) else {
                throw CommandFailure.badInput("Error: --state is one of draft, provisioning, complete, quarantined, leaving, abandoned.")
            }
            try await data.withPlatform { [json] composition in
                let lines = try await composition.store.platform.read { transaction in
                    try transaction.registrations(in: state).map { record in
                        Line(
                            id: record.id.rawValue, state: record.state.rawValue, name: record.form.business?.name,
                            subdomain: record.form.subdomain, attempts: record.attempts, reason: record.lastError, dueAt: record.dueAt,
                            steps: try transaction.provisioningSteps(of: record.id))
                    }
                }
                if json {
                    let encoder = JSONEncoder()
                    encoder.dateEncodingStrategy = .iso8601
                    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
                    print(String(decoding: try encoder.encode(lines), as: UTF8.self))
                } else {
                    for line in lines {
                        print("\(line.id)\t\(line.state)\t\(line.subdomain ?? "-")\t\(line.name ?? "-")\t\(line.reason ?? "")")
                    }
                }
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a quarantined registration carried out again.",
            discussion: """
                A running server begins within seconds.

                Example:
                  voiceagent registration retry 0199f1c0-6d1e-7b5c-8d3e-1f2a3b4c5d6e
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The registration's identifier.") var id: String

        func run() async throws {
            try await data.withPlatform { [id] composition in
                try await composition.registration.retry(.init(id))
                print("It is tried again.")
            }
        }
    }

    struct Abandon: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a registration back whose business was never open.",
            discussion: """
                Example:
                  voiceagent registration abandon 0199f1c0-6d1e-7b5c-8d3e-1f2a3b4c5d6e --reason "registered twice"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The registration's identifier.") var id: String
        @Option(help: "Why; it is kept.") var reason: String

        func run() async throws {
            try await data.withPlatform { [id, reason] composition in
                try await composition.registration.abandon(.init(id), because: "\(Principal.keyboard.name): \(reason)")
                print("It is taken back.")
            }
        }
    }
}
