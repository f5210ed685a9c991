import Core
import Foundation
import Testing

@testable import Conversation

@Suite struct DeclarationTests {
    @Test func `a sound declaration has nothing wrong`() {
        #expect(Businesses.kennel.workflow?.violations() == [])
    }

    @Test(arguments: mistakes)
    func `what keeps it from working is named`(_ mistake: Mistake) throws {
        var declaration = try #require(Businesses.kennel.workflow)
        mistake.make(&declaration)
        #expect(declaration.violations().map(\.pointer) == [mistake.pointer])
    }

    @Test func `words that are said for one choice are not said for another`() {
        let size = SlotDeclaration(
            name: "size", label: "Size", type: .choice,
            choices: [.init(name: "Grand", aliases: ["big"]), .init(name: "Concert", aliases: ["Big"])])
        let declaration = WorkflowDeclaration(name: "tuning", title: "Tuning", slots: [size])
        #expect(declaration.violations().map(\.pointer) == ["#/slots/0/choices/1/aliases"])
    }

    @Test func `owners write JSON`() throws {
        let text = """
            {"name": "boarding", "title": "Boarding", "slots": [
              {"name": "from", "label": "First day", "type": "date", "earliest": 0, "prompts": ["From when on?"]},
              {"name": "drop_off", "label": "Drop-off", "type": "time", "earliest": "08:00"},
              {"name": "food", "label": "Special food", "type": "yes_no"},
              {"name": "which_food", "label": "Food", "type": "text", "when": {"slot": "food", "is": ["yes"]}}]}
            """
        let declaration = try JSONDecoder().decode(WorkflowDeclaration.self, from: Data(text.utf8))
        #expect(declaration.violations() == [])
        #expect(declaration.slots[1].earliest?.time == LocalTime("08:00"))
    }

    @Test func `a member that means nothing is named with what was probably meant`() throws {
        struct Members: Decodable {
            var found: [Problem.Violation]

            init(from decoder: any Decoder) { found = WorkflowDeclaration.unknownMembers(in: decoder, besides: ["active"]) }
        }
        let text = """
            {"name": "hire", "titel": "Hire", "active": true, "slots": [
              {"name": "size", "label": "Size", "type": "choice", "requried": false, "choices": [{"name": "Small", "spoken": "s"}],
               "when": {"slot": "a", "if": ["yes"]}}, 7, {"a/b": 1}]}
            """
        let found = try JSONDecoder().decode(Members.self, from: Data(text.utf8)).found
        #expect(
            found.map(\.pointer) == ["#/titel", "#/slots/0/requried", "#/slots/0/when/if", "#/slots/0/choices/0/spoken"])
        #expect(found[1].detail.contains("\"required\""))
    }

    @Test func `the caller's name and number are asked for unless the owner does not want them`() throws {
        var declaration = try #require(Businesses.kennel.workflow)
        #expect(Workflow(declared: declaration, currency: "USD").slots.suffix(2).map(\.name) == [.customerName, .customerPhone])
        declaration.contact = false
        #expect(Workflow(declared: declaration, currency: "USD").slot(.customerPhone) == nil)
    }
}

/// Something that an owner gets wrong, and where it is to be named.
struct Mistake: Sendable, CustomTestStringConvertible {
    let pointer: String
    let make: @Sendable (inout WorkflowDeclaration) -> Void

    init(_ pointer: String, make: @escaping @Sendable (inout WorkflowDeclaration) -> Void) {
        self.pointer = pointer
        self.make = make
    }

    var testDescription: String { pointer }
}

private let mistakes = [
    Mistake("#/slots") { $0.slots = [] },
    Mistake("#/name") { $0.name = "Boarding!" },
    Mistake("#/title") { $0.title = " " },
    Mistake("#/slots/1/name") { $0.slots[1].name = $0.slots[0].name },
    Mistake("#/slots/0/name") { $0.slots[0].name = "start" },
    Mistake("#/slots/1/choices") { $0.slots[1].choices = nil },
    Mistake("#/slots/2/choices") { $0.slots[2].choices = [.init(name: "One")] },
    Mistake("#/slots/2/maximum") { $0.slots[2].minimum = 9 },
    Mistake("#/slots/0/minimum") { $0.slots[0].minimum = 1 },
    Mistake("#/slots/3/earliest") { $0.slots[3].earliest = .time("10:00") },
    Mistake("#/slots/4/latest") { $0.slots[4].latest = .days(2) },
    Mistake("#/slots/6/when/slot") { $0.slots[6].when = .init(slot: "parrot", isOneOf: ["yes"]) },
    Mistake("#/slots/6/when/slot") { $0.slots[6].when = .init(slot: "chip", isOneOf: ["yes"]) },
    Mistake("#/slots/6/when/slot") { $0.slots[6].when = .init(slot: "pet_name", isOneOf: ["yes"]) },
    Mistake("#/slots/6/when/is/0") { $0.slots[6].when = .init(slot: "special_food", isOneOf: ["perhaps"]) },
    Mistake("#/slots/6/when/is") { $0.slots[6].when?.isOneOf = [] },
    Mistake("#/slots/6/when") { $0.slots[6].required = false },
    Mistake("#/slots/7/format") { $0.slots[7].format = "---" },
    Mistake("#/slots") { $0.slots = Array(repeating: $0.slots[0], count: 31) },
]

