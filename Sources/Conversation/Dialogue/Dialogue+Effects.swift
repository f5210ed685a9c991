import Core
import Foundation

/// Effects: asked for here, and what follows from their results.
extension Dialogue {
    mutating func perform(_ reply: inout Reply) {
        guard let action = agent.workflow.action(from: noted) else { return }
        for name in state.values.keys where !state.doubtful.contains(name) { state.values[name]?.status = .confirmed }
        if case .bookAppointment(let draft) = action, let reference = state.errand?.record?.reference {
            perform(.moveAppointment(reference, draft), &reply)
        } else {
            perform(action, &reply)
        }
    }

    mutating func perform(_ action: ActionRequest.Action, _ reply: inout Reply) {
        state.phase = .performing
        reply.run(.perform(ActionRequest(revision: state.revision, action: action)))
    }

    mutating func settle(_ receipt: Receipt, in reply: inout Reply, at now: Date) {
        guard state.phase == .performing else { return }
        state.phase = .settled
        state.made = record(of: receipt, at: now)
        reply.say(doneErrand(at: now) ?? done(receipt, at: state.values.time?.start, now: now))
        // A promise to call back is a ticket already.
        let isBeside = state.errand.map { !$0.isFillingForm && $0.purpose != .add && agent.workflow.result != .ticket } ?? false
        state.errand = nil
        // What was looked up before is no longer how it is.
        state.past = nil
        if isBeside, state.hasWish {
            // What was being put together goes on.
            state.phase = .gathering
            state.revision += 1
            return advance(&reply, at: now)
        }
        ask(.anotherWish, in: &reply, at: now)
    }

    mutating func recover(from refusal: Refusal, in reply: inout Reply, at now: Date) {
        let phase = state.phase
        if phase == .performing || phase == .findingSlots || phase == .lookingUp { state.phase = .gathering }
        guard phase == .performing else { return recoverFromQuery(refusal, in: &reply, at: now) }
        switch refusal {
        case .slotTaken:
            state.revision += 1
            reply.say(Sentences.slotTaken)
            withdrawOffers()
            advance(&reply, at: now)
        case .soldOut(let items):
            state.revision += 1
            let names = Spoken.list(items.map { agent.item($0)?.name ?? "one item" })
            reply.say(
                "I'm sorry, we have just run out of \(names), so I've taken that off.", "\(names) is sold out now; it is off the order.")
            setLines(state.values.lines.filter { !items.contains($0.item) }, confidence: state.values[.lines]?.confidence)
            advance(&reply, at: now)
        case .notPossible(let reason):
            state.revision += 1
            reply.say(reason)
            let isOfForm = state.errand.map(\.isFillingForm) ?? state.hasUnfinishedWish
            state.errand = nil
            ask(isOfForm ? .change : .anotherWish, in: &reply, at: now)
        case .failed:
            // The same revision: should it have been done after all, asking again does not do it twice.
            reply.say(Sentences.failed)
            ask(.person, in: &reply, at: now)
        }
    }

    /// No person to be had, or no free times to be seen: nothing that was agreed is touched.
    private mutating func recoverFromQuery(_ refusal: Refusal, in reply: inout Reply, at now: Date) {
        if state.isTransferring {
            return offerCallBack(becauseOf: Sentences.nobodyFree, in: &reply, at: now)
        }
        if state.errand?.isFillingForm == false {
            state.errand = nil
            reply.say(Sentences.failed)
            return ask(.person, in: &reply, at: now)
        }
        if case .notPossible(let reason) = refusal { reply.say(reason) } else { reply.say(Sentences.failed) }
        state.wish = nil
        state.question = nil
        advance(&reply, at: now)
    }
}
