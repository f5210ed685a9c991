import Core
import Foundation

extension Dialogue.State {
    /// Whether an attendant holds the conversation.
    public var isAttended: Bool { attendance != nil }

    /// Whether goodbye was said.
    public var hasEnded: Bool { phase == .ended }

    /// Counts the wishes of the call.
    public var wishNumber: Int { revision }
}

/// Following a conversation that an attendant holds: nothing is said, the form fills, and a yes is heard by the workflow alone.
extension Dialogue {
    /// Whether an attendant holds the conversation.
    public var isAttended: Bool { state.isAttended }

    /// Whether the caller has agreed to what was read back: then the action may be done.
    public var isAgreed: Bool { state.attendance?.isAgreed == true }

    /// Whether a tool does what the caller has agreed to.
    public func isAction(_ tool: String) -> Bool {
        tool == agent.workflow.wording.tool || tool == ToolSchema.transfer && state.question == .callBack
    }

    /// Whether the attendant has read back and the caller's answer has not been heard yet.
    public var awaitsAnswer: Bool {
        guard let attendance = state.attendance, let readBack = attendance.readBack, !attendance.isAgreed else { return false }
        return holds(readBack, in: attendance.said)
    }

    mutating func overhear(_ overheard: Overheard, at now: Date) {
        switch overheard {
        case .taken(let caller):
            if state.caller == Caller() { state.caller = caller }
            state.attendance = Attendance(hasBegun: state.attendance?.hasBegun ?? !state.said.isEmpty)
            if state.question == nil { state.question = agent.workflow.slots.first.map { .slot($0.name) } }
            // What an agent before this one was about to read back may be what this one says first.
            let readBack = state.phase == .gathering ? textToAgreeTo(at: now) : nil
            state.attendance?.readBack = readBack
        case .caller(let words): overhear(words, at: now)
        case .attendant(let text):
            state.attendance?.hasBegun = true
            state.attendance?.said.append(text)
            if let count = state.attendance?.said.count, count > Attendance.mostSaid { state.attendance?.said.removeFirst() }
        case .gathered(let values): gather(values)
        case .edited(let field, let value):
            let before = state.values
            var unsaid = Reply()
            edit(field, to: value, in: &unsaid, at: now)
            for name in changed(since: before) { state.attendance?.written.insert(name) }
            if state.values != before { state.attendance?.voidReadBack() }
        }
    }

    /// A yes counts if it is nothing but a yes, and the last thing that the caller was asked is whether to do what was read back.
    private mutating func overhear(_ words: [Hypothesis], at now: Date) {
        guard var attendance = state.attendance else { return }
        state.silences = 0
        attendance.hasBegun = true
        var context = state
        context.question = .readBack
        let heard = reading(of: words, in: context, at: now)
        let wasAsked = attendance.said.contains { Utterance($0).asksAnything }
        if wasAsked || !attendance.hasHeardReadBack {
            attendance.hasHeardReadBack =
                attendance.readBack.map { holds($0, in: attendance.said) && asksLast(about: $0, in: attendance.said) } ?? false
            attendance.isAgreed = false
        }
        attendance.said = []
        if let heard, !heard.isOnlyPolite {
            attendance.isAgreed =
                attendance.hasHeardReadBack && state.phase == .gathering && heard.isPlainYes && !changesSomething(heard)
                && heard.confidence >= agent.facts.thresholds.confirm
        }
        state.attendance = attendance
    }

    /// Takes what was overheard, where nobody has written down anything yet.
    private mutating func gather(_ values: [Slot.Name: SlotValue]) {
        guard state.phase == .gathering, let written = state.attendance?.written else { return }
        let before = state.values
        for slot in agent.workflow.slots where !written.contains(slot.name) {
            switch values[slot.name] {
            case nil: continue
            case .lines(let lines)?: if lines != state.values.lines { setLines(lines, confidence: agent.facts.thresholds.identity) }
            case .some(let value): set(slot.name, to: value, confidence: agent.facts.thresholds.identity)
            }
        }
        if state.values != before { state.attendance?.voidReadBack() }
    }