@Suite struct DeclaredToolTests {
    private let kennel = Agent(facts: Businesses.kennel)
    private let stay: [String: JSONValue] = [
        "pet_name": "Rex", "kind": "dog", "nights": 3, "first_day": "2026-01-12", "drop_off": "09:30", "special_food": false,
        "chip": "K9 4411", "extras": ["Bath"], "deposit": 20, "customer_name": "Ada", "customer_phone": "+14155550101",
    ]

    @Test func `its tool is described from the declaration`() throws {
        let tool = try #require(kennel.tools.first)
        #expect(tool.name == "submit_boarding")
        let properties = tool.parameters["properties"]
        #expect(properties?["nights"]?["maximum"] == 8)
        #expect(properties?["nights"]?["type"] == "integer")
        #expect(properties?["first_day"]?["format"] == "date")
        #expect(properties?["special_food"]?["type"] == "boolean")
        #expect(
            tool.parameters["allOf"] == [
                [
                    "if": ["properties": ["special_food": ["const": true]], "required": ["special_food"]],
                    "then": ["required": ["which_food"]],
                ]
            ])
    }

    @Test func `a good proposal becomes a submission with values for programs and for people`() throws {
        let proposal = try Proposal(.object(stay), to: kennel, on: LocalDate("2026-01-09"))
        guard case .submit(let draft)? = proposal.action(of: kennel.workflow) else {
            Issue.record("not a submission")
            return
        }
        let answers = Dictionary(uniqueKeysWithValues: draft.answers.map { ($0.name, $0) })
        #expect(draft.workflow == "boarding")
        #expect(answers["nights"]?.value == 3)
        #expect(answers["kind"]?.value == "Dog")
        #expect(answers["special_food"]?.text == "no")
        #expect(answers["chip"]?.value == "K9-4411")
        #expect(answers["extras"]?.value == ["Bath"])
        #expect(answers["which_food"] == nil)
        #expect(draft.contact.phone?.e164 == "+14155550101")
    }

    @Test(
        arguments: [
            ("nights", 9), ("nights", .number(2.5)), ("nights", "three"), ("kind", "Parrot"), ("first_day", "2026-01-08"),
            ("first_day", "soon"),
            ("drop_off", "07:00"), ("special_food", "yes"), ("chip", "44K911"), ("extras", ["Bath", "Cinema"]), ("deposit", -1),
        ] as [(String, JSONValue)])
    func `what is wrong is named`(_ name: String, _ argument: JSONValue) {
        var arguments = stay
        arguments[name] = argument
        let problem = #expect(throws: Problem.self) { try Proposal(.object(arguments), to: kennel, on: LocalDate("2026-01-09")) }
        #expect(problem?.violations.map(\.pointer) == ["#/\(name)"])
    }

    @Test func `what is asked on a condition is needed then, and left out otherwise`() throws {
        var arguments = stay
        arguments["which_food"] = "salmon"
        let idle = try Proposal(.object(arguments), to: kennel)
        guard case .submit(let draft)? = idle.action(of: kennel.workflow) else {
            Issue.record("not a submission")
            return
        }
        #expect(!draft.answers.contains { $0.name == "which_food" })
        arguments["special_food"] = true
        arguments["which_food"] = nil
        let problem = #expect(throws: Problem.self) { try Proposal(.object(arguments), to: kennel) }
        #expect(problem?.violations.map(\.pointer) == ["#/which_food"])
    }
}

@Suite struct CodeFormatTests {
    @Test(
        arguments: [
            ("AAA-9999", "kvx 4412", "KVX-4412"), ("AAA-9999", "KVX-4412", "KVX-4412"), ("AAA-9999", "kv4 4412", nil),
            ("AAA-9999", "kvx 441", nil), ("AAA-9999", "kvx 44123", nil), ("X-99", "x 12", "X-12"), ("X-99", "12", "X-12"),
            ("**9", "a11", "A11"),
        ])
    func `a code is what its format shows`(_ pattern: String, _ text: String, _ code: String?) throws {
        #expect(try #require(CodeFormat(pattern)).code(text) == code)
    }

    @Test func `a format has a place for a letter or a digit`() {
        #expect(CodeFormat("---") == nil)
        #expect(CodeFormat("") == nil)
    }
}
