import Core
import Foundation

/// What is heard of an order: what the catalogue explains, and what only sounds as if it did.
extension Agent {
    func readOrder(_ heard: inout Heard, in state: Dialogue.State) {
        guard workflow.slot(.lines) != nil, !heard.content.isEmpty else { return }
        heard.order = OrderReader(catalogue).changes(in: heard.utterance, cart: state.values.lines, focus: state.lineInFocus)
        if heard.order.changes.isEmpty, [.slot(.lines), .moreLines].contains(state.question),
            let index = heard.position?.index(in: state.listed.count)
        {
            let span = heard.utterance.span(of: heard.utterance.tokens.indices)
            heard.order.changes = [
                Candidate(
                    .add(OrderLine(item: state.listed[index])), span: span, confidence: 0.85, evidence: "its place in what was listed")
            ]
        }
        // From a question on, an item is asked about, not ordered.
        if let topic = heard.topics.first {
            let start = heard.utterance.span(of: topic.tokens).lowerBound
            heard.askedAbout = heard.order.changes.compactMap { change in
                guard case .add(let line) = change.value, change.span.upperBound > start else { return nil }
                return line
            }
            heard.order.changes.removeAll { $0.span.upperBound > start }
            heard.order.doubts.removeAll { $0.span.upperBound > start }
        }
        ignoreOrders(in: &heard, beside: state.question)
        let others = [Slot.Name.customerPhone, .address, .customerName].compactMap { heard.values[$0]?.span }
        // "718 5, no, I meant 718 949 7648" is no number of pizzas.
        if let phone = heard.values[.customerPhone]?.span { heard.order.changes.removeAll { $0.span.overlaps(phone) } }
        let steering = Set(heard.acts.flatMap { heard.utterance.tokens[$0.tokens].map(\.word) })
        heard.order.doubts.removeAll { doubt in
            guard case .unknown(let words, _) = doubt.value else { return false }
            let unknown = Utterance(words).tokens.map(\.word)
            let isName = heard.values[.customerName].map { name in
                let named = Set(heard.utterance.tokens.filter { $0.span.overlaps(name.span) }.map(\.word))
                return unknown.allSatisfy(named.contains)
            }
            return isName == true || unknown.allSatisfy(steering.contains) || others.contains { $0.overlaps(doubt.span) }
        }
        noteHalves(&heard)
        amendWhatIsDenied(&heard, in: state)
        for change in heard.order.changes { heard.explain(change.span) }
        noteUnreadOption(&heard)
        noteUnknownKinds(&heard)
    }

    /// Where a name or a number is asked for, an order names what it is about: other words are the name or the number, badly heard.
    private func ignoreOrders(in heard: inout Heard, beside question: Dialogue.Question?) {
        switch question {
        case .slot(.customerName), .slot(.customerPhone), .knownName, .lineNumber, .confirm(.customerName), .confirm(.customerPhone): break
        default: return
        }
        heard.order.doubts.removeAll { if case .unknown = $0.value { true } else { false } }
        let isNumber = heard.values[.customerPhone] != nil || heard.digits != nil
        if isNumber || heard.order.mentions.isEmpty { heard.order.changes = [] }
    }

    /// "A margherita with pineapple": what was asked for with an item and is no option of it is not passed over in silence.
    private func noteUnreadOption(_ heard: inout Heard) {
        guard heard.order.doubts.isEmpty, case .add(let line)? = heard.order.changes.last?.value, let change = heard.order.changes.last
        else { return }
        let tokens = heard.utterance.tokens
        let unread = heard.content.first { token in
            guard token.span.lowerBound >= change.span.upperBound,
                let before = tokens.last(where: { $0.span.upperBound <= token.span.lowerBound })
            else { return false }
            return ["with", "plus", "extra"].contains(before.word)
        }
        guard let unread else { return }
        // "Smoked salmon" is two words, but one thing.
        let last = heard.content.drop { $0.span.lowerBound < unread.span.lowerBound }.reduce(unread) { last, token in
            last.gap == " " && token.span.lowerBound == last.span.upperBound + 1 ? token : last
        }
        let span = unread.span.lowerBound..<last.span.upperBound
        let words = String(heard.utterance.text.unicodeScalars.dropFirst(span.lowerBound).prefix(span.count))
        let doubt = OrderDoubt.optionNotOffered(words, item: line.item)
        heard.order.doubts = [Candidate(doubt, span: span, confidence: change.confidence, evidence: "said with the item")]
        heard.explain(span)
    }

