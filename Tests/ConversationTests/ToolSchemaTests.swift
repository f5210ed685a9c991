import Core
import Foundation
import Testing

@testable import Conversation

@Suite struct ToolSchemaTests {
    private let trattoria = Agent(facts: Businesses.trattoria)
    private let clinic = Agent(facts: Businesses.clinic)

    @Test func `a tool offers only what can be ordered now`() throws {
        let tool = try #require(trattoria.tools.first)
        #expect(tool.name == "place_order")
        let items = tool.parameters["properties"]?["lines"]?["items"]?["properties"]?["item"]?["enum"]
        guard case .array(let names)? = items else {
            Issue.record("the items are not listed")
            return
        }
        #expect(names.contains("Tiramisu"))
        #expect(!names.contains("Panna Cotta"))
    }

    @Test func `a delivery needs an address`() throws {
        let parameters = try #require(trattoria.tools.first?.parameters)
        #expect(parameters["required"] == ["lines", "order_type", "customer_name", "customer_phone"])
        #expect(
            parameters["allOf"] == [
                [
                    "if": ["properties": ["order_type": ["const": "Delivery"]], "required": ["order_type"]],
                    "then": ["required": ["delivery_address"]],
                ]
            ])
    }

    @Test func `an agent that books can find free times`() {
        #expect(clinic.tools.map(\.name) == ["find_slots", "book_appointment"])
    }

    @Test func `a schema is JSON`() throws {
        let data = try JSONEncoder().encode(trattoria.tools)
        #expect(try JSONDecoder().decode([ToolSchema].self, from: data) == trattoria.tools)
    }
}

@Suite struct ProposalTests {
    private let trattoria = Agent(facts: Businesses.trattoria)
    private let clinic = Agent(facts: Businesses.clinic)
    private let order: [String: JSONValue] = [
        "lines": [["item": "margherita pizza", "quantity": 2, "options": ["large", "no basil"]]], "order_type": "Takeaway",
        "customer_name": "Ada Lovelace", "customer_phone": "+1 415 555 0101",
    ]

    @Test func `a good proposal becomes the action`() throws {
        let proposal = try Proposal(.object(order), to: trattoria)
        guard case .placeOrder(let draft)? = proposal.action(of: trattoria.workflow) else {
            Issue.record("not an order")
            return
        }
        #expect(draft.lines.first?.quantity == 2)
        #expect(draft.lines.first?.options.map(\.name) == ["Large", "Basil"])
        #expect(draft.lines.first?.options.last?.amount == OptionChoice.Amount.none)
        #expect(draft.contact.phone?.e164 == "+14155550101")
    }

    @Test(
        arguments: [
            ("lines", [["item": "Lasagne", "quantity": 1]], "#/lines/0/item"),
            ("lines", [["item": "Panna Cotta", "quantity": 1]], "#/lines/0/item"),
            ("lines", [["item": "Tiramisu", "quantity": 0]], "#/lines/0/quantity"),
            ("lines", [["item": "Tiramisu", "quantity": 1, "options": ["on fire"]]], "#/lines/0/options/0"),
            ("lines", [], "#/lines"),
            ("order_type", "Teleport", "#/order_type"),
            ("order_type", "Delivery", "#/delivery_address"),
            ("customer_phone", "call me", "#/customer_phone"),
            ("customer_name", .null, "#/customer_name"),
            ("total", 5, "#/total"),
        ] as [(String, JSONValue, String)])
    func `what is wrong is named`(_ name: String, _ argument: JSONValue, _ pointer: String) {
        var arguments = order
        arguments[name] = argument
        let problem = #expect(throws: Problem.self) { try Proposal(.object(arguments), to: trattoria) }
        #expect(problem?.violations.map(\.pointer) == [pointer])
    }

    @Test func `only a time that was offered can be booked`() throws {
        let offered = OfferedSlot(start: Businesses.friday, end: Businesses.friday.addingTimeInterval(1800), token: "slot-1")
        let arguments: JSONValue = [
            "service": "Blood Test", "start": "slot-1", "customer_name": "Ada", "customer_phone": "4155550101",
        ]
        #expect(throws: Problem.self) { try Proposal(arguments, to: clinic) }
        let proposal = try Proposal(arguments, to: clinic, offers: [offered])
        #expect(proposal.values[.start] == .time(offered))
    }
}
