import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// Gives telephone numbers to businesses and takes them back.
struct NumberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "number", abstract: "Assign, release and list telephone numbers.",
        subcommands: [Assign.self, Release.self, List.self])

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a number to a business, and tell Twilio where its calls go.",
            discussion: """
                May be repeated, as when Twilio could not be told.

                Example:
                  voiceagent number assign mario-pizza +1-555-PIZZA-00
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Argument(help: "The number; letters are read as the keys of a telephone.") var number: String

        func run() async throws {
            try await data.withPlatform { composition in
                let tenant = try await composition.tenant(ofSubdomain: subdomain)
                let change = try await composition.numbers.assign(number, to: tenant)
                print("\(change.number)\t\(tenant.subdomain)")
                NumberCommand.say(change.notice)
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a number from the business that has it, and have Twilio refuse its calls.",
            discussion: """
                Example:
                  voiceagent number release +15557499200
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The number.") var number: String

        func run() async throws {
            try await data.withPlatform { composition in
                let change = try await composition.numbers.release(number)
                print("\(change.number)\treleased")
                NumberCommand.say(change.notice)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the numbers and whose they are.",
            discussion: """
                Example:
                  voiceagent number list
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "A business's subdomain; without it those of all.") var subdomain: String?

        func run() async throws {
            try await data.withPlatform { composition in
                let businesses = try await composition.store.platform.read { try $0.businesses() }
                let names = Dictionary(businesses.map { ($0.id, $0.subdomain) }) { first, _ in first }
                for number in try await composition.numbers.numbers() {
                    let name = names[number.business] ?? number.business.rawValue
                    guard subdomain.map({ $0.lowercased() == name }) ?? true else { continue }
                    print("\(number.number)\t\(name)\t\(number.connectedAt == nil ? "not connected" : "connected")")
                }
            }
        }
    }

    /// What did not go as wished, beside the result.
    private static func say(_ notice: String?) {
        guard let notice else { return }
        FileHandle.standardError.write(Data("Note: \(notice)\n".utf8))
    }
}
