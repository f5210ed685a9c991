/// Groups the symbols of an utterance into lines of an order, from left to right in one pass with bounded looks ahead.
///
/// An opener (a number, an article, a size) that an item's name follows begins a line; options between the two belong to it, as do
/// those after the name until the next opener. An opener without a name stands for the item before ("two pizzas, one with olives").
struct OrderParser {
    /// How far ahead a name may stand from its opener, in symbols.
    static let farthestName = 14

    let index: CatalogueIndex
    let utterance: Utterance
    let symbols: [OrderSymbol]
    let gaps: [String]
    var lines: [SpokenLine] = []
    /// Options that belong to no line.
    var orphans: [SpokenOption] = []

    /// What was said before the name that is still to come.
    var prefix: SpokenLine?
    var isPrefixServing = false
    var isNegating = false
    /// Whether it was said with a mere "no", which reaches no further than a comma.
    var isNegatingOne = false
    var amount: OptionChoice.Amount = .normal
    var count: Int?
    /// How many of an item's units are spoken of: "one of the salads".
    var units: Int?
    /// Whether options of the last line are being listed.
    var isListing = false
    var wish: SpokenLine.Wish = .want
    /// Whether the last line is being changed before it reached the cart.
    var isAmending = false
    /// Whether what is named now was asked for.
    var isWished = false
    /// Whether the next number is how many there are to be: "just one".
    var isOnly = false

    init(_ utterance: Utterance, index: CatalogueIndex) {
        self.index = index
        self.utterance = utterance
        symbols = index.symbols(in: utterance)
        gaps = symbols.map { utterance.gap(before: $0.tokens.lowerBound) }
        for position in symbols.indices { read(position) }
        orphans += prefix?.options ?? []
    }

    mutating func read(_ position: Int) {
        let symbol = symbols[position]
        // "No basil, extra cheese": what follows the comma is wanted again.
        if isNegatingOne, position > 0, gaps[position].contains(",") { isNegating = false }
        if hasStop(before: position) {
            endList()
            isWished = false
        }
        switch symbol.kind {
        case .named: readName(position)
        case .cue(let cue): read(cue, at: position)
        case .word(let isContent):
            if isContent { amount = .normal }
        }
    }

    mutating func read(_ cue: OrderCue, at position: Int) {
        switch cue {
        case .number(let number): readNumber(number, at: position)
        case .article, .each: open(at: position)
        case .definite:
            let ahead = nameAhead(of: position)
            if ahead == .item || ahead == .category || lines.isEmpty { open(at: position) }
            if prefix != nil, prefix?.quantity == nil, isAfterPreposition(position) { prefix?.relation = .pointed }
        case .serving:
            open(at: position)
            isPrefixServing = prefix != nil
        case .another: open(at: position, quantity: 1, relation: .besides)
        case .rest: startRest(at: position)
        case .ordinal(let ordinal): startElliptic(at: position, quantity: nil, relation: .inCart(ordinal: ordinal))
        case .reference: refer(at: position)
        case .pronoun: break
        case .with:
            isListing = true
            isNegating = false
        case .to where wish == .change:
            wish = .changed
            endList()
        case .preposition where wish == .change && utterance.tokens[symbols[position].tokens.lowerBound].word == "for":
            // "Swap the soup for a salad."
            wish = .changed
            endList()
        case .and, .preposition, .to: break
        case .but: isNegating = false
        case .negation:
            readNegation(at: position)
        case .extra, .light:
            // "No olives and extra cheese": the list of what is left out has ended.
            if position > 0, symbols[position - 1].cue == .and || !symbols[position - 1].names.isEmpty { isNegating = false }
            amount = cue == .extra ? .extra : .light
        case .plain: break
        case .size(let size): readSize(size, at: position)
        case .make: amend(at: position)
        case .makeAll:
            begin(.make)
            startElliptic(at: position, quantity: nil, relation: .wholeCart)
        case .again: startElliptic(at: position, quantity: nil, relation: .again)
        case .change: begin(.change)
        case .cancel:
            begin(.cancel)
            isNegating = negates(position)
        case .instead: begin(.replaced)
        case .add, .wish:
            begin(.want)
            isWished = asks(at: position)
        case .only:
            isOnly = position + 1 < symbols.count && symbols[position + 1].cue?.isNumber == true
        }
    }

    mutating func begin(_ wish: SpokenLine.Wish) {
        self.wish = wish
        endList()
    }

    /// Whether a wish is for a thing, or to have one: "I'd like to order a soup", but not "I'd like to know".
    func asks(at position: Int) -> Bool {
        let next = symbols[position].tokens.upperBound
        guard next + 1 < utterance.tokens.count, utterance.tokens[next].word == "to" else { return true }
        return English.orderingVerbs.contains(utterance.tokens[next + 1].word)
    }

