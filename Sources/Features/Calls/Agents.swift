import Conversation
import Core
import Storage
import Voice

/// The agents in memory: what all calls of a business share that follow the same version of its data.
public actor Agents {
    /// How many agents are kept. The one used longest ago leaves first.
    private let capacity: Int
    private var agents: [Key: Versioned] = [:]
    private var uses = 0

    public init(capacity: Int = 512) {
        self.capacity = capacity
    }

    private struct Key: Hashable {
        let business: Business.ID
        let version: Int
    }

    struct Versioned: Sendable {
        let agent: Agent
        let configuration: CallConfiguration
        /// `TenantTransaction.dataVersion()` of the moment for which `agent` knows what can be had.
        fileprivate(set) var dataVersion: Int
        fileprivate var lastUse = 0
        /// Made when somebody first listens for it.
        fileprivate var language: BusinessLanguage?

        fileprivate init(agent: Agent, configuration: CallConfiguration, dataVersion: Int) {
            (self.agent, self.configuration, self.dataVersion) = (agent, configuration, dataVersion)
        }

        var brain: Brain { configuration.profile.brain ?? .dialogue }
        var voice: VoiceSettings { configuration.profile.voice ?? VoiceSettings() }
    }

    /// - Parameter version: the one that a call follows; nil for a call that has not begun, which is to follow the newest.
    func agent(of business: Business.ID, following version: Int?) -> Versioned? {
        guard let key = key(of: business, version) else { return nil }
        uses += 1
        agents[key]?.lastUse = uses
        return agents[key]
    }

    /// How the business's callers speak, the same object as long as the agent is.
    func language(of business: Business.ID, following version: Int?) -> BusinessLanguage? {
        guard let key = key(of: business, version), let known = agents[key] else { return nil }
        if let language = known.language { return language }
        let language = BusinessLanguage(known.agent.callerLanguage)
        agents[key]?.language = language
        return language
    }

    func keep(_ agent: Versioned, of business: Business.ID) {
        let key = Key(business: business, version: agent.configuration.version)
        if let known = agents[key], known.dataVersion >= agent.dataVersion { return }
        uses += 1
        agents[key] = agent
        agents[key]?.lastUse = uses
        if agents.count > capacity, let oldest = agents.min(by: { $0.value.lastUse < $1.value.lastUse })?.key {
            agents[oldest] = nil
        }
    }

    private func key(of business: Business.ID, _ version: Int?) -> Key? {
        if let version { return Key(business: business, version: version) }
        return agents.keys.lazy.filter { $0.business == business }.max { $0.version < $1.version }
    }
}

extension TenantTransaction {
    /// The agent of a call: what it says is the version's that the call follows, what can be had is what this transaction sees.
    ///
    /// - Parameters:
    ///   - version: nil for a call that has not begun, which is to follow the present one.
    ///   - known: is given back when nothing has changed since.
    func agent(following version: Int?, known: Agents.Versioned?) throws -> Agents.Versioned {
        let (version, dataVersion) = (try version ?? factsVersion(), try dataVersion())
        let known = known.flatMap { $0.configuration.version == version ? $0 : nil }
        if let known, known.dataVersion == dataVersion { return known }
        let configuration = try known?.configuration ?? configuration(followedAs: version)
        let facts = try available(configuration.facts)
        if var known, known.agent.facts == facts {
            known.dataVersion = dataVersion
            return known
        }
        return Agents.Versioned(agent: Agent(facts: facts), configuration: configuration, dataVersion: dataVersion)
    }
}
