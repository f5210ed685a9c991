import Foundation

/// What the two ends of a media stream say to each other: JSON in text frames. Source: Twilio, "Media Streams, WebSocket messages".
public enum MediaStream {
    /// What Twilio says.
    public enum Event: Sendable, Hashable {
        case connected
        /// Once, before any sound.
        case started(Start)
        case sound(Sound)
        /// The caller pressed a key: a digit, `*` or `#`.
        case key(String)
        /// Everything that was sent before the mark of that name was played, or was thrown away by `clear`.
        case mark(String)
        /// The stream or the call has ended.
        case stopped
        /// Something that this program does not know. It is passed over.
        case unknown
    }

    public struct Start: Sendable, Hashable {
        public var stream: StreamID
        public var account: String
        public var call: String
        /// The parameters of the stream's TwiML.
        public var parameters: [String: String]

        public init(stream: StreamID, account: String, call: String, parameters: [String: String]) {
            self.stream = stream
            self.account = account
            self.call = call
            self.parameters = parameters
        }
    }

    public struct Sound: Sendable, Hashable {
        /// 1, 2, 3…; what is missing was lost on the way.
        public var chunk: Int
        /// μ-law at 8 kHz, one byte a sample.
        public var payload: [UInt8]

        public init(chunk: Int, payload: [UInt8]) {
            self.chunk = chunk
            self.payload = payload
        }
    }

    /// `MZ` and 32 hexadecimal digits: checked, because it is written into messages as it is.
    public struct StreamID: Sendable, Hashable {
        public let text: String

        public init?(_ text: String) {
            guard text.utf8.count <= 64, text.hasPrefix("MZ"), text.unicodeScalars.allSatisfy(\.isASCIIAlphanumeric) else { return nil }
            self.text = text
        }
    }

    /// The message is not what the protocol says.
    public struct Malformed: Error, Hashable {}

    /// The most sound in one message, in samples: two seconds, where twenty milliseconds are the rule.
    private static let longestSound = 16_000

    // MARK: From Twilio

    /// - Throws: `Malformed`.
    public static func event(_ text: String) throws(Malformed) -> Event {
        let message: Message
        do { message = try JSONDecoder().decode(Message.self, from: Data(text.utf8)) } catch { throw Malformed() }
        return try event(message)
    }

    private static func event(_ message: Message) throws(Malformed) -> Event {
        switch message.event {
        case "connected": return .connected
        case "start":
            guard let start = message.start, let stream = StreamID(start.streamSid) else { throw Malformed() }
            guard start.mediaFormat.map({ $0.encoding == "audio/x-mulaw" && $0.sampleRate == 8_000 && $0.channels == 1 }) ?? true else {
                throw Malformed()
            }
            return .started(
                Start(stream: stream, account: start.accountSid, call: start.callSid, parameters: start.customParameters ?? [:]))
        case "media":
            guard let media = message.media, let chunk = Int(media.chunk), chunk > 0,
                let payload = Data(base64Encoded: media.payload), payload.count <= longestSound
            else { throw Malformed() }
            // What we sent ourselves is not asked for, and is not the caller.
            return media.track ?? "inbound" == "inbound" ? .sound(Sound(chunk: chunk, payload: [UInt8](payload))) : .unknown
        case "dtmf":
            guard let digit = message.dtmf?.digit, digit.utf8.count == 1, "0123456789*#ABCD".contains(digit) else { throw Malformed() }
            return .key(digit)
        case "mark":
            guard let mark = message.mark else { throw Malformed() }
            return .mark(mark.name)
        case "stop": return .stopped
        default: return .unknown
        }
    }

    private struct Message: Decodable {
        let event: String
        let start: Start?
        let media: Media?
        let dtmf: Key?
        let mark: Mark?

        struct Start: Decodable {
            let streamSid: String
            let accountSid: String
            let callSid: String
            let mediaFormat: Format?
            let customParameters: [String: String]?
        }

        struct Format: Decodable {
            let encoding: String
            let sampleRate: Int
            let channels: Int
        }

        struct Media: Decodable {
            let track: String?
            let chunk: String
            let payload: String
        }

        struct Key: Decodable {
            let digit: String
        }

        struct Mark: Decodable {
            let name: String
        }
    }

    // MARK: To Twilio

    /// Sound to be played after what was sent before.
    ///
    /// - Parameter payload: μ-law at 8 kHz, of any length.
    public static func sound(_ payload: [UInt8], to stream: StreamID) -> String {
        #"{"event":"media","streamSid":"\#(stream.text)","media":{"payload":"\#(Data(payload).base64EncodedString())"}}"#
    }

    /// To be told when everything before it was played.
    public static func mark(_ mark: PlaybackMark, to stream: StreamID) -> String {
        #"{"event":"mark","streamSid":"\#(stream.text)","mark":{"name":"\#(mark.name)"}}"#
    }

    /// Throws away what was not played yet. The marks among it come back as if it had been.
    public static func clear(_ stream: StreamID) -> String {
        #"{"event":"clear","streamSid":"\#(stream.text)"}"#
    }
}

/// A place in what is played to a caller.
///
/// After a `clear` the marks that were thrown away come back too: by its generation a mark says whether it was heard.
public struct PlaybackMark: Sendable, Hashable {
    /// How often playback was cleared before it.
    public var generation: Int
    public var number: Int

    public init(generation: Int, number: Int) {
        self.generation = generation
        self.number = number
    }

    public init?(name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let generation = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        self.init(generation: generation, number: number)
    }

    public var name: String { "\(generation)-\(number)" }
}

extension Unicode.Scalar {
    fileprivate var isASCIIAlphanumeric: Bool { isASCII && (properties.isAlphabetic || ("0"..."9").contains(self)) }
}
