import Core
import Foundation

/// Names, numbers and addresses sound like others: the answer is what all hypotheses make likeliest, not what the first one says.
extension Agent {
    /// Puts what all hypotheses together say in answer to the question in place of what one of them said.
    func reconsider(_ heard: inout Heard, among hypotheses: [Hypothesis], in state: Dialogue.State, at now: Date) {
        guard let name = slotAnswered(by: heard, in: state), let slot = workflow.slot(name) else { return }
        let attempts = (state.attempts[name] ?? []) + [hypotheses]
        // A code has a form of its own, by which it is found even in a single bad hypothesis.
        if case .code(let format) = slot.kind, hypotheses.count > 1 || heard.values[name] == nil {
            reconsiderCode(like: format, of: name, in: &heard, among: attempts, unless: state.denied)
        }
        guard attempts.contains(where: { $0.count > 1 }) else { return }
        switch slot.kind {
        case .personName where heard.values[name] != nil:
            let names = NameReader.names(
                in: attempts.map { $0.map { Hypothesis(Self.spelledPart(of: $0.text), confidence: $0.confidence) } })
            // What was read back and is not so is not proposed again.
            guard let read = names.first(where: { !state.denied.contains(.text($0.value)) }) else { return }
            let confidence = confidence(inName: read.confidence)
            put(.text(read.value), confidence: confidence, evidence: read.evidence, in: name, of: &heard)
        case .birthDate where heard.values[name] != nil:
            let reader = birthDates(in: LocalDateTime(now.local(in: facts.timeZone)))
            guard let read = reader.birthDates(in: attempts).first(where: { !state.denied.contains(.date($0.value)) }) else { return }
            put(.date(read.value), confidence: read.confidence, evidence: read.evidence, in: name, of: &heard)
        case .postcode(let formats) where hypotheses.count > 1:
            guard heard.topics.isEmpty, !heard.isQuestion,
                let read = PostcodeReader(formats: formats).postcodes(in: attempts).first(where: { !state.denied.contains(.text($0.value)) }
                ),
                read.confidence >= facts.thresholds.confirm
            else { return }
            put(.text(read.value), confidence: read.confidence, evidence: read.evidence, in: name, of: &heard)
        case .email:
            guard
                let read = Consensus.ranked(attempts, read: { EmailReader.addresses(in: $0, expecting: true) }).first(where: {
                    !state.denied.contains(.text($0.value))
                })
            else { return }
            put(.text(read.value), confidence: read.confidence, evidence: read.evidence, in: name, of: &heard)
        case .phone where name == .customerPhone && (heard.values[name] != nil || heard.digits != nil):
            let numbers = Consensus.ranked(hypotheses) { [dictated(in: $0, after: state.digits)].compactMap { $0 } }
            // Digits that can be dialled are believed before some that cannot.
            for read in numbers {
                guard let number = PhoneReader.phoneNumber(read.value, region: facts.region) else { continue }
                put(.phone(number), confidence: read.confidence, evidence: read.evidence, in: name, of: &heard)
                heard.digits = nil
                return
            }
        default:
            return
        }
    }

    private func reconsiderCode(
        like format: CodeFormat, of name: Slot.Name, in heard: inout Heard, among attempts: [[Hypothesis]], unless denied: Set<SlotValue>
    ) {
        guard heard.topics.isEmpty, !heard.isQuestion,
            let read = format.codes(in: attempts).first(where: { !denied.contains(.text($0.value)) }),
            read.confidence >= facts.thresholds.confirm
        else { return }
        put(.text(read.value), confidence: read.confidence, evidence: read.evidence, in: name, of: &heard)
        heard.objection = nil
    }

    /// "No, it's A D A": what is spelled; the whole where nothing is.
    private static func spelledPart(of text: String) -> String {
        let utterance = Utterance(text)
        let letters = utterance.tokens.indices.filter { utterance.tokens[$0].word.utf8.count == 1 && !utterance.tokens[$0].isDigits }
        guard let first = letters.first, let last = letters.last, letters.count >= 3, letters.count * 2 > last - first else { return text }
        return utterance.text(of: first..<utterance.tokens.count)
    }

    /// What was asked for, or a name that is spelled when everything was read back.
    func slotAnswered(by heard: Heard, in state: Dialogue.State) -> Slot.Name? {
        if let name = slotAsked(in: state) { return name }
        guard state.question == .readBack || state.question == .change, heard.values[.customerName] != nil,
            SpelledName.isSpelled(Utterance(Self.spelledPart(of: heard.utterance.text)))
        else { return nil }
        return .customerName
    }

    func slotAsked(in state: Dialogue.State) -> Slot.Name? {
        switch state.question {
        case .slot(let name)?, .confirm(let name)?: name
        default: nil
        }
    }

    private func put(_ value: SlotValue, confidence: Double, evidence: String, in name: Slot.Name, of heard: inout Heard) {
        let tokens = heard.utterance.tokens
        let span = heard.values[name]?.span ?? (tokens.isEmpty ? 0..<0 : heard.utterance.span(of: tokens.indices))
        heard.values[name] = Candidate(value, span: span, confidence: confidence, evidence: evidence)
        heard.pooled.insert(name)
        heard.explain(span)
    }
}
