public import Conversation
import Core
public import Storage
public import Voice

/// How a business's agent speaks, how sure it must be and what hears its callers, as an owner writes it:
/// `{"greeting": "Roma, good evening!", "thresholds": {"accept": 0.6, "confirm": 0.4, "identity": 0.94},
/// "brain": "llm"}`.
public struct VoiceConfiguration: Sendable, Hashable, Codable {
    /// The first sentence of a call; nil for the usual one.
    public var greeting: String?
    public var thresholds: BusinessFacts.Thresholds
    /// The dialogue when left out.
    public var brain: Brain?
    /// The engine's own voice when left out.
    public var voice: VoiceSettings?
    /// Nothing is recorded when left out.
    public var privacy: CallPrivacy?
    /// Who is rung when a caller on the telephone wants a person; nil when nobody is to be.
    public var handOffNumber: String?
    /// The agent when left out.
    public var afterHours: AfterHours?
    /// The language that another company's agent speaks and hears, BCP 47: `en-US`.
    public var language: String?
    /// How it is to speak, in the owner's words.
    public var personality: String?
    /// Which way the sound of telephone calls goes where another company's agent answers; through here when left out.
    public var phoneMedium: Attendant.Medium?

    public init(
        greeting: String? = nil, thresholds: BusinessFacts.Thresholds, brain: Brain? = nil, voice: VoiceSettings? = nil,
        privacy: CallPrivacy? = nil, handOffNumber: String? = nil, afterHours: AfterHours? = nil, language: String? = nil,
        personality: String? = nil, phoneMedium: Attendant.Medium? = nil
    ) {
        self.greeting = greeting
        self.thresholds = thresholds
        self.brain = brain
        self.voice = voice
        self.privacy = privacy
        self.handOffNumber = handOffNumber
        self.afterHours = afterHours
        self.language = language
        self.personality = personality
        self.phoneMedium = phoneMedium
    }

    /// In characters: what a caller listens to before the first question.
    private static let longestGreeting = 300
    private static let longestPersonality = 1_000
    private static let longestVoice = 100

    /// Every part that makes no sense.
    ///
    /// - Parameter region: how a number without a country code is to be read.
    func violations(in region: PhoneNumber.Region) -> [Problem.Violation] {
        var found: [Problem.Violation] = []
        if let handOffNumber, PhoneNumber(handOffNumber, region: region)?.e164 == nil {
            found.append(.init(pointer: "#/handOffNumber", detail: "This is not a telephone number that can be dialled."))
        }
        if let greeting {
            found += Problem.Violation.inLength(of: greeting, as: "A greeting", 0...Self.longestGreeting, at: "#/greeting")
        }
        if let name = voice?.voice {
            found += Problem.Violation.inLength(of: name, as: "The name of a voice", 1...Self.longestVoice, at: "#/voice/voice")
        }
        found += privacy?.violations(at: "#/privacy") ?? []
        if phoneMedium == .direct, privacy?.isRecorded == true {
            found.append(
                .init(pointer: "#/phoneMedium", detail: "What does not pass here cannot be recorded here: choose relayed, or no recording.")
            )
        }
        let values = [("accept", thresholds.accept), ("confirm", thresholds.confirm), ("identity", thresholds.identity)]
        for (name, value) in values where !(0...1).contains(value) {
            found.append(.init(pointer: "#/thresholds/\(name)", detail: "A threshold is a probability from 0 to 1."))
        }
        if found.isEmpty, thresholds.confirm > thresholds.accept {
            found.append(
                .init(pointer: "#/thresholds/confirm", detail: "What is confirmed cannot have to be surer than what is accepted."))
        }
        if found.isEmpty, thresholds.identity < thresholds.accept {
            found.append(
                .init(
                    pointer: "#/thresholds/identity",
                    detail: "What tells who somebody is cannot be accepted more easily than anything else: it is at least accept."))
        }
        if let language, language.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) == nil || language.count > 16 {
            found.append(.init(pointer: "#/language", detail: "A language is written as in en-US, with at most 16 characters."))
        }
        if let personality {
            found += Problem.Violation.inLength(of: personality, as: "A personality", 0...Self.longestPersonality, at: "#/personality")
        }
        return found
    }
}

/// Reads and replaces the configuration of a business's agent, for calls that begin from now on.
public enum VoiceConfigurationEditor {
    public static func configuration(of tenant: Tenant) async throws -> VoiceConfiguration {
        try await tenant.read { transaction in try transaction.profile().voiceConfiguration }
    }

    /// - Throws: `Problem` with every part that makes no sense.
    public static func replace(with configuration: VoiceConfiguration, in tenant: Tenant) async throws -> VoiceConfiguration {
        try await tenant.write { transaction in
            var profile = try transaction.profile()
            let violations = configuration.violations(in: profile.region)
            guard violations.isEmpty else { throw Problem.invalid(violations) }
            profile.voiceConfiguration = configuration
            try transaction.save(profile)
            return profile.voiceConfiguration
        }
    }
}
