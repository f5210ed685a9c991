import Core
import Foundation

/// How values that were heard enter the form.
extension Dialogue {
    /// - Returns: whether anything was understood, also when it was known already.
    mutating func fill(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard heard.hasValues else { return false }
        let asked = state.question
        var isTaken = takeOrder(heard, in: &reply)
        var clear: [Slot.Name] = []
        if heard.values[.description] != nil, state.values[.description] != nil {
            reply.say("I've added that.", "I've written that down as well.")
        }
        for slot in agent.workflow.slots {
            guard let candidate = heard.values[slot.name] else { continue }
            if let first = choiceHeld(beside: candidate.value, of: slot, in: heard) {
                reply.say(Sentences.oneAfterTheOther(first.spoken))
                isTaken = true
                continue
            }
            let confidence = max(
                leastConfidence(in: candidate.value, of: slot, in: heard, answering: asked), heard.confidence(in: candidate, of: slot.name))
            if set(slot.name, to: candidate.value, confidence: confidence, isWritten: heard.isWritten) { isTaken = true }
            if slot.kind.isIdentifying, !heard.isWritten, confidence >= agent.facts.thresholds.identity { clear.append(slot.name) }
        }
        if !heard.doubts.isEmpty {
            state.doubts += heard.doubts
            isTaken = true
        }
        if let wish = heard.wish, agent.workflow.slot(.start) != nil {
            if let service = serviceAskedAbout {
                set(.service, to: .choice(service.id.rawValue), confidence: agent.facts.thresholds.accept)
            }
            take(wish)
            isTaken = true
        }
        // The time that is agreed, said again.
        if let time = state.values.time, heard.offers.contains(time) { return true }
        // One of the times offered before, after all.
        if heard.offers.count == 1, let slot = heard.offers.first, state.question != .offers {
            accept(slot)
            isTaken = true
        }
        if let digits = heard.digits {
            let isShorter = !state.digits.isEmpty && digits.count <= state.digits.count
            if isShorter || !agent.facts.region.mayGoOn(after: digits) {
                // It was said again, and some of it was lost again; or it has too many digits already.
                state.digits = ""
                reply.say(Sentences.wholeNumber)
            } else {
                state.digits = digits
            }
            isTaken = true
        }
        // Whoever answers "anything else?" with a name or a way to get it wants nothing else.
        if asked == .moreLines, isTaken, heard.order.changes.isEmpty, heard.order.doubts.isEmpty { state.hasAllLines = true }
        if heard.has(.nothingMore), !state.values.lines.isEmpty { state.hasAllLines = true }
        if heard.values[.customerName] != nil || heard.values[.customerPhone] != nil { state.hasAllLines = true }
        mention(clear, in: &reply, at: now)
        return isTaken
    }

    /// Says what was heard clearly along with what is asked next, so that a caller can object; the read-back says it anyhow.
    private func mention(_ names: [Slot.Name], in reply: inout Reply, at now: Date) {
        guard !names.isEmpty, nextQuestion != .readBack else { return }
        let values = names.compactMap { name in state.values[name].map { spoken($0.value, of: name, at: now) } }
        let list = Spoken.list(values)
        reply.say("\(Spoken.capitalized(list)), thank you.", "Thank you, \(list).", "I have \(list).")
    }

    /// "Could you also trim the nails?": what is held already and is to stay.
    private func choiceHeld(beside value: SlotValue, of slot: Slot, in heard: Heard) -> Slot.Choice? {
        guard case .choice(let choices, .names) = slot.kind, case .choice(let id)? = state.values[slot.name]?.value, .choice(id) != value,
            heard.utterance.tokens.contains(where: { English.moreWords.contains($0.word) })
        else { return nil }
        return choices.first { $0.id == id }
    }

