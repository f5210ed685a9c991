public import Core
import Foundation

/// Our account at Twilio: the calls it makes and the numbers it has. Source: Twilio's REST API of 2010-04-01.
///
/// What only asks, and what leads to the same state however often it is said, is tried again. A new call is not: Twilio has no key by
/// which it would know a repeat, and nobody wants to be rung twice.
public struct TwilioAccount: Sendable {
    public struct Configuration: Sendable {
        /// `AC` and 32 hexadecimal digits.
        public var sid: String
        public var token: Secret
        /// Without path.
        public var baseURL: String
        public var timeout: Duration

        public init(sid: String, token: Secret, baseURL: String = "https://api.twilio.com", timeout: Duration = .seconds(10)) {
            self.sid = sid
            self.token = token
            self.baseURL = baseURL
            self.timeout = timeout
        }
    }

    /// A call to be made.
    public struct OutgoingCall: Sendable, Hashable {
        /// E.164.
        public var to: String
        /// One of the account's numbers, in E.164.
        public var from: String
        /// Asked with POST what to do when somebody answers.
        public var url: String
        /// Told of everything that becomes of the call.
        public var statusURL: String
        /// How long it rings, in seconds; up to 600.
        public var timeout: Int

        public init(to: String, from: String, url: String, statusURL: String, timeout: Int) {
            self.to = to
            self.from = from
            self.url = url
            self.statusURL = statusURL
            self.timeout = timeout
        }
    }

    /// A text to be sent.
    public struct OutgoingText: Sendable, Hashable {
        /// E.164.
        public var to: String
        /// One of the account's numbers, in E.164.
        public var from: String
        /// Up to 1600 characters.
        public var body: String
        /// Told of what becomes of it; nil for nowhere.
        public var statusURL: String?

        public init(to: String, from: String, body: String, statusURL: String? = nil) {
            self.to = to
            self.from = from
            self.body = body
            self.statusURL = statusURL
        }
    }

    /// A text as Twilio knows it: taken, not yet delivered.
    public struct Text: Sendable, Hashable, Decodable {
        public var sid: String
    }

    /// A call as Twilio knows it.
    public struct Call: Sendable, Hashable, Decodable {
        public var sid: String
        public var status: TwilioCallStatus
    }

    /// What is to be asked and told when a number is called.
    public struct NumberConfiguration: Sendable, Hashable {
        /// Empty to have calls refused.
        public var voiceURL: String
        public var statusURL: String

        public init(voiceURL: String, statusURL: String) {
            self.voiceURL = voiceURL
            self.statusURL = statusURL
        }
    }

    private static let longestAnswer = 1 << 20

    public let sid: String
    private let configuration: Configuration
    private let transport: Transport

    public init(_ configuration: Configuration, over transport: Transport) {
        sid = configuration.sid
        self.configuration = configuration
        self.transport = transport
    }

    /// Begins to call somebody. Returns before it rings.
    ///
    /// After `timedOut` or `unreachable` nobody knows whether a call was made; should it have been, its webhooks arrive.
    public func call(_ call: OutgoingCall) async throws(Transport.Failure) -> Call {
        var form = FormFields([
            .init("To", call.to), .init("From", call.from), .init("Url", call.url), .init("Method", "POST"),
            .init("StatusCallback", call.statusURL), .init("StatusCallbackMethod", "POST"), .init("Timeout", "\(call.timeout)"),
        ])
        for event in ["initiated", "ringing", "answered", "completed"] { form.append("StatusCallbackEvent", event) }
        return try await ask(.post, "/Calls.json", form, over: transport)
    }

    /// Sends a text. After `timedOut` nobody knows whether it was sent: it is not tried again, as a call is not.
    public func send(_ text: OutgoingText) async throws(Transport.Failure) -> Text {
        var form = FormFields([.init("To", text.to), .init("From", text.from), .init("Body", text.body)])
        if let url = text.statusURL { form.append("StatusCallback", url) }
        return try await ask(.post, "/Messages.json", form, over: transport)
    }

    /// - Parameter number: in E.164.
    /// - Returns: Twilio's name for the number; nil when the account does not have it.
    public func numberSID(of number: String) async throws(Transport.Failure) -> String? {
        let query = FormFields([.init("PhoneNumber", number)]).encoded
        let page: NumberPage = try await ask(.get, "/IncomingPhoneNumbers.json?\(query)", over: transport.retrying())
        return page.numbers.first { $0.number == number }?.sid
    }

    public func configure(numberSID: String, as wish: NumberConfiguration) async throws(Transport.Failure) {
        let form = FormFields([
            .init("VoiceUrl", wish.voiceURL), .init("VoiceMethod", "POST"), .init("StatusCallback", wish.statusURL),
            .init("StatusCallbackMethod", "POST"),
        ])
        let _: Number = try await ask(.post, "/IncomingPhoneNumbers/\(numberSID).json", form, over: transport.retrying())
    }

    private struct NumberPage: Decodable {
        let numbers: [Number]

        private enum CodingKeys: String, CodingKey {
            case numbers = "incoming_phone_numbers"
        }
    }

    private struct Number: Decodable {
        let sid: String
        let number: String

        private enum CodingKeys: String, CodingKey {
            case sid
            case number = "phone_number"
        }
    }

    private func ask<Answer: Decodable>(
        _ method: Transport.Request.Method, _ path: String, _ form: FormFields? = nil, over transport: Transport
    ) async throws(Transport.Failure) -> Answer {
        let proof = Data("\(configuration.sid):\(configuration.token.reveal())".utf8).base64EncodedString()
        var headers = [Transport.Header("Authorization", "Basic \(proof)"), Transport.Header("Accept", "application/json")]
        if form != nil { headers.append(Transport.Header("Content-Type", "application/x-www-form-urlencoded")) }
        let request = Transport.Request(
            method, "\(configuration.baseURL)/2010-04-01/Accounts/\(configuration.sid)\(path)", headers: headers,
            body: Array((form?.encoded ?? "").utf8), timeout: configuration.timeout)
        let bytes = try await transport.send(request).accepted().bytes(limit: Self.longestAnswer)
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(bytes))
        } catch {
            throw .garbled("The answer of Twilio is not what its documentation says.")
        }
    }
}
