public import Core

/// One message of a conversation with a model.
public enum ChatMessage: Sendable, Hashable {
    /// What the model is and has to do. Said with the role `system`, which every server knows.
    case system(String)
    case user(String)
    /// What the model said, and the tools it called.
    case assistant(String, calls: [ChatToolCall] = [])
    /// What came of a call. Every call is answered before the model is asked again.
    case result(String, of: ChatToolCall)
}

/// A tool that a model called.
public struct ChatToolCall: Sendable, Hashable {
    /// Unique among the calls of one answer.
    public var id: String
    public var name: String
    /// As the model wrote them: JSON if it did well.
    public var arguments: String

    public init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// A tool that a model may call.
public struct ChatTool: Sendable, Hashable {
    /// Letters, digits, `_` and `-`, 64 at most.
    public var name: String
    public var description: String
    /// JSON Schema of an object, without combinators at its top, which some servers refuse.
    public var parameters: JSONValue

    public init(name: String, description: String, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

extension ChatMessage {
    /// As it is sent.
    var json: JSONValue {
        switch self {
        case .system(let text): ["role": "system", "content": .string(text)]
        case .user(let text): ["role": "user", "content": .string(text)]
        case .assistant(let text, let calls) where calls.isEmpty: ["role": "assistant", "content": .string(text)]
        case .assistant(let text, let calls):
            [
                "role": "assistant", "content": text.isEmpty ? .null : .string(text),
                "tool_calls": .array(calls.map(\.json)),
            ]
        case .result(let text, let call): ["role": "tool", "tool_call_id": .string(call.id), "content": .string(text)]
        }
    }
}

extension ChatToolCall {
    var json: JSONValue {
        ["id": .string(id), "type": "function", "function": ["name": .string(name), "arguments": .string(arguments)]]
    }
}

extension ChatTool {
    var json: JSONValue {
        ["type": "function", "function": ["name": .string(name), "description": .string(description), "parameters": parameters]]
    }
}