    /// How sure at least the agent is of what is said about a slot, however badly it was heard, 0...1.
    private func leastConfidence(in value: SlotValue, of slot: Slot, in heard: Heard, answering question: Question?) -> Double {
        // A caller's own words are written down as they were heard: nobody can say yes to each of them.
        if slot.kind == .account || slot.name == .subject { return agent.facts.thresholds.accept }
        // A whole answer is said back at once rather than asked for once more: then what is right of it is not lost.
        let isSpelledAgain = slot.name == .customerName && heard.pooled.contains(slot.name) && agent.slotAsked(in: state) == nil
        guard isSpelledAgain || question == .slot(slot.name) || question == .confirm(slot.name), !state.denied.contains(value) else {
            return 0
        }
        // A name is spelled first.
        let isNameAgain = slot.kind == .personName && (isSpelledAgain || state.needsSpelling || question == .confirm(slot.name))
        let isWhole = slot.kind == .phone || isNameAgain
        return isWhole ? agent.facts.thresholds.confirm : 0
    }

    /// Keeps a value if it was heard well enough.
    ///
    /// - Parameter isWritten: whether it cannot have been misheard, only misread.
    /// - Returns: false when it was heard too badly to be kept.
    @discardableResult
    mutating func set(_ name: Slot.Name, to value: SlotValue, confidence: Double, isWritten: Bool = false) -> Bool {
        let thresholds = agent.facts.thresholds
        guard confidence >= thresholds.confirm else {
            if name == .customerName { state.needsSpelling = true }
            return false
        }
        if let held = state.values[name], held.value == value, held.status != .needsConfirming { return true }
        if let held = state.values[name], held.value != value, isQuestioned(name) { refuse(name) }
        state.denied.remove(value)
        // What is spelled out or heard twice alike is as sure as it gets.
        let isRepeated = state.values[name]?.value == value
        let isIdentifying = agent.workflow.slot(name)?.kind.isIdentifying == true && !isWritten
        let accepted = isIdentifying ? thresholds.identity : thresholds.accept
        let status: Form.Status = confidence >= accepted || isRepeated ? .heard : .needsConfirming
        state.values[name] = HeldValue(value, confidence: confidence, status: status)
        if status == .heard { state.doubtful.remove(name) }
        // What was read back is no longer what would be done.
        state.hasReadBack = false
        switch name {
        case .customerName: state.needsSpelling = false
        case .customerPhone: state.digits = ""
        case .service: withdrawOffers()
        case .category, .description: takePriority()
        default: break
        }
        return true
    }

    /// Whether a value was just said back, so that another one denies it.
    private func isQuestioned(_ name: Slot.Name) -> Bool {
        [.readBack, .change, .confirm(name)].contains(state.question)
    }

    mutating func setLines(_ lines: [OrderLine], confidence: Double?) {
        state.values[.lines] = lines.isEmpty ? nil : HeldValue(.lines(lines), confidence: confidence, status: .heard)
        if lines.isEmpty { state.hasAllLines = false }
        if let line = state.lineInFocus, !lines.indices.contains(line) { state.lineInFocus = nil }
    }

    private mutating func takeOrder(_ heard: Heard, in reply: inout Reply) -> Bool {
        guard agent.workflow.slot(.lines) != nil else { return false }
        // What was hardly heard changes nothing.
        guard heard.confidence >= agent.facts.thresholds.confirm else { return false }
        let before = state.values.lines
        let lines = agent.catalogue.applying(heard.order.changes.map(\.value), to: before)
        guard lines.count <= OrderDraft.mostLines, lines.allSatisfy(\.isOrderable) else {
            reply.say("That is more than I can put on one order.", "So much I cannot take on one order.")
            return true
        }
        if lines != before {
            let confidence = heard.order.changes.map(\.confidence).min().map { $0 * heard.confidence }
            state.lineInFocus = lines.lastIndex { !before.contains($0) }
            setLines(lines, confidence: confidence)
            acknowledge(from: before, to: lines, in: &reply)
        } else if !heard.order.changes.isEmpty {
            reply.say(Spoken.capitalized(Spoken.lines(lines, in: agent.facts.catalogue)) + ".", "I have that.")
        }
        for doubt in heard.order.doubts { take(doubt.value, in: &reply) }
        return !heard.order.changes.isEmpty || !heard.order.doubts.isEmpty
    }

