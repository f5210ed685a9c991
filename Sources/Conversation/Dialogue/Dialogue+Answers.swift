import Core
import Foundation

/// What became of an utterance as the answer to a question.
enum Taking {
    /// Taken; the next question follows.
    case answered
    /// Taken, and all that is to be said has been said.
    case replied
    /// It makes no sense as an answer.
    case notUnderstood
    /// It is no answer by itself, but what it holds may fill the form.
    case open
}

/// How what was said answers what was asked.
extension Dialogue {
    mutating func takeAnswer(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        let answer = heard.answer
        if !changesSomething(heard), let rest = restOfReadBack(before: heard) {
            reply.say(rest)
            return .replied
        }
        switch state.question {
        case .readBack:
            return takeReadBack(heard, in: &reply, at: now)
        case .change:
            guard !changesSomething(heard) else { return .open }
            if let slot = slotNamed(in: heard) {
                clear(slot)
                return .answered
            }
            if heard.isBare, heard.answer == false || heard.has(.nothingMore) { return .answered }
            guard heard.isBare, heard.answer == true else { return .open }
            ask(.change, in: &reply, at: now)
            return .replied
        case .moreLines where heard.count != nil && !heard.hasValues && !state.values.lines.isEmpty:
            let lines = state.values.lines
            let line = state.lineInFocus ?? lines.count - 1
            guard let count = heard.count, lines.indices.contains(line) else { return .open }
            let changed = agent.catalogue.applying(.setQuantity(line: line, quantity: count), to: lines)
            setLines(changed, confidence: heard.confidence)
            reply.say(Spoken.capitalized(Spoken.line(changed[line], in: agent.facts.catalogue)) + ".")
            return .answered
        case .moreLines:
            guard !heard.hasValues else { return .open }
            guard heard.content.isEmpty, answer == false || heard.has(.nothingMore) || heard.has(.goodbye) || heard.has(.thanks) else {
                guard answer == true, heard.isBare else { return .open }
                // "Okay, that's fine" is content with what there is; only a yes wants more.
                if heard.isAgreement { return askForLines(&reply) }
                state.hasAllLines = true
                return .answered
            }
            state.hasAllLines = true
            return .answered
        case .lineNumber:
            guard !heard.hasValues, let answer else { return .open }
            if answer, let phone = state.caller.phone {
                state.values[.customerPhone] = HeldValue(.phone(phone), confidence: 1, status: .confirmed)
            } else {
                state.declined.insert(.lineNumber)
            }
            return .answered
        case .knownName:
            guard heard.values[.customerName] == nil, let answer else { return .open }
            if answer, let name = state.caller.knownName {
                state.values[.customerName] = HeldValue(.text(name), confidence: 1, status: .confirmed)
            } else {
                state.declined.insert(.knownName)
            }
            return heard.hasValues ? .open : .answered
        case .record:
            return takeRecord(heard, in: &reply, at: now)
        case .cancelling:
            return takeCancelling(heard, in: &reply, at: now)
        case .callBack:
            return takeCallBack(heard, in: &reply, at: now)
        case .openTicket:
            return takeOpenTicket(heard, in: &reply)
        case .knownAddress:
            guard heard.values[.address] == nil, let answer else { return .open }
            if answer, let address = knownAddress {
                state.values[.address] = HeldValue(.text(address), confidence: 1, status: .confirmed)
            } else {
                state.declined.insert(.knownAddress)
            }
            return heard.hasValues ? .open : .answered
        case .confirm(let name) where heard.hasValues && heard.values[name] == nil && answer != false:
            // Whoever goes on has not objected, and it is read back at the end.
            state.values[name]?.status = .heard
            return .open
        case .confirm(let name):
            guard !heard.hasValues, let answer else { return .open }
            if answer {
                state.values[name]?.status = .confirmed
            } else {
                refuse(name)
                state.values[name] = nil
                state.needsSpelling = name == .customerName
            }
            return .answered
        case .addition(let line):
            if let wanted = addition(line, accepted: heard) {
                setLines(agent.catalogue.applying(.add(wanted), to: state.values.lines), confidence: heard.confidence)
                reply.say(added(wanted))
                var rest = heard
                rest.order.doubts = []
                return rest.hasValues ? (fill(rest, in: &reply, at: now) ? .answered : .open) : .answered
            }
            guard answer == false || heard.has(.nothingMore) else { return .open }
            if heard.has(.nothingMore) { state.hasAllLines = !state.values.lines.isEmpty }
            if !heard.hasValues {
                reply.say(Sentences.allRight)
                return .answered
            }
            return .open
        case .person:
            guard let answer, !heard.hasValues else { return .open }
            if answer {
                putThrough(because: "The caller was offered a person, and wants one.", in: &reply, at: now)
                return .replied
            }
            return .answered
        case .drop:
            if heard.isPointing, let line = heard.position?.index(in: state.values.lines.count) {
                // "No, just the last one."
                let gone = Spoken.line(state.values.lines[line], in: agent.facts.catalogue)
                setLines(agent.catalogue.applying(.remove(line: line), to: state.values.lines), confidence: heard.confidence)
                reply.say("I've taken \(gone) off.", "\(Spoken.capitalized(gone)) is off the order.")
                return .answered
            }
            guard let answer, !heard.hasValues else { return .open }
            if answer {
                drop()
                reply.say(agent.workflow.wording.dropped)
                ask(.anotherWish, in: &reply, at: now)
                state.phase = .settled
                return .replied
            }
            return .answered
        case .offers:
            return takeOffer(heard, in: &reply, at: now)
        case .doubt:
            return takeMeaning(heard, in: &reply, at: now)
        case .option(let line, let group):
            guard !heard.hasValues else { return .open }
            return choose(from: heard, of: group, line: line) ? .answered : .open
        case .slot(.customerPhone)
        where state.digits.count >= Agent.shortestNumber && heard.isBare && (answer != nil || heard.has(.nothingMore)):
            // A local number can be called from here, though it has no area code.
            guard let number = PhoneNumber(state.digits, region: agent.facts.region) else { return .notUnderstood }
            set(.customerPhone, to: .phone(number), confidence: heard.confidence)
            return .answered
        case .slot(.service) where serviceAskedAbout != nil && heard.isBare && answer != nil:
            if answer == true, let service = serviceAskedAbout {
                set(.service, to: .choice(service.id.rawValue), confidence: heard.confidence)
            }
            state.serviceAskedAbout = nil
            return .answered
        case .slot(let name) where takeBareAnswer(heard, to: name):
            return .answered
        case .slot where state.values.isEmpty && !heard.hasValues && (heard.has(.nothingMore) || answer == false):
            reply.say(agent.workflow.wording.dropped)
            ask(.anotherWish, in: &reply, at: now)
            return .replied
        case .slot where heard.isBare && heard.has(.nothingMore) && !heard.has(.goodbye) && state.hasWish:
            // "That's all", while something is still missing.
            return .answered
        case .slot, .anotherWish, nil:
            return .open
        }
    }