    /// Notes what a tool's call has changed and what is to be read to the caller because of it.
    mutating func attend(after before: [Slot.Name: HeldValue], at now: Date) {
        guard state.attendance != nil else { return }
        let changed = changed(since: before)
        for name in changed { state.attendance?.written.insert(name) }
        let readBack = state.phase == .gathering ? textToAgreeTo(at: now) : nil
        if !changed.isEmpty || readBack != state.attendance?.readBack { state.attendance?.voidReadBack() }
        state.attendance?.readBack = readBack
    }

    /// What the caller's next yes would be a yes to; nil when it would do nothing.
    private func textToAgreeTo(at now: Date) -> String? {
        switch state.question {
        case .readBack: summary(at: now)
        case .callBack: callBackOffer(at: now).first
        default: nil
        }
    }

    /// The conversation is ours again: says so, and goes on with what is missing.
    mutating func resume(in reply: inout Reply, at now: Date) {
        let hasBegun = state.attendance?.hasBegun ?? true
        state.attendance = nil
        state.hasReadBack = false
        guard hasBegun else { return greet(state.caller, in: &reply, at: now) }
        reply.say(Sentences.backAgain)
        switch state.phase {
        case .settled: ask(.anotherWish, in: &reply, at: now)
        case .ended:
            reply.say(Sentences.goodbye)
            reply.run(.end)
        case .gathering, .findingSlots, .lookingUp, .performing:
            state.phase = .gathering
            // What is on the order already need not be said again.
            if nextQuestion != .readBack, !state.values.lines.isEmpty {
                reply.say("So far I have \(Spoken.lines(state.values.lines, in: agent.facts.catalogue)).")
            }
            advance(&reply, at: now)
        }
    }

    /// Whether calls of tools ask once more for what is done already: it is not done twice.
    public func isDone(_ moves: [Move]) -> Bool {
        guard state.phase == .settled, !moves.isEmpty else { return false }
        return moves.allSatisfy { move in
            guard case .fill(let proposal, _) = move else { return false }
            return proposal.values.allSatisfy { state.values[$0.key]?.value == $0.value }
        }
    }

    private func changed(since before: [Slot.Name: HeldValue]) -> Set<Slot.Name> {
        Set(before.keys).union(state.values.keys).filter { before[$0]?.value != state.values[$0]?.value }
    }
}

/// What an attendant has said.
extension Dialogue {
    /// The share of a read-back's words that must have been said: names are written in more ways than one.
    private static let enough = 0.85
    /// The share of a question's words that must be about the read-back.
    private static let aboutIt = 0.5

    private func holds(_ readBack: String, in said: [String]) -> Bool {
        let words = Utterance(said.joined(separator: " ")).telling
        let needed = Utterance(readBack).telling
        guard !needed.isEmpty else { return true }
        return Double(needed.count { words.contains($0) }) >= Self.enough * Double(needed.count)
    }

    /// Whether the last question asks for the yes and for nothing else: "Shall I place it?", but not "Anything to drink with that?"
    private func asksLast(about readBack: String, in said: [String]) -> Bool {
        let utterance = Utterance(said.joined(separator: " "))
        guard let sentence = utterance.sentences.last(where: { $0.contains { utterance.tokens[$0].gap.contains("?") } }) else {
            return true
        }
        let question = Utterance(utterance.text(of: sentence))
        if DealingCue.english.matches(in: question.tokens).contains(where: { $0.meaning == .check }) { return true }
        let wording = agent.workflow.wording
        let expected = Utterance((wording.request + Sentences.shallMove + [wording.record, readBack]).joined(separator: " ")).telling
        let asked = question.telling
        return Double(asked.count { expected.contains($0) }) >= Self.aboutIt * Double(asked.count)
    }
}

extension Utterance {
    /// The words that carry what is said; numbers as figures, however they are written.
    fileprivate var telling: Set<String> {
        Set(
            tokens.map(\.word).filter { !English.functionWords.contains($0) }.map { word in
                switch English.cardinals[word] {
                case .unit(let number)?, .teen(let number)?, .tens(let number)?, .joined(let number)?: String(number)
                default: WordForm.stem(word)
                }
            })
    }

    fileprivate var asksAnything: Bool { clauses.contains(where: \.isQuestion) }
}

extension Heard {
    /// Thanks and the like, which neither agree nor take back.
    fileprivate var isOnlyPolite: Bool {
        let polite: Set<SpeechAct> = [.thanks, .filler, .greeting]
        return isBare && answer == nil && !acts.isEmpty && acts.allSatisfy { polite.contains($0.meaning) }
    }
}
