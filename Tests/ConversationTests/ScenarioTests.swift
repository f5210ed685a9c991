import Conversation
import Core
import Foundation
import Rehearsal
import Testing

/// The calls written down in `Scenarios/*.txt`, held against the bare dialogue.
@Suite struct ScenarioTests {
    @Test(arguments: ScenarioFile.all)
    func `a call goes as its script says`(_ file: ScenarioFile) async throws {
        let scenario = try Scenario(name: file.name, text: String(contentsOf: file.url, encoding: .utf8))
        let business = try #require(Self.businesses[scenario.setting.business ?? ""])
        func instant(_ moment: LocalDateTime) -> Date { Date(moment.date, moment.time, in: business.timeZone) }
        var line = DialogueLine(
            Agent(facts: business), free: scenario.setting.free.map(instant), now: scenario.setting.now.map(instant) ?? Businesses.friday)
        for failure in try await scenario.play(on: &line, at: business) { Issue.record("\(file.name), \(failure)") }
    }

    @Test func `there are scripts`() {
        #expect(!ScenarioFile.all.isEmpty)
    }

    private static let businesses = [
        "trattoria": Businesses.trattoria, "clinic": Businesses.clinic, "help desk": Businesses.helpDesk,
        "pizza palace": Businesses.pizzaPalace, "surgery": Businesses.surgery, "tech support": Businesses.techSupport,
        "kennel": Businesses.kennel, "trattoria in London": Businesses.trattoria(in: "Europe/London", phone: "+442079460000"),
        "club in London": Businesses.club, "trattoria in Rome": Businesses.trattoria(in: "Europe/Rome"),
    ]
}

struct ScenarioFile: Sendable, CustomTestStringConvertible {
    let url: URL

    var name: String { url.deletingPathExtension().lastPathComponent }
    var testDescription: String { name }

    static let all: [ScenarioFile] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map { ScenarioFile(url: $0) }
    }()
}
