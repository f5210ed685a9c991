public import Core

/// What a call's agent is, apart from the moment: what `POST /api/calls` and an agent's `callTemplate` have in common.
///
/// The vendor refuses fields that it does not know, so only those it documents are here, and what is nil is left out. In an agent's
/// template each `{{name}}` in the prompt and in tools' tokens is replaced when a call is made; see `UltravoxAgent`.
public struct UltravoxCallTemplate: Sendable, Hashable, Encodable {
    public var systemPrompt: String
    /// The vendor's newest when nil.
    public var model: String?
    /// 0...1
    public var temperature: Double?
    /// An identifier, or a name when only one voice has it.
    public var voice: String?
    /// BCP 47, 16 characters at most.
    public var languageHint: String?
    /// A call that nobody joins ends after it.
    public var joinTimeout: UltravoxDuration?
    public var maxDuration: UltravoxDuration?
    /// Said when `maxDuration` is over, before the vendor hangs up.
    public var timeExceededMessage: String?
    /// In order; each delay counts from the message before, and the user's activity begins anew.
    public var inactivityMessages: [InactivityMessage]?
    /// Their names must differ.
    public var selectedTools: [UltravoxTool]?
    public var recordingEnabled: Bool?
    public var vadSettings: VoiceActivity?
    /// JSON Schema of what the template's variables are given as. Of an agent only.
    public var contextSchema: JSONValue?

    public init(systemPrompt: String) {
        self.systemPrompt = systemPrompt
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
}