    /// What was offered, if it is wanted: "yes", or "one of those, large", which names how.
    private func addition(_ line: OrderLine, accepted heard: Heard) -> OrderLine? {
        let isPointed = heard.answer != false && heard.utterance.tokens.contains { ["one", "those", "it"].contains($0.word) }
        var wanted = line
        for case .category(_, let items, let template?) in heard.order.doubts.map(\.value) where items.contains(line.item) {
            wanted.options = template.options.compactMap { agent.item(line.item)?.choice(like: $0) }
            wanted.quantity = template.quantity
            return heard.answer == true || isPointed ? wanted : nil
        }
        let numbers = heard.order.mentions.isEmpty ? NumberReader.numbers(in: heard.utterance).compactMap(\.value.wholeNumber) : []
        let count = heard.count ?? (isPointed && numbers.count == 1 ? numbers[0] : nil)
        guard let count, (1...OrderLine.largestQuantity).contains(count) else { return heard.answer == true ? wanted : nil }
        // "Six of those", "no, two" say how many.
        wanted.quantity = count
        return wanted
    }

    /// Only a yes that is nothing but a yes lets the action happen.
    private mutating func takeReadBack(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        guard !changesSomething(heard) else { return .open }
        if heard.has(.neither), let slot = state.values.time {
            moveTime(from: slot, as: heard)
            return .answered
        }
        if heard.answer != true, !heard.hasValues, heard.topics.isEmpty, let slot = slotNamed(in: heard) {
            clear(slot)
            return .answered
        }
        if heard.isTagQuestion {
            // "It's Monday, right?" asks to hear it once more.
            state.hasReadBack = false
            ask(.readBack, in: &reply, at: now)
            return .replied
        }
        switch heard.answer {
        // "Okay so, it's John Doe" says a value once more: beside it only a yes in so many words is one.
        case true? where heard.hasValues && !heard.isAgreement:
            reply.say(Sentences.spellYesOrNo)
            return .replied
        case true? where heard.isPlainYes && heard.confidence >= agent.facts.thresholds.confirm:
            perform(&reply)
            return .replied
        case true? where heard.isPlainYes:
            return .notUnderstood
        case false?, true?:
            ask(.change, in: &reply, at: now)
            return .replied
        case nil:
            guard heard.isBare || heard.hasValues else { return .open }
            reply.say(Sentences.spellYesOrNo)
            return .replied
        }
    }

