public import Core
public import Foundation

/// A message for outside: written in the transaction of what it tells of, delivered after it, kept as the log of its delivery.
public struct OutboxMessage: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<OutboxMessage>

    /// The same at every attempt: by it a receiver knows a repeat.
    public var id: ID
    public var channel: Channel
    /// What happened: `submission.created`.
    public var kind: String
    /// Where it goes: `https://…`, `mailto:…`, `tel:…`.
    public var url: String
    /// JSON: for a webhook byte for byte as it is sent and signed, else what the message is worded from.
    public var body: String
    /// The webhook that it is for; nil for one that a workflow names.
    public var endpointID: WebhookEndpoint.ID?
    public var state: State
    /// How often it was sent.
    public var attempts: Int
    /// Not to be sent before.
    public var dueAt: Date
    /// The HTTP status of the last answer; nil when there was none.
    public var lastStatus: Int?
    /// Why the last attempt failed.
    public var lastError: String?
    public var createdAt: Date

    public enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
        case webhook, mail, sms
    }

    public enum State: String, Sendable, Hashable, Codable {
        case pending, delivered
        /// Given up, or never to be sent; the last error says why.
        case failed
    }

    enum CodingKeys: String, CodingKey {
        case id, channel, kind, url, body, state, attempts
        case endpointID = "endpoint_id"
        case dueAt = "due_at"
        case lastStatus = "last_status"
        case lastError = "last_error"
        case createdAt = "created_at"
    }

    /// A message that is yet to be sent.
    init(
        _ kind: String, over channel: Channel, to url: String, body: String, endpoint: WebhookEndpoint.ID? = nil, dueAt: Date? = nil,
        identifiers: IdentifierSource, at now: Date
    ) {
        self.init(
            id: .init("msg_" + identifiers.uuid(at: now)), channel: channel, kind: kind, url: url, body: body, endpointID: endpoint,
            state: .pending, attempts: 0, dueAt: dueAt ?? now, lastStatus: nil, lastError: nil, createdAt: now)
    }

    init(
        id: ID, channel: Channel, kind: String, url: String, body: String, endpointID: WebhookEndpoint.ID? = nil, state: State,
        attempts: Int, dueAt: Date, lastStatus: Int? = nil, lastError: String? = nil, createdAt: Date
    ) {
        self.id = id
        self.channel = channel
        self.kind = kind
        self.url = url
        self.body = body
        self.endpointID = endpointID
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt
        self.lastStatus = lastStatus
        self.lastError = lastError
        self.createdAt = createdAt
    }
}

extension OutboxMessage {
    /// What an attempt led to.
    enum Outcome: Sendable, Hashable {
        /// It was taken; the status where it was an HTTP one.
        case accepted(status: Int? = nil)
        /// An answer that is no acceptance; a redirect is not followed.
        case refused(status: Int, retryAfter: Duration?)
        /// No answer, or one that says: later.
        case unreachable(reason: String)
        /// It will never be taken.
        case impossible(status: Int? = nil, reason: String)
    }

    /// How long after each failed attempt the next one follows. Source: the schedule that the Standard Webhooks specification gives.
    static let waits: [Duration] = [
        .seconds(5), .seconds(300), .seconds(1_800), .seconds(7_200), .seconds(18_000), .seconds(36_000), .seconds(50_400),
        .seconds(72_000), .seconds(86_400),
    ]
    /// A receiver that asks for more patience is asked again then all the same.
    private static let longestWait = Duration.seconds(86_400)
    /// The receiver says that it will never take messages again.
    private static let gone = 410

    /// This message after an attempt.
    ///
    /// - Parameter jitter: 0...1: lengthens the wait by up to a tenth, so that what failed together does not come back together.
    func after(_ outcome: Outcome, at now: Date, jitter: Double) -> OutboxMessage {
        var message = self
        message.attempts += 1
        switch outcome {
        case .accepted(let status):
            message.lastStatus = status
            message.lastError = nil
            message.state = .delivered
            return message
        case .impossible(let status, let reason):
            message.lastStatus = status
            message.lastError = reason
            message.state = .failed
            return message
        case .refused(let status, _):
            message.lastStatus = status
            message.lastError = "The receiver answered \(status)."
        case .unreachable(let reason):
            message.lastStatus = nil
            message.lastError = reason
        }
        guard message.attempts <= Self.waits.count, message.lastStatus != Self.gone else {
            message.state = .failed
            return message
        }
        var wait = Self.waits[message.attempts - 1] * (1 + 0.1 * min(1, max(0, jitter)))
        if case .refused(_, let asked?) = outcome { wait = max(wait, min(asked, Self.longestWait)) }
        message.dueAt = now.addingTimeInterval(wait / .seconds(1))
        return message
    }

    /// Whether a receiver was asked to the end, or has said that it is gone: whoever looks after it should know.
    var wasGivenUp: Bool { state == .failed && (attempts > Self.waits.count || lastStatus == Self.gone) }
}
