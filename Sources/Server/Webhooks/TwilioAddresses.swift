public import Core
public import Features
public import Vendors

/// The addresses under which Twilio reaches us: what is told it is written with them, and what it signs is checked against them.
public struct TwilioAddresses: Sendable {
    enum Path {
        static let voice = "/webhook/twilio/voice"
        static let status = "/webhook/twilio/status"
        static let media = "/webhook/twilio/media"
        static let lineEnded = "/webhook/twilio/line-ended"
        static let ringEnded = "/webhook/twilio/ring-ended"
        static let whisper = "/webhook/twilio/whisper"
        static let taken = "/webhook/twilio/taken"
        static let chosen = "/webhook/twilio/chosen"
        static let recorded = "/webhook/twilio/recorded"
        static let answered = "/webhook/twilio/answered"
        static let text = "/webhook/twilio/text"
    }

    private let base: String

    /// - Parameter publicURL: scheme and host under which outside services reach this server, without a last slash.
    public init(publicURL: String) {
        base = publicURL
    }

    /// What a number has to be told so that its calls come here.
    public var wiring: TwilioAccount.NumberConfiguration {
        TwilioAccount.NumberConfiguration(voiceURL: base + Path.voice, statusURL: base + Path.status)
    }

    /// What Twilio asks and tells about a call that we place: it says which one, for its name there is not known yet.
    ///
    /// - Parameter number: ours, in E.164.
    public func webhooks(from number: String, of call: Call.ID) -> CallBacks.Webhooks {
        let query = "?" + FormFields([.init("number", number), .init("call", call.rawValue)]).encoded
        return CallBacks.Webhooks(answered: base + Path.answered + query, status: base + Path.status + query)
    }

    /// Where Twilio tells what becomes of a text.
    public func textStatus(of message: OutboxMessage.ID) -> String {
        base + Path.text + "?" + FormFields([.init("message", message.rawValue)]).encoded
    }

    /// - Parameter path: with its query, as it came.
    func url(of path: String) -> String { base + path }

    /// - Parameter path: as it came.
    func socketURL(of path: String) -> String {
        // `http` becomes `ws`, `https` becomes `wss`.
        "ws" + base.dropFirst("http".count) + path
    }

    /// An address that says which leg it is about, for the requests of those who are rung carry another one's name.
    func url(of path: String, about reference: PhoneCalls.Reference) -> String {
        base + path + "?" + FormFields([.init("number", reference.number), .init("leg", reference.leg.rawValue)]).encoded
    }
}
