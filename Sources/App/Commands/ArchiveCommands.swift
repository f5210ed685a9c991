import ArgumentParser
import Core
import Features
import Foundation
import Storage

/// Writes a business into one file.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all that is a business's own into one file.",
        discussion: """
            Works beside a running server. Keys and passwords are not in the file; its callers' data is, so only you can read it.

            Example:
              voiceagent export mario-pizza --to mario-pizza.tar
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The business's subdomain.") var subdomain: String
    @Option(name: .customLong("to"), help: ArgumentHelp("The file to write; it must not exist.", valueName: "file")) var file: String
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        try await data.withPlatform { composition in
            let tenant = try await composition.operated(subdomain, reason: "export")
            let export = BusinessExport(
                platform: composition.store.platform, recordings: composition.recordings(in: data.url), clock: composition.clock)
            let summary = try await export.write(tenant, to: URL(fileURLWithPath: file)) { Progress.say("exporting \($0)") }
            if json {
                try print(JSONText.line(summary))
            } else {
                print("\(file)\t\(summary.rows) rows, \(summary.recordings) recordings, \(summary.bytes) bytes")
            }
        }
    }
}

/// Makes a business out of such a file.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a business out of a file that `voiceagent export` wrote.",
        discussion: """
            The business gets a new identifier and new keys, which are shown once. It may come from a platform with the other
            database. A file that is damaged, foreign or newer than this program is refused, and nothing is left of it.

            Examples:
              voiceagent import mario-pizza.tar
              voiceagent import mario-pizza.tar --subdomain mario-trial
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The file.") var file: String
    @Option(help: "Its label under the platform's domain; without it the one it had.") var subdomain: String?
    @Flag(help: "Print the result as JSON.") var json = false

    private struct Result: Encodable {
        let business_id: String
        let subdomain: String
        let api_key: String
        let publishable_key: String
        let notices: [String]
    }

    func run() async throws {
        try await data.withPlatform { composition in
            let importer = composition.businessImport(data: data.url)
            let imported = try await importer.read(URL(fileURLWithPath: file), subdomain: subdomain) { Progress.say("importing: \($0)") }
            let result = Result(
                business_id: imported.tenant.id.rawValue, subdomain: imported.tenant.subdomain, api_key: imported.secretKey.reveal(),
                publishable_key: imported.publishableKey.reveal(), notices: imported.notices)
            if json { return try print(JSONText.line(result)) }
            print("business_id      \(result.business_id)")
            print("subdomain        \(result.subdomain)")
            print("api_key          \(result.api_key)   (shown this once)")
            print("publishable_key  \(result.publishable_key)")
            for notice in result.notices { Progress.note(notice) }
        }
    }
}

/// What a person who waits is told, on standard error; nothing when nobody sits there.
enum Progress {
    static func say(_ line: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)\r".utf8))
    }

    /// What did not go as wished, beside the result.
    static func note(_ line: String) {
        FileHandle.standardError.write(Data("Note: \(line)\n".utf8))
    }
}

/// What `--json` prints: one document on one line.
enum JSONText {
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
