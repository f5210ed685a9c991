import ArgumentParser

/// Prints what the program can be told.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Print every setting with its standard value and its meaning, as a file to begin with.",
        discussion: """
            `voiceagent doctor` shows what they are worth here.

            Examples:
              voiceagent settings > .env
              voiceagent settings --table    as docs/configuration.md has it
            """)

    @Flag(help: "Print them as a table in Markdown.") var table = false

    func run() { print(table ? Settings.table : Settings.sampleFile, terminator: "") }
}
