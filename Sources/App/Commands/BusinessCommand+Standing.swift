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
            let reason = try Reason(reason)
            let composition = try await Composition.open(configuration: .read(), data: data.url, purpose: .command)
            try await composition.running { composition in
                let standing = try await composition.operatorDesk(data: data.url)
                    .suspend(composition.businessID(subdomain), because: reason, by: .keyboard)
                print("\(subdomain)\t\(standing.rawValue)")
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
            let reason = try Reason(reason)
            let composition = try await Composition.open(configuration: .read(), data: data.url, purpose: .command)
            try await composition.running { composition in
                let standing = try await composition.operatorDesk(data: data.url)
                    .resume(composition.businessID(subdomain), because: reason, by: .keyboard)
                print("\(subdomain)\t\(standing.rawValue)")
            }
        }
    }
}
