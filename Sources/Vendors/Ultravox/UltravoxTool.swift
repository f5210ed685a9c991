public import Core

/// A tool that the agent of one call may use, answered over HTTP by us.
///
/// The body of the answer is what the model reads. The conversation stands still meanwhile.
public struct UltravoxTool: Sendable, Hashable {
    /// As the model calls it: letters, digits, `_` and `-`, 64 at most.
    public var name: String
    public var description: String
    /// Filled in by the model; sent as members of one JSON object.
    public var parameters: [Parameter]
    /// The member under which the vendor adds its own identifier of the call.
    public var callIDName: String
    /// Absolute, https but on one's own machine.
    public var url: String
    /// Sent as `Authorization: Bearer …`.
    public var token: Secret
    /// 40 seconds at most; the vendor's own is 2.5.
    public var timeout: Duration

    public struct Parameter: Sendable, Hashable {
        public var name: String
        /// JSON Schema of this one parameter.
        public var schema: JSONValue
        public var isRequired: Bool

        public init(name: String, schema: JSONValue, isRequired: Bool = false) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    public init(
        name: String, description: String, parameters: [Parameter], callIDName: String, url: String, token: Secret, timeout: Duration
    ) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.callIDName = callIDName
        self.url = url
        self.token = token
        self.timeout = timeout
    }
}

extension UltravoxTool {
    /// The tool as an agent's template holds it: in what owners wrote no variable is seen, and the token may be one.
    public var withoutVariables: UltravoxTool {
        var tool = self
        tool.description = UltravoxVariable.literal(description)
        for index in parameters.indices { tool.parameters[index].schema = parameters[index].schema.withoutVariables }
        return tool
    }
}

extension JSONValue {
    fileprivate var withoutVariables: JSONValue {
        switch self {
        case .string(let text): .string(UltravoxVariable.literal(text))
        case .array(let elements): .array(elements.map(\.withoutVariables))
        case .object(let members): .object(members.mapValues(\.withoutVariables))
        default: self
        }
    }
}

/// As `selectedTools` holds it.
extension UltravoxTool: Encodable {
    /// The name under which the tool asks for its token and the call gives it.
    private static let requirement = "call"
    private static let inBody = "PARAMETER_LOCATION_BODY"

    private enum CodingKeys: String, CodingKey {
        case temporaryTool, authTokens
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(definition, forKey: .temporaryTool)
        // The one place where a call's token is written out: the vendor has to send it back.
        try container.encode([Self.requirement: token.reveal()], forKey: .authTokens)
    }

    private var definition: JSONValue {
        let dynamic = parameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "location": .string(Self.inBody), "schema": parameter.schema,
                "required": .bool(parameter.isRequired),
            ]
        }
        let bearer = JSONValue.object([Self.requirement: ["httpAuth": ["scheme": "Bearer"]]])
        return [
            "modelToolName": .string(name), "description": .string(description), "dynamicParameters": .array(dynamic),
            "automaticParameters": [
                ["name": .string(callIDName), "location": .string(Self.inBody), "knownValue": "KNOWN_PARAM_CALL_ID"]
            ],
            "timeout": .string(UltravoxDuration(timeout).text),
            "requirements": ["httpSecurityOptions": ["options": [["requirements": bearer]]]],
            "http": ["baseUrlPattern": .string(url), "httpMethod": "POST"],
        ]
    }
}

/// How our answer to a tool's request steers the agent: the headers of the vendor's protocol.
public enum UltravoxToolReaction: Sendable, Hashable {
    /// The body is the result; the agent goes on.
    case result
    /// The call ends.
    case hangUp
    /// The body is a `UltravoxStage`: from here on the agent is another one.
    case newStage

    /// Name and value.
    public var header: (name: String, value: String) {
        switch self {
        case .result: ("X-Ultravox-Response-Type", "tool-response")
        case .hangUp: ("X-Ultravox-Response-Type", "hang-up")
        case .newStage: ("X-Ultravox-Response-Type", "new-stage")
        }
    }
}
