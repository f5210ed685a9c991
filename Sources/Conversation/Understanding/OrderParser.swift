/// Groups the symbols of an utterance into lines of an order, from left to right in one pass with bounded looks ahead.
///
/// An opener (a number, an article, a size) that an item's name follows begins a line; options between the two belong to it, as do
/// those after the name until the next opener. An opener without a name stands for the item before ("two pizzas, one with olives").
struct OrderParser {
    /// How far ahead a name may stand from its opener, in symbols.
    private static let farthestName = 14

    private let index: CatalogueIndex
    private let symbols: [OrderSymbol]
    private let gaps: [String]
    private(set) var lines: [SpokenLine] = []
    /// Options that belong to no line.
    private(set) var orphans: [SpokenOption] = []

    /// What was said before the name that is still to come.
    private var prefix: SpokenLine?
    private var isPrefixServing = false
    private var isNegating = false
    private var amount: OptionChoice.Amount = .normal
    private var count: Int?
    /// Whether options of the last line are being listed.
    private var isListing = false
    private var wish: SpokenLine.Wish = .want
    /// Whether the last line is being changed before it reached the cart.
    private var isAmending = false

    init(_ utterance: Utterance, index: CatalogueIndex) {
        self.index = index
        symbols = index.symbols(in: utterance)
        gaps = symbols.map { utterance.gap(before: $0.tokens.lowerBound) }
        for position in symbols.indices { read(position) }
        orphans += prefix?.options ?? []
    }

    private mutating func read(_ position: Int) {
        let symbol = symbols[position]
        if hasStop(before: position) { endList() }
        switch symbol.kind {
        case .named: readName(position)
        case .cue(let cue): read(cue, at: position)
        case .word(let isContent):
            if isContent { amount = .normal }
        }
    }

    private mutating func read(_ cue: OrderCue, at position: Int) {
        switch cue {
        case .number(let number): readNumber(number, at: position)
        case .article, .each: open(at: position)
        case .definite:
            if nameAhead(of: position) == .item || lines.isEmpty || currentHasSize { open(at: position) }
        case .serving:
            open(at: position)
            isPrefixServing = prefix != nil
        case .another: open(at: position, quantity: 1, relation: .besides)
        case .rest: startElliptic(at: position, quantity: nil, relation: .rest)
        case .ordinal(let ordinal): startElliptic(at: position, quantity: nil, relation: .inCart(ordinal: ordinal))
        case .reference, .pronoun: break
        case .with:
            isListing = true
            isNegating = false
        case .to where wish == .change:
            wish = .changed
            endList()
        case .and, .preposition, .to: break
        case .but: isNegating = false
        case .negation:
            isNegating = negates(position)
            amount = .normal
        case .extra, .light:
            // "No olives and extra cheese": the list of what is left out has ended.
            if position > 0, symbols[position - 1].cue == .and { isNegating = false }
            amount = cue == .extra ? .extra : .light
        case .plain: break
        case .size(let size): readSize(size, at: position)
        case .make: amend(at: position)
        case .change: begin(.change)
        case .cancel: begin(.cancel)
        case .instead: begin(.replaced)
        case .add, .wish:
            begin(.want)
        case .only: break
        }
    }

    private mutating func begin(_ wish: SpokenLine.Wish) {
        self.wish = wish
        endList()
    }

    /// "Make it large" speaks of what was just ordered, or else of what is in the cart.
    private mutating func amend(at position: Int) {
        if !orphans.isEmpty, lines.isEmpty {
            lines.append(SpokenLine(options: orphans, tokens: orphans[0].tokens))
            orphans = []
        }
        guard lines.isEmpty else {
            isAmending = true
            isListing = true
            return
        }
        begin(.make)
        if symbols[position].tokens.count > 1 { startElliptic(at: position, quantity: nil, relation: .inCart(ordinal: nil)) }
    }

    private mutating func endList() {
        isAmending = false
        isListing = false
        isNegating = false
        amount = .normal
    }

    private func hasStop(before position: Int) -> Bool {
        gaps[position].contains { ".;?!".contains($0) } && position > 0 && gaps[position].contains(" ")
    }
}

// MARK: - Names

