public import Core

/// A call that brings all it needs: `POST /api/calls`.
public struct UltravoxCallRequest: Sendable, Hashable, Encodable {
    public var template: UltravoxCallTemplate
    public var circumstances: UltravoxCircumstances

    public init(_ template: UltravoxCallTemplate, _ circumstances: UltravoxCircumstances) {
        self.template = template
        self.circumstances = circumstances
    }

    /// One object holds the members of both.
    public func encode(to encoder: any Encoder) throws {
        try template.encode(to: encoder)
        try circumstances.encode(to: encoder)
    }
}

/// A call of an agent that the vendor has: `POST /api/agents/{id}/calls`. Everything else is the agent's.
public struct UltravoxAgentCallRequest: Sendable, Hashable, Encodable {
    /// What the template's variables are in this call. A secret among them stays one here.
    public var templateContext: [String: Secret]
    public var circumstances: UltravoxCircumstances

    public init(templateContext: [String: Secret], _ circumstances: UltravoxCircumstances) {
        self.templateContext = templateContext
        self.circumstances = circumstances
    }

    private enum CodingKeys: String, CodingKey {
        case templateContext
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(templateContext.mapValues { $0.reveal() }, forKey: .templateContext)
        try circumstances.encode(to: encoder)
    }
}

/// What an answer of a tool replaces for the rest of the call: the vendor's `new-stage`. Everything else stays as it is.
public struct UltravoxStage: Sendable, Hashable, Encodable {
    public var systemPrompt: String
    public var selectedTools: [UltravoxTool]
    /// What the model reads as the tool's answer.
    public var toolResultText: String

    public init(systemPrompt: String, selectedTools: [UltravoxTool], toolResultText: String) {
        self.systemPrompt = systemPrompt
        self.selectedTools = selectedTools
        self.toolResultText = toolResultText
    }
}
