import Core
import Foundation

/// A value that is said back and refused again and again: asked for by other means in the end, so that no call goes in circles.
///
/// What can be keyed in is asked for on the key pad, a name is written down as doubtful (the number tells who the customer is), and for
/// everything else there is a person.
extension Dialogue {
    /// So many refusals of one value are met by asking for it again: a name has been spelled twice by then.
    private static let mostRefusals = 3
    /// So many of something that can be keyed in are met by asking for it in words.
    private static let mostBeforeKeys = 2
    /// So many more, on the key pad or after a person was not wanted, are met by asking for it again.
    private static let mostAfterwards = 2

    /// Takes note that a value is not so: it is not proposed again.
    mutating func refuse(_ name: Slot.Name) {
        guard let held = state.values[name] else { return }
        state.denied.insert(held.value)
        state.refused[name, default: 0] += 1
    }

    /// Whether a value is asked for on the key pad by now.
    func isKeyedIn(_ name: Slot.Name) -> Bool {
        guard let kind = agent.workflow.slot(name)?.kind else { return false }
        return kind.canBeKeyedIn && state.refused[name, default: 0] >= Self.mostBeforeKeys
    }

    /// Meets what was refused too often by other means than asking for it once more.
    ///
    /// - Returns: whether that asks something of the caller.
    mutating func changeMeans(in reply: inout Reply, at now: Date) -> Bool {
        guard let slot = agent.workflow.slots.first(where: isStuck) else { return false }
        if takeAsDoubtful(slot.name, in: &reply) { return false }
        // Who wants no person may try again; then it is offered once more.
        state.refused[slot.name, default: 0] -= Self.mostAfterwards
        reply.say(Sentences.cannotMakeOut)
        ask(.person, in: &reply, at: now)
        return true
    }

    private func isStuck(_ slot: Slot) -> Bool {
        let most = Self.mostRefusals + (slot.kind.canBeKeyedIn ? Self.mostAfterwards : 0)
        guard state.refused[slot.name, default: 0] >= most, !state.doubtful.contains(slot.name) else { return false }
        guard let held = state.values[slot.name] else { return agent.workflow.needs(slot, given: state.values) }
        return held.status == .needsConfirming
    }

    /// The last that was heard of a name, or the likeliest of all: somebody reads the note beside it.
    private mutating func takeAsDoubtful(_ name: Slot.Name, in reply: inout Reply) -> Bool {
        guard name == .customerName, agent.workflow.result != .submission else { return false }
        let names = NameReader.names(in: state.attempts[name] ?? []).map { SlotValue.text($0.value) }
        guard let value = state.values[name]?.value ?? names.first(where: { !state.denied.contains($0) }) ?? names.first else {
            return false
        }
        let confidence = state.values[name]?.confidence ?? agent.facts.thresholds.confirm
        state.values[name] = HeldValue(value, confidence: confidence, status: .needsConfirming)
        state.doubtful.insert(name)
        state.needsSpelling = false
        reply.say(Sentences.nameIsChecked)
        return true
    }

    /// What is done with what is known, with a word about what is doubtful where staff read it.
    var noted: [Slot.Name: HeldValue] {
        guard state.doubtful.contains(.customerName) else { return state.values }
        var values = state.values
        let place: Slot.Name = agent.workflow.slot(.notes) == nil ? .description : .notes
        let text = [values.text(place), Sentences.noteOfDoubtfulName].compactMap { $0 }.joined(separator: " ")
        values[place] = HeldValue(.text(text), confidence: nil, status: .heard)
        return values
    }
}

extension Slot.Kind {
    /// Whether figures on a key pad are enough to say it.
    var canBeKeyedIn: Bool {
        switch self {
        case .phone, .number, .money, .birthDate: true
        case .code(let format): format.hasOnlyDigits
        case .postcode(let formats): formats.allSatisfy(\.hasOnlyDigits)
        case .lines, .choice, .time, .personName, .address, .account, .text, .email, .date, .timeOfDay, .yesNo, .list: false
        }
    }
}
