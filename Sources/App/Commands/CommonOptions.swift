import ArgumentParser
import Foundation

/// What every command that touches data accepts.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: ArgumentHelp("The folder that holds all data.", valueName: "dir"))
    var folder = "./data"

    var url: URL { URL(fileURLWithPath: folder, isDirectory: true) }
}
