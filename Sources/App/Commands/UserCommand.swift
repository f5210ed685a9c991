public import ArgumentParser
import Core
import Features
import Foundation
public import Storage

/// Makes the first operator, and lets people in again who locked themselves out.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Create and mend the accounts of people.",
        subcommands: [Create.self, Password.self, Operator.self, Join.self, RemoveSecondFactor.self, List.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an account; its password is asked for, or read from standard input.",
            discussion: """
                Examples:
                  voiceagent user create ada@platform.example --name "Ada Lovelace" --operator
                  voiceagent user create ben@roma.example --name Ben --business roma --role manager < password.txt
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The address to sign in with.") var email: String
        @Option(help: "What the person is called.") var name: String
        @Flag(name: .customLong("operator"), help: "Make the person one of the platform's operators.") var isOperator = false
        @Option(help: "The subdomain of a business the person belongs to.") var business: String?
        @Option(help: "As what: staff, manager or owner.") var role: Role = .staff

        func run() async throws {
            try await UserCommand.run(data) { composition, accounts, desk in
                let tenant: Tenant? =
                    if let business { try await composition.tenant(ofSubdomain: business) } else { nil }
                let password = try Keyboard.newPassword(for: email)
                try PasswordChange.check(password, of: name, at: email)
                let made = try await desk.create(email, name: name, isOperator: isOperator, by: .keyboard)
                try await accounts.passwords.set(password, at: email, by: .keyboard)
                if let tenant { try await desk.join(email, tenant.id, as: role, by: .keyboard) }
                print("\(made.email)\t\(made.id)")
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a password; it is asked for, or read from standard input. Whoever is signed in no longer is.",
            discussion: """
                Example:
                  voiceagent user password ada@platform.example
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The address of the account.") var email: String

        func run() async throws {
            try await UserCommand.run(data) { _, accounts, _ in
                try await accounts.passwords.set(Keyboard.newPassword(for: email), at: email, by: .keyboard)
                print("\(email)\tpassword set")
            }
        }
    }

    struct Operator: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make somebody one of the platform's operators, or take that back.",
            discussion: """
                Examples:
                  voiceagent user operator ada@platform.example
                  voiceagent user operator ada@platform.example --off
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The address of the account.") var email: String
        @Flag(help: "Take it back.") var off = false

        func run() async throws {
            try await UserCommand.run(data) { _, _, desk in
                try await desk.setOperator(!off, at: email, by: .keyboard)
                print("\(email)\t\(off ? "no operator" : "operator")")
            }
        }
    }

    struct Join: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make somebody one of a business's people, or change as what.",
            discussion: """
                Example:
                  voiceagent user join ada@roma.example roma --role owner
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The address of the account.") var email: String
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Option(help: "As what: staff, manager or owner.") var role: Role = .staff

        func run() async throws {
            try await UserCommand.run(data) { composition, _, desk in
                let tenant = try await composition.tenant(ofSubdomain: subdomain)
                try await desk.join(email, tenant.id, as: role, by: .keyboard)
                print("\(email)\t\(tenant.subdomain)\t\(role.rawValue)")
            }
        }
    }

    struct RemoveSecondFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove-second-factor", abstract: "For who has lost both the authenticator app and the recovery codes.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The address of the account.") var email: String

        func run() async throws {
            try await UserCommand.run(data) { _, _, desk in
                try await desk.removeSecondFactor(at: email, by: .keyboard)
                print("\(email)\tno second factor")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts and the businesses they belong to.")

        @OptionGroup var data: DataOptions
        @Flag(help: "As JSON, one account a line.") var json = false

        func run() async throws {
            try await UserCommand.run(data) { _, _, desk in
                for account in try await desk.accounts() {
                    guard !json else {
                        print(try JSONText.line(account))
                        continue
                    }
                    let roles = account.businesses.map { "\($0.subdomain):\($0.role.rawValue)" }.joined(separator: " ")
                    print("\(account.email)\t\(account.name)\t\(account.isOperator ? "operator" : "")\t\(roles)")
                }
            }
        }
    }

    private static func run(
        _ data: DataOptions, _ work: @escaping @Sendable (Composition, Accounts, AccountDesk) async throws -> Void
    ) async throws {
        try await data.withPlatform { composition in
            let desk = AccountDesk(
                platform: composition.store.platform, identifiers: composition.identifiers, clock: composition.clock)
            try await work(composition, composition.accounts, desk)
        }
    }
}

extension Role: ExpressibleByArgument {}

extension Principal {
    /// Whoever sits at the server's keyboard.
    static var keyboard: Principal { Principal(.platformOperator, id: "", name: NSUserName()) }
}

/// Reads what is not to be seen.
private enum Keyboard {
    /// Asked for twice at a keyboard, or the first line of standard input.
    static func newPassword(for email: String) throws -> Secret {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(), !line.isEmpty else {
                throw CommandFailure.badInput("Error: no password came on standard input.")
            }
            return Secret(line)
        }
        let first = try hidden("New password for \(email): ")
        guard try hidden("The same again: ") == first else { throw CommandFailure.badInput("Error: the two are not the same.") }
        return first
    }

    private static func hidden(_ prompt: String) throws -> Secret {
        guard let typed = getpass(prompt) else { throw CommandFailure.badInput("Error: nothing was typed.") }
        return Secret(String(cString: typed))
    }
}
