import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// Copies the whole platform into a folder.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the whole platform into a folder, while it runs.",
        discussion: """
            Each run adds a folder named for its time; what did not change is linked to the run before and takes no room. A run that
            is interrupted leaves those before it as they are. The copies hold callers' data and the platform's key: only you can
            read them. With PostgreSQL, or with --portable, a backup can be restored into either database.

            Examples:
              voiceagent backup --to /var/backups/voiceagent --keep 14
              voiceagent backup --to ./move --portable
            """)

    @OptionGroup var data: DataOptions
    @Option(name: .customLong("to"), help: ArgumentHelp("The folder that backups are kept in.", valueName: "folder")) var folder: String
    @Option(help: "Leave the newest so many, this one included; without it all are left.") var keep: Int?
    @Flag(help: "Write rows that either database takes, on SQLite too.") var portable = false
    @Flag(help: "Print the result as JSON.") var json = false

    func validate() throws {
        guard keep.map({ $0 >= 1 }) ?? true else { throw ValidationError("--keep is a number from 1 upwards.") }
    }

    func run() async throws {
        try await data.withPlatform { composition in
            let backup = Backup(
                store: composition.store, recordings: composition.recordings(in: data.url), data: data.url, clock: composition.clock)
            let summary: Backup.Summary
            do {
                summary = try await backup.run(into: URL(fileURLWithPath: folder), isPortable: portable, keep: keep) {
                    Progress.say("copying \($0)")
                }
            } catch let busy as Backup.Busy {
                throw CommandFailure.badInput("Error: \(busy.description)")
            }
            if json { return try print(JSONText.line(summary)) }
            print(
                "\(summary.path)\t\(summary.businesses) businesses, \(summary.files) files (\(summary.unchanged) unchanged), "
                    + "\(summary.bytes) bytes")
        }
    }
}

/// Makes a platform out of a backup.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a platform out of a backup, where there is none.",
        discussion: """
            Every file is checked first; a damaged backup is refused and nothing is restored. The data folder has to be missing or
            empty, and a PostgreSQL database (DATABASE_URL) without businesses.

            Examples:
              voiceagent restore --from /var/backups/voiceagent --data ./data            the newest
              voiceagent restore --from /var/backups/voiceagent/2027-01-31T02-15-00Z --data ./data
              voiceagent restore --from /var/backups/voiceagent --check                  only look whether it is whole
            """)

    @OptionGroup var data: DataOptions
    @Option(name: .customLong("from"), help: ArgumentHelp("A backup, or the folder that they are kept in.", valueName: "folder"))
    var folder: String
    @Flag(help: "Only check that it is whole.") var check = false

    func run() async throws {
        let restore = try Restore(verifying: URL(fileURLWithPath: folder)) { Progress.say($0) }
        if check { return say(restore, "is whole") }
        let isEmpty = (try? FileManager.default.contentsOfDirectory(atPath: data.url.path).isEmpty) ?? true
        guard isEmpty else {
            throw CommandFailure.badInput("Error: the data folder \(data.folder) is not empty; restore into another, or move it away.")
        }
        let configuration = try await Configuration.read()
        switch restore.content {
        case .files:
            guard configuration.databaseURL == nil else {
                throw CommandFailure.badInput(
                    "Error: this backup holds SQLite's files; restore it without DATABASE_URL, or make one with --portable.")
            }
            try restore.place(in: data.url) { Progress.say($0) }
        case .rows:
            let composition = try await Composition.open(configuration: configuration, data: data.url, as: .server, key: .toCome)
            try await composition.running { composition in
                try await restore.fill(composition.store, data: data.url) { Progress.say($0) }
            }
        }
        say(restore, "was restored")
    }

    private func say(_ restore: Restore, _ what: String) {
        print("\(restore.path)\t\(restore.fileCount) files, \(restore.bytes) bytes, of \(restore.startedAt.formatted(.iso8601)): \(what)")
    }
}