    /// "Cancel that", "change it to a salad": the line last spoken of. Elsewhere "it" adds nothing.
    mutating func refer(at position: Int) {
        let isTaken = wish == .cancel || wish == .change || wish == .replaced
        // "Make one of them a soup" goes on to say what it becomes.
        let isDescribed = position + 1 < symbols.count && nameAhead(of: position) == .none && symbols[position + 1].cue != .article
        guard isTaken && (lines.isEmpty || units != nil) || units != nil && isDescribed else { return }
        startElliptic(at: position, quantity: nil, relation: .inCart(ordinal: nil))
        lines[lines.count - 1].units = units
        units = nil
    }

    /// "Make it large" speaks of what was just ordered, or else of what is in the cart.
    mutating func amend(at position: Int) {
        if !orphans.isEmpty, lines.isEmpty {
            lines.append(SpokenLine(options: orphans, tokens: orphans[0].tokens))
            orphans = []
        }
        // "Cancel the salad and make the soup two": what is cancelled is not amended.
        guard lines.isEmpty || lines.last?.wish == .cancel else {
            isAmending = true
            isListing = true
            return
        }
        begin(.make)
        if symbols[position].tokens.count > 1 { startElliptic(at: position, quantity: nil, relation: .inCart(ordinal: nil)) }
    }

    /// "The other with olives"; "and olives for the other" said the option before.
    mutating func startRest(at position: Int) {
        var option: SpokenOption?
        if position > 1, symbols[position - 1].cue == .preposition, let last = lines.indices.last, lines[last].options.count > 1,
            lines[last].options.last?.tokens == symbols[position - 2].tokens
        {
            option = lines[last].options.popLast()
        }
        startElliptic(at: position, quantity: nil, relation: .rest)
        if let option { lines[lines.count - 1].options.append(option) }
    }

    mutating func endList() {
        isAmending = false
        isListing = false
        isNegating = false
        amount = .normal
    }

    func hasStop(before position: Int) -> Bool {
        gaps[position].contains { ".;?!".contains($0) } && position > 0 && gaps[position].contains(" ")
    }
}

// MARK: - Looking around

extension OrderParser {
    var currentHasSize: Bool {
        let options = prefix?.options ?? lines.last?.options ?? []
        return options.contains { $0.names.contains { isSize($0) } }
    }

    func isSize(_ match: PhraseMatch<CatalogueIndex.Term>) -> Bool {
        if case .option(let term) = match.id { index.isSize(term) } else { false }
    }

    func isItem(_ position: Int) -> Bool {
        position < symbols.count && symbols[position].names.contains { if case .item = $0.id { true } else { false } }
    }

    func isOption(_ position: Int) -> Bool {
        symbols[position].names.contains { if case .option = $0.id { !isSize($0) } else { false } }
    }

    /// Whether the item of a line has this option; a line that still has none may get one that does.
    func accepts(_ option: SpokenOption, _ line: SpokenLine) -> Bool {
        guard line.hasItem else { return true }
        return line.items.contains { match in
            if case .item(let item) = match.id { option.terms.contains { index.offers($0, for: item) } } else { false }
        }
    }

    func isAdjacent(_ position: Int, to next: Int) -> Bool {
        next < symbols.count && !symbols[next].names.isEmpty
    }

    func isAfterJoint(_ position: Int) -> Bool {
        position == 0 || symbols[position - 1].cue == .and || gaps[position].contains(",")
    }

    func isAfterPreposition(_ position: Int) -> Bool {
        guard position > 0 else { return false }
        let cue = symbols[position - 1].cue
        return cue == .with || cue == .preposition || cue == .to
    }

    mutating func readNegation(at position: Int) {
        let word = utterance.text(of: symbols[position].tokens).lowercased()
        isNegating = negates(position)
        isNegatingOne = word.hasSuffix("no")
        amount = .normal
        guard !isNegating else { return }
        if refuses(position) {
            // "A pepperoni, not a margherita": one in place of the other.
            begin(word == "not" && !lines.isEmpty ? .replaced : .cancel)
        } else if let last = lines.indices.last, position + 1 < symbols.count, case .word(isContent: true) = symbols[position + 1].kind {
            // "A cola, no ice": nobody here knows ice, but the kitchen will.
            lines[last].notes.append(utterance.text(of: symbols[position].tokens.lowerBound..<symbols[position + 1].tokens.upperBound))
        }
    }

    /// Whether a negation speaks of an item: "I don't want the soup", but not "no, the soup" or "no a soup".
    func refuses(_ position: Int) -> Bool {
        guard position + 1 < symbols.count, !gaps[position + 1].contains(",") else { return false }
        let isBareNo = utterance.text(of: symbols[position].tokens).lowercased() == "no"
        if isItem(position + 1) { return true }
        guard !isBareNo, let cue = symbols[position + 1].cue, cue == .article || cue == .definite else { return false }
        return nameAhead(of: position + 1) == .item || nameAhead(of: position + 1) == .category
    }

    /// Whether a negation speaks of an option: "no onions", but not "no, two salads".
    func negates(_ position: Int) -> Bool {
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
