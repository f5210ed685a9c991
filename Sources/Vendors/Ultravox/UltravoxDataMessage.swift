public import Core
import Foundation

/// What the agent's side says on the socket beside its sound.
public enum UltravoxServerMessage: Sendable, Hashable {
    case callStarted(callID: String)
    case state(State)
    case transcript(Transcript)
    /// Throw away what was not played yet: the user interrupted.
    case playbackClearBuffer
    case userStartedSpeaking
    case userStoppedSpeaking
    /// Seconds, as they were sent.
    case pong(timestamp: Double)
    /// One of the types that we have no use for.
    case other(type: String)

    public enum State: String, Sendable, Hashable, Codable {
        case idle, listening, thinking, speaking
    }

    /// A piece of what somebody says. Pieces of one utterance have one ordinal.
    public struct Transcript: Sendable, Hashable {
        public var role: Role
        public var medium: Medium
        /// All that is known of the utterance so far; nil when `delta` adds to what was known.
        public var text: String?
        public var delta: String?
        public var isFinal: Bool
        public var ordinal: Int

        public init(role: Role, medium: Medium = .voice, text: String? = nil, delta: String? = nil, isFinal: Bool, ordinal: Int) {
            self.role = role
            self.medium = medium
            self.text = text
            self.delta = delta
            self.isFinal = isFinal
            self.ordinal = ordinal
        }

        public enum Role: String, Sendable, Hashable, Codable {
            case user, agent
        }

        public enum Medium: String, Sendable, Hashable, Codable {
            case voice, text
        }
    }

    /// - Throws: `Transport.Failure.garbled` for what is no message at all.
    public init(_ text: String) throws(Transport.Failure) {
        do {
            self = try JSONDecoder().decode(Wire.self, from: Data(text.utf8)).message
        } catch {
            throw .garbled("a data message cannot be read")
        }
    }

    private struct Wire: Decodable {
        let message: UltravoxServerMessage

        private enum CodingKeys: String, CodingKey {
            case type, callId, state, role, medium, text, delta, final, ordinal, timestamp
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let type = try container.decode(String.self, forKey: .type)
            switch type {
            case "call_started": message = .callStarted(callID: try container.decode(String.self, forKey: .callId))
            case "state":
                let name = try container.decode(String.self, forKey: .state)
                message = State(rawValue: name).map { .state($0) } ?? .other(type: "state \(name)")
            case "transcript":
                message = .transcript(
                    Transcript(
                        role: try container.decode(Transcript.Role.self, forKey: .role),
                        medium: (try? container.decode(Transcript.Medium.self, forKey: .medium)) ?? .voice,
                        text: try container.decodeIfPresent(String.self, forKey: .text),
                        delta: try container.decodeIfPresent(String.self, forKey: .delta),
                        isFinal: try container.decodeIfPresent(Bool.self, forKey: .final) ?? false,
                        ordinal: try container.decodeIfPresent(Int.self, forKey: .ordinal) ?? 0))
            case "playback_clear_buffer": message = .playbackClearBuffer
            case "user_started_speaking": message = .userStartedSpeaking
            case "user_stopped_speaking": message = .userStoppedSpeaking
            case "pong": message = .pong(timestamp: try container.decode(Double.self, forKey: .timestamp))
            default: message = .other(type: type)
            }
        }
    }
}

/// What we say to the agent beside the caller's sound; most of it can also be sent over HTTP.
public enum UltravoxClientMessage: Sendable, Hashable {
    /// As if the user had typed it.
    case userText(String, urgency: Urgency)
    /// Whether the agent speaks or writes.
    case setOutputMedium(UltravoxServerMessage.Transcript.Medium)
    /// Ends the call after a last sentence; an empty one for none.
    case hangUp(message: String)
    /// Seconds, answered by a pong with the same.
    case ping(timestamp: Double)

    public enum Urgency: String, Sendable, Hashable {
        /// Interrupts the agent.
        case immediate
        /// As soon as the agent has spoken.
        case soon
        /// With whatever comes next: the agent does not speak because of it.
        case later
    }

    /// As it is sent.
    public var json: JSONValue {
        switch self {
        case .userText(let text, let urgency):
            ["type": "user_text_message", "text": .string(text), "urgency": .string(urgency.rawValue)]
        case .setOutputMedium(let medium): ["type": "set_output_medium", "medium": .string(medium.rawValue)]
        case .hangUp(let message): ["type": "hang_up", "message": .string(message)]
        case .ping(let timestamp): ["type": "ping", "timestamp": .number(Decimal(timestamp))]
        }
    }
}
