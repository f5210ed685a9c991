import Conversation
import Core
import Foundation
public import Logging
import Storage
import Synchronization
public import Vendors

/// A language model that hears callers: it is told the business and the call, and its calls of tools are checked by the
/// workflow, which says why it refuses. What it says to the caller leaves sentence by sentence.
///
/// Nothing is done here: what comes out is a turn for the dialogue, or the reason why the dialogue has to hear the caller itself.
public final class LanguageModel: Sendable {
    public struct Limits: Sendable, Hashable {
        /// Until the first word or the first call of a tool, in every round.
        public var firstWord: Duration
        /// Until the end of all rounds of a turn.
        public var turn: Duration
        /// How often it is asked in a turn: once, and again with what the workflow refused.
        public var rounds: Int

        public init(firstWord: Duration = .milliseconds(2500), turn: Duration = .seconds(8), rounds: Int = 3) {
            self.firstWord = firstWord
            self.turn = turn
            self.rounds = rounds
        }
    }

    /// What happens while a model hears a caller.
    enum Step: Sendable, Hashable {
        /// A whole sentence, to be said at once.
        case said(String)
        /// Something has been said to fill the wait for the model.
        case filled(String, reason: String)
        /// The model's last. Without an interpretation the dialogue hears the caller itself.
        case finished(Interpretation?, Consultation)
    }

    /// A model that is hearing a caller: its steps, and the way to add one or to stop it by `finish()`.
    typealias Steps = (all: AsyncStream<Step>, next: AsyncStream<Step>.Continuation)

    /// Businesses whose rest is remembered.
    private static let mostRests = 1_000

    private let chat: OpenAIChat
    private let limits: Limits
    private let logger: Logger
    private let rests = Mutex<[Business.ID: Rest]>([:])

    public init(_ chat: OpenAIChat, limits: Limits = Limits(), logger: Logger) {
        self.chat = chat
        self.limits = limits
        self.logger = logger
    }

    /// As its server calls it.
    public var name: String { chat.configuration.model }

    /// Returns when the server answers and accepts the key. Waits two seconds at most.
    public func check() async throws(Transport.Failure) {
        try await chat.check()
    }

    /// What a caller meant. The end of the steps stops the model.
    ///
    /// - Parameters:
    ///   - dialogue: as it was before the caller spoke.
    ///   - transcript: what was said before.
    func hear(
        _ words: [Hypothesis], in dialogue: Dialogue, after transcript: [TranscriptLine], of business: Business.ID, at now: Date
    ) -> Steps {
        let (steps, step) = AsyncStream<Step>.makeStream()
        // Owned by the stream, whose end cancels it.
        let task = Task {
            var hearing = Hearing(asking: chat, within: limits, dialogue: dialogue, at: now) { step.yield(.said($0)) }
            let conversation = ChatMessage.conversation(dialogue.briefing(at: now), transcript, words)
            let interpretation = await hear(conversation, confidence: words.first?.confidence ?? 1, of: business, with: &hearing)
            step.yield(.finished(interpretation, hearing.consultation))
            step.finish()
        }
        step.onTermination = { _ in task.cancel() }
        return (steps, step)
    }

    private func hear(
        _ conversation: [ChatMessage], confidence: Double, of business: Business.ID, with hearing: inout Hearing
    ) async -> Interpretation? {
        do {
            if rests.withLock({ $0[business]?.isOver(at: .now) }) == false { throw Consultation.Fallback(.resting) }
            let interpretation = try await hearing.interpretation(of: conversation, confidence: confidence)
            rests.withLock { $0[business] = nil }
            return interpretation
        } catch {
            let fallback = Consultation.Fallback(error)
            hearing.consultation.fallback = fallback
            if fallback.isOfTheServer {
                rest(from: error, for: business)
                logger.notice(
                    "A language model failed, and the dialogue heard its caller", metadata: ["cause": "\(fallback.cause.rawValue)"])
            }
            return nil
        }
    }

    private func rest(from error: any Error, for business: Business.ID) {
        var retryAfter: Duration?
        if case Transport.Failure.refused(_, _, let wish) = error { retryAfter = wish }
        rests.withLock { rests in
            if rests.count >= Self.mostRests { rests = rests.filter { !$0.value.isOver(at: .now) } }
            rests[business, default: Rest()].begin(at: .now, wish: retryAfter)
        }
    }
}
