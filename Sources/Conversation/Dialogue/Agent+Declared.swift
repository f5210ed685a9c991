import Core
import Foundation

/// What is heard for the slots that an owner declared.
extension Agent {
    /// That what fits a question is its answer, 0...1.
    private static let answered = 0.85

    func readDeclared(_ heard: inout Heard, in state: Dialogue.State, at now: Date) {
        guard let declared else { return }
        let local = LocalDateTime(now.local(in: facts.timeZone))
        let asked = askedSlot(in: state)
        let read = declared.values(in: heard.utterance, asked: asked.map { [$0.name] } ?? [], reference: local)
        for slot in workflow.slots where !slot.isCallers {
            if case .choice = slot.kind {
                forgetChoice(of: slot, claimedBy: read, in: &heard)
            } else if let candidate = candidate(for: slot, from: read, isAsked: slot == asked, in: heard, today: local) {
                guard slot == asked || !isCallers(candidate.span, rather: slot, in: &heard) else { continue }
                if let objection = slot.objection(to: candidate.value, today: local.date) {
                    if slot == asked { heard.objection = objection }
                } else {
                    heard.values[slot.name] = candidate
                    // A plausible answer is not asked about on its own, for every answer is read back before anything is done.
                    if slot == asked, candidate.confidence >= facts.thresholds.confirm {
                        heard.values[slot.name]?.confidence = max(candidate.confidence, Self.answered)
                    }
                    heard.explain(candidate.span)
                }
            }
        }
        if let asked, case .code(let format) = asked.kind { settleCode(of: asked, like: format, in: &heard) }
        // The figures of a date of birth, or of a postal code, are nothing else.
        if let asked, asked.kind == .birthDate || asked.kind.isCode, let born = heard.values[asked.name] {
            heard.values = heard.values.filter { $0.key == asked.name || !$0.value.span.overlaps(born.span) }
            heard.digits = nil
        }
        // "What is the driver's number?": the answer is not the caller's own.
        guard let asked, !asked.isCallers, let answer = heard.values[asked.name] else { return }
        for name in [Slot.Name.customerName, .customerPhone] where heard.values[name]?.span.overlaps(answer.span) == true {
            heard.values[name] = nil
        }
    }

    /// Whether words are the caller's own name or number rather than a value of a slot that is like those.
    ///
    /// "My name is Ada" is the caller's; in "the dog's name is Rex" the label tells that it is not.
    private func isCallers(_ span: Range<Int>, rather slot: Slot, in heard: inout Heard) -> Bool {
        for name in [Slot.Name.customerName, .customerPhone] where heard.values[name]?.span.overlaps(span) == true {
            guard isNamed(slot, in: heard) else { return true }
            heard.values[name] = nil
        }
        return false
    }

    /// Whether a word of the label is said that tells it from other slots: "name" and "number" do not.
    private func isNamed(_ slot: Slot, in heard: Heard) -> Bool {
        let words = SlotLabel(slot.label).words
        let telling = words.filter { !English.commonWords.contains($0) }
        return heard.utterance.tokens.contains { (telling.isEmpty ? words : telling).contains($0.word) }
    }

    /// Letters and digits that were asked for are nothing else, be they a code or not.
    private func settleCode(of slot: Slot, like format: CodeFormat, in heard: inout Heard) {
        guard let span = heard.values[slot.name]?.span ?? CodeFormat.spelling(in: heard.utterance)?.span else { return }
        heard.values = heard.values.filter { $0.key == slot.name || !$0.value.span.overlaps(span) }
        if heard.values.isEmpty, heard.topics.isEmpty { heard.objection = "It has \(format.spoken)." }
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
        for slot: Slot, from read: [Slot.Name: [Candidate<SlotReading>]], isAsked: Bool, in heard: Heard, today: LocalDateTime
    ) -> Candidate<SlotValue>? {
        if slot.kind == .account {
            let text = Account.text(of: heard)
            guard isAsked, !text.isEmpty else { return nil }
            let span = heard.utterance.span(of: heard.utterance.tokens.indices)
            return Candidate(.text(text), span: span, confidence: 1, evidence: "the caller's words")
        }
        if slot.kind == .birthDate {
            guard isAsked || isNamed(slot, in: heard) else { return nil }
            return birthDates(in: today).birthDates(in: [Hypothesis(heard.utterance.text)]).first.map {
                Candidate(.date($0.value), span: $0.span, confidence: $0.confidence, evidence: $0.evidence)
            }
        }
        if case .postcode(let formats) = slot.kind { return postcode(of: formats, for: slot, isAsked: isAsked, in: heard) }
        if case .code(let format) = slot.kind {
            return format.code(in: heard.utterance, isAsked: isAsked).map {
                Candidate(.text($0.value), span: $0.span, confidence: $0.confidence, evidence: $0.evidence)
            }
        }
        // "The food is wrong" names what is wrong, not another food.
        if slot.kind == .text, !isAsked, heard.isComplaint || !isNamed(slot, in: heard) { return nil }
        return read[slot.name]?.lazy.reversed().compactMap { reading in
            slot.value(reading.value, in: facts.region).map {
                Candidate(slot.likeliest($0), span: reading.span, confidence: reading.confidence, evidence: reading.evidence)
            }
        }.first
    }

    /// Unasked only what its label is said of, or what is as telling as letters among figures.
    private func postcode(of formats: [PostcodeFormat], for slot: Slot, isAsked: Bool, in heard: Heard) -> Candidate<SlotValue>? {
        let reader = PostcodeReader(formats: formats)
        let plain = reader.plainPostcode(in: heard.utterance).flatMap { code in
            isAsked || isNamed(slot, in: heard) || code.value.contains(where: \.isLetter) ? code : nil
        }
        let read = plain ?? (isAsked && heard.topics.isEmpty ? reader.postcodes(in: [Hypothesis(heard.utterance.text)]).first : nil)
        return read.map { Candidate(.text($0.value), span: $0.span, confidence: $0.confidence, evidence: $0.evidence) }
    }

    /// How figures of a date are ordered is told by where the business's callers telephone.
    func birthDates(in today: LocalDateTime) -> DateTimeReader {
        DateTimeReader(reference: today, numericOrder: orderOfFigures)
    }

    var orderOfFigures: NumericDateOrder { facts.region.callingCode == "1" ? .monthFirst : .dayFirst }

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
