public import Voice

/// One of the engines that may hear and speak, with how it is asked whether it is well.
public struct SpeechEngine: Sendable {
    public let kind: Kind
    public let recognizer: (any Recognizer)?
    public let synthesizer: (any Synthesizer)?
    /// How many utterances it hears at a time; more wait. For an engine on this machine, its cores.
    let recognitionsAtOnce: Int
    /// Throws when the engine cannot be reached.
    let check: @Sendable () async throws -> Void
    /// What is known of why it cannot, as a sentence for people.
    let explanation: @Sendable () -> String?

    /// Where an engine works: the order of preference, and the name in settings, metrics and logs.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// An outside service.
        case provider
        /// The speech server beside this process.
        case server
        /// This process itself.
        case inProcess = "in-process"
    }

    public init(
        _ kind: Kind, recognizer: (any Recognizer)?, synthesizer: (any Synthesizer)?, recognitionsAtOnce: Int = 2,
        check: @escaping @Sendable () async throws -> Void = {}, explanation: @escaping @Sendable () -> String? = { nil }
    ) {
        self.kind = kind
        self.recognizer = recognizer
        self.synthesizer = synthesizer
        self.recognitionsAtOnce = recognitionsAtOnce
        self.check = check
        self.explanation = explanation
    }
}

/// Something that one engine should have done and the next one does instead.
public struct SpeechFallback: Sendable, Hashable {
    public let engine: SpeechEngine.Kind
    public let work: Work
    public let reason: Reason

    public enum Work: String, Sendable, Hashable {
        case hearing, speaking
    }

    public enum Reason: String, Sendable, Hashable {
        case failed, late, busy
    }
}