    /// "No, the margherita without basil", at the read-back: the one on the order is to be so, not one more.
    private func amendWhatIsDenied(_ heard: inout Heard, in state: Dialogue.State) {
        guard state.question == .readBack || state.question == .change, heard.answer == false || state.question == .change,
            heard.order.changes.count == 1, case .add(let wanted)? = heard.order.changes.first?.value, wanted.quantity == 1,
            !wanted.options.isEmpty
        else { return }
        let alike = state.values.lines.indices.filter { state.values.lines[$0].item == wanted.item }
        let mention = heard.order.mentions.first { $0.value == wanted.item }
        let tokens = heard.utterance.tokens
        guard alike.count == 1, let mention, let index = tokens.firstIndex(where: { $0.span.overlaps(mention.span) }), index > 0,
            tokens[index - 1].word == "the"
        else { return }
        heard.order.changes[0].value = .choose(line: alike[0], options: wanted.options, units: nil)
    }

    /// "Half margherita, half pepperoni": no catalogue says what two halves are, so they are not taken for two whole ones.
    private func noteHalves(_ heard: inout Heard) {
        let items = heard.order.mentions.sorted { $0.span.lowerBound < $1.span.lowerBound }.map(\.value)
        let distinct = items.enumerated().filter { !items[..<$0.offset].contains($0.element) }.map(\.element)
        guard distinct.count == 2, heard.utterance.tokens.count(where: { $0.word == "half" }) == 2, heard.topics.isEmpty else { return }
        let span = heard.utterance.span(of: heard.utterance.tokens.indices)
        heard.order.changes = []
        heard.order.doubts = [Candidate(.halves(distinct), span: span, confidence: 0.9, evidence: "two halves")]
        heard.explain(span)
    }

    /// "Goat cheese" is not just any cheese: an option behind a word that the catalogue does not know is not taken for that option.
    private func noteUnknownKinds(_ heard: inout Heard) {
        let utterance = heard.utterance
        let symbols = catalogue.symbols(in: utterance)
        for (before, option) in zip(symbols, symbols.dropFirst()) {
            guard case .word(isContent: true) = before.kind, utterance.tokens[before.tokens.lowerBound].gap == " ",
                case .option? = option.names.first?.id,
                !heard.values.values.contains(where: { $0.span.overlaps(utterance.span(of: before.tokens)) })
            else { continue }
            let words = utterance.text(of: before.tokens.lowerBound..<option.tokens.upperBound)
            let name = utterance.text(of: option.tokens).lowercased()
            func strip(_ line: OrderLine) -> OrderLine {
                var line = line
                line.options.removeAll { WordForm.stem($0.name.lowercased()) == WordForm.stem(name) }
                return line
            }
            heard.order.changes = heard.order.changes.map { change in
                guard case .add(let line) = change.value else { return change }
                return Candidate(.add(strip(line)), span: change.span, confidence: change.confidence, evidence: change.evidence)
            }
            heard.order.doubts = heard.order.doubts.map { doubt in
                guard case .category(let heading, let items, let line?) = doubt.value else { return doubt }
                return Candidate(
                    .category(heading, items: items, line: strip(line)), span: doubt.span, confidence: doubt.confidence,
                    evidence: doubt.evidence)
            }
            heard.order.doubts.insert(
                Candidate(
                    .unknown(words, nearest: []), span: utterance.span(of: before.tokens.lowerBound..<option.tokens.upperBound),
                    confidence: 0.7, evidence: "an unknown kind of an option"), at: 0)
        }
    }

    /// An order has no slot for a time, but "pickup at seven" is not lost: the staff read it.
    func readNote(_ heard: inout Heard, at now: Date) {
        guard workflow.slot(.start) == nil, workflow.slot(.notes) != nil, heard.values[.orderType] != nil,
            let read = DateTimeReader(reference: now, timeZone: facts.timeZone).wish(in: heard.utterance),
            !heard.order.changes.contains(where: { $0.span.overlaps(read.span) }),
            !heard.values.values.contains(where: { $0.span.overlaps(read.span) })
        else { return }
        // "At" is no part of the time, but of what is said about it.
        let before = heard.utterance.tokens.last { $0.span.upperBound <= read.span.lowerBound && $0.gap == " " }
        let isPreposition = ["at", "by", "for", "around", "about", "after", "before"].contains(before?.word)
        let span = (isPreposition ? before?.span.lowerBound ?? read.span.lowerBound : read.span.lowerBound)..<read.span.upperBound
        let words = String(heard.utterance.text.unicodeScalars.dropFirst(span.lowerBound).prefix(span.count))
        heard.values[.notes] = Candidate(.text(words), span: span, confidence: read.confidence, evidence: "a time said of an order")
        heard.explain(span)
    }
}
