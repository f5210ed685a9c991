import Conversation
import Core
import Storage

/// What happens to a call while no agent is on its line.
extension CallSession {
    /// No person took the call that was given away: the dialogue hears of it, and what it says waits for the caller's next line, which
    /// says it when it begins. A call that waits for no person stays as it is.
    public func handOffFailed() async throws {
        let (id, identifiers, now) = (id, identifiers, clock())
        do {
            try await exclusively { session in
                session.unsaid = try await session.commit(ordinary: true) { transaction, agent, memory in
                    guard try transaction.isAwaitingPerson(id) else { throw NotAwaited() }
                    var before = memory
                    // It was not transferred after all; what was done before counts again.
                    before.outcome = .none
                    if case .actionDone(let record)? = try transaction.lastEvent(named: "actionDone", of: id)?.kind {
                        before.outcome = record.outcome
                    }
                    return try Self.turn(
                        .refused(.failed), as: .handOffFailed, of: id, agent, before, identifiers: identifiers, at: now, in: transaction)
                }
            }
        } catch is NotAwaited {
            return
        } catch TurnError.ended {
            return
        }
    }

    /// The caller left a message and went: it is in the books, and the call is over. A message is kept once.
    public func keep(_ message: VoiceMessage) async throws {
        let (id, identifiers, now) = (id, identifiers, clock())
        do {
            try await exclusively { session in
                _ = try await session.commit(ordinary: false) { transaction, _, memory in
                    let caller = try transaction.caller(of: id)
                    let ticket = try TicketOpening(identifiers: identifiers, now: now)
                        .keep(message, from: caller.phone, for: id, in: transaction)
                    try transaction.releaseHolds(of: id)
                    var ended = memory
                    ended.outcome = .ticket
                    ended.isEnded = true
                    let begun: [CallEvent.Kind] = memory.sequence == 0 ? [.started(caller)] : []
                    return TurnResult(
                        kinds: begun + [.actionDone(.ticket(ticket)), .ended(outcome: .ticket, reason: .caller)], memory: ended,
                        replies: [], expects: .anything)
                }
            }
        } catch TurnError.ended {
            return
        }
    }

    private struct NotAwaited: Error {}
}

extension TenantTransaction {
    /// Whether a call was given to a person who has not been heard of since.
    func isAwaitingPerson(_ call: Call.ID) throws -> Bool {
        guard let transferred = try lastEvent(named: "transferred", of: call) else { return false }
        return try lastEvent(named: "handOffFailed", of: call).map { $0.sequence < transferred.sequence } ?? true
    }
}
