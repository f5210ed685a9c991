import Conversation
import Core
import Foundation
import Rehearsal
import Testing

@Suite struct ScenarioPlayingTests {
    @Test func `a script that is kept has no failures`() async throws {
        let failures = try await failures(
            """
            C: a soup for pickup, that's all
            A asks: customer_name
            = lines: 1 Soup
            C: Ada Byron
            C: 415 555 0102
            A reads back
            A: six fifty
            C: yes
            = done: 1
            = record order_type: Takeaway
            = record customer_phone: +14155550102
            C: no thanks
            = ended
            """)
        #expect(failures.isEmpty)
    }

    @Test func `each failure says where it is and what was instead`() async throws {
        let failures = try await failures(
            """
            C: a soup
            A: how many
            A reads back
            = lines: 2 Soup
            = colour: red
            = record total: 6.50
            = ended
            """)
        #expect(failures.map(\.line) == [2, 3, 4, 5, 6, 7])
        #expect(failures[1].description.contains("\"reads back\" was expected; the agent asks for more"))
        #expect(failures[2].description.contains("the form holds \"1 Soup\""))
        #expect(failures[3].description.contains("no field \"colour\""))
    }

    @Test func `a refusal can be staged`() async throws {
        let failures = try await failures(
            """
            C: a soup for pickup, Ada Byron, 415 555 0102, that's all
            refuse: Soup sold out
            C: yes
            A: run out of Soup
            = lines:
            """)
        #expect(failures.isEmpty)
    }

    private func failures(_ text: String) async throws -> [Scenario.Failure] {
        let scenario = try Scenario(name: "test", text: text)
        var line = DialogueLine(Agent(facts: Self.kitchen), now: Date(timeIntervalSince1970: 1_767_970_800))
        return try await scenario.play(on: &line, at: Self.kitchen)
    }

    private static let kitchen = BusinessFacts(
        name: "Soup Kitchen", kind: .restaurant, timeZone: .gmt,
        catalogue: Catalogue(items: [CatalogueItem(id: .init("soup"), name: "Soup", price: Money(minorUnits: 650, currency: "USD"))]))
}
