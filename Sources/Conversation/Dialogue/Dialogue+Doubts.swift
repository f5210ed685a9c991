import Core
import Foundation

/// Words that can mean several things: which of them is meant, by the answer to "which one?".
extension Dialogue {
    mutating func takeMeaning(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        guard let doubt = state.doubts.first else { return .open }
        let meanings = doubt.meanings
        let chosen: Doubt.Meaning? =
            if let named = lineNamed(in: heard, among: meanings) {
                .line(named)
            } else if meanings.count == 1, heard.answer == true {
                meanings[0]
            } else if heard.isPointing, let position = heard.position, let index = position.index(in: meanings.count) {
                meanings[index]
            } else if let index = agent.nearest(to: heard.utterance, among: meanings.map(spoken)) {
                meanings[index]
            } else {
                meanings.first { meaning in
                    guard case .choice(let name, let id) = meaning else { return false }
                    return heard.values[name]?.value == .choice(id)
                }
            }
        if let chosen {
            state.doubts.removeFirst()
            if case .line(let line) = chosen { reply.say(added(line)) }
            take(chosen)
            return heard.values[.description] == nil ? .answered : .open
        }
        if heard.utterance.tokens.contains(where: { $0.word == "both" }), case .choice? = meanings.first {
            reply.say("One after the other, please.", "One at a time, please.")
            ask(.doubt, in: &reply, at: now)
            return .replied
        }
        if specify(doubt, by: heard) {
            reply.say(Sentences.gladly)
            return .answered
        }
        guard heard.answer == false || heard.has(.nothingMore) else {
            // Whoever orders something else, or names a third category, has moved on.
            let isOver = if case .line? = meanings.first { !heard.order.changes.isEmpty } else { heard.values[.category] != nil }
            if isOver || !heard.doubts.isEmpty { state.doubts.removeFirst() }
            return .open
        }
        state.doubts.removeFirst()
        return heard.hasValues ? .open : .answered
    }

    /// "Small please", "three of them", while it is not clear of what: kept for whichever it will be.
    private mutating func specify(_ doubt: Doubt, by heard: Heard) -> Bool {
        let isAboutLine = heard.order.mentions.isEmpty && heard.values.isEmpty && heard.topics.isEmpty
        guard isAboutLine, case .line? = doubt.meanings.first else { return false }
        let numbers = NumberReader.numbers(in: heard.utterance).compactMap(\.value.wholeNumber)
        let count = numbers.count == 1 ? numbers.first { (1...OrderLine.largestQuantity).contains($0) } : nil
        let specified = doubt.meanings.map { meaning -> Doubt.Meaning in
            guard case .line(var line) = meaning, let item = agent.item(line.item) else { return meaning }
            let options = agent.choices(written: heard.utterance.text, for: item) ?? []
            line.options = agent.catalogue.merging(options, into: line.options, of: line.item)
            line.quantity = count ?? line.quantity
            return .line(line)
        }
        guard specified != doubt.meanings else { return false }
        state.doubts[0].meanings = specified
        return true
    }

    /// The one that is named, or was last spoken of ("that one"), with what was said of it now and before.
    private func lineNamed(in heard: Heard, among meanings: [Doubt.Meaning]) -> OrderLine? {
        let lines = meanings.compactMap { if case .line(let line) = $0 { line } else { nil } }
        for case .add(let added) in heard.order.changes.map(\.value) {
            guard var line = lines.first(where: { $0.item == added.item }) else { continue }
            line.options = agent.catalogue.merging(added.options, into: line.options, of: line.item)
            line.note = [line.note, added.note].compactMap { $0 }.joined(separator: ", ")
            if line.note?.isEmpty == true { line.note = nil }
            if added.quantity > 1 { line.quantity = added.quantity }
            return line
        }
        let isPointed = heard.order.changes.isEmpty && heard.utterance.tokens.contains { ["that", "it"].contains($0.word) }
        guard isPointed, heard.answer != false, !heard.has(.nothingMore), state.listed.count == 1 else { return nil }
        return lines.first { $0.item == state.listed[0] }
    }

    private mutating func take(_ meaning: Doubt.Meaning) {
        switch meaning {
        case .line(let line):
            setLines(agent.catalogue.applying(.add(line), to: state.values.lines), confidence: agent.facts.thresholds.accept)
        case .choice(let name, let id):
            set(name, to: .choice(id), confidence: 1)
        }
    }

    mutating func choose(from heard: Heard, of group: OptionGroup.ID, line: Int) -> Bool {
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
