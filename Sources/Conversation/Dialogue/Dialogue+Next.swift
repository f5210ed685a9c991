import Core
import Foundation

/// What comes next: resolve a doubt, confirm what was badly heard, ask for what is missing, read back, wait for the yes.
extension Dialogue {
    mutating func advance(_ reply: inout Reply, at now: Date) {
        takeOffSoldOut(&reply)
        if let errand = state.errand, !errand.isFillingForm, state.phase == .gathering { return pursue(errand, in: &reply, at: now) }
        if changeMeans(in: &reply, at: now) { return }
        guard let question = nextQuestion else {
            // Nothing else is missing but a time, and what it takes to find one is known.
            findSlots(&reply)
            return
        }
        ask(question, in: &reply, at: now)
    }

    /// Nil when free times must be found first.
    var nextQuestion: Question? {
        if !state.doubts.isEmpty { return .doubt }
        if let open = openOption { return open }
        if openTicket != nil, !state.declined.contains(.openTicket) { return .openTicket }
        for slot in agent.workflow.slots {
            // What need not be known is not asked for, but what was badly heard of it is not taken either.
            guard agent.workflow.needs(slot, given: state.values) else {
                if slot.need == .never, let held = state.values[slot.name], asksAbout(held, of: slot) { return .confirm(slot.name) }
                continue
            }
            if let held = state.values[slot.name] {
                if asksAbout(held, of: slot) { return .confirm(slot.name) }
                if slot.kind == .lines, !state.hasAllLines { return .moreLines }
                continue
            }
            switch slot.kind {
            case .time where state.wish != nil: return state.offers.isEmpty ? nil : .offers
            case .personName where state.caller.knownName != nil && !state.declined.contains(.knownName): return .knownName
            case .address where knownAddress != nil && !state.declined.contains(.knownAddress): return .knownAddress
            case .phone where canOfferLineNumber: return .lineNumber
            default: return .slot(slot.name)
            }
        }
        return .readBack
    }

    /// Whether a value must be said back with a question of its own before anything else is asked.
    private func asksAbout(_ held: HeldValue, of slot: Slot) -> Bool {
        guard held.status == .needsConfirming, !state.doubtful.contains(slot.name) else { return false }
        guard slot.kind.isIdentifying, let confidence = held.confidence, confidence >= agent.facts.thresholds.accept else { return true }
        // The read-back is that question where nothing comes in between but more of who is calling.
        return agent.workflow.slots.contains { other in
            !other.kind.isIdentifying && state.values[other.name] == nil && agent.workflow.needs(other, given: state.values)
        }
    }

    /// The number of the line may be used, as far as the caller has said.
    var canOfferLineNumber: Bool {
        state.caller.phone != nil && !state.declined.contains(.lineNumber) && state.digits.isEmpty
    }

    /// The first choice that an item cannot be made without.
    private var openOption: Question? {
        for (index, line) in state.values.lines.enumerated() {
            guard let item = agent.item(line.item) else { continue }
            for group in item.optionGroups {
                let chosen = line.options.count { $0.group == group.id && $0.amount != .none }
                let given = chosen > 0 ? chosen : group.options.count { $0.isDefault }
                if given < group.minimum { return .option(line: index, group: group.id) }
            }
        }
        return nil
    }

    mutating func ask(_ question: Question, in reply: inout Reply, at now: Date) {
        if question != state.question {
            state.misses = 0
            state.refusals = 0
            state.question = question
        }
        reply.say(wordings(of: question, at: now))
        state.unheard = nil
        if question == .readBack { state.hasReadBack = true }
    }

    /// The question in several wordings, the plainest last.
    func wordings(of question: Question, at now: Date) -> [String] {
        switch question {
        case .slot(.customerName) where isSeekingRecord: Sentences.nameOfRecord
        case .slot(.customerPhone) where isSeekingRecord && state.digits.isEmpty: Sentences.phoneOfRecord
        case .slot(.customerName) where state.needsSpelling: Sentences.spellName
        case .slot(.customerPhone) where state.digits.count == agent.facts.region.localLength: Sentences.areaCode
        case .slot(.customerPhone) where !state.digits.isEmpty: Sentences.restOfNumber
        case .slot(let name) where isKeyedIn(name): keyPrompts(for: name)
        case .slot(let name): prompts(for: name)
        case .moreLines: Sentences.moreLines
        case .doubt: choosing(among: state.doubts.first)
        case .option(let line, let group): optionPrompts(line: line, group: group)
        case .confirm(let name): confirming(name, at: now)
        case .lineNumber: lineNumberPrompts
        case .knownName: Sentences.isFor(state.caller.knownName ?? "")
        case .offers: offering(at: now)
        case .addition: ["Shall I add it?", "Would you like that?", "Do you want it on the order?"]
        case .readBack: readBack(at: now)
        case .change: Sentences.whatToChange
        case .anotherWish: Sentences.anotherWish
        case .record: choosingRecord(at: now)
        case .cancelling: cancelling(at: now)
        case .knownAddress: Sentences.isTo(knownAddress ?? "")
        case .openTicket: openTicketOffer(at: now)
        case .person: Sentences.offerPerson
        case .callBack: callBackOffer(at: now)
        case .drop: Sentences.confirmDrop
        }
    }