    /// A yes or a no where that is the value: "Do you need a receipt?", "Any wishes? No."
    private mutating func takeBareAnswer(_ heard: Heard, to name: Slot.Name) -> Bool {
        guard agent.declared != nil, let slot = agent.workflow.slot(name), heard.values[name] == nil else { return false }
        let isNone = heard.answer == false || heard.has(.nothingMore)
        let value: SlotValue
        switch slot.kind {
        case .yesNo:
            guard let answer = heard.answer ?? heard.ellipticAnswer ?? (isNone ? false : nil) else { return false }
            value = .yesNo(answer)
        case .list where isNone && !heard.hasValues: value = .list([])
        case .text where isNone && heard.isBare && !state.values.isEmpty, .account where isNone && heard.isBare && !state.values.isEmpty:
            value = .text(heard.utterance.text)
        default: return false
        }
        var rest = heard
        rest.values[name] = Candidate(value, span: 0..<heard.utterance.text.unicodeScalars.count, confidence: 1, evidence: "a bare answer")
        var unheard = Reply()
        return fill(rest, in: &unheard, at: .distantPast)
    }

    /// "The name is wrong": which field is meant. Of a declared slot its label tells, too.
    func slotNamed(in heard: Heard) -> Slot? {
        let words = Set(heard.utterance.tokens.map(\.word))
        var best: (slot: Slot, strength: Int)?
        for slot in agent.workflow.slots where state.values[slot.name] != nil {
            let label = agent.declared == nil ? [] : SlotLabel(slot.label).words
            let strength = 2 * words.intersection(label).count + words.intersection(slot.kind.english).count
            // Of several that are named alike, the first.
            if strength > best?.strength ?? 0 { best = (slot, strength) }
        }
        return best?.slot
    }

    mutating func clear(_ slot: Slot) {
        refuse(slot.name)
        state.values[slot.name] = nil
        switch slot.kind {
        case .time:
            withdrawOffers()
            state.wish = nil
        case .phone:
            state.declined.insert(.lineNumber)
        case .personName:
            state.declined.insert(.knownName)
        default:
            break
        }
        state.hasReadBack = false
    }

    func changesSomething(_ heard: Heard) -> Bool {
        !heard.order.changes.isEmpty || !heard.order.doubts.isEmpty || !heard.doubts.isEmpty || heard.wish != nil || heard.digits != nil
            || heard.offers.contains { $0 != state.values.time }
            || heard.values.contains { state.values[$0.key]?.value != $0.value.value }
    }

    private func askForLines(_ reply: inout Reply) -> Taking {
        reply.say("What would you like to add?", "What shall I add?", "Go ahead, what else?")
        return .replied
    }
}
