import ArgumentParser
import Core
import Features
import Foundation
import Storage

extension BusinessCommand {
    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut a business out until it is resumed; nothing of it is lost.",
            discussion: """
                Its calls are not answered, and nobody but an operator is let in.

                Example:
                  voiceagent business suspend mario-pizza --reason "misuse reported, ticket 4711"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Option(help: "Why; it is kept in the audit log.") var reason: String

        func run() async throws {
            try await BusinessCommand.decide(about: subdomain, in: data, because: reason) { desk, business, reason in
                try await desk.suspend(business, because: reason, by: .keyboard)
            }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a suspended business in again, as it stood.",
            discussion: """
                Example:
                  voiceagent business resume mario-pizza --reason "settled"
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Option(help: "Why; it is kept in the audit log.") var reason: String

        func run() async throws {
            try await BusinessCommand.decide(about: subdomain, in: data, because: reason) { desk, business, reason in
                try await desk.resume(business, because: reason, by: .keyboard)
            }
        }
    }

    private static func decide(
        about subdomain: String, in data: DataOptions, because reason: String,
        _ act: @Sendable @escaping (OperatorDesk, Business.ID, Reason) async throws -> Standing
    ) async throws {
        let reason = try Reason(reason)
        try await data.withPlatform { composition in
            let standing = try await act(composition.operatorDesk(data: data.url), composition.businessID(subdomain), reason)
            print("\(subdomain)\t\(standing.rawValue)")
        }
    }
}
