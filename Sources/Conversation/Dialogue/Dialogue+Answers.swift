import Core
import Foundation

/// How what was said answers what was asked.
extension Dialogue {
    /// - Returns: whether it was an answer; nil when it may be one once its values are taken.
    mutating func takeAnswer(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool? {
        let answer = heard.answer
        switch state.question {
        case .readBack:
            return takeReadBack(heard, in: &reply, at: now)
        case .moreLines:
            guard !heard.hasValues else { return nil }
            guard heard.content.isEmpty, answer == false || heard.has(.nothingMore) || heard.has(.goodbye) || heard.has(.thanks) else {
                return answer == true && heard.isBare ? askForLines(&reply, at: now) : nil
            }
            state.hasAllLines = true
            return true
        case .lineNumber:
            guard !heard.hasValues, let answer else { return nil }
            if answer, let phone = state.caller.phone {
                state.values[.customerPhone] = HeldValue(.phone(phone), confidence: 1, status: .confirmed)
            } else {
                state.hasDeclinedLineNumber = true
            }
            return true
        case .confirm(let name):
            guard !heard.hasValues, let answer else { return nil }
            if answer {
                state.values[name]?.status = .confirmed
            } else {
                state.values[name] = nil
                state.needsSpelling = name == .customerName
            }
            return true
        case .addition(let line):
            if answer == true {
                setLines(agent.catalogue.applying(.add(line), to: state.values.lines), confidence: heard.confidence)
                reply.say(added(line))
                return heard.hasValues ? nil : true
            }
            guard answer == false || heard.has(.nothingMore) else { return nil }
            if heard.has(.nothingMore) { state.hasAllLines = !state.values.lines.isEmpty }
            if !heard.hasValues {
                reply.say(Sentences.allRight)
                return true
            }
            return nil
        case .person:
            guard let answer, !heard.hasValues else { return nil }
            if answer {
                putThrough(because: "The caller could not be understood.", in: &reply, at: now)
            }
            return true
        case .drop:
            guard let answer, !heard.hasValues else { return nil }
            if answer {
                drop()
                reply.say(agent.workflow.wording.dropped)
                ask(.anotherWish, in: &reply, at: now)
                state.phase = .settled
            }
            return true
        case .offers:
            return takeOffer(heard, in: &reply, at: now)
        case .doubt:
            return takeMeaning(heard)
        case .option(let line, let group):
            guard !heard.hasValues else { return nil }
            return choose(from: heard, of: group, line: line) ? true : nil
        case .slot(.lines) where heard.has(.nothingMore) || answer == false:
            return heard.hasValues ? nil : false
        case .slot, .anotherWish, nil:
            return nil
        }
    }

    /// Only a yes that is nothing but a yes lets the action happen.
    private mutating func takeReadBack(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool? {
        guard !changesSomething(heard) else { return nil }
        switch heard.answer {
        case true? where heard.content.isEmpty:
            perform(&reply)
            return true
        case false?, true?:
            reply.say(Sentences.whatToChange)
            state.misses = 0
            return true
        case nil:
            guard heard.isBare || heard.hasValues else { return nil }
            reply.say(Sentences.spellYesOrNo)
            return true
        }
    }

    private func changesSomething(_ heard: Heard) -> Bool {
        !heard.order.changes.isEmpty || !heard.order.doubts.isEmpty || !heard.doubts.isEmpty || heard.wish != nil || heard.digits != nil
            || heard.values.contains { state.values[$0.key]?.value != $0.value.value }
    }

    private mutating func askForLines(_ reply: inout Reply, at now: Date) -> Bool {
        reply.say("What would you like to add?", "What shall I add?", "Go ahead, what else?")
        return true
    }

    private mutating func takeMeaning(_ heard: Heard) -> Bool? {
        guard let doubt = state.doubts.first else { return nil }
        let meanings = doubt.meanings
        let chosen: Doubt.Meaning? =
            if let position = heard.position, let index = position.index(in: meanings.count) {
                meanings[index]
            } else {
                agent.nearest(to: heard.utterance, among: meanings.map(spoken)).map { meanings[$0] }
            }
        if let chosen {
            state.doubts.removeFirst()
            take(chosen)
            return true
        }
        guard heard.answer == false || heard.has(.nothingMore) else {
            if heard.hasValues { state.doubts.removeFirst() }
            return nil
        }
        state.doubts.removeFirst()
        return heard.hasValues ? nil : true
    }

    private mutating func take(_ meaning: Doubt.Meaning) {
        switch meaning {
        case .line(let line):
            setLines(agent.catalogue.applying(.add(line), to: state.values.lines), confidence: agent.facts.thresholds.accept)
        case .choice(let name, let id):
            set(name, to: .choice(id), confidence: 1)
        }
    }

    private mutating func choose(from heard: Heard, of group: OptionGroup.ID, line: Int) -> Bool {
        var lines = state.values.lines
        guard lines.indices.contains(line),
            let options = agent.item(lines[line].item)?.optionGroups.first(where: { $0.id == group })?.options.filter(\.isAvailable),
            let index = heard.position?.index(in: options.count) ?? agent.nearest(to: heard.utterance, among: options.map(\.name))
        else { return false }
        lines = agent.catalogue.applying(
            .choose(line: line, options: [OptionChoice(group: group, name: options[index].name)], units: nil), to: lines)
        setLines(lines, confidence: heard.confidence)
        return true
    }
}
