import Features
import Storage

/// The configuration of a business's agent, as it is read and replaced, with what became of it elsewhere.
struct VoiceConfigurationDocument: Codable, Sendable {
    let configuration: VoiceConfiguration
    /// Nil where Ultravox does not answer the business's calls. Told, and ignored when it comes back.
    let ultravoxAgent: UltravoxAgentState?

    private enum CodingKeys: String, CodingKey {
        case ultravoxAgent
    }

    init(_ configuration: VoiceConfiguration, ultravoxAgent: UltravoxAgentState?) {
        self.configuration = configuration
        self.ultravoxAgent = ultravoxAgent
    }

    init(from decoder: any Decoder) throws {
        self.init(try VoiceConfiguration(from: decoder), ultravoxAgent: nil)
    }

    func encode(to encoder: any Encoder) throws {
        try configuration.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(ultravoxAgent, forKey: .ultravoxAgent)
    }
}

extension DocumentController<VoiceConfigurationDocument> {
    /// - Parameter agents: nil where no calls are given to Ultravox.
    static func voiceConfiguration(agents: UltravoxAgents?) -> Self {
        @Sendable func document(_ configuration: VoiceConfiguration, _ tenant: Tenant) async throws -> VoiceConfigurationDocument {
            guard let agents, configuration.brain == .ultravox else { return .init(configuration, ultravoxAgent: nil) }
            let state = try await agents.state(of: tenant.id) ?? UltravoxAgentState(name: .waiting)
            return .init(configuration, ultravoxAgent: state)
        }
        return Self(
            path: "voice-config", noun: "the agent's configuration",
            details: "From `accept` on a value is taken and read back once, at the end; from `confirm` on it is confirmed on its own; "
                + "below that it is asked again. The brain `llm` hears callers only where the platform has a language model; the "
                + "dialogue hears them while that fails. `ultravoxAgent` is told, and ignored when it is sent.",
            schema: .voiceConfiguration,
            read: { tenant in try await document(VoiceConfigurationEditor.configuration(of: tenant), tenant) },
            replace: { new, tenant in
                try await document(VoiceConfigurationEditor.replace(with: new.configuration, in: tenant), tenant)
            })
    }
}
