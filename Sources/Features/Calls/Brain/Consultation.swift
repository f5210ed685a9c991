import Vendors

/// What came of asking a model what a caller meant: kept in the call's log.
public struct Consultation: Sendable, Hashable, Codable {
    /// As the server calls it.
    public var model: String
    /// How often it was asked in this turn: once, and again for each time the workflow refused what it proposed.
    public var rounds: Int
    /// From the caller's words to the last answer.
    public var milliseconds: Int
    /// Tokens read and written in all rounds; nil where the server does not count them.
    public var promptTokens: Int?
    public var completionTokens: Int?
    /// What the workflow told the model was wrong, in order.
    public var refusals: [String]
    /// Why the dialogue has answered instead; nil when the model was followed.
    public var fallback: Fallback?

    public init(model: String, fallback: Fallback? = nil) {
        self.model = model
        self.fallback = fallback
        rounds = 0
        milliseconds = 0
        refusals = []
    }

    mutating func count(_ usage: ChatReply.Usage?) {
        guard let usage else { return }
        promptTokens = (promptTokens ?? 0) + usage.promptTokens
        completionTokens = (completionTokens ?? 0) + usage.completionTokens
    }

    /// Why a model was not followed.
    public struct Fallback: Error, Sendable, Hashable, Codable {
        public var cause: Cause
        /// What there is to know of it beside the cause: the server's own words, or the workflow's.
        public var detail: String?

        public init(_ cause: Cause, detail: String? = nil) {
            self.cause = cause
            self.detail = detail
        }

        public enum Cause: String, Sendable, Hashable, Codable {
            /// It has failed just before and is left alone for a while.
            case resting
            /// No connection, or it broke.
            case unreachable
            /// The first word or the last took too long.
            case late
            /// The server said no: a wrong key, too many requests, a schema that it does not take.
            case refusedByServer
            /// The answer broke off, or is not what the protocol says.
            case garbled
            /// It went on proposing what the workflow does not allow.
            case refusedByWorkflow
            /// It was about to say what must not be said.
            case objection
            /// It said nothing and did nothing.
            case silent
            /// The caller's line went, or the call was ended, before it had finished.
            case stopped
        }
    }
}

extension Consultation.Fallback {
    /// Whether asking again at once would end the same way.
    var isOfTheServer: Bool {
        switch cause {
        case .unreachable, .late, .refusedByServer, .garbled: true
        case .resting, .refusedByWorkflow, .objection, .silent, .stopped: false
        }
    }

    /// What an error of the server or of the way to it means.
    init(_ error: any Error) {
        self =
            switch error {
            case let fallback as Self: fallback
            case Transport.Failure.refused(let status, let message, _): Self(.refusedByServer, detail: "\(status): \(message)")
            case Transport.Failure.timedOut: Self(.late)
            case is CancellationError, Transport.Failure.cancelled: Self(.stopped)
            case Transport.Failure.unreachable(let reason): Self(.unreachable, detail: reason)
            case Transport.Failure.garbled(let reason): Self(.garbled, detail: reason)
            case Transport.Failure.tooLarge: Self(.garbled, detail: "The answer has no end.")
            default: Self(.unreachable, detail: String(describing: type(of: error)))
            }
    }
}
