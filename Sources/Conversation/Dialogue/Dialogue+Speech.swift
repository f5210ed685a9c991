import Core
import Foundation

/// What follows from something said.
extension Dialogue {
    mutating func hear(_ hypotheses: [Hypothesis], in reply: inout Reply, at now: Date) {
        state.silences = 0
        state.isTransferring = false
        // After an action nothing said is about what is done already.
        var context = state.phase == .settled ? state.cleared : state
        context.question = state.question
        context.made = state.made
        guard let heard = reading(of: hypotheses, in: context, at: now) else { return miss(&reply, at: now) }
        if tellAgain(to: heard, in: &reply, at: now) { return }
        remember(hypotheses, as: heard)
        let before = state
        respond(to: heard, in: &reply, at: now)
        if heard.topics.isEmpty { leaveCircle(begunWith: before, in: &reply, at: now) }
    }

    /// An answer that is asked for once more still tells something.
    private mutating func remember(_ hypotheses: [Hypothesis], as heard: Heard) {
        guard !heard.isWritten, let name = agent.slotAnswered(by: heard, in: state), agent.workflow.slot(name)?.kind.isIdentifying == true,
            heard.values[name] != nil
        else { return }
        state.attempts[name, default: []].append(Array(hypotheses.prefix(Consensus.mostHypotheses)))
        state.attempts[name] = state.attempts[name]?.suffix(Self.mostAttempts)
    }

    /// So many answers before the present one are evidence, at most.
    private static let mostAttempts = 2

    private mutating func respond(to heard: Heard, in reply: inout Reply, at now: Date) {
        if isOutOfTurn(&reply) { return }
        if steer(heard, in: &reply, at: now) || meetReluctance(heard, in: &reply, at: now) { return }
        if answerQuestion(heard, in: &reply, at: now) || answerOwnDetail(heard, in: &reply, at: now) { return }
        switch take(heard, in: &reply, at: now) {
        case .replied:
            state.misses = 0
        case .answered:
            state.misses = 0
            // Something other than the answer was given: without a word about it the same question would sound deaf.
            if reply.isEmpty, nextQuestion == state.question, state.question != .readBack, state.digits.isEmpty {
                reply.say(Sentences.noted)
            }
            advance(&reply, at: now)
        case .notUnderstood, .open:
            if answerMention(heard, in: &reply, at: now) { return }
            if heard.isAbusive { return soothe(&reply, at: now) }
            // A question is answered, be it by saying that the answer is not known.
            guard heard.isQuestion, state.misses == 0, !heard.has(.wait) else {
                return miss(&reply, because: heard.objection ?? foreignWish(in: heard), at: now)
            }
            state.misses += 1
            reply.say(Sentences.notSure)
            ask(again: &reply, at: now)
        }
    }

    /// Nothing can be taken now: the call is over, or something is being done.
    mutating func isOutOfTurn(_ reply: inout Reply) -> Bool {
        switch state.phase {
        case .ended:
            reply.say(Sentences.goodbye)
            reply.run(.end)
            return true
        case .findingSlots, .lookingUp, .performing:
            reply.say(Sentences.oneMoment)
            return true
        case .gathering, .settled:
            return false
        }
    }

