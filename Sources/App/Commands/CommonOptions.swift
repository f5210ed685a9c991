import ArgumentParser
import Foundation
import Storage

/// What every command that touches data accepts.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: ArgumentHelp("The folder that holds all data.", valueName: "dir"))
    var folder = "./data"

    var url: URL { URL(fileURLWithPath: folder, isDirectory: true) }

    /// Opens what is there for a command to work with, beside a server or without one, and closes it afterwards.
    func withPlatform(_ work: @Sendable @escaping (Composition) async throws -> Void) async throws {
        try await Composition.open(configuration: .read(), data: url, as: .command).running(work)
    }
}
