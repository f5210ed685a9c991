import Conversation
import Core
import Foundation
public import Logging
import Storage
import Vendors

/// Telephone calls whose sound goes between the telephone company and Ultravox, for businesses that want it so. Their words are read
/// back from Ultravox, so that form, transcript and records move as with any other call: every second while they last, and before a tool
/// may do anything, for a yes is heard here.
public actor UltravoxTelephone {
    private enum Limit {
        static let lookAround = Duration.seconds(1)
        /// Between two looks while Ultravox does not answer.
        static let longestRest = Duration.seconds(16)
        static let longestCall = Duration.seconds(3700)
        /// The caller's yes may be known to Ultravox a moment after the tool that it leads to was called.
        static let waitForWords = Duration.milliseconds(300)
        static let mostWaits = 4
        /// An agent that gives the call away says so within this time.
        static let lastWords = Duration.seconds(6)
    }

    private let answering: UltravoxAnswering
    private let logger: Logger
    private let clock = ContinuousClock()
    /// The reading of each call that is at work: the next one waits for it, so that words are written down in their order.
    private var readings: [Call.ID: Task<Int, any Error>] = [:]
    private var watched: Set<Call.ID> = []

    public init(_ answering: UltravoxAnswering, logger: Logger) {
        self.answering = answering
        self.logger = logger
    }

    /// Has Ultravox answer a call that is just beginning.
    ///
    /// - Returns: where the telephone company joins the conversation; nil when the business does not want that, something was said in the
    ///   call already, or Ultravox cannot be had: then a line of ours answers.
    func address(for session: CallSession) async throws -> Secret? {
        let id = session.id
        let isWanted = try await session.tenant.read { transaction in
            let profile = try transaction.profile(of: id)
            guard profile.brain == .ultravox, profile.phoneMedium == .direct, !profile.privacy.isRecorded,
                let call = try transaction.call(id)
            else { return false }
            return call.lastSequence == 0 && !call.isEnded
        }
        guard isWanted else { return nil }
        do {
            let opened = try await answering.open(session, over: .direct)
            watch(session, knownAs: opened.id)
            return opened.address
        } catch let lost as UltravoxAnswering.Lost {
            answering.note(.refused, of: session, because: lost.reason)
            await session.handBack(because: lost.reason)
            return nil
        }
    }

    /// Writes down what was said up to now. Does nothing in a call whose words come by another way.
    ///
    /// - Parameter tool: waits a moment for words without which it would be refused.
    func readAll(of session: CallSession, toSettleWith tool: String? = nil) async throws {
        guard let attendant = try await attendant(of: session) else { return }
        for _ in 0...Limit.mostWaits {
            do {
                _ = try await read(session, knownAs: attendant.reference, isPausing: true)
            } catch let failure as Transport.Failure {
                // The tool is answered without: it will do nothing that was not agreed on.
                return note(failure, of: session.id)
            }
            guard let tool, try await session.lacksWords(toSettleWith: tool) else { return }
            try await clock.sleep(for: Limit.waitForWords)
        }
    }

    /// The telephone company's connection to Ultravox is over. The call ends if it had come to its end; else a line of ours goes on.
    func lineEnded(of session: CallSession) async throws {
        guard let attendant = try await attendant(of: session) else { return }
        try await readAll(of: session)
        watched.remove(session.id)
        let (tenant, id) = (session.tenant, session.id)
        guard try await !tenant.read({ transaction in try transaction.isAwaitingPerson(id) }) else { return }
        let saidGoodbye = await session.hasSaidGoodbye
        let hasEnded = if saidGoodbye { true } else { await answering.hasEnded(attendant.reference) }
        if hasEnded {
            answering.note(.held, of: session)
            return try await session.end(.agent)
        }
        let reason = "Ultravox's connection to the telephone company ended in the middle of the call"
        answering.note(.lost, of: session, because: reason)
        await session.handBack(because: reason)
    }

    private func attendant(of session: CallSession) async throws -> Attendant? {
        guard let attendant = try await session.presentAttendant(), attendant.name == UltravoxAnswering.name, attendant.medium == .direct
        else { return nil }
        return attendant
    }

    // MARK: Watching

    private func watch(_ session: CallSession, knownAs reference: String) {
        watched.insert(session.id)
        Task {
            await follow(session, knownAs: reference)
            watched.remove(session.id)
            readings[session.id] = nil
        }
    }

    private func follow(_ session: CallSession, knownAs reference: String) async {
        let begun = clock.now
        var rest = Limit.lookAround
        var leaving: (since: ContinuousClock.Instant, messages: Int)?
        while watched.contains(session.id), clock.now - begun < Limit.longestCall {
            do {
                try await clock.sleep(for: rest)
                let messages = try await read(session, knownAs: reference, isPausing: false)
                rest = Limit.lookAround
                guard await !session.isOver else { return }
                guard try await isAwaitingPerson(session) else { continue }
                // What the agent says to it is heard, and then the telephone company asks what comes next.
                let since = leaving ?? (clock.now, messages)
                leaving = since
                guard messages > since.messages || clock.now - since.since > Limit.lastWords else { continue }
                return try await answering.send(.hangUp(message: ""), to: reference)
            } catch let failure as Transport.Failure {
                note(failure, of: session.id)
                rest = min(rest * 2, Limit.longestRest)
            } catch is CancellationError {
                return
            } catch {
                logger.error("What was said in a call could not be written down", metadata: ["error": "\(error)"])
                rest = min(rest * 2, Limit.longestRest)
            }
        }
    }

    private func isAwaitingPerson(_ session: CallSession) async throws -> Bool {
        let id = session.id
        return try await session.tenant.read { transaction in try transaction.isAwaitingPerson(id) }
    }

    private func note(_ failure: Transport.Failure, of call: Call.ID) {
        logger.warning("What is said in a call cannot be read at Ultravox", metadata: ["call_id": "\(call)", "reason": "\(failure)"])
    }

    // MARK: Reading

    /// Writes down the messages that are new.
    ///
    /// - Parameter isPausing: the agent is not speaking just now, so its last words are complete.
    /// - Returns: how many there are.
    private func read(_ session: CallSession, knownAs reference: String, isPausing: Bool) async throws -> Int {
        let before = readings[session.id]
        let reading = Task {
            _ = await before?.result
            return try await Self.read(session, knownAs: reference, isPausing: isPausing, from: answering)
        }
        readings[session.id] = reading
        return try await reading.value
    }

    private static func read(
        _ session: CallSession, knownAs reference: String, isPausing: Bool, from answering: UltravoxAnswering
    ) async throws -> Int {
        let messages = try await answering.messages(of: reference)
        for (position, message) in messages.enumerated() {
            guard let text = message.text, !text.isEmpty, message.role == .user || message.role == .agent else { continue }
            // The agent may be in the middle of its last sentence.
            guard message.role == .user || isPausing || position < messages.count - 1 else { break }
            let now = session.clock()
            // Noted first: after a crash a line is missing in the transcript rather than there twice, and an answer that is missing is
            // asked for again.
            let isNew = try await session.tenant.write { transaction in
                try transaction.keep("message \(position)", of: reference, at: now)
            }
            guard isNew else { continue }
            if message.role == .user {
                try await session.overhear(text, medium: message.isTyped ? .text : .voice)
            } else if let correction = try await session.overhear(attendant: text) {
                try await answering.send(.userText(correction, urgency: .soon), to: reference)
            }
        }
        return messages.count
    }
}
