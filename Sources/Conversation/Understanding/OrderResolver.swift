import Core

/// Holds spoken lines against the catalogue and the cart: gives each its item, splits what is shared, and makes changes of them.
struct OrderResolver {
    let index: CatalogueIndex
    let utterance: Utterance
    let cart: [OrderLine]
    let focus: Int?
    private(set) var reading = OrderReading()

    init(_ index: CatalogueIndex, utterance: Utterance, cart: [OrderLine], focus: Int?) {
        self.index = index
        self.utterance = utterance
        self.cart = cart
        self.focus = focus
    }

    mutating func resolve(_ parser: OrderParser) {
        var lines = parser.lines
        var orphans = parser.orphans
        if lines.isEmpty, !orphans.isEmpty, cart.isEmpty {
            let tokens = (orphans.map(\.tokens.lowerBound).min() ?? 0)..<(orphans.map(\.tokens.upperBound).max() ?? 0)
            lines = [SpokenLine(options: orphans, tokens: tokens)]
            orphans = []
        }
        giveItems(to: &lines)
        share(&lines)
        for line in lines { add(line) }
    }

    // MARK: Items

    /// A line that named no item means that of its neighbour, or the only one that has all its options.
    private func giveItems(to lines: inout [SpokenLine]) {
        for position in lines.indices where !lines[position].hasItem && lines[position].category == nil {
            let before = lines[..<position].last { $0.hasItem }
            let after = lines[(position + 1)...].first { $0.hasItem }
            if lines[position].unknown == nil || lines[position].relation != .own, let neighbour = before ?? after,
                offersAll(lines[position].options, neighbour)
            {
                lines[position].items = neighbour.items
            } else {
                lines[position].items = implied(by: lines[position].options, preferring: before)
            }
        }
    }

    private func offersAll(_ options: [SpokenOption], _ line: SpokenLine) -> Bool {
        line.items.contains { match in options.allSatisfy { index.offers($0, for: match.id) } }
    }

    /// The one item that offers all the options, so that "a large with mushrooms" needs no name where only one thing has mushrooms.
    private func implied(by options: [SpokenOption], preferring before: SpokenLine?) -> [PhraseMatch<CatalogueIndex.Term>] {
        guard !options.isEmpty else { return [] }
        let items = index.items(offering: options.map(\.terms))
        if let before, let match = before.items.first(where: { match in items.contains { match.id == .item($0) } }) { return [match] }
        guard items.count == 1, let item = items.first else { return [] }
        return [PhraseMatch(id: .item(item), tokens: options[0].tokens, coverage: 0.3, similarity: 1, isName: false)]
    }

    // MARK: Sharing

    /// "Two large pizzas, one with olives and the other plain": the parts take from the line they are part of, and are like it otherwise.
    private func share(_ lines: inout [SpokenLine]) {
        var whole: Int?
        var left = 0
        for position in lines.indices {
            let line = lines[position]
            switch line.relation {
            case .another where whole != nil && left >= (line.quantity ?? 1), .rest where whole != nil:
                guard let whole else { continue }
                let taken = line.relation == .rest ? left : line.quantity ?? 1
                left -= taken
                lines[position].quantity = max(1, taken)
                lines[position].options = lines[whole].options + line.options
                lines[position].sizeWords += lines[whole].sizeWords
                lines[whole].quantity = left
            default:
                // Options after the name make the line complete: what follows is another.
                let canBeShared = (line.quantity ?? 1) > 1 && line.hasItem && line.options.allSatisfy(\.isBefore)
                whole = canBeShared ? position : nil
                left = line.quantity ?? 1
            }
        }
        lines.removeAll { $0.quantity == 0 }
    }

    // MARK: Changes

    private mutating func add(_ spoken: SpokenLine) {
        guard let choice = choice(of: spoken) else { return }
        let span = utterance.span(of: spoken.tokens)
        reading.changes.append(Candidate(.add(choice.line), span: span, confidence: choice.confidence, evidence: "named"))
    }

    private func choice(of spoken: SpokenLine) -> (line: OrderLine, confidence: Double)? {
        guard
            let match = spoken.items.first(where: { match in spoken.options.allSatisfy { index.offers($0, for: match.id) } })
                ?? spoken.items.first, case .item(let item) = match.id
        else { return nil }
        var line = OrderLine(item: index.catalogue.items[item].id, quantity: spoken.quantity ?? 1)
        var confidence = match.confidence
        for option in spoken.options {
            guard let (group, offered) = option.terms.lazy.compactMap({ index.offer(of: $0, for: item) }).first else { continue }
            line.options.removeAll { $0.group == group.id && $0.name == offered.name }
            line.options.append(OptionChoice(group: group.id, name: offered.name, amount: option.amount, count: option.count ?? 1))
            confidence = min(confidence, option.confidence)
        }
        line.note = spoken.sizeWords.isEmpty ? nil : spoken.sizeWords.joined(separator: ", ")
        return (line, confidence)
    }
}

extension CatalogueIndex {
    /// Whether an item has the option that was said.
    func offers(_ option: SpokenOption, for term: Term) -> Bool {
        guard case .item(let item) = term else { return false }
        return option.terms.contains { offers($0, for: item) }
    }
}
