import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// The program. Bad input ends it with status 2 and one line; a failure of ours with status 1.
@main
struct VoiceAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voiceagent",
        abstract: "A voice agent for every business: calls become orders, appointments and tickets.",
        discussion: """
            Examples:
              voiceagent serve --demo              three demo businesses on localhost:3000
              voiceagent call mario-pizza --text   talk to a business by keyboard
              voiceagent doctor                    what is installed and what is missing
            """,
        subcommands: [
            ServeCommand.self, DemoCommand.self,
            BusinessCommand.self, RegistrationCommand.self, UserCommand.self, KeyCommand.self, NumberCommand.self,
            PlanCommand.self, InvoiceCommand.self, TaxCommand.self,
            ExportCommand.self, ImportCommand.self, BackupCommand.self, RestoreCommand.self,
            CallCommand.self, UnderstandCommand.self, RehearseCommand.self,
            MailCommand.self, SettingsCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let failure = CommandFailure(error)
            if let line = failure.line { FileHandle.standardError.write(Data((line + "\n").utf8)) }
            Foundation.exit(failure.status)
        }
    }
}

/// How a command ends that did not succeed.
struct CommandFailure: Error {
    /// 2 when the input was wrong, 1 when we could not do what was asked, 0 when help was all that was wanted.
    let status: Int32
    /// What to say on standard error; nil when it has been said.
    let line: String?

    /// The input is wrong: one sentence that says how to put it right.
    static func badInput(_ line: String) -> CommandFailure { CommandFailure(status: 2, line: line) }

    /// What was asked cannot be done now.
    static func failed(_ line: String) -> CommandFailure { CommandFailure(status: 1, line: line) }

    private init(status: Int32, line: String?) {
        self.status = status
        self.line = line
    }

    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let problem as Problem: self = .badInput("Error: \(problem.detail)")
        case let refusal as ArchiveRefusal: self = .badInput("Error: \(refusal.description)")
        case Admission.Refusal.inactive: self = .badInput("Error: this business is switched off.")
        case Admission.Refusal.suspended: self = .badInput("Error: this business is suspended.")
        case StorageError.corrupt(let reason): self = .failed("Error: the data is damaged: \(reason)")
        case StorageError.full: self = .failed("Error: there is no room left on the disk.")
        case let invalid as Configuration.Invalid: self = .badInput("Error: \(invalid.description)")
        default: self.init(parsing: error)
        }
    }

    private init(parsing error: any Error) {
        let exitCode = VoiceAgent.exitCode(for: error)
        if exitCode == .success {
            print(VoiceAgent.fullMessage(for: error))
            self.init(status: 0, line: nil)
        } else if exitCode == .validationFailure {
            // One line: the usage text is a `--help` away.
            let message = VoiceAgent.message(for: error).split(separator: "\n").first.map(String.init) ?? "The arguments are not valid."
            self.init(status: 2, line: "Error: \(message) (see --help)")
        } else {
            self.init(status: 1, line: "Error: \(error)")
        }
    }
}
