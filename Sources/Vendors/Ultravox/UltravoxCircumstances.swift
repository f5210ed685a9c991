/// What is so in one call: who was heard before it, how its sound travels, who begins to speak.
public struct UltravoxCircumstances: Sendable, Hashable, Encodable {
    public var initialMessages: [Message]?
    public var medium: Medium
    public var firstSpeakerSettings: FirstSpeaker?
    /// No key may begin with `ultravox.`.
    public var metadata: [String: String]?
    public var callbacks: Callbacks?

    public init(medium: Medium) {
        self.medium = medium
    }

    public struct Message: Sendable, Hashable, Encodable {
        public var role: Role
        public var text: String

        public init(_ role: Role, _ text: String) {
            self.role = role
            self.text = text
        }

        public enum Role: String, Sendable, Hashable, Codable {
            case user = "MESSAGE_ROLE_USER"
            case agent = "MESSAGE_ROLE_AGENT"
        }
    }

    /// How the sound travels.
    public enum Medium: Sendable, Hashable, Encodable {
        /// One socket between two servers: sound as binary frames, data messages as text frames.
        case serverWebSocket(ServerWebSocket)
        /// The call's address goes into the TwiML of a telephone call.
        case twilio

        public struct ServerWebSocket: Sendable, Hashable, Encodable {
            /// Samples a second, both ways.
            public var inputSampleRate: Int
            public var outputSampleRate: Int
            /// How far the agent's sound may run ahead of real time.
            public var clientBufferSizeMs: Int
            /// Switches for data messages that are off, or on, unless it is said here.
            public var dataMessages: [String: Bool]?

            public init(sampleRate: Int, clientBufferMilliseconds: Int, dataMessages: [String: Bool]? = nil) {
                self.dataMessages = dataMessages
                inputSampleRate = sampleRate
                outputSampleRate = sampleRate
                clientBufferSizeMs = clientBufferMilliseconds
            }
        }

        private enum CodingKeys: String, CodingKey {
            case serverWebSocket, twilio
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .serverWebSocket(let socket): try container.encode(socket, forKey: .serverWebSocket)
            case .twilio: try container.encode([String: String](), forKey: .twilio)
            }
        }
    }

    /// Who begins to speak.
    public enum FirstSpeaker: Sendable, Hashable, Encodable {
        /// The agent says this text.
        case agentSays(String, isUninterruptible: Bool)
        /// The agent says what it makes of this instruction.
        case agentIsTold(String)
        case user

        private enum CodingKeys: String, CodingKey {
            case agent, user
        }

        private struct Agent: Encodable {
            var uninterruptible: Bool?
            var text: String?
            var prompt: String?
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .agentSays(let text, let isUninterruptible):
                try container.encode(Agent(uninterruptible: isUninterruptible ? true : nil, text: text), forKey: .agent)
            case .agentIsTold(let prompt): try container.encode(Agent(prompt: prompt), forKey: .agent)
            case .user: try container.encode([String: String](), forKey: .user)
            }
        }
    }

    /// Where the vendor tells what becomes of this call, beside the account's webhooks.
    public struct Callbacks: Sendable, Hashable, Encodable {
        public var ended: Callback?
        public var billed: Callback?

        public init(ended: Callback? = nil, billed: Callback? = nil) {
            self.ended = ended
            self.billed = billed
        }
    }
}