extension OrderParser {
    private mutating func readName(_ position: Int) {
        let names = symbols[position].names
        let items = names.filter { if case .item = $0.id { true } else { false } }
        let options = names.filter { if case .option = $0.id { true } else { false } }
        if !items.isEmpty, isNameOfLast(position) {
            lines[lines.count - 1].items = items
        } else if !items.isEmpty, options.isEmpty || isItemRather(than: options, at: position) {
            startLine(items, at: position)
        } else if !options.isEmpty {
            let sizes = options.filter { isSize($0) }
            if !sizes.isEmpty, sizes.count == options.count || !currentHasSize {
                readSize(SpokenOption(names: sizes + options.filter { !isSize($0) }), at: position)
            } else {
                readOption(options, at: position)
            }
        } else if case .category(let category)? = names.first?.id {
            readCategory(category, at: position)
        }
    }

    /// "One small with only cheese pizza": the name of a line that began without one.
    private func isNameOfLast(_ position: Int) -> Bool {
        guard prefix == nil, let last = lines.last, !last.hasItem, last.relation == .another, position > 0 else { return false }
        return isListing && isOption(position - 1)
    }

    /// Whether a name that is an item's and an option's is the item here.
    private func isItemRather(than options: [PhraseMatch<CatalogueIndex.Term>], at position: Int) -> Bool {
        let itemFollows = nameAhead(of: position) == .item
        if prefix != nil { return !itemFollows }
        if itemFollows, isAdjacent(position, to: position + 1) { return false }
        guard let line = lines.last, line.hasItem else { return true }
        return isPrefixServing || !accepts(SpokenOption(names: options), line)
    }

    private mutating func startLine(_ items: [PhraseMatch<CatalogueIndex.Term>], at position: Int) {
        var line = prefix ?? SpokenLine(tokens: symbols[position].tokens)
        line.items = items
        line.tokens = min(line.tokens.lowerBound, symbols[position].tokens.lowerBound)..<symbols[position].tokens.upperBound
        if line.wish == .want { line.wish = wish }
        line.options += orphans.map { option in
            var option = option
            option.isBefore = true
            return option
        }
        orphans = []
        prefix = nil
        isPrefixServing = false
        endList()
        lines.append(line)
    }

    private mutating func readCategory(_ category: Int, at position: Int) {
        // "A Margherita pizza": the heading of the item just named; "a coke to drink": no item at all.
        if position > 0, case .named = symbols[position - 1].kind, lines.last?.hasItem == true, prefix == nil { return }
        // "A side of fries": the heading only introduces the item.
        if isItem(position + 1) {
            isPrefixServing = prefix != nil
            return
        }
        guard var line = prefix else { return }
        line.category = category
        line.tokens = line.tokens.lowerBound..<symbols[position].tokens.upperBound
        line.wish = wish
        prefix = nil
        endList()
        lines.append(line)
    }

    private mutating func readOption(_ names: [PhraseMatch<CatalogueIndex.Term>], at position: Int) {
        // "Chipotle sauce": what is left of the name of the option just before.
        if position > 0, isOption(position - 1), !isAfterJoint(position), names.allSatisfy({ $0.coverage < 1 }) { return }
        var option = SpokenOption(names: names, amount: isNegating ? (amount == .extra ? .notExtra : .none) : amount, count: count)
        amount = .normal
        count = nil
        if prefix != nil {
            option.isBefore = true
            prefix?.options.append(option)
            return
        }
        let opensNext = !isListing && !isNegating && nameAhead(of: position) == .item && isAfterJoint(position)
        guard let last = lines.indices.last, !opensNext, accepts(option, lines[last]) else {
            attachEarlier(option)
            return
        }
        lines[last].options.append(option)
        lines[last].tokens = lines[last].tokens.lowerBound..<max(lines[last].tokens.upperBound, symbols[position].tokens.upperBound)
    }

    /// An option that the last line's item does not offer may belong to a line before it, or to the next.
    private mutating func attachEarlier(_ option: SpokenOption) {
        if isListing || isNegating, let line = lines.indices.last(where: { lines[$0].hasItem && accepts(option, lines[$0]) }) {
            lines[line].options.append(option)
        } else {
            orphans.append(option)
        }
    }

    private mutating func readSize(_ option: SpokenOption, at position: Int) {
        if prefix != nil {
            prefix?.options.append(option)
        } else if nameAhead(of: position) == .item, !isAfterPreposition(position) || lines.isEmpty || isItem(position + 1) {
            prefix = SpokenLine(options: [option], tokens: symbols[position].tokens)
        } else if let last = lines.indices.last, !currentHasSize {
            lines[last].options.append(option)
        } else {
            orphans.append(option)
        }
    }

    private mutating func readSize(_ words: String, at position: Int) {
        if prefix != nil {
            prefix?.sizeWords.append(words)
        } else if nameAhead(of: position) == .item {
            prefix = SpokenLine(sizeWords: [words], tokens: symbols[position].tokens)
        } else if let last = lines.indices.last {
            lines[last].sizeWords.append(words)
        }
    }
}

