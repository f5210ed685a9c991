public import Core
public import Foundation

/// A message for outside: written in the transaction of what it tells of, delivered after it, kept as the log of its delivery.
public struct OutboxMessage: Sendable, Hashable, Codable, Identifiable {
    public typealias ID = Identifier<OutboxMessage>

    /// The same at every attempt: by it a receiver knows a repeat.
    public var id: ID
    /// What happened: `submission.created`.
    public var kind: String
    public var url: String
    /// JSON, byte for byte as it is sent and signed.
    public var body: String
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

    public enum State: String, Sendable, Hashable, Codable {
        case pending, delivered
        /// Given up.
        case failed
    }

    enum CodingKeys: String, CodingKey {
        case id, kind, url, body, state, attempts
        case dueAt = "due_at"
        case lastStatus = "last_status"
        case lastError = "last_error"
        case createdAt = "created_at"
    }
}

extension OutboxMessage {
    /// What an attempt led to.
    enum Outcome: Sendable, Hashable {
        /// 2xx.
        case accepted(status: Int)
        /// Any other answer; a redirect is not followed.
        case refused(status: Int, retryAfter: Duration?)
        /// No answer.
        case unreachable(reason: String)
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
}
