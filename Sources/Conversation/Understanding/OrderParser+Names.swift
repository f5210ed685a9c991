/// What the names of items, options, sizes and headings do to the lines of an order.
extension OrderParser {
    mutating func readName(_ position: Int) {
        let names = symbols[position].names
        let items = names.filter { if case .item = $0.id { true } else { false } }
        let options = names.filter { if case .option = $0.id { true } else { false } }
        if !items.isEmpty, options.isEmpty, isStray(items, at: position) { return }
        if !items.isEmpty, isNameOfLast(position) {
            lines[lines.count - 1].items = items
            lines[lines.count - 1].category = nil
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

    /// Half a name in the middle of another line's words ("a drip coffee, hot") is no item.
    func isStray(_ items: [PhraseMatch<CatalogueIndex.Term>], at position: Int) -> Bool {
        guard prefix == nil, let last = lines.last, !isAfterJoint(position), !symbols[position - 1].names.isEmpty else { return false }
        // "An americano coffee": a looser word for what was just named.
        let isLooser = isItem(position - 1) && last.hasItem && items.allSatisfy { !$0.isName && $0.tokens.count == 1 }
        return isLooser || items.allSatisfy { $0.coverage < 1 }
    }

    /// "One small with only cheese pizza", "a pizza, the margherita": the name of a line that began without one.
    func isNameOfLast(_ position: Int) -> Bool {
        guard prefix == nil, let last = lines.last, !last.hasItem, position > 0 else { return false }
        if last.category != nil { return true }
        return last.relation == .another && isListing && isOption(position - 1)
    }

    /// Whether a name that is an item's and an option's is the item here.
    func isItemRather(than options: [PhraseMatch<CatalogueIndex.Term>], at position: Int) -> Bool {
        let itemFollows = nameAhead(of: position) == .item
        if prefix != nil { return !itemFollows }
        if itemFollows, isAdjacent(position, to: position + 1) { return false }
        guard let line = lines.last, line.hasItem else { return true }
        return isPrefixServing || !accepts(SpokenOption(names: options), line)
    }

    mutating func startLine(_ items: [PhraseMatch<CatalogueIndex.Term>], category: Int? = nil, at position: Int) {
        var line = prefix ?? SpokenLine(tokens: symbols[position].tokens)
        line.items = items
        line.category = category
        line.tokens = min(line.tokens.lowerBound, symbols[position].tokens.lowerBound)..<symbols[position].tokens.upperBound
        if line.wish == .want { line.wish = wish }
        if let units {
            line.units = units
            line.relation = .pointed
        }
        line.options += orphans.map { option in
            var option = option
            option.isBefore = true
            return option
        }
        if line.correctsLast, let last = lines.popLast() {
            line.quantity = line.quantity ?? last.quantity
            line.options = last.options + line.options
            line.relation = last.relation
        }
        units = nil
        orphans = []
        prefix = nil
        isPrefixServing = false
        endList()
        lines.append(line)
    }

    mutating func readCategory(_ category: Int, at position: Int) {
        // "A Margherita pizza": the heading of the item just named; "a coke to drink": no item at all.
        if position > 0, case .named = symbols[position - 1].kind, lines.last?.hasItem == true, prefix == nil { return }
        // "A side of fries": the heading only introduces the item.
        if isItem(position + 1) {
            isPrefixServing = prefix != nil
            return
        }
        let unknown = unknownWords(before: position)
        // "Pineapple pizza please", with nothing before it, is asked for like "a pineapple pizza".
        let opensUtterance = unknown.map { range in symbols.allSatisfy { $0.tokens.lowerBound >= range.lowerBound || $0.names.isEmpty } }
        guard prefix != nil || opensUtterance == true && lines.isEmpty else { return }
        startLine([], category: category, at: position)
        lines[lines.count - 1].unknown = unknown
        lines[lines.count - 1].isWished = true
    }

    /// The words in front of a heading that say which of its kind and that the catalogue does not know: "pineapple" of a pizza.
    func unknownWords(before position: Int) -> Range<Int>? {
        var start = position
        while start > 0, case .word(isContent: true) = symbols[start - 1].kind, !hasStop(before: start) { start -= 1 }
        return start < position ? symbols[start].tokens.lowerBound..<symbols[position - 1].tokens.upperBound : nil
    }

    mutating func readOption(_ names: [PhraseMatch<CatalogueIndex.Term>], at position: Int) {
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
        isAmending = false
        lines[last].options.append(option)
        lines[last].tokens = lines[last].tokens.lowerBound..<max(lines[last].tokens.upperBound, symbols[position].tokens.upperBound)
    }

    /// An option that the last line's item does not offer may belong to a line before it, or to the next.
    mutating func attachEarlier(_ option: SpokenOption) {
        if isListing || isNegating, let line = lines.indices.last(where: { lines[$0].hasItem && accepts(option, lines[$0]) }) {
            lines[line].options.append(option)
        } else {
            orphans.append(option)
        }
    }

    mutating func readSize(_ option: SpokenOption, at position: Int) {
        var option = option
        if prefix != nil {
            option.isBefore = true
            prefix?.options.append(option)
        } else if nameAhead(of: position) == .item, !isAfterPreposition(position) || lines.isEmpty || isItem(position + 1) {
            option.isBefore = true
            prefix = SpokenLine(options: [option], tokens: symbols[position].tokens)
        } else if let last = lines.indices.last, !currentHasSize || isAmending {
            // A size said later takes the place of the earlier one.
            isAmending = false
            lines[last].options.append(option)
        } else {
            orphans.append(option)
        }
    }

    mutating func readSize(_ words: String, at position: Int) {
        if prefix != nil {
            prefix?.notes.append(words)
        } else if nameAhead(of: position) == .item {
            prefix = SpokenLine(notes: [words], tokens: symbols[position].tokens)
        } else if let last = lines.indices.last {
            lines[last].notes.append(words)
        }
    }
}
