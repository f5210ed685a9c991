import Core
import Foundation

/// What is said when nothing was heard or nothing was understood: each time in another way, and in the end a person.
extension Dialogue {
    /// - Parameter objection: why what was understood cannot be taken, where it was understood.
    mutating func miss(_ reply: inout Reply, because objection: String? = nil, at now: Date) {
        state.misses += 1
        let reason = objection.map { [$0, "I'm sorry. \($0)"] } ?? Sentences.notUnderstood
        switch state.misses {
        case 1:
            reply.say(reason)
            askPlainly(&reply, step: 1, at: now)
        case 2 where state.question == .doubt && agent.workflow.result == .order:
            // What could not be made out twice is left out, and said to be.
            state.doubts.removeFirst()
            reply.say("I'll leave that out, then.", "Let's leave that one out for now.")
            advance(&reply, at: now)
        case 2:
            if objection != nil { reply.say(reason) }
            help(&reply, at: now)
        default:
            state.misses = 0
            reply.say(reason)
            ask(.person, in: &reply, at: now)
        }
    }

    /// Once too often the same question with nothing more known: a person may do better.
    mutating func leaveCircle(begunWith before: State, in reply: inout Reply, at now: Date) {
        let isSearching = state.phase == .findingSlots && before.question == .offers
        guard isSearching || state.phase == .gathering && state.question == before.question, state.values == before.values else {
            state.rounds = 0
            return
        }
        state.rounds += 1
        guard state.rounds == Self.mostRounds else { return }
        state.rounds = 0
        state.phase = .gathering
        reply = Reply()
        reply.say(Sentences.notUnderstood)
        ask(.person, in: &reply, at: now)
    }

    private static let mostRounds = 5

    /// Somebody is angry and says nothing else: answered kindly, and the second time with a person.
    mutating func soothe(_ reply: inout Reply, at now: Date) {
        state.misses += 1
        reply.say(Sentences.soothing)
        guard state.misses > 1 else { return ask(again: &reply, at: now) }
        state.misses = 0
        ask(.person, in: &reply, at: now)
    }

    mutating func hearNothing(in reply: inout Reply, at now: Date) {
        switch state.phase {
        case .ended:
            reply.run(.end)
            return
        case .findingSlots, .lookingUp, .performing:
            reply.say(Sentences.oneMoment)
            return
        case .gathering, .settled:
            break
        }
        if state.isTransferring { return offerCallBack(becauseOf: Sentences.nobodyFree, in: &reply, at: now) }
        state.silences += 1
        switch state.silences {
        case 1:
            reply.say(Sentences.silent)
            askPlainly(&reply, step: 1, at: now)
        case 2:
            help(&reply, at: now)
        default:
            reply.say(Sentences.silentForLong)
            reply.run(.end)
        }
    }

    /// What can be said here, with an example or the choices.
    mutating func help(_ reply: inout Reply, at now: Date) {
        let help = purposeOfQuestion ?? agent.workflow.wording.help
        reply.say(help, "To say it once more: \(help)")
        askPlainly(&reply, step: 2, at: now)
    }

    /// Who cannot say what only another answer has made necessary may not have given that answer: it is asked for again, once.
    ///
    /// - Returns: whether there is such an answer.
    mutating func reconsider(in reply: inout Reply, at now: Date) -> Bool {
        guard case .slot(let name)? = state.question, case .when(let other, _)? = agent.workflow.slot(name)?.need,
            state.values[other] != nil, state.declined.insert(.slot(name)).inserted
        else { return false }
        state.values[other] = nil
        reply.say(Sentences.stepBack)
        advance(&reply, at: now)
        return true
    }

    /// Somebody would rather not say what is asked: told once why it is needed, and offered a person the second time.
    mutating func meetReluctance(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard case .slot? = state.question, heard.has(.reluctance), heard.unsteered <= Self.mostWordsBesideRefusal else { return false }
        state.refusals += 1
        guard state.refusals == 1 else {
            state.refusals = 0
            reply.say(Sentences.cannotGoOn)
            ask(.person, in: &reply, at: now)
            return true
        }
        reply.say(Sentences.isNeeded(purposeOfQuestion ?? "I need that for the \(agent.workflow.wording.record)."))
        ask(again: &reply, at: now)
        return true
    }

    /// "I don't want to give you my phone number": words that say what is not told.
    private static let mostWordsBesideRefusal = 4

    /// Why it is asked; nil where that is plain.
    private var purposeOfQuestion: String? {
        guard case .slot(let name)? = state.question, let kind = agent.workflow.slot(name)?.kind else { return nil }
        return switch kind {
        case .personName: "I need a name for the \(agent.workflow.wording.record)."
        case .phone: "I need a number at which we can reach you about the \(agent.workflow.wording.record)."
        default: nil
        }
    }

    /// The pending question again, in its usual words.
    mutating func ask(again reply: inout Reply, at now: Date) {
        askPlainly(&reply, step: 0, at: now)
    }

    /// The pending question from its `step`th wording on.
    private mutating func askPlainly(_ reply: inout Reply, step: Int, at now: Date) {
        guard let question = state.question else { return advance(&reply, at: now) }
        let wordings = wordings(of: question, at: now)
        guard !wordings.isEmpty else { return }
        let start = min(step, wordings.count - 1)
        reply.say(Array(wordings[start...] + wordings[..<start]))
    }
}
