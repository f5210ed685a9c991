import Conversation
import Core
import Storage
import Voice

/// The agents in memory: what all calls of a business share, built once per version of the business's data.
public actor Agents {
    /// How many businesses' agents are kept. The one used longest ago leaves first.
    private let capacity: Int
    private var agents: [Business.ID: Versioned] = [:]
    private var uses = 0

    public init(capacity: Int = 512) {
        self.capacity = capacity
    }

    struct Versioned: Sendable {
        let agent: Agent
        let brain: Brain
        let voice: VoiceSettings
        let version: Int
        fileprivate var lastUse = 0
        /// Made when somebody first listens for it.
        fileprivate var language: BusinessLanguage?
    }

    func agent(of business: Business.ID) -> Versioned? {
        uses += 1
        agents[business]?.lastUse = uses
        return agents[business]
    }

    /// How the business's callers speak, the same object as long as the agent is.
    func language(of business: Business.ID) -> BusinessLanguage? {
        guard let known = agents[business] else { return nil }
        if let language = known.language { return language }
        let language = BusinessLanguage(known.agent.callerLanguage)
        agents[business]?.language = language
        return language
    }

    func keep(_ agent: Versioned, of business: Business.ID) {
        if let known = agents[business], known.version >= agent.version { return }
        uses += 1
        agents[business] = agent
        agents[business]?.lastUse = uses
        if agents.count > capacity, let oldest = agents.min(by: { $0.value.lastUse < $1.value.lastUse })?.key {
            agents[oldest] = nil
        }
    }
}

extension TenantTransaction {
    /// The agent for the business's data as this transaction sees it: the known one when nothing has changed since.
    func currentAgent(known: Agents.Versioned?) throws -> Agents.Versioned {
        let version = try factsVersion()
        if let known, known.version == version { return known }
        let profile = try profile()
        return Agents.Versioned(
            agent: Agent(facts: try businessFacts()), brain: profile.brain ?? .dialogue, voice: profile.voice ?? VoiceSettings(),
            version: version)
    }
}