    private func prompts(for name: Slot.Name) -> [String] {
        guard let slot = agent.workflow.slot(name) else { return [] }
        let choices = slot.choices.filter(\.isAvailable).map(\.spoken)
        if slot.name == .service, let service = serviceAskedAbout {
            return ["Would you like to book that?", "Shall I book \(service.name) for you?", "Shall we find a time for \(service.name)?"]
        }
        // Order types and declared slots name their choices in the prompts; the business's own lists are short enough to be said.
        let isNamed = slot.name == .orderType || agent.workflow.result == .submission
        guard !isNamed, (2...6).contains(choices.count) else { return slot.prompts }
        return choosing(among: choices)
    }

    private func keyPrompts(for name: Slot.Name) -> [String] {
        guard let slot = agent.workflow.slot(name) else { return [] }
        return slot.kind == .birthDate ? Sentences.keyInBirthDate(agent.orderOfFigures) : Sentences.keyIn
    }

    /// Words that can mean several things are said to do so, unless they are asked about with a heading of the menu.
    private func choosing(among doubt: Doubt?) -> [String] {
        let names = doubt?.meanings.prefix(5).map(spoken) ?? []
        guard case .choice? = doubt?.meanings.first, names.count > 1 else { return choosing(among: names) }
        let list = Spoken.list(names, "or")
        return ["That could be \(list). Which one is it?", "Which one do you mean: \(list)?", "Please choose one: \(list)."]
    }

    private func choosing(among names: [String]) -> [String] {
        let list = Spoken.list(names, "or")
        return ["Is it \(list)?", "Which one: \(list)?", "Please choose one: \(list)."]
    }

    private func optionPrompts(line: Int, group: OptionGroup.ID) -> [String] {
        let lines = state.values.lines
        guard lines.indices.contains(line), let item = agent.item(lines[line].item),
            let group = item.optionGroups.first(where: { $0.id == group })
        else { return [] }
        let names = Spoken.list(group.options.filter(\.isAvailable).prefix(6).map { $0.name.lowercased() }, "or")
        return [
            "For the \(item.name): \(names)?", "Which \(group.name.lowercased()) for the \(item.name): \(names)?",
            "Please choose for the \(item.name): \(names).",
        ]
    }

    private func confirming(_ name: Slot.Name, at now: Date) -> [String] {
        guard let held = state.values[name] else { return [] }
        let value = spoken(held.value, of: name, at: now)
        if name == .customerName, let confidence = held.confidence, confidence <= agent.facts.thresholds.confirm {
            // Hardly heard: a yes will do, and letters do better.
            return [
                "I heard \(value). Is that right, or could you spell your name?",
                "Was that \(value)? Please spell your name if it was not.",
                "Is it \(value)? You can also spell your name letter by letter.",
            ]
        }
        if agent.declared != nil, let slot = agent.workflow.slot(name) {
            return ["\(slot.label): \(value). Is that right?", "I heard \(value). Is that right?", "Was that \(value)?"]
        }
        return ["I heard \(value). Is that right?", "Was that \(value)?", "Did I get that right: \(value)?"]
    }

    private var lineNumberPrompts: [String] {
        let ending = Spoken.digits(String((state.caller.phone?.dialled(in: agent.facts.region) ?? "").suffix(3)))
        return Sentences.useLineNumber.map { "You are calling from a number ending in \(ending); \($0)" }
    }

    /// Takes off what has sold out since it was ordered, and says so.
    private mutating func takeOffSoldOut(_ reply: inout Reply) {
        let lines = state.values.lines
        let gone = lines.filter { agent.item($0.item)?.isAvailable != true }
        guard !gone.isEmpty else { return }
        setLines(lines.filter { !gone.contains($0) }, confidence: state.values[.lines]?.confidence)
        let names = Spoken.list(gone.map { agent.item($0.item)?.name ?? "one item" })
        reply.say(
            "I'm sorry, we have just run out of \(names), so I've taken that off.",
            "I'm afraid \(names) is sold out now; it is off the order.")
    }
}
