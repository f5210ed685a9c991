public import Logging

/// Decides who answers a call's line.
public struct Switchboard: Sendable {
    private let speech: Speech
    private let logger: Logger

    public init(speech: Speech, logger: Logger) {
        self.speech = speech
        self.logger = logger
    }

    /// A line for a caller who joins the call.
    public func line(for session: CallSession) async -> any CallLine {
        BuiltInLine(session: session, speech: speech, logger: logger)
    }
}