// MARK: - Openers

extension OrderParser {
    private enum NameAhead: Equatable {
        case item, category, none
        /// Nothing but a word that the catalogue does not know, at this position.
        case unknown(Int)
        case pronoun
    }

    private mutating func readNumber(_ number: Int, at position: Int) {
        if isAmending, nameAhead(of: position) == .none, let last = lines.indices.last {
            lines[last].quantity = number
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

    /// Whether a number before an option tells how much of it is wanted, and not how many items have it.
    private func isCounting(_ position: Int) -> Bool {
        guard lines.last?.hasItem == true || prefix != nil else { return false }
        return isListing || !(lines.last.map { ($0.quantity ?? 1) > 1 } ?? false) && !isAfterJoint(position)
    }

    private mutating func open(at position: Int, quantity: Int? = nil, relation: SpokenLine.Relation = .own) {
        switch nameAhead(of: position) {
        case .item, .category:
            if prefix != nil, quantity == nil { return }
            prefix = SpokenLine(quantity: quantity, wish: wish, tokens: symbols[position].tokens)
            prefix?.options = []
            endList()
        case .unknown(let unknown):
            guard !isListing || quantity != nil else { return }
            startElliptic(at: position, quantity: quantity, relation: relation == .own ? .own : relation)
            lines[lines.count - 1].unknown = symbols[unknown].tokens
        case .pronoun:
            startElliptic(at: position, quantity: quantity, relation: relation == .own ? .besides : relation)
        case .none:
            guard !isAmending, quantity != nil || relation != .own || startsWithSize(after: position), position + 1 < symbols.count else { return }
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

    /// "A large": the size of an item that is not named again; but "with a large" still speaks of the one before.
    private func startsWithSize(after position: Int) -> Bool {
        guard position + 1 < symbols.count, !isAfterPreposition(position) else { return false }
        return symbols[position + 1].names.contains { isSize($0) }
    }

    private mutating func startElliptic(at position: Int, quantity: Int?, relation: SpokenLine.Relation) {
        prefix = nil
        endList()
        lines.append(SpokenLine(quantity: quantity, options: [], relation: relation, wish: wish, tokens: symbols[position].tokens))
    }

    /// What an opener opens: looks on until something that cannot stand between an opener and its name.
    private func nameAhead(of position: Int) -> NameAhead {
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

// MARK: - Looking around

extension OrderParser {
    private var currentHasSize: Bool {
        let options = prefix?.options ?? lines.last?.options ?? []
        return options.contains { $0.names.contains { isSize($0) } }
    }

    private func isSize(_ match: PhraseMatch<CatalogueIndex.Term>) -> Bool {
        if case .option(let term) = match.id { index.isSize(term) } else { false }
    }

    private func isItem(_ position: Int) -> Bool {
        position < symbols.count && symbols[position].names.contains { if case .item = $0.id { true } else { false } }
    }

    private func isOption(_ position: Int) -> Bool {
        symbols[position].names.contains { if case .option = $0.id { !isSize($0) } else { false } }
    }

    /// Whether the item of a line has this option; a line that still has none may get one that does.
    private func accepts(_ option: SpokenOption, _ line: SpokenLine) -> Bool {
        guard line.hasItem else { return true }
        return line.items.contains { match in
            if case .item(let item) = match.id { option.terms.contains { index.offers($0, for: item) } } else { false }
        }
    }

    private func isAdjacent(_ position: Int, to next: Int) -> Bool {
        next < symbols.count && !symbols[next].names.isEmpty
    }

    private func isAfterJoint(_ position: Int) -> Bool {
        position == 0 || symbols[position - 1].cue == .and || gaps[position].contains(",")
    }

    private func isAfterPreposition(_ position: Int) -> Bool {
        guard position > 0 else { return false }
        return symbols[position - 1].cue == .with || symbols[position - 1].cue == .preposition
    }

    /// Whether a negation speaks of an option: "no onions", but not "no, two salads".
    private func negates(_ position: Int) -> Bool {
        guard position + 1 < symbols.count, !gaps[position + 1].contains(",") else { return false }
        for next in (position + 1)..<min(symbols.count, position + 6) {
            switch symbols[next].kind {
            case .named: return isOption(next)
            case .cue(.number), .cue(.wish), .cue(.another): return false
            case .cue, .word: continue
            }
        }
        return false
    }
}
