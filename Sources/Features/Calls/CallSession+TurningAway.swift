import Core
import Storage

/// A business that takes no calls any more, while somebody calls it.
extension CallSession {
    /// The caller is told that the agent is not there, and the call is over. What it has done stays done.
    ///
    /// - Throws: `TurnError.ended` when it was over before; what storage throws when the business's data is gone.
    func turnAway() async throws -> Answer {
        try await exclusively { session in
            try await session.commit(ordinary: true) { [id = session.id] transaction, _, memory in
                try transaction.releaseHolds(of: id)
                let absence = try transaction.absence()
                let begun: [CallEvent.Kind] = memory.sequence == 0 ? [.started(try transaction.caller(of: id))] : []
                var ended = memory
                ended.isEnded = true
                return TurnResult(
                    kinds: begun + [.said(text: absence), .ended(outcome: memory.outcome, reason: .unavailable)], memory: ended,
                    replies: [absence], expects: .anything)
            }
        }
    }
}