    func acknowledge(from before: [OrderLine], to after: [OrderLine], in reply: inout Reply) {
        let changed = after.filter { !before.contains($0) }
        if !changed.isEmpty {
            let lines = Spoken.lines(changed, in: agent.facts.catalogue)
            reply.say("\(Spoken.capitalized(lines)).", "So \(lines).", "I have \(lines).")
            return
        }
        let left = before.filter { !after.contains($0) }
        // Of two lines that are alike one has gone.
        guard !left.isEmpty else { return reply.say("I have \(Spoken.lines(after, in: agent.facts.catalogue)) now.") }
        let gone = Spoken.lines(left, in: agent.facts.catalogue)
        reply.say("I've taken \(gone) off.", "\(Spoken.capitalized(gone)) is off the order.", "Right, without \(gone).")
    }

    func added(_ line: OrderLine) -> [String] {
        let line = Spoken.line(line, in: agent.facts.catalogue)
        return ["\(Spoken.capitalized(line)), added.", "I've added \(line)."]
    }

    private mutating func take(_ doubt: OrderDoubt, in reply: inout Reply) {
        switch doubt {
        case .ambiguous(let items, let line):
            doubtful(items, like: line)
        case .category(_, let items, let line):
            doubtful(items, like: line ?? OrderLine(item: items.first ?? CatalogueItem.ID("")))
        case .halves(let items):
            reply.say("Half and half I can't do, I'm afraid: it is the one or the other.", "Two halves in one I can't put on the order.")
            doubtful(items, like: OrderLine(item: items[0]))
        case .unavailable(let line):
            let name = agent.item(line.item)?.name ?? "that"
            reply.say("I'm sorry, the \(name) is sold out today.", "The \(name) is not to be had today, I'm sorry.")
        case .unknown(let words, let nearest):
            if nearest.count == 1, let item = nearest.first {
                reply.say("I don't find \(words) on the menu.", "There is no \(words) on the menu.")
                doubtful([item], like: OrderLine(item: item))
            } else if nearest.isEmpty {
                reply.say("I don't find \(words) on the menu.", "We don't have \(words), I'm afraid.")
            } else {
                reply.say("I don't find \(words) on the menu.", "There is no \(words) on the menu.")
                doubtful(nearest, like: OrderLine(item: nearest[0]))
            }
        case .optionNotOffered(let option, let item):
            let name = agent.item(item)?.name ?? "that"
            reply.say("The \(name) does not come with \(option).", "I can't do \(option) with the \(name), I'm afraid.")
        case .notInCart(let item):
            let name = agent.item(item)?.name ?? "that"
            reply.say("There is no \(name) on your order.", "You have no \(name) on the order so far.")
        }
    }

    private mutating func doubtful(_ items: [CatalogueItem.ID], like line: OrderLine) {
        let meanings = items.compactMap { id -> Doubt.Meaning? in
            guard let item = agent.item(id), item.isAvailable else { return nil }
            // Options belong to one item; those that the other has too are kept.
            let options = line.options.compactMap(item.choice(like:))
            return .line(OrderLine(item: id, quantity: line.quantity, options: options, note: line.note))
        }
        if !meanings.isEmpty { state.doubts.append(Doubt(meanings: meanings)) }
    }

    /// The category's usual priority, or what the caller's words ask for if that is more.
    mutating func takePriority() {
        guard let id = state.values.choice(.category), let category = agent.facts.categories.first(where: { $0.id.rawValue == id })
        else { return }
        let least = state.values.text(.description).flatMap(Account.leastPriority)
        let priority = max(category.priority, least ?? category.priority)
        state.values[.priority] = HeldValue(.choice(priority.rawValue), confidence: 1, status: .heard)
    }
}
