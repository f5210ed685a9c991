import Core
import Foundation

/// The key pad: digits of a number, 1 and 2 for yes and no, a place in a list, 0 for a person, `*` to hear it again.
extension Dialogue {
    mutating func hear(keys: String, in reply: inout Reply, at now: Date) {
        state.silences = 0
        let digits = keys.filter { ("0"..."9").contains($0) }
        let isValue = askedKind?.canBeKeyedIn == true && (!isAskingToConfirm || digits.count > 1)
        if isValue, slotAsked == .customerPhone {
            takeNumber(digits, isComplete: keys.contains("#"), in: &reply, at: now)
        } else if isValue || isAskingForCode, !digits.isEmpty {
            hear([Hypothesis(digits)], in: &reply, at: now)
        } else if let words = words(for: digits.isEmpty ? String(keys.prefix(1)) : String(digits.prefix(1))) {
            hear([Hypothesis(words)], in: &reply, at: now)
        } else {
            miss(&reply, at: now)
        }
    }

    /// A key is a yes or a no to what was said back; several keys are the value itself.
    private var isAskingToConfirm: Bool { if case .confirm? = state.question { true } else { false } }

    /// The figures of a code are keyed in though its letters cannot be.
    private var isAskingForCode: Bool { !isAskingToConfirm && askedKind?.isCode == true }

    private var slotAsked: Slot.Name? { agent.slotAsked(in: state) }

    private var askedKind: Slot.Kind? { slotAsked.flatMap { agent.workflow.slot($0)?.kind } }

    private mutating func takeNumber(_ digits: String, isComplete: Bool, in reply: inout Reply, at now: Date) {
        let heard = state.digits + digits
        if let number = PhoneReader.phoneNumber(heard, region: agent.facts.region) {
            set(.customerPhone, to: .phone(number), confidence: 1)
            advance(&reply, at: now)
        } else if isComplete || heard.count >= 15 {
            state.digits = ""
            reply.say(Sentences.wholeNumber)
        } else {
            state.digits = heard
            reply.say(Sentences.restOfNumber)
        }
    }

    /// What a key says in answer to the question asked.
    private func words(for key: String) -> String? {
        if key == "0" { return "put me through" }
        if key == "*" { return "repeat that" }
        if askedKind == .yesNo { return ["1": "yes", "2": "no"][key] }
        switch (state.question, key) {
        case (.offers, "1"), (.doubt, "1"), (.option, "1"), (.slot, "1"): return "the first one"
        case (.offers, "2"), (.doubt, "2"), (.option, "2"), (.slot, "2"): return "the second one"
        case (.offers, "3"), (.doubt, "3"), (.option, "3"), (.slot, "3"): return "the third one"
        case (.offers, "4"), (.doubt, "4"), (.option, "4"), (.slot, "4"): return "the fourth one"
        case (_, "1"): return "yes"
        case (_, "2"): return "no"
        default: return nil
        }
    }
}
