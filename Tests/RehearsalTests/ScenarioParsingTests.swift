import Conversation
import Core
import Rehearsal
import Testing

@Suite struct ScenarioParsingTests {
    @Test func `a script is a setting and steps`() throws {
        let scenario = try Scenario(
            name: "short",
            text: """
                # Somebody orders.
                now: 2026-01-13 18:30
                caller: +14155550102, Ada Byron

                C (0.46): a soup
                A asks: order_type
                A: pickup
                = total: 6.50
                = record customer_name: Ada Byron
                = ended
                """)
        #expect(scenario.setting.caller == PhoneNumber("+14155550102"))
        #expect(scenario.setting.knownName == "Ada Byron")
        #expect(scenario.setting.now?.time == LocalTime(hour: 18, minute: 30))
        #expect(scenario.steps.map(\.line) == [5, 6, 7, 8, 9, 10])
        #expect(scenario.steps[0].kind == .turn(.speech([Hypothesis("a soup", confidence: 0.46)])))
        #expect(scenario.steps[1].kind == .expect(.intent(Intent(rawValue: "asks: order_type"))))
        #expect(scenario.steps[4].kind == .expect(.record("customer_name", "Ada Byron")))
        #expect(!scenario.isStaged)
    }

    @Test(arguments: [
        ("C: hi\nB: hello", 2), ("now: tomorrow", 1), ("caller: Ada", 1), ("C: hi\nA sings", 2), ("C: hi\n= done: some", 2),
        ("C: hi\ncaller: +14155550102", 2), ("C (much): hi", 1), ("C: hi\nrefuse: gladly", 2), ("C: hi\n= what", 2), ("# nothing", 1),
    ])
    func `a line that cannot be read is named by its number`(_ text: String, _ line: Int) {
        let error = #expect(throws: Scenario.ParseError.self) { try Scenario(name: "bad", text: text) }
        #expect(error?.line == line)
    }

    @Test func `lines may end as on Windows`() throws {
        let scenario = try Scenario(name: "written on Windows", text: "now: 2026-01-13 18:30\r\nC: a soup\r\n= total: 6.50\r\n")
        #expect(scenario.setting.now?.time == LocalTime(hour: 18, minute: 30))
        #expect(scenario.steps.map(\.line) == [2, 3])
    }

    @Test(arguments: ["free: 2026-01-13 09:15\nC: hi", "C: hi\nR: failed", "C: hi\nrefuse: Soup sold out"])
    func `what has to be staged says so`(_ text: String) throws {
        #expect(try Scenario(name: "staged", text: text).isStaged)
    }
}
