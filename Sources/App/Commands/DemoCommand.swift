import ArgumentParser
import Core
import Features
import Storage

/// Creates the demo businesses.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Create the three demo businesses: a pizzeria, a clinic and a help desk.",
        discussion: """
            What is there already stays as it is. Each run hands out a new key for the staff pages.

            Example:
              voiceagent demo --data ./data
            """)

    @OptionGroup var data: DataOptions

    func run() async throws {
        try await data.withPlatform { composition in
            for business in try await composition.demoBusinesses.create() {
                print("\(business.isNew ? "created" : "present")  \(business.subdomain)  \(business.name)")
                print("         staff key: \(business.staffKey.reveal())")
            }
        }
    }
}
