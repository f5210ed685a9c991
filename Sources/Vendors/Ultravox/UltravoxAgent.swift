/// An agent that the vendor has: calls are made of its template.
public struct UltravoxAgent: Sendable, Hashable, Decodable {
    public var id: String
    public var name: String

    private enum CodingKeys: String, CodingKey {
        case id = "agentId"
        case name
    }

    /// What an agent is made from, and replaced with.
    public struct Draft: Sendable, Hashable, Encodable {
        /// 64 characters at most.
        public var name: String
        public var callTemplate: UltravoxCallTemplate

        public init(name: String, callTemplate: UltravoxCallTemplate) {
            self.name = name
            self.callTemplate = callTemplate
        }
    }
}

/// The language of templates: Mustache, of which `{{name}}` is all that is used here.
public enum UltravoxVariable {
    /// What is replaced by the value that a call gives.
    public static func reference(to name: String) -> String { "{{\(name)}}" }

    /// A text that holds no variable, whoever wrote it: braces that stand together are parted.
    public static func literal(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "{", result.last == "{" { result.append(" ") }
            result.append(character)
        }
        return result
    }
}

extension Ultravox {
    /// All of the account's, ours or not.
    public func agents() async throws(Transport.Failure) -> [UltravoxAgent] {
        try await all(UltravoxAgent.self, at: "/agents")
    }

    /// Without a key against repeats in the vendor's protocol: an answer that is lost leaves an agent, which is found by its name.
    public func create(_ agent: UltravoxAgent.Draft) async throws(Transport.Failure) -> UltravoxAgent {
        try await decoded(UltravoxAgent.self, request(.post, "/agents", body: agent))
    }

    /// Calls that have begun keep what they began with.
    ///
    /// - Throws: `refused` with 404 when there is no such agent.
    public func replace(_ id: String, with agent: UltravoxAgent.Draft) async throws(Transport.Failure) {
        try await done(request(.patch, "/agents/\(escaped(id))", body: agent))
    }

    public func deleteAgent(_ id: String) async throws(Transport.Failure) {
        try await done(request(.delete, "/agents/\(escaped(id))"))
    }
}
