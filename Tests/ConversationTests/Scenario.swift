import Core
import Foundation
import Testing

@testable import Conversation

/// A call written down so that an owner can read it: `Scenarios/*.txt`.
///
/// | line | meaning |
/// | --- | --- |
/// | `business: trattoria` | whose call it is |
/// | `caller: +14155550102` | the number of the line |
/// | `free: 2026-01-13 13:00` | a time that can be booked |
/// | `refuse: slot taken` | the next action is refused |
/// | `C: two pizzas` | the caller speaks; `C (0.46): …` is heard with that confidence |
/// | `K: 415#` | the caller presses keys |
/// | `S:` | the caller says nothing |
/// | `R: failed` | what the agent waits for is refused later |
/// | `E: customer_name = Ada` | staff edit a field |
/// | `A: anything else` | the answer holds these words |
/// | `= order_type: Takeaway` | what the form holds then; `= total: 69.96`, `= done: 1` actions, `= ended`, `= transferred` |
struct Scenario: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]

    var testDescription: String { name }

    static let all: [Scenario] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.compactMap { file in
            (try? String(contentsOf: file, encoding: .utf8)).map {
                Scenario(name: file.deletingPathExtension().lastPathComponent, lines: $0.components(separatedBy: "\n"))
            }
        }
    }()

    func play() throws {
        var settings: [String: [String]] = [:]
        var player: CallPlayer?
        for (index, line) in lines.enumerated() {
            let place = Comment(rawValue: "\(name), line \(index + 1): \(line)")
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            let text = parts.count > 1 ? parts[1] : ""
            if ["business", "caller", "free"].contains(parts[0]) {
                settings[parts[0], default: []].append(text)
                continue
            }
            var call = try player ?? start(settings)
            switch parts[0] {
            case "refuse": call.refusals.append(try #require(Self.refusals[text], place))
            case "K": call.take(.keys(text))
            case "S": call.take(.silence)
            case "R": call.take(.refused(try #require(Self.refusals[text], place)))
            case "E":
                let edit = text.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                call.take(.edit(field: edit[0], value: edit.count > 1 && !edit[1].isEmpty ? edit[1] : nil))
            case "A":
                let said = call.replies.joined(separator: " ")
                #expect(said.lowercased().contains(text.lowercased()), "\(place) — said: \(said)")
            case _ where parts[0].hasPrefix("C"):
                let confidence = parts[0].split(separator: " ").last.flatMap { Double($0.trimmingCharacters(in: ["(", ")"])) }
                call.say(text, confidence: confidence ?? 1)
            case _ where parts[0].hasPrefix("="):
                expect(parts[0].dropFirst().trimmingCharacters(in: .whitespaces), text, of: call, at: place)
            default:
                Issue.record("not a line of a scenario: \(place)")
            }
            player = call
        }
    }

    private func start(_ settings: [String: [String]]) throws -> CallPlayer {
        let facts = try #require(Self.businesses[settings["business"]?.first ?? ""])
        let free = (settings["free"] ?? []).compactMap { text -> Date? in
            let parts = text.split(separator: " ").map(String.init)
            guard parts.count == 2, let date = LocalDate(parts[0]), let time = LocalTime(parts[1]) else { return nil }
            return Date(date, time, in: facts.timeZone)
        }
        return CallPlayer(facts, caller: Caller(phone: settings["caller"]?.first.flatMap { PhoneNumber($0) }), free: free)
    }

    private func expect(_ what: String, _ text: String, of call: CallPlayer, at place: Comment) {
        switch what {
        case "ended": #expect(call.effects.contains(.end), place)
        case "transferred":
            #expect(call.effects.contains { if case .transfer = $0 { true } else { false } }, place)
        case "done": #expect(call.performed.count == Int(text), place)
        case "total": #expect(call.dialogue.form.total.map { "\($0.decimal)" } == text, place)
        case "lines":
            let lines = call.dialogue.form.fields.first { $0.name == "lines" }?.lines ?? []
            let written = lines.map { ["\($0.quantity) \($0.item)"] + $0.options }.map { $0.joined(separator: ", ") }.joined(
                separator: "; ")
            #expect(written == text, place)
        default: #expect((call.value(what) ?? "") == text, place)
        }
    }

    private static let businesses = [
        "trattoria": Businesses.trattoria, "clinic": Businesses.clinic, "help desk": Businesses.helpDesk,
        "pizza palace": Businesses.pizzaPalace, "surgery": Businesses.surgery, "tech support": Businesses.techSupport,
    ]
    private static let refusals: [String: Refusal] = [
        "slot taken": .slotTaken, "failed": .failed, "tiramisu sold out": .soldOut([CatalogueItem.ID("tiramisu")]),
    ]
}

@Suite struct ScenarioTests {
    @Test(arguments: Scenario.all)
    func `a call goes as its script says`(_ scenario: Scenario) throws {
        try scenario.play()
    }

    @Test func `there are scripts`() {
        #expect(!Scenario.all.isEmpty)
    }
}
