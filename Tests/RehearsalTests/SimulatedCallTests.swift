import Conversation
import Core
import Foundation
import Rehearsal
import Testing

@Suite struct SimulatedCallTests {
    private static let now = LocalDateTime(LocalDate(dayNumber: 20_463), Date(timeIntervalSince1970: 36_000).local(in: .gmt).time)

    @Test func `the same seed makes the same call`() async throws {
        for seed in UInt64(1)...5 {
            let first = try await review(of: seed, noise: 0.2)
            let second = try await review(of: seed, noise: 0.2)
            #expect(first.transcript == second.transcript)
            #expect(!first.transcript.isEmpty)
        }
    }

    @Test func `a wish is made of what the business has`() {
        let agent = Agent(facts: Self.kitchen)
        for seed in UInt64(1)...50 {
            let call = SimulatedCall(seed: seed, to: agent, at: Self.now, noise: 0)
            #expect(!call.wish.lines.isEmpty)
            #expect(call.wish.lines.allSatisfy { $0.item == CatalogueItem.ID("soup") || $0.item == CatalogueItem.ID("bread") })
            #expect(call.wish.values[.customerName] != nil)
            #expect(call.wish.values[.address] == nil || call.wish.values[.orderType]?.written == "Delivery")
        }
    }

    @Test func `most callers of a small kitchen get what they want, and nobody gets anything else`() async throws {
        var report = RehearsalReport()
        for seed in UInt64(1)...60 { report.add(try await review(of: seed, noise: 0), of: "kitchen") }
        #expect(report.calls == 60)
        #expect(report.success >= 57)
        #expect(report.wrongRecords == 0)
    }

    @Test func `a line that books something else is found out`() async throws {
        var wrong = 0
        for seed in UInt64(1)...30 {
            let call = SimulatedCall(seed: seed, to: Agent(facts: Self.kitchen), at: Self.now, noise: 0)
            var line = ForgetfulLine(line: DialogueLine(Agent(facts: Self.kitchen), now: Date(timeIntervalSince1970: 1_767_970_800)))
            if try await call.hold(over: &line).verdict == .wrongRecord { wrong += 1 }
        }
        #expect(wrong >= 15)
    }

    @Test func `a silent agent breaks a rule`() async throws {
        let call = SimulatedCall(seed: 1, to: Agent(facts: Self.kitchen), at: Self.now, noise: 0)
        var line = SilentLine()
        let review = try await call.hold(over: &line)
        #expect(review.breaches.contains(.silence))
        #expect(review.verdict == .failure)
    }

    @Test func `a report is one line of figures`() async throws {
        var report = RehearsalReport()
        report.add(try await review(of: 3, noise: 0), of: "kitchen")
        let object = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
        #expect(
            Set(object.keys) == ["calls", "success", "wrongRecords", "invariantFailures", "turnsPerCall", "byPersona"])
    }

    private func review(of seed: UInt64, noise: Double) async throws -> CallReview {
        let call = SimulatedCall(seed: seed, to: Agent(facts: Self.kitchen), at: Self.now, noise: noise)
        var line = DialogueLine(Agent(facts: Self.kitchen), now: Date(timeIntervalSince1970: 1_767_970_800))
        return try await call.hold(over: &line)
    }

    private static let kitchen = BusinessFacts(
        name: "Soup Kitchen", kind: .restaurant, timeZone: .gmt,
        catalogue: Catalogue(items: [
            CatalogueItem(
                id: .init("soup"), name: "Tomato Soup", price: Money(minorUnits: 650, currency: "USD"),
                optionGroups: [
                    OptionGroup(
                        id: .init("on-it"), name: "On it",
                        options: [.init(name: "Croutons", priceDelta: Money(minorUnits: 0, currency: "USD"), isDefault: true)])
                ]),
            CatalogueItem(id: .init("bread"), name: "Rye Bread", price: Money(minorUnits: 300, currency: "USD")),
        ]))
}

/// Puts one more of the first thing in the books than was ordered.
private struct ForgetfulLine: AgentLine {
    var line: DialogueLine

    mutating func take(_ turn: Turn) -> AgentAnswer {
        var answer = line.take(turn)
        for index in answer.records.indices where !answer.records[index].lines.isEmpty { answer.records[index].lines[0].quantity += 1 }
        return answer
    }

    mutating func refuseNext(_ refusal: Refusal) {}
}

/// Never says a word.
private struct SilentLine: AgentLine {
    func take(_ turn: Turn) -> AgentAnswer {
        AgentAnswer(form: Form(workflow: "order", title: "", fields: []))
    }

    mutating func refuseNext(_ refusal: Refusal) {}
}
