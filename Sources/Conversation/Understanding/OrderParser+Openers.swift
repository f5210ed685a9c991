/// What begins a line of an order: numbers, articles, and words that stand for an item named before.
extension OrderParser {
    enum NameAhead: Equatable {
        case item, category, none
        /// Nothing but a word that the catalogue does not know, at this position.
        case unknown(Int)
        case pronoun
    }

    mutating func readNumber(_ number: Int, at position: Int) {
        if isPartitive(position) {
            if isPartOfLast(number, at: position) {
                startElliptic(at: position, quantity: number, relation: .another)
                lines[lines.count - 1].isPart = true
            } else {
                units = number
            }
            return
        }
        if correctsQuantity(position) {
            lines[lines.count - 1].quantity = number
            return
        }
        if isAmending, nameAhead(of: position) == .none, let last = lines.indices.last {
            lines[last].quantity = number
            isAmending = false
            return
        }
        if wish == .make || wish == .changed, nameAhead(of: position) == .none, let last = lines.indices.last,
            lines[last].quantity == nil, lines[last].wish == wish || lines[last].wish == .change
        {
            // "Make the salads two", "make that three", "change the soup to two".
            lines[last].quantity = number
            return
        }
        if position + 1 < symbols.count, isOption(position + 1), nameAhead(of: position) == .none, isCounting(position) {
            count = number
            return
        }
        open(at: position, quantity: number)
    }

    /// "Two salads, no sorry, three", "two salads without onions, actually one": a number by itself, behind words that put something right.
    func correctsQuantity(_ position: Int) -> Bool {
        guard prefix == nil, lines.last?.hasItem == true else { return false }
        let next = position + 1
        if next < symbols.count, !hasStop(before: next), symbols[next].cue != .and {
            guard case .word = symbols[next].kind, nameAhead(of: position) == .none else { return false }
        }
        let before = utterance.tokens[..<symbols[position].tokens.lowerBound].map(\.word)
        return before.last == "actually" || English.selfCorrections.contains { before.suffix($0.count).elementsEqual($0) }
    }

    /// "One of the salads", "two of them".
    func isPartitive(_ position: Int) -> Bool {
        guard position + 2 < symbols.count, symbols[position + 1].cue == .preposition else { return false }
        return symbols[position + 2].cue == .definite || symbols[position + 2].cue == .reference
    }

    /// "Two soups, and make one of them spicy": some of the units that were only just asked for.
    func isPartOfLast(_ number: Int, at position: Int) -> Bool {
        guard wish == .want, symbols[position + 2].cue == .reference, let last = lines.last, last.hasItem else { return false }
        return (last.quantity ?? 1) > number
    }

    /// Whether a number before an option tells how much of it is wanted, and not how many items have it.
    func isCounting(_ position: Int) -> Bool {
        guard lines.last?.hasItem == true || prefix != nil else { return false }
        return isListing || !(lines.last.map { ($0.quantity ?? 1) > 1 } ?? false) && !isAfterJoint(position)
    }

    mutating func open(at position: Int, quantity: Int? = nil, relation: SpokenLine.Relation = .own) {
        switch nameAhead(of: position) {
        case .item, .category:
            if prefix != nil, quantity == nil { return }
            prefix = SpokenLine(
                quantity: quantity, relation: relation, wish: isOnly ? .only : wish, tokens: symbols[position].tokens)
            prefix?.correctsLast = isAmending
            isOnly = false
            endList()
        case .unknown(let unknown):
            guard !isListing || quantity != nil else { return }
            startElliptic(at: position, quantity: quantity, relation: relation == .own ? .own : relation)
            lines[lines.count - 1].unknown = unknownWords(endingAt: unknown, after: position)
        case .pronoun:
            startElliptic(at: position, quantity: quantity, relation: relation == .own ? .besides : relation)
        case .none:
            guard !isAmending, quantity != nil || relation != .own || startsWithSize(after: position), position + 1 < symbols.count else {
                return
            }
            switch symbols[position + 1].kind {
            case .cue(.with), .cue(.negation), .cue(.plain), .cue(.size), .named, .cue(.extra), .cue(.light):
                startElliptic(at: position, quantity: quantity, relation: relation == .own ? .another : relation)
            default:
                if relation == .besides { startElliptic(at: position, quantity: quantity, relation: relation) }
                if wish == .make || wish == .changed, quantity != nil {
                    startElliptic(at: position, quantity: quantity, relation: .inCart(ordinal: nil))
                }
            }
        }
    }

    /// All the words in a row that the catalogue does not know: "lobster thermidor".
    func unknownWords(endingAt end: Int, after opener: Int) -> Range<Int> {
        var start = end
        while start - 1 > opener, case .word(isContent: true) = symbols[start - 1].kind { start -= 1 }
        return symbols[start].tokens.lowerBound..<symbols[end].tokens.upperBound
    }

    /// "A large": the size of an item that is not named again; but "with a large" still speaks of the one before.
    func startsWithSize(after position: Int) -> Bool {
        guard position + 1 < symbols.count, !isAfterPreposition(position) else { return false }
        return symbols[position + 1].names.contains { isSize($0) }
    }

    mutating func startElliptic(at position: Int, quantity: Int?, relation: SpokenLine.Relation) {
        prefix = nil
        endList()
        var line = SpokenLine(quantity: quantity, relation: relation, wish: wish, tokens: symbols[position].tokens)
        line.isWished = isWished || quantity != nil || position == 0
        lines.append(line)
    }

    /// What an opener opens: looks on until something that cannot stand between an opener and its name.
    func nameAhead(of position: Int) -> NameAhead {
        var hasOption = false
        var unknown: Int?
        for next in (position + 1)..<max(position + 1, min(symbols.count, position + Self.farthestName)) {
            if hasStop(before: next) { break }
            let symbol = symbols[next]
            switch symbol.kind {
            case .named(let names):
                if names.contains(where: { if case .item = $0.id { true } else { false } }) {
                    return .item
                }
                if names.contains(where: { if case .category = $0.id { true } else { false } }) { return .category }
                unknown = nil
                hasOption = hasOption || !names.contains { isSize($0) }
            case .cue(.and) where hasOption, .cue(.extra), .cue(.light), .cue(.size), .cue(.plain), .cue(.serving): break
            case .cue(.preposition) where next == position + 1: break
            case .cue(.pronoun): return .pronoun
            case .cue: return unknown.map { .unknown($0) } ?? .none
            case .word(let isContent):
                if isContent { unknown = next } else if unknown != nil { return unknown.map { .unknown($0) } ?? .none }
            }
        }
        return unknown.map { .unknown($0) } ?? .none
    }
}
