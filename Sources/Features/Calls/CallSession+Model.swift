import Conversation
public import Core
import Foundation
import Storage

/// What the caller says, heard by a language model where the business wants one.
extension CallSession {
    /// The caller said something.
    ///
    /// - Parameter say: called with what is said before the answer is complete, as it is committed. Without it all of it is in
    ///   the answer's replies.
    public func hear(
        _ alternatives: [Hypothesis], medium: CallEvent.Medium, saying say: (@Sendable (Sentence) async -> Void)? = nil
    ) async throws -> Answer {
        let alternatives = CardNumber.hidden(in: alternatives)
        let heard = CallEvent.Kind.heard(
            text: alternatives.first?.text ?? "", medium: medium, alternatives: medium == .voice ? alternatives : [])
        guard let model else { return try await take(.speech(alternatives), as: heard) }
        let now = clock()
        return try await exclusively { session in
            guard let (dialogue, transcript) = try await session.whatAModelIsTold(about: alternatives, at: now) else {
                return try await session.commit(.speech(alternatives), as: heard, at: now)
            }
            let steps = model.hear(alternatives, in: dialogue, after: transcript, of: session.tenant.id, at: now)
            let stopped = Consultation(model: model.name, fallback: .init(.stopped))
            return try await session.follow(steps, otherwise: (.speech(alternatives), stopped), heard: heard, at: now, saying: say)
        }
    }

    /// - Returns: nil when the business wants no model, or the dialogue hears such words itself.
    private func whatAModelIsTold(about words: [Hypothesis], at now: Date) async throws -> (Dialogue, [TranscriptLine])? {
        let memory = try await current()
        guard !memory.isEnded else { throw TurnError.ended }
        let known = await knownAgent()
        let (agent, transcript) = try await tenant.read { [id, followedVersion] transaction in
            let agent = try transaction.agent(following: followedVersion, known: known)
            return (agent, agent.brain == .llm ? try transaction.transcript(of: id, limit: TranscriptLine.mostTold) : [])
        }
        await agents.keep(agent, of: tenant.id)
        let dialogue = Dialogue(agent: agent.agent, state: memory.state)
        return agent.brain == .llm && !dialogue.hearsItself(words, at: now) ? (dialogue, transcript) : nil
    }

    /// Commits what a model says while it says it, and then what it wants as the turn.
    ///
    /// - Parameter otherwise: the turn that the dialogue hears itself, when the model fails or is stopped.
    private func follow(
        _ steps: LanguageModel.Steps, otherwise: (turn: Turn, Consultation), heard: CallEvent.Kind, at now: Date,
        saying say: (@Sendable (Sentence) async -> Void)?
    ) async throws -> Answer {
        hearing = steps.next
        defer { hearing = nil }
        var events = try await note(heard)
        var early: [String] = []
        var (turn, consultation) = otherwise
        for await step in steps.all {
            switch step {
            case .said(let sentence):
                let noted = try await note(.said(text: sentence))
                events += noted
                early.append(sentence)
                for sentence in noted.compactMap(Sentence.init) { await say?(sentence) }
            case .filled(let text, let reason):
                events += try await note(.filled(text: text, reason: reason))
            case .finished(let interpretation, let consulted):
                consultation = consulted
                if let interpretation { turn = .interpreted(interpretation) }
            }
        }
        // The caller's line may be gone, and this task be cancelled with it: what was heard is answered all the same.
        let closing = Task { [turn, consultation] in try await commit(turn, as: .consulted(consultation), at: now) }
        var answer = try await closing.value
        answer.events = events + answer.events
        if say == nil { answer.replies = early + answer.replies }
        return answer
    }
}
