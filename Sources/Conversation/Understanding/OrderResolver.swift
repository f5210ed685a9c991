/// Holds spoken lines against the catalogue and the cart: gives each its item and splits what is shared. What they change is in
/// `OrderResolver+Changes.swift`.
struct OrderResolver {
    let index: CatalogueIndex
    let utterance: Utterance
    let cart: [OrderLine]
    /// The line of the cart last spoken of.
    let focus: Int?
    var reading = OrderReading()
    /// The line that "change the soup" spoke of, until it is said into what.
    var source: Int?
    /// Whether all of it is meant in place of something: "I'll have a salad instead".
    var saysInstead = false
    /// Whether all of it takes the place of what was said before: "no sorry, two salads".
    var saysMeant = false

    init(_ index: CatalogueIndex, utterance: Utterance, cart: [OrderLine], focus: Int?) {
        self.index = index
        self.utterance = utterance
        self.cart = cart
        self.focus = focus
    }

    mutating func resolve(_ parser: OrderParser) {
        var lines = parser.lines
        var orphans = parser.orphans
        if lines.isEmpty, let first = orphans.first, !isAboutCart(orphans) {
            var line = SpokenLine(options: orphans, tokens: first.tokens.lowerBound..<(orphans.last ?? first).tokens.upperBound)
            line.isWished = parser.isWished
            lines = [line]
            orphans = []
        }
        give(&orphans, to: &lines)
        giveItems(to: &lines)
        share(&lines)
        saysInstead = utterance.tokens.last?.word == "instead"
        saysMeant = English.selfCorrections.contains { phrase in utterance.tokens.map(\.word).starts(with: phrase) }
        for line in lines { change(by: line) }
        if !orphans.isEmpty { choose(orphans) }
    }

    // MARK: Items

    /// Options that were said before "the second one" or "on the salad" belong to it.
    private func give(_ orphans: inout [SpokenOption], to lines: inout [SpokenLine]) {
        guard !orphans.isEmpty else { return }
        let target = lines.firstIndex { line in
            switch line.relation {
            case .inCart: line.options.isEmpty && line.quantity == nil
            default: false
            }
        }
        guard let target else { return }
        lines[target].options = orphans
        orphans = []
    }

    /// A line that named no item means that of its neighbour, of the cart, or the only one that has all its options.
    private func giveItems(to lines: inout [SpokenLine]) {
        for position in lines.indices where !lines[position].hasItem && lines[position].category == nil {
            let line = lines[position]
            switch line.relation {
            case .inCart, .wholeCart, .again: continue
            case .own, .another, .besides, .rest, .pointed: break
            }
            if line.relation == .besides || line.relation == .another, line.options.isEmpty, line.notes.isEmpty, position == 0,
                focus != nil
            {
                continue
            }
            let before = lines[..<position].last { $0.hasItem }
            if line.relation == .rest, before == nil, otherLine != nil { continue }
            let after = lines[(position + 1)...].first { $0.hasItem }
            if line.unknown == nil || line.relation != .own, let neighbour = before ?? after, offersAll(line.options, neighbour) {
                lines[position].items = neighbour.items
            } else if before == nil, line.relation == .another || line.relation == .besides, let known = focusedItem(offering: line.options)
            {
                lines[position].items = [known]
            } else {
                lines[position].items = implied(by: line.options, preferring: before)
            }
        }
    }

    private func offersAll(_ options: [SpokenOption], _ line: SpokenLine) -> Bool {
        line.items.contains { match in options.allSatisfy { index.offers($0, for: match.id) } }
    }

    private func focusedItem(offering options: [SpokenOption]) -> PhraseMatch<CatalogueIndex.Term>? {
        guard let focus, cart.indices.contains(focus), let item = index.position(of: cart[focus].item),
            options.allSatisfy({ index.offers($0, for: .item(item)) })
        else { return nil }
        return PhraseMatch(id: .item(item), tokens: 0..<0, coverage: 1, similarity: 0.95, isName: false)
    }

    /// The one item that offers all the options, so that "a large with mushrooms" needs no name where only one thing has mushrooms.
    private func implied(by options: [SpokenOption], preferring before: SpokenLine?) -> [PhraseMatch<CatalogueIndex.Term>] {
        guard !options.isEmpty else { return [] }
        let items = index.items(offering: options.map(\.terms))
        if let before, let match = before.items.first(where: { match in items.contains { match.id == .item($0) } }) { return [match] }
        guard items.count == 1, let item = items.first else { return [] }
        return [PhraseMatch(id: .item(item), tokens: options[0].tokens, coverage: 0.7, similarity: 1, isName: false)]
    }

    // MARK: Sharing

    /// "Two large pizzas, one with olives and the other plain": the parts take from the line they are part of, and are like it otherwise.
    private func share(_ lines: inout [SpokenLine]) {
        var whole: Int?
        var isComplete = false
        var left = 0
        for position in lines.indices {
            let line = lines[position]
            switch line.relation {
            case .another where whole != nil && left >= (line.quantity ?? 1) && (!isComplete || line.isPart || onlyTakesAway(line)),
                .rest where whole != nil && !isComplete:
                guard let whole else { continue }
                let taken = line.relation == .rest ? left : line.quantity ?? 1
                left -= taken
                lines[position].quantity = max(1, taken)
                lines[position].options = lines[whole].options + line.options
                lines[position].notes += lines[whole].notes
                lines[whole].quantity = left
            default:
                whole = (line.quantity ?? 1) > 1 && line.hasItem ? position : nil
                // Options after the name make the line complete: what follows is most likely another.
                isComplete = !line.options.allSatisfy(\.isBefore)
                left = line.quantity ?? 1
            }
        }
        lines.removeAll { $0.quantity == 0 }
        dropHeadings(&lines)
    }

    /// "Two pizzas with ham, one without cheese": of what was just named; "and one without cheese" may be another.
    private func onlyTakesAway(_ line: SpokenLine) -> Bool {
        let start = line.tokens.lowerBound
        let isJoined = start > 0 && English.orderCues[[utterance.tokens[start - 1].word]] == .and
        return !isJoined && !line.options.isEmpty && line.options.allSatisfy { $0.amount == .none || $0.amount == .notExtra }
    }

    /// "Three pizzas: one margherita and two funghi" orders three things, not six.
    private func dropHeadings(_ lines: inout [SpokenLine]) {
        for position in lines.indices.reversed() {
            guard let category = lines[position].category, !lines[position].hasItem, let total = lines[position].quantity else { continue }
            let items = index.itemsOfCategories[category]
            let parts = lines[(position + 1)...].prefix { line in
                line.items.contains { match in items.contains { match.id == .item($0) } }
            }
            if parts.reduce(0, { $0 + ($1.quantity ?? 1) }) == total { lines.remove(at: position) }
        }
    }
}

extension CatalogueIndex {
    /// Whether an item has the option that was said.
    func offers(_ option: SpokenOption, for term: Term) -> Bool {
        guard case .item(let item) = term else { return false }
        return option.terms.contains { offers($0, for: item) }
    }
}
