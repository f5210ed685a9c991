/// What Twilio is to do with a call, as the answer to its webhook. Source: Twilio, "TwiML for Programmable Voice".
public struct TwiML: Sendable, Hashable {
    public static let contentType = "text/xml; charset=utf-8"

    /// Done in this order.
    public var verbs: [Verb]

    public init(_ verbs: Verb...) {
        self.verbs = verbs
    }

    public init(_ verbs: [Verb]) {
        self.verbs = verbs
    }

    public indirect enum Verb: Sendable, Hashable {
        /// Spoken by Twilio's own voice.
        case say(String)
        case pause(seconds: Int)
        /// Sound both ways over a socket of ours, until either side ends it; then `action` is asked what comes next.
        case connect(Stream, action: String)
        case dial(Dial)
        case gather(Gather)
        case record(Record)
        case redirect(String)
        case hangUp
    }

    public struct Stream: Sendable, Hashable {
        /// `wss` only, without a query, which Twilio would drop.
        public var url: String
        /// Arrives in the stream's first message. A name and its value are shorter than 500 characters together.
        public var parameters: [FormFields.Field]

        public init(url: String, parameters: [FormFields.Field]) {
            self.url = url
            self.parameters = parameters
        }
    }

    public struct Dial: Sendable, Hashable {
        /// E.164.
        public var number: String
        /// Asked what comes next when the other side has hung up, or never answered.
        public var action: String
        /// What is done at the other end before the two are joined; its `hangUp` refuses the call.
        public var whisper: String
        /// How long it rings, in seconds.
        public var timeout: Int
        /// Shown to who is called; nil for the caller's own number.
        public var callerID: String?

        public init(number: String, action: String, whisper: String, timeout: Int, callerID: String? = nil) {
            self.number = number
            self.action = action
            self.whisper = whisper
            self.timeout = timeout
            self.callerID = callerID
        }
    }

    /// Waits for one key while something is said.
    public struct Gather: Sendable, Hashable {
        /// Asked with `Digits` when a key was pressed; without one the next verb follows.
        public var action: String
        /// Seconds of silence after what is said.
        public var timeout: Int
        public var prompt: String

        public init(action: String, timeout: Int, prompt: String) {
            self.action = action
            self.timeout = timeout
            self.prompt = prompt
        }
    }

    public struct Record: Sendable, Hashable {
        /// Asked with `RecordingUrl` and its kin; nothing recorded is no request, and the next verb follows.
        public var action: String
        /// In seconds.
        public var longest: Int
        /// Seconds of silence that end it.
        public var timeout: Int

        public init(action: String, longest: Int, timeout: Int) {
            self.action = action
            self.longest = longest
            self.timeout = timeout
        }
    }

    /// The document, as it is sent.
    public var document: String {
        XMLElement("Response", content: .children(verbs.map(Self.element))).document
    }

    private static func element(_ verb: Verb) -> XMLElement {
        switch verb {
        case .say(let text): XMLElement("Say", content: .text(text))
        case .pause(let seconds): XMLElement("Pause", ["length": "\(seconds)"])
        case .connect(let stream, let action):
            XMLElement(
                "Connect", ["action": action],
                content: .children([
                    XMLElement(
                        "Stream", ["url": stream.url],
                        content: .children(stream.parameters.map { XMLElement("Parameter", ["name": $0.name, "value": $0.value]) }))
                ]))
        case .dial(let dial):
            XMLElement(
                "Dial", ["action": dial.action, "timeout": "\(dial.timeout)", "callerId": dial.callerID],
                content: .children([XMLElement("Number", ["url": dial.whisper], content: .text(dial.number))]))
        case .gather(let gather):
            XMLElement(
                "Gather", ["input": "dtmf", "numDigits": "1", "timeout": "\(gather.timeout)", "action": gather.action],
                content: .children([element(.say(gather.prompt))]))
        case .record(let record):
            XMLElement(
                "Record",
                [
                    "action": record.action, "maxLength": "\(record.longest)", "timeout": "\(record.timeout)", "finishOnKey": "#",
                    "playBeep": "true",
                ])
        case .redirect(let url): XMLElement("Redirect", content: .text(url))
        case .hangUp: XMLElement("Hangup")
        }
    }
}
