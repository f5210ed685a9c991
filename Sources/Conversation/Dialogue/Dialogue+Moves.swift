import Core
import Foundation

/// What follows from something that a model heard: the values enter the form as if the dialogue had heard them itself, and it
/// goes on from there.
extension Dialogue {
    mutating func take(_ interpretation: Interpretation, in reply: inout Reply, at now: Date) {
        // What the model has said is the beginning of this answer.
        (state.saidBefore, state.said) = (state.said, interpretation.said)
        state.silences = 0
        state.isTransferring = false
        if isOutOfTurn(&reply) { return }
        state.misses = 0
        guard !interpretation.moves.isEmpty else { return goOn(after: interpretation.said, in: &reply, at: now) }

        let (asked, before) = (state.question, state.values)
        for move in interpretation.moves {
            switch move {
            case .transfer where isAgreed && state.question == .callBack: return promiseCallBack(&reply)
            case .transfer: return putThrough(because: "The caller asked for a person.", in: &reply, at: now)
            case .hangUp: if leaveOrWarn(&reply) { return }
            case .findSlots(let wish):
                if state.phase == .settled { beginNextWish() }
                take(wish)
            case .fill(let proposal, let isComplete):
                if state.phase == .settled { beginNextWish() }
                fill(proposal, confidence: interpretation.confidence, in: &reply)
                state.attendance?.written.formUnion(proposal.values.keys)
                if isComplete { state.hasAllLines = !state.values.lines.isEmpty }
            }
        }
        // Whoever answers "anything else?" with a name or a way to get it wants nothing else.
        if asked == .moreLines, state.values != before, state.values.lines == before.lines { state.hasAllLines = true }
        if asked == .readBack, state.values == before, nextQuestion == .readBack {
            guard isAttended else { return reply.say(Sentences.spellYesOrNo) }
            if isAgreed, interpretation.isComplete { return perform(&reply) }
        }
        if reply.isEmpty, nextQuestion == asked, asked != .readBack { reply.say(Sentences.noted) }
        advance(&reply, at: now)
    }

    /// The model has answered the caller; what was asked before still stands, unless the model has asked something itself.
    /// Then a yes is a yes to that, and to nothing that the dialogue had asked before.
    private mutating func goOn(after said: [String], in reply: inout Reply, at now: Date) {
        guard let last = said.last else { return miss(&reply, at: now) }
        if last.hasSuffix("?") { state.question = nil } else { ask(again: &reply, at: now) }
    }

    private mutating func fill(_ proposal: Proposal, confidence: Double, in reply: inout Reply) {
        // Two meanings of what was said before are one by now, or the model asks.
        if proposal.values[.lines] != nil || proposal.values[.category] != nil { state.doubts = [] }
        for slot in agent.workflow.slots {
            switch proposal.values[slot.name] {
            case nil: continue
            case .lines(let lines)?:
                let before = state.values.lines
                guard lines != before else { continue }
                state.lineInFocus = lines.lastIndex { !before.contains($0) }
                setLines(lines, confidence: confidence)
                acknowledge(from: before, to: lines, in: &reply)
            case .time(let offered)?: accept(offered)
            case .text(let text)? where slot.kind == .account:
                set(slot.name, to: .text(text), confidence: confidence)
                let heard = Heard(Utterance(text), confidence: confidence)
                if proposal.values[.subject] == nil { set(.subject, to: .text(Account.subject(of: heard)), confidence: confidence) }
            case .some(let value): set(slot.name, to: value, confidence: confidence)
            }
        }
    }
}
