import Conversation
public import Core

/// Another company's agent that holds the conversation of a call, with its own ears and mouth.
public struct Attendant: Sendable, Hashable, Codable {
    /// Whose it is: `ultravox`.
    public var name: String
    /// What that company calls the call. Not a secret, and no way into it.
    public var reference: String
    public var medium: Medium

    public init(name: String, reference: String, medium: Medium = .relayed) {
        self.name = name
        self.reference = reference
        self.medium = medium
    }

    /// Which way the sound goes between caller and attendant.
    public enum Medium: String, Sendable, Hashable, Codable {
        /// Through here.
        case relayed
        /// Between the telephone company and the attendant's: only words are seen here.
        case direct
    }

    private enum CodingKeys: String, CodingKey {
        case name, reference, medium
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        reference = try container.decode(String.self, forKey: .reference)
        // Logs from before there was a choice do not say.
        medium = try container.decodeIfPresent(Medium.self, forKey: .medium) ?? .relayed
    }
}

/// What an attendant's company has told of a call that it held.
public struct AttendantUsage: Sendable, Hashable {
    /// In its own words; nil while it goes on.
    public var endReason: String?
    /// What it charges for; nil until it has said so.
    public var billedSeconds: Int?
}

/// A tool that an attendant has called, as it stands in the log.
public struct ToolCall: Sendable, Hashable, Codable {
    public var tool: String
    public var arguments: JSONValue
    public var answer: String
    public var isRefused: Bool
}

/// What an attendant has to know before it takes a call.
struct AttendantBriefing: Sendable {
    var instructions: AttendantInstructions
    /// Of the business's data; see `TenantTransaction.factsVersion`.
    var version: Int
    var tools: [ToolSchema]
    var voice: VoiceConfiguration
    /// What it says first; nil in a conversation that has begun, where nothing waited to be said.
    var greeting: String?
    /// What was said so far, in order.
    var transcript: [TranscriptLine]
}

/// Stops an agent that calls tools in a circle: it is told so, and nothing is looked at any more until somebody speaks.
struct ToolBreaker: Sendable, Hashable {
    /// More than any turn needs.
    static let mostATurn = 12
    /// More than any conversation needs.
    static let mostACall = 200

    private var sinceSpeech = 0
    private var total = 0

    /// - Returns: why a further call is not taken; nil when it may be.
    mutating func count() -> ToolAnswer? {
        sinceSpeech += 1
        total += 1
        if total > Self.mostACall {
            return ToolAnswer(
                "Stop. Tools were called too often in this conversation and are not answered any more. Offer the caller to call again.",
                isRefused: true)
        }
        guard sinceSpeech > Self.mostATurn else { return nil }
        return ToolAnswer(
            "Stop calling tools: this is call \(sinceSpeech) since the caller spoke, and it was not looked at. Speak to the caller now, and "
                + "wait for an answer.", isRefused: true)
    }

    /// Whether the call just counted is the first that was not taken: one line in the log is enough.
    var hasJustTripped: Bool { sinceSpeech == Self.mostATurn + 1 || total == Self.mostACall + 1 }

    mutating func callerSpoke() { sinceSpeech = 0 }
}
