/// What Twilio tells with every request about a call. Source: Twilio, "TwiML request parameters".
///
/// Read leniently: new parameters come without notice, and callers who hide their number have a word in its place.
public struct TwilioWebhook: Sendable, Hashable {
    public let form: FormFields
    /// `CA` and 32 hexadecimal digits: the same for every request about this call.
    public let call: String
    public let account: String

    /// - Returns: nil when the form names no call or no account.
    public init?(_ form: FormFields) {
        guard let call = form["CallSid"], let account = form["AccountSid"], Self.isIdentifier(call, "CA"), Self.isIdentifier(account, "AC")
        else { return nil }
        self.form = form
        self.call = call
        self.account = account
    }

    /// Who calls: E.164, or a word such as `anonymous`.
    public var from: String? { form["From"] }
    /// Who is called.
    public var to: String? { form["To"] }
    public var status: TwilioCallStatus? { form["CallStatus"].flatMap { TwilioCallStatus(rawValue: $0) } }
    /// Whether they call us, and not we them.
    public var isInbound: Bool { form["Direction"].map { $0 == "inbound" } ?? true }
    /// The keys that a `gather` was answered with.
    public var digits: String? { form["Digits"] }
    /// Place of a status report among those of its call, from 0.
    public var sequenceNumber: Int? { form["SequenceNumber"].flatMap { Int($0) } }
    /// Seconds that the call lasted, once it has ended.
    public var duration: Int? { form["CallDuration"].flatMap { Int($0) } }

    /// A message that was left.
    public struct Recording: Sendable, Hashable {
        public let sid: String
        public let url: String
        public let seconds: Int

        public init(sid: String, url: String, seconds: Int) {
            self.sid = sid
            self.url = url
            self.seconds = seconds
        }
    }

    public var recording: Recording? {
        guard let sid = form["RecordingSid"], Self.isIdentifier(sid, "RE"), let url = form["RecordingUrl"], url.hasPrefix("https://"),
            url.utf8.count <= 500
        else { return nil }
        return Recording(sid: sid, url: url, seconds: form["RecordingDuration"].flatMap { Int($0) } ?? 0)
    }

    private static func isIdentifier(_ text: String, _ prefix: String) -> Bool {
        text.hasPrefix(prefix) && text.utf8.count == 34 && text.unicodeScalars.dropFirst(2).allSatisfy(\.properties.isASCIIHexDigit)
    }
}

/// Where a call stands. Source: Twilio, "Call status values".
public enum TwilioCallStatus: String, Sendable, Hashable, Codable {
    case queued, initiated, ringing, busy, failed, canceled, completed
    case inProgress = "in-progress"
    case noAnswer = "no-answer"

    /// Whether nothing follows.
    public var isFinal: Bool {
        switch self {
        case .queued, .initiated, .ringing, .inProgress: false
        case .busy, .failed, .canceled, .completed, .noAnswer: true
        }
    }
}
