import Conversation
import Core
import Foundation
import Storage

/// How a session reads its log, and is the only one that writes it.
extension CallSession {
    /// How often a turn is taken again because the log moved under it. Two writers of one call are already rare.
    private static let mostAttempts = 4

    /// Somebody else wrote to the log between our reading and our writing.
    private struct LogMoved: Error {}

    struct TurnResult {
        var kinds: [CallEvent.Kind]
        var memory: Memory
        var replies: [String]
        var expects: Expectation
        var toolAnswer: ToolAnswer?
    }

    /// Runs `body` in a tenant transaction and appends what it returns to the log, or does neither.
    ///
    /// - Parameter ordinary: false when an action may be confirmed: its commit then also survives a power cut.
    func commit(
        ordinary: Bool, _ body: @escaping @Sendable (TenantTransaction, Agent, Memory) throws -> TurnResult
    ) async throws -> Answer {
        let (id, identifiers, now) = (id, identifiers, clock())
        lastTurn = now
        for _ in 0..<Self.mostAttempts {
            let memory = try await current()
            guard !memory.isEnded else { throw TurnError.ended }
            let known = await knownAgent()
            do {
                let (agent, result, events) = try await tenant.write(ordinary ? .ordinary : .confirmed) { [followedVersion] transaction in
                    let version = try followedVersion ?? transaction.followPresentConfiguration(in: id)
                    let current = try transaction.agent(following: version, known: known)
                    let result = try body(transaction, current.agent, memory)
                    guard
                        let events = try transaction.append(
                            result.kinds, to: id, after: memory.sequence, outcome: result.memory.outcome, at: now)
                    else {
                        throw LogMoved()
                    }
                    for case .ended(let outcome, _) in result.kinds {
                        try transaction.announceEnd(of: id, outcome: outcome, identifiers: identifiers, at: now)
                        try transaction.forgetPersonalData(in: id, heardFor: current.agent.workflow)
                    }
                    return (current, result, events)
                }
                await agents.keep(agent, of: tenant.id)
                followedVersion = agent.configuration.version
                self.memory = result.memory
                self.memory?.sequence += events.count
                hub.publish(events.map { .call($0) }, of: tenant)
                if events.contains(where: \.leavesMessage) { outbox.send(tenant.id) }
                return Answer(
                    replies: result.replies, expects: result.expects, isEnded: result.memory.isEnded, events: events,
                    toolAnswer: result.toolAnswer)
            } catch is LogMoved {
                self.memory = nil
            }
        }
        throw TurnError.contended
    }

    func current() async throws -> Memory {
        if let memory { return memory }
        return try await fold()
    }

    /// The state that the log says the call is in.
    private func fold() async throws -> Memory {
        let id = id
        let folded: (memory: Memory, version: Int?)? = try await tenant.read { transaction in
            guard let call = try transaction.call(id) else { return nil }
            var state = Dialogue.State()
            if case .understood(_, let stored)? = try transaction.lastEvent(named: "understood", of: id)?.kind { state = stored }
            let memory = Memory(state: state, sequence: call.lastSequence, outcome: call.outcome, isEnded: call.isEnded, expects: nil)
            return (memory, try transaction.followedVersion(of: id))
        }
        guard let folded else { throw TurnError.noSuchCall }
        (memory, followedVersion) = (folded.memory, folded.version)
        return folded.memory
    }

    /// The call's agent as it is in memory.
    func knownAgent() async -> Agents.Versioned? {
        await agents.agent(of: tenant.id, following: followedVersion)
    }

    /// Has a call that is about to begin follow the business's data as it is now.
    func followPresentConfiguration() async throws {
        guard followedVersion == nil else { return }
        followedVersion = try await tenant.write { [id] transaction in try transaction.followPresentConfiguration(in: id) }
    }
}
