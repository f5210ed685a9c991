import Core
import Foundation

/// What is heard for the slots that an owner declared.
extension Agent {
    func readDeclared(_ heard: inout Heard, in state: Dialogue.State, at now: Date) {
        guard let declared else { return }
        let local = LocalDateTime(now.local(in: facts.timeZone))
        let asked = askedSlot(in: state)
        let read = declared.values(in: heard.utterance, asked: asked.map { [$0.name] } ?? [], reference: local)
        for slot in workflow.slots where !slot.isCallers {
            if case .choice = slot.kind {
                forgetChoice(of: slot, claimedBy: read, in: &heard)
            } else if let candidate = candidate(for: slot, from: read, isAsked: slot == asked, in: heard) {
                // Digits of a telephone number look like any other.
                guard slot == asked || heard.values[.customerPhone]?.span.overlaps(candidate.span) != true else { continue }
                if let objection = slot.objection(to: candidate.value, today: local.date) {
                    if slot == asked { heard.objection = objection }
                } else {
                    heard.values[slot.name] = candidate
                    heard.explain(candidate.span)
                }
            }
        }
        if let asked, case .code(let format) = asked.kind, heard.values.isEmpty, !heard.content.isEmpty, heard.topics.isEmpty,
            CodeFormat.spelling(in: heard.utterance) != nil
        {
            heard.objection = "It has \(format.spoken)."
        }
        // "What is the driver's number?": the answer is not the caller's own.
        guard let asked, !asked.isCallers, let answer = heard.values[asked.name] else { return }
        for name in [Slot.Name.customerName, .customerPhone] where heard.values[name]?.span.overlaps(answer.span) == true {
            heard.values[name] = nil
        }
    }

    /// The slot that a bare answer belongs to.
    private func askedSlot(in state: Dialogue.State) -> Slot? {
        switch state.question {
        case .slot(let name), .confirm(let name): workflow.slot(name)
        default: nil
        }
    }

    /// What was said last counts: "on Friday, no, on Saturday".
    private func candidate(
        for slot: Slot, from read: [Slot.Name: [Candidate<SlotReading>]], isAsked: Bool, in heard: Heard
    ) -> Candidate<SlotValue>? {
        if slot.kind == .account {
            let text = Account.text(of: heard)
            guard isAsked, !text.isEmpty else { return nil }
            let span = heard.utterance.span(of: heard.utterance.tokens.indices)
            return Candidate(.text(text), span: span, confidence: 1, evidence: "the caller's words")
        }
        if case .code(let format) = slot.kind {
            return format.code(in: heard.utterance, isAsked: isAsked).map {
                Candidate(.text($0.value), span: $0.span, confidence: $0.confidence, evidence: $0.evidence)
            }
        }
        // "The food is wrong" names what is wrong, not another food.
        if slot.kind == .text, !isAsked, heard.isComplaint { return nil }
        return read[slot.name]?.lazy.reversed().compactMap { reading in
            slot.value(reading.value).map {
                Candidate(slot.likeliest($0), span: reading.span, confidence: reading.confidence, evidence: reading.evidence)
            }
        }.first
    }

    /// The name of a choice can be a word of another slot's value: there it is none.
    private func forgetChoice(of slot: Slot, claimedBy read: [Slot.Name: [Candidate<SlotReading>]], in heard: inout Heard) {
        guard let choice = heard.values[slot.name], read[slot.name] == nil else { return }
        let isOthers = read.contains { name, candidates in
            name != slot.name && candidates.contains { $0.span.overlaps(choice.span) }
        }
        if isOthers { heard.values[slot.name] = nil }
    }
}

extension Slot {
    /// Whether it is the caller's own name or number, which is read as in any workflow.
    var isCallers: Bool { name == .customerName || name == .customerPhone }

    /// On the face of a clock three is three: of two times half a day apart the one that is accepted is meant.
    fileprivate func likeliest(_ value: SlotValue) -> SlotValue {
        guard case .timeOfDay(let limits) = kind, case .timeOfDay(let time) = value, !limits.admit(time),
            let other = LocalTime(minutes: (time.minutes + 720) % 1440), limits.admit(other)
        else { return value }
        return .timeOfDay(other)
    }
}
