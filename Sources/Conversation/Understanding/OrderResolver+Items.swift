import Core

/// Which item and which of its options a spoken line means.
extension OrderResolver {
    /// The item of a line and how sure it is; nil when that is a question for the caller, which is then among the doubts.
    mutating func item(of line: SpokenLine) -> (item: Int, confidence: Double)? {
        if let category = line.category, !line.hasItem { return item(ofCategory: category, line) }
        guard line.hasItem else {
            if askWhich(line) { return nil }
            if let unknown = line.unknown, line.isWished {
                let words = utterance.text(of: unknown)
                doubt(.unknown(words, nearest: index.nearest(to: utterance.tokens[unknown.lowerBound].word)), line, confidence: 0.6)
            }
            return nil
        }
        let offering = line.items.filter { match in line.options.allSatisfy { index.offers($0, for: match.id) } }
        let best = PhraseMatch.best(of: offering.isEmpty ? line.items : offering)
        let items = best.compactMap { if case .item(let item) = $0.id { item } else { nil } }
        guard let first = items.first else { return nil }
        let confidence = best[0].confidence * (line.unknown == nil ? 1 : 0.9)
        guard items.count > 1 else { return (first, confidence) }
        if let known = items.first(where: { inCart($0, like: nil) != nil }), line.wish != .want || line.relation == .pointed {
            return (known, confidence)
        }
        doubt(.ambiguous(items.map { index.catalogue.items[$0].id }, line: orderLine(line, item: first)), line, confidence: confidence)
        return nil
    }

    /// "A large with mushrooms", where several items have both: which of them?
    private mutating func askWhich(_ line: SpokenLine) -> Bool {
        let items = index.items(offering: line.options.map(\.terms))
        guard let first = items.first else { return false }
        let template = orderLine(line, item: first)
        let ids = items.map { index.catalogue.items[$0].id }
        let categories = Set(items.map { index.catalogue.items[$0].category })
        if let category = categories.first, categories.count == 1, !category.isEmpty {
            doubt(.category(category, items: ids, line: template), line, confidence: 0.7)
        } else {
            doubt(.ambiguous(ids, line: template), line, confidence: 0.6)
        }
        return true
    }

    private mutating func item(ofCategory category: Int, _ line: SpokenLine) -> (item: Int, confidence: Double)? {
        let items = index.itemsOfCategories[category].filter { item in line.options.allSatisfy { index.offers($0, for: .item(item)) } }
        if let unknown = line.unknown {
            doubt(.unknown(utterance.text(of: unknown), nearest: []), line, confidence: 0.7)
        } else if items.count == 1 {
            return (items[0], 0.8)
        }
        let known = items.filter { inCart($0, like: nil) != nil }
        if known.count == 1, line.wish != .want || line.relation == .pointed { return (known[0], 0.8) }
        let template = items.first.map { orderLine(line, item: $0) }
        let ids = items.map { index.catalogue.items[$0].id }
        doubt(.category(index.catalogue.categories[category].name, items: ids, line: template), line, confidence: 0.9)
        return nil
    }

    mutating func add(_ wanted: OrderLine, _ line: SpokenLine, confidence: Double) {
        guard isAvailable(wanted) else { return doubt(.unavailable(wanted), line, confidence: confidence) }
        let weakest = line.options.map(\.confidence).min() ?? 1
        report(.add(wanted), line, confidence: min(confidence, weakest), evidence: line.items.first?.evidence ?? "named")
    }

    func isAvailable(_ line: OrderLine) -> Bool { index.item(line.item)?.isAvailable ?? false }

    /// A line as it was said, with what its item offers of it. What it does not offer is among the doubts.
    mutating func orderLine(_ spoken: SpokenLine, item: Int) -> OrderLine {
        var line = OrderLine(item: index.catalogue.items[item].id, quantity: spoken.quantity ?? 1)
        var notes = spoken.notes
        for option in spoken.options {
            if let choice = choice(of: option, for: item) {
                line.options = index.merging([choice], into: line.options, of: line.item)
            } else if option.terms.contains(where: index.isSize) {
                // What only sounds like a size is not passed on to the kitchen as one: "Samuel" is no "small".
                if option.names.contains(where: { $0.similarity > 0.9 }) { notes.append(utterance.text(of: option.tokens)) }
            } else {
                doubt(.optionNotOffered(utterance.text(of: option.tokens), item: line.item), spoken, confidence: option.confidence)
            }
        }
        line.note = notes.isEmpty ? nil : notes.joined(separator: ", ")
        return line
    }

    func choice(of option: SpokenOption, for item: Int) -> OptionChoice? {
        guard let (group, offered) = option.terms.lazy.compactMap({ index.offer(of: $0, for: item) }).first, offered.isAvailable else {
            return nil
        }
        return OptionChoice(group: group.id, name: offered.name, amount: option.amount, count: option.count ?? 1)
    }
}
