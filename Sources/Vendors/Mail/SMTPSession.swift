import Core
import Foundation

/// What we say to a mail server to hand over one message, and what we make of its answers. Source: RFC 5321; 3207 (STARTTLS), 4954 and
/// the LOGIN that is written down nowhere (AUTH), 1870 (SIZE).
struct SMTPSession {
    /// What is to be done next.
    enum Action: Sendable, Hashable {
        case send(String)
        case startTLS
        /// The message, its dots stuffed, and the dot that ends it.
        case sendMessage
        case finish(Outcome)
    }

    /// The server's words with which it took the message, or why it did not.
    typealias Outcome = Result<String, MailFailure>

    struct Envelope: Sendable, Hashable {
        var sender: String
        var recipient: String
        /// Bytes of the message.
        var size: Int
    }

    private enum State {
        case greeting
        case hello, tls
        case plain, loginUser, loginPassword
        case sender, recipient, data, message
        case finished
    }

    private let server: SMTPServer
    private let envelope: Envelope
    /// Who we say we are.
    private let name: String
    /// Whether nobody but this machine hears what is said.
    private let isPrivate: Bool
    private var isEncrypted: Bool
    private var state = State.greeting

    init(with server: SMTPServer, as name: String, envelope: Envelope, isPrivate: Bool) {
        self.server = server
        self.name = name
        self.envelope = envelope
        self.isPrivate = isPrivate
        isEncrypted = server.security == .implicit
    }

    /// Whether all of the message has been sent, and only the answer is waited for.
    var isAwaitingAcceptance: Bool { state == .message }

    mutating func receive(_ reply: SMTPReply) -> Action {
        // 421 may come at any time (RFC 5321, section 3.8).
        if reply.code == 421, state != .message { return fail(.notNow(reason: reply.words)) }
        switch state {
        case .greeting: return reply.code == 220 ? go(to: .hello, saying: "EHLO \(name)") : failure(reply)
        case .hello: return reply.code == 250 ? afterHello(reply.capabilities) : failure(reply)
        case .tls: return reply.code == 220 ? .startTLS : failure(reply)
        case .plain, .loginPassword: return reply.code == 235 ? begin() : failure(reply)
        case .loginUser:
            return reply.code == 334 ? go(to: .loginPassword, saying: base64(server.credentials?.password.reveal())) : failure(reply)
        case .sender: return reply.code == 250 ? go(to: .recipient, saying: "RCPT TO:<\(envelope.recipient)>") : failure(reply)
        case .recipient: return [250, 251].contains(reply.code) ? go(to: .data, saying: "DATA") : failure(reply)
        case .data:
            guard reply.code == 354 else { return failure(reply) }
            state = .message
            return .sendMessage
        case .message: return reply.code == 250 ? finish(.success(reply.words)) : failure(reply)
        case .finished: return finish(.failure(.notNow(reason: reply.words)))
        }
    }

    /// The connection is encrypted now: what was said before it may have been anybody's, so all is asked anew.
    mutating func secured() -> Action {
        isEncrypted = true
        return go(to: .hello, saying: "EHLO \(name)")
    }

    /// The connection broke, or took too long.
    mutating func broke(_ reason: String) -> Action {
        finish(.failure(state == .message ? .unknown(reason: reason) : .notNow(reason: reason)))
    }

    private mutating func afterHello(_ capabilities: [String: String]) -> Action {
        if !isEncrypted, capabilities["STARTTLS"] != nil { return go(to: .tls, saying: "STARTTLS") }
        if let limit = capabilities["SIZE"].flatMap({ Int($0) }), limit > 0, envelope.size > limit {
            return fail(.messageRefused(reason: "The server takes no more than \(limit) bytes; the message has \(envelope.size)."))
        }
        sizeIsDeclared = capabilities["SIZE"] != nil
        guard let credentials = server.credentials else { return begin() }
        // Whoever listens, or stands in between and has taken STARTTLS out of the answer, learns nothing.
        guard isEncrypted || isPrivate else {
            return fail(.notLetIn(reason: "The server offers no TLS, and a password is not sent without it."))
        }
        let methods = Set((capabilities["AUTH"] ?? "").uppercased().split(separator: " "))
        if methods.contains("PLAIN") {
            return go(to: .plain, saying: "AUTH PLAIN " + base64("\0\(credentials.user)\0\(credentials.password.reveal())"))
        }
        if methods.contains("LOGIN") { return go(to: .loginUser, saying: "AUTH LOGIN " + base64(credentials.user)) }
        return fail(.notLetIn(reason: "The server takes neither AUTH PLAIN nor AUTH LOGIN."))
    }

    private var sizeIsDeclared = false

    private mutating func begin() -> Action {
        go(to: .sender, saying: "MAIL FROM:<\(envelope.sender)>" + (sizeIsDeclared ? " SIZE=\(envelope.size)" : ""))
    }

    /// A refusal is of us, of the recipient or of the message, as it stands where it comes; enhanced codes (RFC 3463) tell more.
    private mutating func failure(_ reply: SMTPReply) -> Action {
        guard !reply.isTransient else { return fail(.notNow(reason: reply.words)) }
        guard reply.code >= 500 else { return fail(.notNow(reason: "The server's answer was not expected: \(reply.words)")) }
        switch state {
        case .recipient:
            // 5.7.x: not that the address is wrong, but that we may not write to it from here.
            return fail(reply.isOfPolicy ? .messageRefused(reason: reply.words) : .recipientRefused(reason: reply.words))
        case .data, .message:
            return fail(reply.isOfAddress ? .recipientRefused(reason: reply.words) : .messageRefused(reason: reply.words))
        case .sender where reply.isOfSize: return fail(.messageRefused(reason: reply.words))
        default: return fail(.notLetIn(reason: reply.words))
        }
    }

    private mutating func go(to state: State, saying line: String) -> Action {
        self.state = state
        return .send(line)
    }

    private mutating func fail(_ failure: MailFailure) -> Action { finish(.failure(failure)) }

    private mutating func finish(_ outcome: Outcome) -> Action {
        state = .finished
        return .finish(outcome)
    }

    private func base64(_ text: String?) -> String { Data((text ?? "").utf8).base64EncodedString() }
}

extension SMTPReply {
    fileprivate var isOfAddress: Bool { hasStatus("5.1.") || hasStatus("5.2.1") }
    fileprivate var isOfPolicy: Bool { hasStatus("5.7.") }
    fileprivate var isOfSize: Bool { code == 552 || hasStatus("5.3.4") }

    private func hasStatus(_ prefix: String) -> Bool { lines.first?.hasPrefix(prefix) ?? false }
}
