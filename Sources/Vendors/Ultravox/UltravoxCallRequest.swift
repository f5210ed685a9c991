/// What a call is asked for with: `POST /api/calls`.
///
/// The vendor refuses fields that it does not know, so only those it documents are here, and what is nil is left out.
public struct UltravoxCallRequest: Sendable, Hashable, Encodable {
    public var systemPrompt: String
    /// The vendor's newest when nil.
    public var model: String?
    /// 0...1
    public var temperature: Double?
    /// An identifier, or a name when only one voice has it.
    public var voice: String?
    /// BCP 47, 16 characters at most.
    public var languageHint: String?
    public var initialMessages: [Message]?
    /// A call that nobody joins ends after it.
    public var joinTimeout: UltravoxDuration?
    public var maxDuration: UltravoxDuration?
    /// Said when `maxDuration` is over, before the vendor hangs up.
    public var timeExceededMessage: String?
    /// In order; each delay counts from the message before, and the user's activity begins anew.
    public var inactivityMessages: [InactivityMessage]?
    /// Their names must differ.
    public var selectedTools: [UltravoxTool]?
    public var medium: Medium
    public var recordingEnabled: Bool?
    public var firstSpeakerSettings: FirstSpeaker?
    public var vadSettings: VoiceActivity?
    /// No key may begin with `ultravox.`.
    public var metadata: [String: String]?
    public var callbacks: Callbacks?

    public init(systemPrompt: String, medium: Medium) {
        self.systemPrompt = systemPrompt
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

    public struct InactivityMessage: Sendable, Hashable, Encodable {
        public var duration: UltravoxDuration
        public var message: String
        public var endBehavior: EndBehavior?

        public init(after duration: Duration, _ message: String, endBehavior: EndBehavior? = nil) {
            self.duration = UltravoxDuration(duration)
            self.message = message
            self.endBehavior = endBehavior
        }

        public enum EndBehavior: String, Sendable, Hashable, Encodable {
            /// Hangs up unless the user says something to it.
            case hangUpSoft = "END_BEHAVIOR_HANG_UP_SOFT"
            case hangUpStrict = "END_BEHAVIOR_HANG_UP_STRICT"
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

    /// When a turn ends and what interrupts the agent, in steps of 32 ms.
    public struct VoiceActivity: Sendable, Hashable, Encodable {
        public var turnEndpointDelay: UltravoxDuration?
        public var minimumTurnDuration: UltravoxDuration?
        public var minimumInterruptionDuration: UltravoxDuration?

        public init(
            turnEndpointDelay: Duration? = nil, minimumTurnDuration: Duration? = nil, minimumInterruptionDuration: Duration? = nil
        ) {
            self.turnEndpointDelay = turnEndpointDelay.map { UltravoxDuration($0) }
            self.minimumTurnDuration = minimumTurnDuration.map { UltravoxDuration($0) }
            self.minimumInterruptionDuration = minimumInterruptionDuration.map { UltravoxDuration($0) }
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
