import Core
import Foundation

/// What a caller tells of a problem, and what only sounds like it.
extension Agent {
    /// The caller's own account of a problem, with what makes it urgent and a line that sums it up.
    func readAccount(_ heard: inout Heard, in state: Dialogue.State) {
        guard workflow.result == .ticket, let slot = workflow.slots.first(where: { $0.kind == .account }) else { return }
        let isAsked = state.question == .slot(slot.name) || state.question == .anotherWish
        let told = state.values.text(slot.name)
        let text = Account.text(of: heard)
        guard !text.isEmpty, let span = heard.utterance.tokens.isEmpty ? nil : heard.utterance.span(of: heard.utterance.tokens.indices)
        else { return }
        if told == nil || isAsked {
            // Whoever is asked for another wish and takes leave has none, however badly the leave was heard.
            let isLeaving = state.question == .anotherWish && [.no, .thanks, .goodbye, .nothingMore].contains(where: heard.has)
            let isPlain = state.question == .slot(slot.name) || isAsked && heard.values[.category] != nil
            guard !isLeaving, heard.content.count >= (isPlain ? 1 : 3) else { return }
            heard.values[slot.name] = Candidate(.text(text), span: span, confidence: 1, evidence: "the caller's words")
            let account = text == heard.utterance.text ? heard : Heard(Utterance(text), confidence: heard.confidence)
            heard.values[.subject] = Candidate(
                .text(Account.subject(of: account)), span: span, confidence: 1, evidence: "the first sentence")
        } else if let told, let better = subjectPutRight(by: heard, in: state), !told.contains(better) {
            // What was told before is kept, for it may be true as well; but it is not what it is about.
            let account = Heard(Utterance(better), confidence: heard.confidence)
            heard.values[slot.name] = Candidate(
                .text(Account.joined(told, better)), span: span, confidence: 1, evidence: "put right by the caller")
            heard.values[.subject] = Candidate(
                .text(Account.subject(of: account)), span: span, confidence: 1, evidence: "put right by the caller")
        } else if let told, isAdding(heard, in: state), !told.contains(text) {
            heard.values[slot.name] = Candidate(
                .text(Account.joined(told, text)), span: span, confidence: 1, evidence: "added by the caller")
        } else {
            return
        }
        heard.explain(span)
    }

    /// "No, it's about the printer", in answer to the read-back: what it is about after all.
    private func subjectPutRight(by heard: Heard, in state: Dialogue.State) -> String? {
        guard state.question == .readBack || state.question == .change, heard.answer != true, !heard.isComplaint, !heard.isBriefQuestion,
            heard.values.keys.allSatisfy({ $0 == .category }), heard.wish == nil, heard.digits == nil, !heard.content.isEmpty
        else { return nil }
        let tokens = heard.utterance.tokens
        guard let about = tokens.firstIndex(where: { English.subjectOpeners.contains($0.word) }), about + 1 < tokens.count else {
            return nil
        }
        return Spoken.capitalized(heard.utterance.text(of: about + 1..<tokens.count))
    }

    /// Whether more is told of what was told before.
    private func isAdding(_ heard: Heard, in state: Dialogue.State) -> Bool {
        // What was hardly heard is no account of anything.
        guard heard.confidence >= facts.thresholds.confirm else { return false }
        return switch state.question {
        // "My number is three zero six …", some of it misheard, is no part of the problem either.
        case _ where heard.isMostlyNumbers: false
        case _ where heard.isQuestion || SpellingReader.word(in: heard.utterance).map { $0.value.count > 2 } == true: false
        case .readBack, .change:
            heard.values.isEmpty && (heard.content.count >= 2 || heard.has(.urgency) || heard.has(.emergency)) && !heard.isComplaint
                && !heard.isBriefQuestion
                && !heard.content.contains { $0.isDigits && $0.word.utf8.count >= 3 }
        // What is said in place of a name or a number is told of the problem, if it is told at any length.
        case .slot(.customerName), .slot(.customerPhone), .knownName, .lineNumber:
            heard.values[.customerName] == nil && heard.values[.customerPhone] == nil && heard.digits == nil && !heard.isComplaint
                && (heard.content.count >= 3 || heard.content.count == 2 && heard.utterance.tokens.count >= 5 || heard.has(.urgency)
                    || heard.has(.emergency))
                && !heard.has(.help) && !heard.isBriefQuestion
                && !heard.utterance.tokens.contains { Slot.Kind.personName.english.union(Slot.Kind.phone.english).contains($0.word) }
        case .slot(.category), .doubt: heard.utterance.tokens.count >= 4
        default: false
        }
    }
}
