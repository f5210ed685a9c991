import Conversation
import Core
import Foundation
import Storage

/// How long a call may be: longer than any conversation is, so that what goes on without end is a machine, or somebody who needs a person.
struct CallLength: Sendable {
    private static let longestSeconds = 2 * 3600.0
    /// Some 500 turns.
    private static let mostEvents = 2_500
    /// So much longer it may take to agree on what a person does.
    private static let graceSeconds = 600.0
    private static let graceEvents = 100

    enum Stage: Sendable, Hashable {
        case ordinary
        /// A person is to go on with it.
        case late
        /// It ends with the next turn.
        case over
    }

    /// When the caller was greeted; nil until it was looked up.
    fileprivate var startedAt: Date?
    /// A person was called for because of the length. Forgotten with the process: then one is called for once more.
    fileprivate var isHandedOff = false

    /// - Parameter events: in the log so far.
    static func stage(after events: Int, since start: Date, at now: Date) -> Stage {
        let seconds = now.timeIntervalSince(start)
        if events >= mostEvents + graceEvents || seconds >= longestSeconds + graceSeconds { return .over }
        return events >= mostEvents || seconds >= longestSeconds ? .late : .ordinary
    }
}

/// The end of a call that has lasted too long: a person is called for, and if that leads to nothing it is over.
extension CallSession {
    /// Takes a turn in place of the dialogue when the call has lasted too long.
    ///
    /// - Parameter heard: how the turn stands in the log.
    /// - Returns: nil when the dialogue is to take it.
    func answerOverlong(_ heard: CallEvent.Kind, at now: Date) async throws -> Answer? {
        let memory = try await current()
        guard !memory.isEnded, memory.sequence > 0 else { return nil }
        switch CallLength.stage(after: memory.sequence, since: try await startedAt(), at: now) {
        case .ordinary: return nil
        case .late:
            // A yes to what was read back still counts.
            guard !length.isHandedOff, !memory.state.isAttended, memory.expects != .yesOrNo else { return nil }
            length.isHandedOff = true
            return try await handOffOverlong(heard, at: now)
        case .over: return try await endOverlong(heard)
        }
    }

    /// The dialogue's own way to a person, with why.
    private func handOffOverlong(_ heard: CallEvent.Kind, at now: Date) async throws -> Answer {
        let sentence = "We have been talking for a long time now."
        return try await commit(ordinary: true) { [id, identifiers] transaction, agent, memory in
            var result = try Self.turn(
                .interpreted(Interpretation(moves: [.transfer])), as: heard, of: id, agent, memory, identifiers: identifiers, at: now,
                in: transaction)
            result.kinds.insert(.said(text: sentence), at: 1)
            result.replies.insert(sentence, at: 0)
            return result
        }
    }

    private func endOverlong(_ heard: CallEvent.Kind) async throws -> Answer {
        try await commit(ordinary: true) { [id] transaction, agent, memory in
            try transaction.releaseHolds(of: id)
            let phone = agent.facts.phone.map { " call us on \(Spoken.phone($0, in: agent.facts.region)), or" } ?? ""
            let sentence = "I have to end our call here. Please\(phone) call again. Goodbye."
            var ended = memory
            ended.isEnded = true
            return TurnResult(
                kinds: [heard, .said(text: sentence), .ended(outcome: memory.outcome, reason: .overlong)], memory: ended,
                replies: [sentence], expects: .anything)
        }
    }

    private func startedAt() async throws -> Date {
        if let known = length.startedAt { return known }
        let started = try await tenant.read { [id] transaction in try transaction.events(of: id, after: 0, limit: 1).first?.at }
        length.startedAt = started
        return started ?? clock()
    }
}
