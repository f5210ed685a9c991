public import Core
import Foundation

/// A tool as language models and MCP clients are told of it: a name, what it does, and the shape of its arguments.
public struct ToolSchema: Sendable, Hashable, Codable {
    /// snake_case, unique within an agent.
    public let name: String
    public let description: String
    /// JSON Schema, draft 2020-12, of an object.
    public let parameters: JSONValue

    public init(name: String, description: String, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

extension Agent {
    /// The tools of this agent's workflow: the action itself, and finding a free time where one is booked.
    public var tools: [ToolSchema] {
        let action = ToolSchema(
            name: workflow.wording.tool, description: workflow.wording.toolExplanation, parameters: schema(of: workflow.slots))
        guard workflow.slot(.start) != nil else { return [action] }
        return [findSlots, action]
    }

    private static let mostNamedItems = 300

    private var findSlots: ToolSchema {
        let wish: JSONValue = [
            "service": workflow.slot(.service).map { schema($0) } ?? [:],
            "from": ["type": "string", "format": "date", "description": "The first day that would suit."],
            "through": ["type": "string", "format": "date", "description": "The last day that would suit; the first when left out."],
            "time": clock("The very time of day wished for, HH:MM; left out when there is none."),
            "earliest": clock("Not before this time of day, HH:MM."),
            "latest": clock("Before this time of day, HH:MM."),
        ]
        return ToolSchema(
            name: ToolSchema.findSlots, description: "Finds free times and holds them for this call. Only these can be booked.",
            parameters: ["type": "object", "properties": wish, "required": ["service"], "additionalProperties": false])
    }

    private func clock(_ description: JSONValue) -> JSONValue {
        ["type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$", "description": description]
    }

    private func schema(of slots: [Slot]) -> JSONValue {
        let properties = slots.reduce(into: [String: JSONValue]()) { $0[$1.name.rawValue] = self.schema($1) }
        let required = slots.filter { $0.need == .always }.map { JSONValue.string($0.name.rawValue) }
        var schema: [String: JSONValue] = [
            "type": "object", "properties": .object(properties), "required": .array(required), "additionalProperties": false,
        ]
        let conditions = slots.compactMap(condition)
        if !conditions.isEmpty { schema["allOf"] = .array(conditions) }
        return .object(schema)
    }

    /// "When the order is a delivery, an address is required."
    private func condition(_ slot: Slot) -> JSONValue? {
        guard case .when(let name, let accepted) = slot.need, let other = workflow.slot(name) else { return nil }
        let values = accepted.map { other.answer($0).value }
        let test: JSONValue = values.count == 1 ? ["const": values[0]] : ["enum": .array(values)]
        return [
            "if": ["properties": [name.rawValue: test], "required": [.string(name.rawValue)]],
            "then": ["required": [.string(slot.name.rawValue)]],
        ]
    }

    private func schema(_ slot: Slot) -> JSONValue {
        guard case .object(var schema) = shape(of: slot) else { return [:] }
        schema["description"] = .string(slot.explanation)
        return .object(schema)
    }

    private func shape(of slot: Slot) -> JSONValue {
        let names = slot.choices.filter(\.isAvailable).map { JSONValue.string($0.name) }
        let text: JSONValue = ["type": "string", "minLength": 1, "maxLength": .number(Decimal(Slot.longestText))]
        switch slot.kind {
        case .lines: return ["type": "array", "minItems": 1, "items": lineSchema]
        case .choice: return ["type": "string", "enum": .array(names)]
        case .list: return ["type": "array", "minItems": 1, "items": names.isEmpty ? text : ["type": "string", "enum": .array(names)]]
        case .time: return ["type": "string"]
        case .phone: return ["type": "string", "pattern": #"^\+?[0-9 ()./-]{7,24}$"#]
        case .email: return ["type": "string", "format": "email"]
        case .number(let limits, let isWhole): return shape(isWhole ? "integer" : "number", within: limits)
        case .money(let limits, _): return shape("number", within: limits)
        case .date, .birthDate: return ["type": "string", "format": "date"]
        case .timeOfDay: return ["type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"]
        case .yesNo: return ["type": "boolean"]
        case .postcode: return ["type": "string", "minLength": 3, "maxLength": 12]
        case .code(let format): return ["type": "string", "minLength": 1, "maxLength": .number(Decimal(2 * format.pattern.count))]
        case .personName, .address, .account, .text: return text
        }
    }

    private func shape(_ type: String, within limits: Limits<Decimal>) -> JSONValue {
        var schema: [String: JSONValue] = ["type": .string(type)]
        schema["minimum"] = limits.least.map { .number($0) }
        schema["maximum"] = limits.most.map { .number($0) }
        return .object(schema)
    }

    private var lineSchema: JSONValue {
        let names = facts.catalogue.items.filter(\.isAvailable).map { JSONValue.string($0.name) }
        // A tool is sent with every request: beyond some number the names are told apart by our check alone.
        let item: JSONValue = names.count <= Self.mostNamedItems ? ["type": "string", "enum": .array(names)] : ["type": "string"]
        return [
            "type": "object",
            "properties": [
                "item": item,
                "quantity": ["type": "integer", "minimum": 1, "maximum": .number(Decimal(OrderLine.largestQuantity))],
                "options": [
                    "type": "array", "items": ["type": "string"],
                    "description": "Sizes and changes as the caller says them: \"large\", \"no basil\", \"extra cheese\".",
                ],
                "note": ["type": "string", "maxLength": 200],
            ],
            "required": ["item", "quantity"],
            "additionalProperties": false,
        ]
    }
}

extension ToolSchema {
    static let writeDown = "write_down"
    static let findSlots = "find_slots"
    static let transfer = "transfer_to_person"
    static let hangUp = "hang_up"
}

extension Agent {
    /// The tools of a model that hears callers in place of the dialogue's own readers.
    ///
    /// They are the workflow's, but every argument may be left out: the dialogue asks for what is missing, reads back and
    /// waits for the yes. Without combinators at their top, which some servers refuse.
    public var hearingTools: [ToolSchema] {
        let record = workflow.wording.record
        let nothing: JSONValue = ["type": "object", "properties": [:]]
        var tools = [
            ToolSchema(
                name: ToolSchema.writeDown,
                description: "Writes into the form what the caller has just said or changed. Values that stay as they are need not be "
                    + "repeated, but a list is always given whole, as it stands now.",
                parameters: partial(schema(of: workflow.slots))),
            ToolSchema(
                name: workflow.wording.tool,
                description:
                    "As \(ToolSchema.writeDown), and the caller wants nothing else: what is missing is asked for, the \(record) is "
                    + "read back to the caller, and it is done when the caller says yes.",
                parameters: partial(schema(of: workflow.slots))),
        ]
        if workflow.slot(.start) != nil {
            tools.append(
                ToolSchema(
                    name: ToolSchema.findSlots,
                    description:
                        "Finds free times for the caller's wish and offers them to the caller. Only what was offered can be chosen.",
                    parameters: partial(findSlots.parameters)))
        }
        return tools + [
            ToolSchema(
                name: ToolSchema.transfer, description: "Gives the call to a person, when the caller asks for one.", parameters: nothing),
            ToolSchema(
                name: ToolSchema.hangUp, description: "Says goodbye and ends the call, when the caller is done.", parameters: nothing),
        ]
    }

    private func partial(_ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        members["required"] = nil
        members["allOf"] = nil
        return .object(members)
    }
}