    /// Requests about the conversation itself.
    private mutating func steer(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        if heard.has(.wrongNumber) {
            state.values = [:]
            reply.say(Sentences.wrongNumber)
            reply.run(.end)
            return true
        }
        if heard.has(.person) && !heard.topics.contains(where: { $0.meaning == .agent })
            || (heard.has(.personWord) && heard.topics.isEmpty && heard.unsteered <= 1 && heard.order.changes.isEmpty
                && (state.question != .slot(.customerName) || heard.has(.courtesy)))
        {
            if heard.hasValues, heard.unsteered > 1, state.phase == .gathering {
                // What is told along with it is told to the person, too.
                var unheard = Reply()
                _ = fill(heard, in: &unheard, at: now)
            }
            putThrough(because: "The caller asked for a person.", in: &reply, at: now)
            return true
        }
        if retimeCallBack(heard, in: &reply, at: now) || takeErrand(heard, in: &reply, at: now) { return true }
        guard !heard.hasValues else { return false }
        if heard.has(.startOver) {
            drop()
            reply.say(Sentences.startingOver)
            advance(&reply, at: now)
            return true
        }
        if heard.has(.cancel), heard.content.count <= 1, state.phase == .gathering {
            guard state.hasUnfinishedWish else {
                state.errand = nil
                reply.say(agent.workflow.wording.dropped)
                state.question = .anotherWish
                ask(.anotherWish, in: &reply, at: now)
                return true
            }
            ask(.drop, in: &reply, at: now)
            return true
        }
        if heard.has(.greeting), heard.content.count <= 2, heard.topics.isEmpty, !heard.has(.goodbye), !heard.has(.nothingMore) {
            let isHello = heard.utterance.tokens.first.map { English.hellos.contains($0.word) } ?? false
            reply.say(isHello ? (state.values.isEmpty ? Sentences.hello : Sentences.listening) : Sentences.gladly)
            ask(again: &reply, at: now)
            return true
        }
        guard heard.content.isEmpty, heard.answer == nil, heard.topics.isEmpty else { return false }
        if heard.has(.wait) {
            reply.say(Sentences.takeYourTime)
        } else if heard.has(.repetition) {
            let excuses =
                Sentences.silent + Sentences.notUnderstood + Sentences.takeYourTime + Sentences.hello + Sentences.gladly + Sentences.once
            let repeated = state.said.filter { !excuses.contains($0) }.joined(separator: " ")
            reply.say(Sentences.once.map { "\($0) \(repeated)" })
        } else if heard.has(.help) {
            // Who does not know after two explanations is not helped by a third.
            if state.misses == 1, reconsider(in: &reply, at: now) { return true }
            if state.misses < 2 {
                state.misses += 1
                help(&reply, at: now)
            } else {
                ask(.person, in: &reply, at: now)
            }
        } else {
            return false
        }
        return true
    }

    /// Takes what was said as an answer to what was asked, and as values for the form.
    private mutating func take(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        if state.phase == .settled || state.question == .anotherWish { return takeAfterAction(heard, in: &reply, at: now) }
        if heard.isComplaint, !heard.hasValues, let slot = slotNamed(in: heard) {
            clear(slot)
            return .answered
        }
        let taking = takeAnswer(heard, in: &reply, at: now)
        guard case .open = taking else { return taking }
        if fill(heard, in: &reply, at: now) { return .answered }
        guard heard.has(.goodbye), heard.content.isEmpty else { return .open }
        return leaveOrWarn(&reply) ? .replied : .answered
    }

    private mutating func takeAfterAction(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        if heard.hasValues {
            beginNextWish()
            return fill(heard, in: &reply, at: now) ? .answered : .notUnderstood
        }
        if heard.answer == false || heard.has(.nothingMore) || heard.has(.goodbye) || (heard.has(.thanks) && heard.content.isEmpty) {
            leave(&reply)
            return .replied
        }
        guard heard.answer == true else { return .notUnderstood }
        beginNextWish()
        return .answered
    }

    /// Ends the call, but tells a caller once who goes before anything is settled.
    ///
    /// - Returns: whether the call ends.
    mutating func leaveOrWarn(_ reply: inout Reply) -> Bool {
        if state.hasUnfinishedWish, !state.hasWarnedOfLeaving {
            state.hasWarnedOfLeaving = true
            reply.say(Sentences.notSettledYet)
            return false
        }
        leave(&reply)
        return true
    }

    private mutating func leave(_ reply: inout Reply) {
        reply.say(Sentences.goodbye)
        reply.run(.end)
    }

    /// A new form; who calls stays known.
    mutating func beginNextWish() {
        if state.phase == .settled { state.revision += 1 }
        drop()
    }

    mutating func drop() {
        state = state.cleared
    }
}
