public import Core
public import Foundation

/// A call as Ultravox tells of it. What it adds later is ignored.
public struct UltravoxCall: Sendable, Hashable {
    public var id: String
    public var joined: Date?
    public var ended: Date?
    public var endReason: EndReason?
    /// Whoever knows it may join the call: a secret. Nil for calls that the vendor dials itself.
    public var joinURL: Secret?
    /// What the vendor charges for, once it is known.
    public var billedDuration: Duration?
    public var shortSummary: String?
    public var metadata: [String: String]

    /// Whether the conversation came to its end, rather than that one side's connection did.
    public var isFinished: Bool { endReason == .agentHangup || endReason == .timeout }

    /// Why it ended. Values that are not known yet are kept as they are.
    public struct EndReason: RawRepresentable, Sendable, Hashable, Codable {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let unjoined = EndReason(rawValue: "unjoined")
        /// By the user's side.
        public static let hangup = EndReason(rawValue: "hangup")
        public static let agentHangup = EndReason(rawValue: "agent_hangup")
        public static let timeout = EndReason(rawValue: "timeout")
        public static let connectionError = EndReason(rawValue: "connection_error")
        public static let systemError = EndReason(rawValue: "system_error")
    }
}

extension UltravoxCall: Decodable {
    private enum CodingKeys: String, CodingKey {
        case callId, joined, ended, endReason, joinUrl, billedDuration, shortSummary, metadata
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func time(_ key: CodingKeys) throws -> Date? {
            try container.decodeIfPresent(String.self, forKey: key).flatMap { Date(rfc3339: $0) }
        }
        id = try container.decode(String.self, forKey: .callId)
        joined = try time(.joined)
        ended = try time(.ended)
        endReason = try container.decodeIfPresent(EndReason.self, forKey: .endReason)
        joinURL = try container.decodeIfPresent(String.self, forKey: .joinUrl).map { Secret($0) }
        billedDuration = try container.decodeIfPresent(UltravoxDuration.self, forKey: .billedDuration)?.duration
        shortSummary = try container.decodeIfPresent(String.self, forKey: .shortSummary)
        metadata = try container.decodeIfPresent([String: String].self, forKey: .metadata) ?? [:]
    }
}

/// A message of a call's history, as it is read back.
public struct UltravoxMessage: Sendable, Hashable, Decodable {
    public var role: Role
    public var text: String?
    public var invocationId: String?
    public var toolName: String?
    public var errorDetails: String?
    /// `MESSAGE_MEDIUM_VOICE` or `MESSAGE_MEDIUM_TEXT`.
    public var medium: String?

    /// Whose it is. Values that are not known yet are kept as they are.
    public struct Role: RawRepresentable, Sendable, Hashable, Codable {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let user = Role(rawValue: "MESSAGE_ROLE_USER")
        public static let agent = Role(rawValue: "MESSAGE_ROLE_AGENT")
        public static let toolCall = Role(rawValue: "MESSAGE_ROLE_TOOL_CALL")
        public static let toolResult = Role(rawValue: "MESSAGE_ROLE_TOOL_RESULT")
    }

    /// Whether it was written, or came by keys, rather than spoken.
    public var isTyped: Bool { medium == "MESSAGE_MEDIUM_TEXT" }
}

extension Date {
    /// RFC 3339, with or without a fraction of the second, in any zone.
    init?(rfc3339 text: String) {
        let styles = [
            Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle(includingFractionalSeconds: false),
        ]
        guard let date = styles.lazy.compactMap({ try? $0.parse(text) }).first else { return nil }
        self = date
    }
}
