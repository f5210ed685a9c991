import ArgumentParser
import Core
import Features
import Foundation
import Server
import Storage
import Vendors

/// Looks after the platform's letters.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Look after the platform's letters.",
        subcommands: [List.self, Show.self, Release.self, Lift.self, Test.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List letters, newest first.")

        @OptionGroup var data: DataOptions
        @Option(help: "Only those that are pending, sent, failed or withheld.")
        var state: String?
        @Option(help: "How many at most.")
        var limit = 50
        @Flag(help: "As JSON, one letter a line.")
        var json = false

        func validate() throws {
            guard state.map({ QueuedLetter.State(rawValue: $0) != nil }) ?? true else {
                throw ValidationError("--state is pending, sent, failed or withheld.")
            }
            guard (1...10_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 10000.") }
        }

        func run() async throws {
            let (state, limit, json) = (state.flatMap { QueuedLetter.State(rawValue: $0) }, limit, json)
            try await data.withPlatform { composition in
                for letter in try await composition.store.platform.read({ try $0.letters(state, limit: limit) }) {
                    if json {
                        let encoder = JSONEncoder()
                        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                        print(String(decoding: try encoder.encode(Shown(letter)), as: UTF8.self))
                    } else {
                        print("\(letter.state.rawValue)\t\(letter.recipient.address)\t\(letter.key)\t\(letter.lastError ?? "")")
                    }
                }
            }
        }

        private struct Shown: Encodable {
            let occasion, kind, recipient, state: String
            let attempts: Int
            let error: String?
            let queuedAt: String

            init(_ letter: QueuedLetter) {
                (occasion, kind, recipient) = (letter.key, letter.letter.name, letter.recipient.address)
                (state, attempts, error) = (letter.state.rawValue, letter.attempts, letter.lastError)
                queuedAt = letter.createdAt.formatted(.iso8601)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show what a letter says, with its links.",
            discussion: "For a platform that sends no mail: the links work. Whoever sees them can use them.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The letter's occasion, as `list` shows it.")
        var occasion: String

        func run() async throws {
            try await data.withPlatform { composition in
                guard let letter = try await composition.store.platform.read({ try $0.letter(occasion) }) else {
                    throw CommandFailure.badInput("Error: there is no letter \"\(occasion)\"; `voiceagent mail list` shows those that are.")
                }
                let configuration = composition.configuration
                let addresses = Addresses(domain: PlatformDomain(configuration.platformDomain), port: configuration.port)
                print(composition.letterWriter(addresses: addresses).text(of: letter), terminator: "")
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Let letters be sent that were withheld, or given up.",
            discussion: "A running server sends them within seconds, if it can send mail by now.")

        @OptionGroup var data: DataOptions
        @Option(help: "withheld or failed.")
        var state = "withheld"
        @Option(help: "Only the letter of this occasion.")
        var occasion: String?

        func validate() throws {
            guard state == "withheld" || state == "failed" else { throw ValidationError("--state is withheld or failed.") }
        }

        func run() async throws {
            let (state, occasion): (QueuedLetter.State, String?) = (state == "failed" ? .failed : .withheld, occasion)
            try await data.withPlatform { composition in
                let now = composition.clock()
                let count = try await composition.store.platform.write { try $0.releaseLetters(state, key: occasion, at: now) }
                print("\(count) letters are on their way.")
            }
        }
    }

    struct Lift: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lift", abstract: "Write to an address again that refused mail, or wanted none.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The address.")
        var address: String

        func run() async throws {
            try await data.withPlatform { composition in
                let wasThere = try await composition.store.platform.write { try $0.liftSuppression(of: address) }
                guard wasThere else {
                    throw CommandFailure.badInput("Error: nothing keeps \(address) from getting mail.")
                }
                print("\(address) gets mail again.")
            }
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Send a letter now, past the queue, and say what became of it.")

        @OptionGroup var data: DataOptions
        @Argument(help: "Where to.")
        var address: String

        func run() async throws {
            try await data.withPlatform { composition in
                guard let mailer = composition.mailer else {
                    throw CommandFailure.badInput("Error: nothing sends mail here. Set SMTP_URL or SENDGRID_API_KEY, and MAIL_FROM.")
                }
                guard let to = MailAddress(address) else { throw CommandFailure.badInput("Error: \(address) is no address of mail.") }
                let now = composition.clock()
                let sender = composition.configuration.mail.sender
                let id = "\(composition.identifiers.uuid(at: now))@\(sender.domain)"
                do {
                    let message = try MailMessage(
                        from: sender, to: to, subject: "Mail works", messageID: id, date: now, text: "This is a test.\n",
                        html: "<p>This is a test.</p>")
                    print("Taken by \(mailer.description): \(try await mailer.send(message, reference: "test \(id)"))")
                } catch let failure as MailFailure {
                    throw CommandFailure.failed("Error: \(mailer.description) did not take it: \(failure.reason)")
                }
            }
        }
    }
}
